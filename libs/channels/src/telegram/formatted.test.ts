// Telegram's entities as HTML: one mark, marks that nest, cross, repeat or lie outside the words.
import { expect, it } from '@jest/globals';
import { formattedHtml } from './formatted.js';

const entity = (type: string, offset: number, length: number, more: object = {}) => ({ type, offset, length, ...more });
const html = (text: string, ...entities: object[]) => formattedHtml({ text, entities }, null);

it.each([
  ['thick', [entity('bold', 0, 5)], '<p><b>thick</b></p>'],
  ['a slanted word', [entity('italic', 2, 7)], '<p>a <i>slanted</i> word</p>'],
  ['under struck', [entity('underline', 0, 5), entity('strikethrough', 6, 6)], '<p><u>under</u> <s>struck</s></p>'],
  ['x = 1', [entity('pre', 0, 5, { language: 'js' })], '<div><pre>x = 1</pre></div>'],
  ['said', [entity('expandable_blockquote', 0, 4)], '<div><blockquote>said</blockquote></div>'],
  ['both', [entity('bold', 0, 4), entity('italic', 0, 4)], '<p><b><i>both</i></b></p>'],
  [
    'abc',
    [entity('bold', 0, 1), entity('italic', 1, 1), entity('code', 2, 1)],
    '<p><b>a</b><i>b</i><code>c</code></p>',
  ],
  ['abcd', [entity('bold', 0, 3), entity('italic', 1, 3)], '<p><b>a<i>bc</i></b><i>d</i></p>'],
  ['🙂 go', [entity('bold', 3, 2)], '<p>🙂 <b>go</b></p>'],
  ['go & <see>', [entity('bold', 0, 2)], '<p><b>go</b> &amp; &lt;see&gt;</p>'],
  ['two\nlines', [entity('bold', 0, 9)], '<p><b>two<br>lines</b></p>'],
])('%s', (text, entities, expected) => expect(html(text, ...entities)).toBe(expected));

it.each(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'custom_emoji', 'spoiler', 'constructor'])(
  '%s is no formatting',
  (type) => expect(html('words', entity(type, 0, 5))).toBeNull(),
);

it('leaves out marks that lie outside the words', () => {
  expect(html('ab', entity('bold', 1, 9), entity('bold', -1, 2), entity('bold', 0, 0))).toBeNull();
});

it('reads the caption of a file by its own entities', () => {
  const message = { caption: 'look', caption_entities: [entity('bold', 0, 4)], entities: [] };
  expect(formattedHtml(message, null)).toBe('<p><b>look</b></p>');
});
