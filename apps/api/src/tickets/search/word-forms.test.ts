// Bulgarian words with and without their article lead to each other; other words are left alone.
import { expect, it } from '@jest/globals';
import { wordForms } from './word-forms.js';

it.each([
  ['поръчка', 'поръчката'],
  ['поръчката', 'поръчка'],
  ['поръчките', 'поръчка'],
  ['клиент', 'клиентът'],
  ['клиентът', 'клиент'],
  ['клиентите', 'клиент'],
  ['счупен', 'счупеният'],
  ['счупената', 'счупен'],
  ['градовете', 'градове'],
  ['възстановяването', 'възстановяване'],
])('%s → %s', (word, other) => expect(wordForms(word)).toContain(other));

it.each(['кот', 'order', '123', 'a+б', ''])('%j has no other forms', (word) => expect(wordForms(word)).toEqual([]));
