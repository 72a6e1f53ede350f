// WhatsApp's shapes of a message: marks, captions, buttons, lists and what does not fit into them.
import { expect, it } from '@jest/globals';
import type { Card, OutboundFile, OutboundMessage } from '../channel.js';
import { type Call, render } from './render.js';

const message = (known: Partial<OutboundMessage>): OutboundMessage => ({
  id: 'm',
  conversation: '359880000001',
  text: '',
  html: null,
  files: [],
  card: null,
  replyToExternalId: null,
  locale: 'bg',
  template: null,
  mail: null,
  ...known,
});
const calls = (known: Partial<OutboundMessage>) => render(message(known)).map((part) => part.payload as Call);
const bodyOf = (call: Call | undefined) =>
  call?.kind === 'message' ? (call.fields.text as { body: string }).body : undefined;
const file = (contentType: string, size = 4): OutboundFile => ({
  name: 'a b.bin',
  contentType,
  size,
  read: async () => new Uint8Array(size),
});
const card = (count: number, known: Partial<Card> = {}): Card => ({
  kind: 'survey',
  text: 'Как се справихме?',
  buttons: Array.from({ length: count }, (_, i) => ({
    label: `${i}`,
    data: `s:1:${i}`,
    url: `https://d.example/${i}`,
  })),
  url: 'https://d.example/s',
  ...known,
});
const interactive = (call: Call | undefined) =>
  (call?.kind === 'message' ? call.fields.interactive : undefined) as Record<string, Record<string, unknown>>;

it.each([
  ['<p>Имаме <b>две</b> и <i>три</i>, не <s>едно</s>: <code>A-1</code></p>', 'Имаме *две* и _три_, не ~едно~: `A-1`'],
  ['<p><b>редове<br>два </b>после</p>', '*редове*\n*два* после'],
  ['<p>виж <a href="https://a.example/x">тук</a>.</p>', 'виж тук (https://a.example/x).'],
  ['<blockquote>едно<br>две</blockquote><p>три</p>', '> едно\n> две\n\nтри'],
  ['<pre>a  b\nc</pre>', '```a  b\nc```'],
  ['<p><b><i>и двете</i></b></p>', '_*и двете*_'],
  ['<ul><li>чай</li><li><b>мед</b></li></ul>', '• чай\n• *мед*'],
])('%s', (html, body) => {
  expect(bodyOf(calls({ html, text: 'x' })[0])).toBe(body);
});

it('leaves plain words as they are', () => {
  expect(bodyOf(calls({ text: 'a_b *c* 5 < 6' })[0])).toBe('a_b *c* 5 < 6');
});

it('splits with its marks within the limit, and loses nothing', () => {
  const html = `<p>${Array.from({ length: 900 }, (_, i) => `<b>дума${i}</b>`).join(' ')}</p>`;
  const pieces = calls({ html, text: 'x' }).map((call) => bodyOf(call)!);
  expect(pieces.every((piece) => piece.length <= 4096)).toBe(true);
  expect(pieces.join(' ').replaceAll('*', '')).toBe(Array.from({ length: 900 }, (_, i) => `дума${i}`).join(' '));
});

it('puts the words under the first file, but not under a sound', () => {
  const pictures = [file('image/png'), file('application/pdf')];
  expect(calls({ text: 'Ето', files: pictures })).toMatchObject([
    { kind: 'media', media: 'image', caption: 'Ето' },
    { kind: 'media', media: 'document', caption: '' },
  ]);
  expect(calls({ text: 'Ето', files: [file('audio/mpeg')] }).map((call) => call.kind)).toEqual(['message', 'media']);
  expect(calls({ text: 'я'.repeat(1025), files: pictures }).map((call) => call.kind)).toHaveLength(3);
});

it.each([
  ['image/png', 4, 'image'],
  ['image/png', 6 * 1024 * 1024, 'document'],
  ['image/webp', 4, 'document'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 4, 'document'],
  ['text/plain; charset=utf-8', 4, 'document'],
  ['video/mp4', 4, 'video'],
  ['video/mp4', 17 * 1024 * 1024, 'document'],
  ['audio/ogg; codecs=opus', 4, 'audio'],
])('%s of %s bytes goes as %s', (contentType, size, media) => {
  expect(calls({ files: [file(contentType, size)] })).toMatchObject([{ media }]);
});

it('asks with buttons up to three, with a list up to ten, and with a link beyond', () => {
  expect(interactive(calls({ card: card(3) })[0])).toMatchObject({
    type: 'button',
    action: { buttons: [{ type: 'reply', reply: { id: 's:1:0', title: '0' } }, {}, {}] },
  });
  const list = interactive(calls({ card: card(10) })[0]);
  expect(list).toMatchObject({ type: 'list', action: { button: 'Избор' } });
  expect((list.action!.sections as { rows: unknown[] }[])[0]!.rows).toHaveLength(10);
  expect(bodyOf(calls({ card: card(11) })[0])).toBe('Как се справихме?\n\nhttps://d.example/s');
});

it('cuts labels to what WhatsApp shows, and tells the whole below', () => {
  const label = 'Напълно доволен съм от всичко 🙂';
  const buttons = card(4).buttons.map((each, at) => (at === 0 ? { ...each, label } : each));
  const list = interactive(calls({ card: card(4, { buttons }) })[0]);
  const [row] = (list.action!.sections as { rows: { title: string; description?: string }[] }[])[0]!.rows;
  expect(row).toMatchObject({ description: label });
  expect(row!.title.length).toBeLessThanOrEqual(24);
  expect(row!.title.endsWith('…') && row!.title.isWellFormed()).toBe(true);
});

it('a short footer stands below, a long one among the words; a long question is told before', () => {
  const short = interactive(calls({ card: card(5, { footer: 'СТОП спира въпросите' }) })[0]);
  expect(short).toMatchObject({ footer: { text: 'СТОП спира въпросите' } });
  const long = interactive(calls({ card: card(5, { footer: 'д'.repeat(61) }) })[0]);
  expect(long.footer).toBeUndefined();
  expect(long.body!.text).toContain('д'.repeat(61));
  const parts = calls({ card: card(5, { text: 'дума '.repeat(300) }) });
  expect(parts).toHaveLength(2);
  expect((interactive(parts[1]).body!.text as string).length).toBeLessThanOrEqual(1024);
});

it('answers a certain message with its first part only', () => {
  const [first, second] = calls({ text: 'я '.repeat(3000), replyToExternalId: 'wamid.X=' });
  expect(first).toMatchObject({ fields: { context: { message_id: 'wamid.X=' } } });
  expect(second).not.toHaveProperty('fields.context');
  expect(calls({ files: [file('image/png')], replyToExternalId: 'wamid.X=' })).toMatchObject([{ context: 'wamid.X=' }]);
});

it('sends a template in the place of the words', () => {
  const template = { name: 'order_ready', language: 'bg', params: ['7', 'утре'] };
  expect(calls({ text: 'Поръчка 7 е готова, утре.', template })).toEqual([{ kind: 'template', ...template }]);
});

it('tells where to fetch a file that WhatsApp does not take', () => {
  const zip = { ...file('application/zip'), link: 'https://desk.example/f?sig=1' };
  expect(calls({ text: 'Ето', files: [zip] }).map(bodyOf)).toEqual(['Ето', 'a b.bin: https://desk.example/f?sig=1']);
  expect(calls({ text: 'Ето', files: [zip, file('image/png')] }).map((call) => call.kind)).toEqual([
    'message',
    'message',
    'media',
  ]);
});
