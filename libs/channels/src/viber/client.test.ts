// Viber's manners: its numbers for what went wrong, files by their link, the keyboard, and who signs.
import { expect, it } from '@jest/globals';
import type { ClientContext, OutboundFile, OutboundMessage } from '../channel.js';
import { harness } from './harness.js';
import { viber } from './index.js';

const message: OutboundMessage = {
  id: 'm',
  conversation: 'p',
  text: 'Hello',
  html: null,
  files: [],
  card: null,
  replyToExternalId: null,
  locale: 'en',
  template: null,
  mail: null,
};
const bodies = (known: Partial<OutboundMessage>, config = harness.config) =>
  (viber.render({ ...message, ...known }, config) as { payload: { body: Record<string, unknown> } }[]).map(
    (part) => part.payload.body,
  );
const file = (
  contentType: string,
  size = 10,
  link: string | null = 'https://desk.example/files/f.png',
): OutboundFile => ({
  name: 'f.png',
  contentType,
  size,
  read: async () => new Uint8Array(1),
  ...(link ? { link } : {}),
});
const context = (answer: () => Response): ClientContext => ({
  config: harness.config,
  fetch: (async () => answer()) as typeof fetch,
  signal: AbortSignal.timeout(5000),
  hookUrl: 'https://desk.example/hooks/viber/k',
});

it.each([
  [5, 'drop'],
  [8, 'reconnect'],
  [10, 'reconnect'],
  [12, 'retry'],
  [24, 'reconnect'],
])('status %s means %s', async (status, remedy) => {
  const client = viber.client(context(() => new Response(JSON.stringify({ status, status_message: 'no' }))));
  const [part] = await viber.render(message, harness.config);
  await expect(client.send(part!, 'p')).rejects.toMatchObject({ remedy });
});

it('keeps every digit of a number that no double can hold', async () => {
  const body = '{"status":0,"status_message":"ok","message_token":5741023700000500001}';
  const [part] = await viber.render(message, harness.config);
  expect(await viber.client(context(() => new Response(body))).send(part!, 'p')).toEqual({
    externalId: '5741023700000500001',
  });
});

it('does not know what became of a message whose answer says nothing', async () => {
  const [part] = await viber.render(message, harness.config);
  const client = viber.client(context(() => new Response('<html>')));
  await expect(client.send(part!, 'p')).rejects.toMatchObject({ remedy: 'unknown' });
});

it('signs with a name that fits', () => {
  const [body] = bodies({}, { ...harness.config, senderName: '🙂'.repeat(40) });
  expect([...(body!.sender as { name: string }).name]).toHaveLength(28);
});

it('sends a picture with its words, a large one as a file, a film as a film', () => {
  expect(bodies({ files: [file('image/png')] })).toMatchObject([{ type: 'picture', text: 'Hello' }]);
  expect(bodies({ files: [file('image/png', 2 * 1024 * 1024)] }).map(({ type }) => type)).toEqual(['text', 'file']);
  expect(bodies({ text: '', files: [file('video/mp4')] })).toMatchObject([{ type: 'video', size: 10 }]);
});

it('says that a file has no public address', async () => {
  const parts = await viber.render({ ...message, files: [file('image/png', 10, null)] }, harness.config);
  const client = viber.client(context(() => new Response('{"status":0}')));
  await expect(client.send(parts[0]!, 'p')).rejects.toMatchObject({ remedy: 'drop' });
});

it('fits eleven numbers into rows of six', () => {
  const buttons = Array.from({ length: 11 }, (_, i) => ({ label: String(i), data: `s:${i}`, url: '' }));
  const card = { kind: 'survey' as const, text: 'How likely?', buttons, url: 'https://desk.example/s/t' };
  const [body] = bodies({ text: '', card });
  const keyboard = body!.keyboard as { Buttons: { Columns: number; Silent: boolean }[] };
  expect(keyboard.Buttons.map(({ Columns }) => Columns)).toEqual(Array.from({ length: 11 }, () => 1));
  const many = Array.from({ length: 25 }, () => buttons[0]!);
  expect(bodies({ text: '', card: { ...card, buttons: many } })[0]).toMatchObject({
    text: expect.stringContaining(card.url),
  });
});

it('thanks for a pressed button with a message', async () => {
  const raw = { body: Buffer.from(String(harness.customer.presses!(1, 's:5', new Date()))), envelope: {} };
  const [event] = await viber.normalise(raw, { config: {}, ownAddresses: [] });
  const bodies: unknown[] = [];
  const asked = (async (_: unknown, init?: RequestInit) => {
    bodies.push(JSON.parse(String(init?.body)));
    return new Response('{"status":0,"message_token":1}');
  }) as typeof fetch;
  const { acknowledge } = viber.client({ ...context(() => new Response()), fetch: asked });
  await acknowledge!(event!, null);
  await acknowledge!(event!, 'Thank you');
  expect(bodies).toMatchObject([{ receiver: harness.conversation, text: 'Thank you', sender: { name: 'Магазинът' } }]);
});
