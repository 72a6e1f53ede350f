// The Send API's manners: what Messenger and Instagram share, and what Instagram does otherwise.
import { expect, it } from '@jest/globals';
import type { Channel, ClientContext, Config, OutboundFile, OutboundMessage } from '../channel.js';
import { harness as ofInstagram } from '../instagram/harness.js';
import { instagram } from '../instagram/index.js';
import { splitBytes } from '../instagram/split-bytes.js';
import { harness as ofMessenger } from '../messenger/harness.js';
import { messenger } from '../messenger/index.js';

const message = (known: Partial<OutboundMessage>): OutboundMessage => ({
  id: 'm',
  conversation: '42',
  text: '',
  html: null,
  files: [],
  card: null,
  replyToExternalId: null,
  locale: 'ru',
  template: null,
  mail: null,
  ...known,
});
const file = (contentType: string, known: Partial<OutboundFile> = {}): OutboundFile => ({
  name: 'чек.bin',
  contentType,
  size: 4,
  read: async () => new Uint8Array([1, 2, 3, 4]),
  link: 'https://desk.example/files/1?sig=s',
  ...known,
});
const card = (count: number) => ({
  kind: 'survey' as const,
  text: 'Как мы справились?',
  buttons: Array.from({ length: count }, (_, i) => ({
    label: `Оценка номер ${i + 1} из всех`,
    data: `s:1:${i}`,
    url: '',
  })),
  url: 'https://desk.example/s',
});

type Made = { method: string; url: string; body: string };
async function sent(channel: Channel, config: Config, known: Partial<OutboundMessage>): Promise<Made[]> {
  const { made, context } = world(config);
  const client = channel.client(context);
  for (const part of await channel.render(message(known), config)) await client.send(part, '42');
  return made;
}
function world(config: Config, answer: unknown = { message_id: 'm_1' }) {
  const made: Made[] = [];
  const fetch = async (url: string, init: RequestInit = {}) => {
    made.push({
      method: init.method ?? 'GET',
      url,
      body: Buffer.from((init.body ?? '') as Uint8Array).toString('utf8'),
    });
    return Response.json(answer);
  };
  const context: ClientContext = {
    config,
    fetch: fetch as never,
    signal: AbortSignal.timeout(5000),
    hookUrl: 'https://desk.example/hooks/x/y',
  };
  return { made, context };
}

it('an agent’s words may be late where Meta has allowed it; a survey never pretends to be a person', async () => {
  const config = { ...ofMessenger.config, humanAgent: true };
  const [words] = await sent(messenger, config, { text: 'Уже отправили' });
  expect(JSON.parse(words!.body)).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
  const [asked] = await sent(messenger, config, { card: card(5) });
  expect(JSON.parse(asked!.body)).toMatchObject({ messaging_type: 'RESPONSE' });
  const [plain] = await sent(messenger, ofMessenger.config, { text: 'Уже отправили' });
  expect(JSON.parse(plain!.body)).toMatchObject({ messaging_type: 'RESPONSE' });
  expect(plain!.body).not.toContain('tag');
});

it('asks by quick replies up to thirteen, their titles cut, and by a link beyond', async () => {
  const [asked] = await sent(messenger, ofMessenger.config, { card: card(11) });
  const { quick_replies: replies } = (JSON.parse(asked!.body) as { message: { quick_replies: { title: string }[] } })
    .message;
  expect(replies).toHaveLength(11);
  expect(replies.every(({ title }) => title.length <= 20 && title.endsWith('…'))).toBe(true);
  const [linked] = await sent(messenger, ofMessenger.config, { card: card(14) });
  expect(JSON.parse(linked!.body)).toMatchObject({ message: { text: 'Как мы справились?\n\nhttps://desk.example/s' } });
});

it('shows where a link leads, and answers a certain message', async () => {
  const html = '<p>Вот <a href="https://a.example/x">правила</a>.</p>';
  const [made] = await sent(messenger, ofMessenger.config, { html, text: 'x', replyToExternalId: 'm_7' });
  expect(JSON.parse(made!.body)).toMatchObject({
    recipient: { id: '42' },
    message: { text: 'Вот правила (https://a.example/x).', reply_to: { mid: 'm_7' } },
  });
});

it('Messenger takes any file by upload', async () => {
  const [made] = await sent(messenger, ofMessenger.config, { files: [file('application/zip')] });
  expect(made!.url).toBe('https://graph.facebook.com/v24.0/104200000000001/messages');
  expect(made!.body).toContain('name="recipient"\r\n\r\n{"id":"42"}');
  expect(made!.body).toContain('"type":"file"');
  expect(made!.body).toContain('filename="чек.bin"');
});

it.each([
  ['image/png', {}, 'image'],
  ['video/mp4', {}, 'video'],
  ['application/pdf', {}, 'file'],
  ['application/zip', {}, null],
  ['image/png', { size: 9 * 1024 * 1024 }, null],
])('Instagram fetches %s %j as %s', async (contentType, known, type) => {
  const made = await sent(instagram, ofInstagram.config, { text: 'Вот', files: [file(contentType, known)] });
  const messages = made.map(({ body }) => (JSON.parse(body) as { message: Record<string, unknown> }).message);
  if (type) {
    expect(messages[1]).toEqual({ attachment: { type, payload: { url: 'https://desk.example/files/1?sig=s' } } });
  } else expect(messages).toEqual([{ text: 'Вот\n\nчек.bin: https://desk.example/files/1?sig=s' }]);
});

it.each(['instagram', 'facebook'])('Instagram by a token of %s has its own address', async (login) => {
  const config = { ...ofInstagram.config, login, pageId: '104200000000001' };
  const [made] = await sent(instagram, config, { text: 'x' });
  const [host, account] = login === 'facebook' ? ['facebook', '104200000000001'] : ['instagram', 'me'];
  expect(made!.url).toBe(`https://graph.${host}.com/v24.0/${account}/messages`);
});

it('a token of another Instagram account is told at once, with the id to give', async () => {
  const { context } = world(ofInstagram.config, { user_id: '17841499999999999', username: 'other' });
  await expect(instagram.client(context).connect!()).rejects.toMatchObject({
    remedy: 'reconnect',
    reason: expect.stringContaining('17841499999999999'),
  });
});

it('asks the page for its Instagram account, and leaves Messenger its subscription', async () => {
  const config = { ...ofInstagram.config, login: 'facebook', pageId: '104200000000001' };
  const answer = { instagram_business_account: { id: '17841400000000001', username: 'shop' } };
  const { made, context } = world(config, answer);
  const client = instagram.client(context);
  expect(await client.connect!()).toEqual({ name: 'shop', address: '@shop' });
  await client.disconnect!();
  expect(made.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

it.each([
  ['Latin', 'word '.repeat(700)],
  ['Cyrillic', 'слово '.repeat(700)],
  ['an emoji without a gap', '🙂'.repeat(1200)],
  ['a family of emoji', '👨‍👩‍👧‍👦'.repeat(200)],
  ['mixed', `${'a'.repeat(900)} ${'я'.repeat(900)}`],
])('a thousand bytes a piece: %s', (_, text) => {
  const pieces = splitBytes(text, 1000);
  expect(pieces.every((piece) => Buffer.byteLength(piece) <= 1000 && piece.isWellFormed() && piece !== '')).toBe(true);
  expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
});

it('thanks with a message, where there is no passing notice', async () => {
  const { made, context } = world(ofMessenger.config);
  const body = Buffer.from(JSON.stringify(ofMessenger.customer.presses!(1, 's:1:5', new Date())));
  const [event] = await messenger.normalise({ body, envelope: {} }, { config: ofMessenger.config, ownAddresses: [] });
  await messenger.client(context).acknowledge!(event!, 'Спасибо! Что можно улучшить?');
  await messenger.client(context).acknowledge!(event!, null);
  expect(made.map((each) => JSON.parse(each.body))).toEqual([
    {
      recipient: { id: ofMessenger.conversation },
      messaging_type: 'RESPONSE',
      message: { text: 'Спасибо! Что можно улучшить?' },
    },
  ]);
});

it.each([
  [messenger, ofMessenger.config, { first_name: 'Анна', last_name: 'Иванова', id: '42' }, 'Анна Иванова', null],
  [messenger, ofMessenger.config, { id: '42' }, null, null],
  [instagram, ofInstagram.config, { name: 'Анна', username: 'anna.i', id: '42' }, 'Анна', 'anna.i'],
])('%#: asks who somebody is', async (channel, config, answer, name, username) => {
  const { made, context } = world(config, answer);
  expect(await channel.client(context).profile!('42')).toEqual({ name, username });
  expect(made[0]).toMatchObject({ method: 'GET', url: expect.stringMatching(/\/v24\.0\/42\?fields=/) });
});
