// What a message looks like as calls of the Bot API.
import { expect, it } from '@jest/globals';
import type { Card, OutboundFile, OutboundMessage } from '../channel.js';
import { splitText } from '../split-text.js';
import { type Call, render } from './render.js';
import { richTextOf, sliceRichText } from './rich-text.js';

const file = (contentType: string, size = 10): OutboundFile => ({
  name: 'f',
  contentType,
  size,
  read: async () => new Uint8Array(size),
});
const base: OutboundMessage = {
  id: 'm',
  conversation: '5',
  text: '',
  html: null,
  files: [],
  card: null,
  replyToExternalId: null,
  locale: 'en',
  template: null,
  mail: null,
};
const calls = (known: Partial<OutboundMessage>) => render({ ...base, ...known }).map((part) => part.payload as Call);

it.each([
  ['<p>Hello <b>bold</b> and <i>it</i>.</p><p>Second &amp; last</p>', 'Hello bold and it.\n\nSecond & last'],
  ['<ul><li>one</li><li>two</li></ul><ol><li>first</li></ol>', '• one\n• two\n\n1. first'],
  ['a<br>b<br/>c', 'a\nb\nc'],
  ['<pre>x\n  y</pre>', 'x\n  y'],
  ['<p>a</p>\n\n<div>b</div><div>c</div>', 'a\n\nb\nc'],
  ['<script>no</script>yes', 'yes'],
])('%s', (html, text) => expect(richTextOf(html).text).toBe(text));

it('marks bold and links by offsets that survive a cut', () => {
  const rich = richTextOf('<p>🙂 <b>bold</b> <a href="https://x.example/">link</a> <a href="javascript:x">no</a></p>');
  expect(rich.entities).toEqual([
    { type: 'bold', offset: 3, length: 4 },
    { type: 'text_link', offset: 8, length: 4, url: 'https://x.example/' },
  ]);
  expect(sliceRichText(rich, 5, 10).entities).toEqual([
    { type: 'bold', offset: 0, length: 2 },
    { type: 'text_link', offset: 3, length: 2, url: 'https://x.example/' },
  ]);
});

it('cuts at words, never inside a pair, and loses nothing', () => {
  expect(splitText('one two three', 8)).toEqual(['one two', 'three']);
  expect(splitText('🙂'.repeat(5), 5)).toEqual(['🙂🙂', '🙂🙂', '🙂']);
  expect(splitText('a'.repeat(10), 4)).toEqual(['aaaa', 'aaaa', 'aa']);
  expect(splitText('first paragraph\n\nsecond one', 20)).toEqual(['first paragraph', 'second one']);
  expect(splitText(' \n ', 5)).toEqual([]);
});

it('puts words under one file, and before several', () => {
  expect(calls({ text: 'Look', files: [file('image/png')] })).toMatchObject([
    { method: 'sendPhoto', fields: { caption: 'Look' } },
  ]);
  expect(calls({ text: 'x'.repeat(1025), files: [file('image/png')] }).map((call) => call.method)).toEqual([
    'sendMessage',
    'sendPhoto',
  ]);
  expect(
    calls({ text: 'Two', files: [file('application/pdf'), file('image/jpeg', 11 * 1024 * 1024)] }).map(
      (call) => call.method,
    ),
  ).toEqual(['sendMessage', 'sendDocument', 'sendDocument']);
});

it('shows a survey as buttons, and says its words once', () => {
  const labels = ['1', '2', '3', '4', '5'];
  const card: Card = {
    kind: 'survey',
    text: 'How was it?',
    buttons: labels.map((label) => ({ label, data: `s:${label}`, url: `https://desk.example/s/${label}` })),
    url: 'https://desk.example/s',
    footer: 'Stop asking: …',
  };
  const [call, ...more] = calls({ text: 'How was it?', card });
  expect(more).toEqual([]);
  expect(call!.fields.text).toBe('How was it?\n\nStop asking: …');
  expect(call!.fields.reply_markup).toEqual({
    inline_keyboard: [labels.map((label) => ({ text: label, callback_data: `s:${label}` }))],
  });
  const long = { ...card, buttons: [{ label: 'Very good', data: 'я'.repeat(33), url: 'https://desk.example/s/5' }] };
  expect(calls({ card: long })[0]!.fields.reply_markup).toEqual({
    inline_keyboard: [[{ text: 'Very good', url: 'https://desk.example/s/5' }]],
  });
});

it('answers a message of this chat only', () => {
  expect(calls({ text: 'a', replyToExternalId: '5:77' })[0]!.fields.reply_parameters).toMatchObject({ message_id: 77 });
  expect(calls({ text: 'a', replyToExternalId: '6:77' })[0]!.fields.reply_parameters).toBeUndefined();
});

it('sends photos that follow each other as one album, its words below', () => {
  const files = [file('image/png'), file('image/jpeg'), file('application/pdf')];
  const [album, ...none] = render({ ...base, text: 'Both', files: files.slice(0, 2) });
  expect(none).toEqual([]);
  expect(album!.files).toHaveLength(2);
  expect(album!.payload).toMatchObject({
    method: 'sendMediaGroup',
    fileFields: ['file0', 'file1'],
    fields: { media: [{ type: 'photo', media: 'attach://file0', caption: 'Both' }, { media: 'attach://file1' }] },
  });
  expect(calls({ text: 'All', files }).map((call) => call.method)).toEqual([
    'sendMessage',
    'sendMediaGroup',
    'sendDocument',
  ]);
  const eleven = Array.from({ length: 11 }, () => file('image/png'));
  expect(render({ ...base, files: eleven }).map((part) => part.files.length)).toEqual([10, 1]);
});

it('shows no preview of links', () => {
  expect(calls({ text: 'https://shop.example' })[0]!.fields.link_preview_options).toEqual({ is_disabled: true });
});

it('answers a message of the same conversation only', () => {
  const answered = (conversation: string, replyToExternalId: string) =>
    calls({ conversation, text: 'x', replyToExternalId })[0]!.fields.reply_parameters;
  expect(answered('5001@Bc_7x', '5001@Bc_7x:60')).toMatchObject({ message_id: 60 });
  expect(answered('-100#8', '-100:73')).toMatchObject({ message_id: 73 });
  expect(answered('5001', '5001@Bc_7x:60')).toBeUndefined();
});
