// Snippets: the found words in their surroundings, marked, as they were written.
import { expect, it } from '@jest/globals';
import { snippetOf } from './snippet.js';

const marked = (text: string) => text.replace(/\[/g, '\u0002').replace(/\]/g, '\u0003');
const shown = (pieces: { text: string; hit: boolean }[]) =>
  pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

it('keeps ё where the marked text has е', () => {
  expect(shown(snippetOf('Оплатила счёт вчера', marked('Оплатила [счет] вчера')))).toBe('Оплатила [счёт] вчера');
});
it('begins near the first word found and ends between words', () => {
  const text = `${'слово '.repeat(80)}доставка ${'потом '.repeat(80)}`;
  const found = snippetOf(text, text.replace('доставка', '\u0002доставка\u0003'));
  expect(found[0]).toEqual({ text: '… ', hit: false });
  expect(found.at(-1)).toEqual({ text: ' …', hit: false });
  expect(shown(found)).toMatch(/^… слово .*слово \[доставка\] потом .*потом …$/);
  expect(shown(found).length).toBeLessThan(200);
});
it('folds blank lines, and shows customer markup as the text it is', () => {
  expect(shown(snippetOf('<b>где</b>\n\n  заказ', marked('<b>где</b>\n\n  [заказ]')))).toBe('<b>где</b> [заказ]');
});
it('marks nothing when the texts do not belong together', () => {
  expect(snippetOf('другой текст', marked('[совсем] не тот'))).toEqual([{ text: 'другой текст', hit: false }]);
});
it('has nothing to show of nothing', () => expect(snippetOf('', '')).toEqual([]));
