// Which scores are good, as DEFINITIONS.md names them, and that no point lacks its words in any language.
import { describe, expect, test } from '@jest/globals';
import { NOT_ASKED_REASONS } from './policy.js';
import {
  isGood,
  isPoint,
  lookOf,
  looksOf,
  maximaOf,
  pointsOf,
  SURVEY_KINDS,
  scaleOf,
  standingOf,
  symbolOf,
} from './scales.js';
import { followUpOf, labelsOf, questionOf, reasonWords } from './words.js';

describe('good scores', () => {
  test.each([
    ['csat', 5, [4, 5]],
    ['csat', 3, [3]],
    ['csat', 2, [2]],
    ['csat', 7, [6, 7]],
    ['csat', 10, [9, 10]],
    ['nps', 10, [9, 10]],
    ['ces', 7, [5, 6, 7]],
  ] as const)('%s to %i', (kind, max, good) => {
    expect(pointsOf(kind, max).filter((score) => isGood(kind, max, score))).toEqual(good);
  });

  test.each([
    ['csat', 5, 2, 'low'],
    ['csat', 5, 3, 'middle'],
    ['csat', 2, 1, 'low'],
    ['csat', 3, 2, 'middle'],
    ['csat', 10, 5, 'low'],
    ['csat', 10, 6, 'middle'],
    ['nps', 10, 0, 'low'],
    ['nps', 10, 6, 'low'],
    ['nps', 10, 7, 'middle'],
    ['ces', 7, 3, 'low'],
    ['ces', 7, 4, 'middle'],
  ] as const)('%s to %i: %i is %s', (kind, max, score, standing) => {
    expect(standingOf(kind, max, score)).toBe(standing);
  });

  test.each([
    ['csat', 5, 0],
    ['csat', 5, 6],
    ['csat', 5, 4.5],
    ['nps', 10, -1],
    ['csat', 4, 3],
    ['ces', 7, Number.NaN],
  ] as const)('%s to %i has no %p', (kind, max, score) => {
    expect(isPoint(kind, max, score)).toBe(false);
    expect(() => isGood(kind, max, score)).toThrow(RangeError);
  });

  test('NPS begins at 0, the others at 1', () => {
    expect(pointsOf('nps', 10)).toHaveLength(11);
    expect(pointsOf('csat', 10)).toHaveLength(10);
    expect(scaleOf('ces', 5)).toBeNull();
  });
});

test('every scale has a usual look, and every look a shape for every point', () => {
  for (const kind of SURVEY_KINDS)
    for (const max of maximaOf(kind)) {
      expect(looksOf(kind, max)).toContain(lookOf(kind, max, 'none'));
      for (const look of looksOf(kind, max)) {
        expect(lookOf(kind, max, look)).toBe(look);
        const shapes = pointsOf(kind, max).map((score) => symbolOf(kind, max, score, look));
        expect(new Set(shapes).size).toBe(shapes.length);
      }
    }
  expect(looksOf('csat', 4)).toEqual([]);
  expect(symbolOf('csat', 5, 3, 'stars')).toBe('★★★');
  expect(symbolOf('csat', 2, 2)).toBe('👍');
});

describe('words', () => {
  for (const locale of ['en', 'ru', 'bg'])
    for (const kind of SURVEY_KINDS)
      for (const max of maximaOf(kind))
        test(`${kind} to ${max} in ${locale}`, () => {
          const labels = labelsOf(kind, max, locale);
          expect(labels).toHaveLength(pointsOf(kind, max).length);
          expect(labels[0]).not.toBe('');
          expect(labels.at(-1)).not.toBe('');
          expect(questionOf(kind, locale)).toMatch(/\?$/);
          for (const score of pointsOf(kind, max)) {
            expect(followUpOf(kind, max, score, locale)).toMatch(/\?$/);
            expect(symbolOf(kind, max, score)).not.toBe('');
          }
        });

  test('a regional tag finds its language, an unknown one English', () => {
    expect(questionOf('csat', 'ru-RU')).toBe(questionOf('csat', 'ru'));
    expect(questionOf('csat', 'de')).toBe(questionOf('csat', 'en'));
  });

  test('every reason has words in every language', () => {
    for (const reason of NOT_ASKED_REASONS)
      expect(new Set(['en', 'ru', 'bg'].map((locale) => reasonWords(reason, locale))).size).toBe(3);
  });
});
