// Clicks in the search page, as text in its box.
import { expect, it } from '@jest/globals';
import { remember, valued, withFilter, worthAsking } from './typed-query.js';

it.each([
  ['', 'from:', 'from:'],
  ['возврат', 'от:', 'возврат от:'],
  ['возврат  ', 'от:', 'возврат от:'],
])('%j and %s', (query, filter, expected) => expect(withFilter(query, filter)).toBe(expected));

it.each([
  ['from:', 'maria@example.com', 'from:maria@example.com'],
  ['тег:', 'очень важно', 'тег:"очень важно"'],
  ['tag:', 'a "b" c', 'tag:"a b c"'],
])('%s %s', (filter, value, expected) => expect(valued(filter, value)).toBe(expected));

it('asks the desk only with something to ask', () => {
  expect(['', ' " ', '-', 'я', '#1', '🙂'].map(worthAsking)).toEqual([false, false, false, true, true, false]);
});
it('remembers the latest searches, each once', () => {
  expect(remember(['b', 'a'], ' a ')).toEqual(['a', 'b']);
  expect(remember(['1', '2', '3', '4', '5', '6'], '7')).toEqual(['7', '1', '2', '3', '4', '5']);
});
