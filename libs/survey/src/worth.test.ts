// What an answer is worth, on each scale.
import { expect, test } from '@jest/globals';
import { rangeOf, worthOf } from './worth.js';

test.each([
  ['share', 'csat', 5, 4, 1],
  ['share', 'csat', 5, 3, 0],
  ['mean', 'ces', 7, 6, 6],
  ['nps', 'nps', 10, 9, 100],
  ['nps', 'nps', 10, 8, 0],
  ['nps', 'nps', 10, 6, -100],
] as const)('%s of %s to %i: %i is worth %i', (worth, kind, max, score, value) => {
  expect(worthOf(worth, kind, max, score)).toBe(value);
});

test('and lies within the range', () => {
  expect(rangeOf('share', 'csat', 5)).toEqual({ min: 0, max: 1 });
  expect(rangeOf('nps', 'nps', 10)).toEqual({ min: -100, max: 100 });
  expect(rangeOf('mean', 'nps', 10)).toEqual({ min: 0, max: 10 });
  expect(() => rangeOf('mean', 'csat', 4)).toThrow(RangeError);
  expect(() => worthOf('mean', 'csat', 5, 6)).toThrow(RangeError);
});
