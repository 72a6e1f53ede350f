// Where somebody most likely is: only where there is one answer.
import { describe, expect, it } from '@jest/globals';
import { guessTimeZone } from './time-zone.js';

const phone = (number: string | null) => [{ phone: number }];

describe('the time zone of a person', () => {
  it.each([
    ['a Bulgarian number', null, '+359888123456', 'Europe/Sofia'],
    ['a language at home in one country', 'bg', null, 'Europe/Sofia'],
    ['a language with its country', 'en-IE', null, 'Europe/Dublin'],
    ['the number before the language', 'bg', '+33612345678', 'Europe/Paris'],
  ])('%s', (_, locale, number, zone) => expect(guessTimeZone(locale, phone(number))).toBe(zone));

  it.each([
    ['a country with many clocks', 'ru', '+79161234567'],
    ['a language of many countries', 'en', null],
    ['nothing', null, null],
  ])('is not guessed from %s', (_, locale, number) => expect(guessTimeZone(locale, phone(number))).toBeNull());
});
