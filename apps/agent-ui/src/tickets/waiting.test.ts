// The words and the age of waiting.
import { describe, expect, it } from '@jest/globals';
import { briefSpan, waitingAge } from './waiting.js';

const MINUTE = 60_000;

describe('waiting', () => {
  it.each([
    [59_999, 'en', null],
    [12 * MINUTE, 'en', '12 min'],
    [12 * MINUTE, 'ru', '12 мин'],
    [119 * MINUTE, 'en', '1 hr'],
    [3 * 60 * MINUTE, 'ru', '3 ч'],
    [26 * 60 * MINUTE, 'en', '1 day'],
    [49 * 60 * MINUTE, 'en', '2 days'],
  ])('%s ms in %s is %s', (span, locale, words) => {
    expect(
      briefSpan(span, locale)
        ?.replace(/[\u00a0\u202f]/g, ' ')
        .replace(/\.$/, '') ?? null,
    ).toBe(words);
  });

  it.each([
    [0, 1],
    [15 * MINUTE, 2],
    [60 * MINUTE, 3],
    [240 * MINUTE, 4],
  ])('after %s ms the disc is %s quarters full', (span, age) => {
    expect(waitingAge(span)).toBe(age);
  });
});
