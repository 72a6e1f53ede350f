// What stands in a field, said to people of several languages.
import { describe, expect, it } from '@jest/globals';
import { showValue } from './show-value.js';

const choices = [
  { id: 'gold', label: 'Золото' },
  { id: 'free', label: 'Free' },
];
const field = (type: string) => ({ type, choices }) as Parameters<typeof showValue>[0];

describe('a value in words', () => {
  it.each([
    ['a text', 'text', 'As it is', 'en', 'As it is'],
    ['a choice', 'choice', 'gold', 'en', 'Золото'],
    ['a choice that is gone', 'choice', 'silver', 'en', 'silver'],
    ['several', 'multi-choice', ['gold', 'free'], 'en', 'Золото, Free'],
    ['a day', 'date', '2026-11-05', 'en', 'November 5, 2026'],
    ['a day in Russian', 'date', '2026-11-05', 'ru-RU', '5 ноября 2026 г.'],
    ['a day in Bulgarian', 'date', '2026-11-05', 'bg', '5 ноември 2026 г.'],
    ['a language there is not', 'date', '2026-11-05', '!', 'November 5, 2026'],
    ['the number of a contract', 'number', 1234567, 'en', '1234567'],
    ['a fraction', 'number', 2.5, 'ru', '2,5'],
    ['yes', 'flag', true, 'ru', 'да'],
    ['no', 'flag', false, 'bg', 'не'],
  ])('%s', (_, type, value, locale, words) => expect(showValue(field(type), value, locale)).toBe(words));

  it.each([[null], [undefined], [[]]])('of %j is nothing', (value) =>
    expect(showValue(field('text'), value as null, 'en')).toBeNull(),
  );
});
