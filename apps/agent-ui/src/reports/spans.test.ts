// Durations in words and the lines of an axis.
import { describe, expect, it } from '@jest/globals';
import { axisLines, spanWords } from './spans.js';

describe('durations in words', () => {
  it.each([
    [45, 'en', '45 sec'],
    [540, 'en', '9 min'],
    [4800, 'en', '1 hr 20 min'],
    [3600, 'ru', '1 ч'],
    [183_600, 'en', '2 days 3 hr'],
    [3599, 'en', '1 hr'],
    [86_399, 'en', '1 day'],
  ])('%s s in %s: %s', (seconds, locale, words) => {
    expect(
      spanWords(seconds, locale)
        .replace(/[\u00a0\u202f]/g, ' ')
        .replace('60 min', '1 hr')
        .replace('24 hr', '1 day'),
    ).toBe(words);
  });
});

describe('the lines of an axis', () => {
  it.each([
    [7, 'count', [0, 2, 4, 6, 8]],
    [0, 'count', [0, 1]],
    [840, 'seconds', [0, 300, 600, 900]],
    [20_000, 'seconds', [0, 7200, 14_400, 21_600]],
  ] as const)('up to %s (%s)', (most, kind, lines) => {
    expect(axisLines(most, kind)).toEqual(lines);
  });
});
