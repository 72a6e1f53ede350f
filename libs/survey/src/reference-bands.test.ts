// Points of 100 from means, and the bands they fall in.
import { expect, test } from '@jest/globals';
import { bandOf, pointsOfHundred } from './reference-bands.js';

test.each([
  ['csat', 10, 8.2, 80, 'good'],
  ['csat', 5, 4.2, 80, 'good'],
  ['csat', 5, 4, 75, 'fair'],
  ['csat', 2, 1.5, 50, 'poor'],
  ['ces', 7, 4.6, 60, 'fair'],
  ['nps', 10, 5.9, 59, 'poor'],
] as const)('%s to %d: a mean of %d is %d points, %s', (kind, max, mean, points, band) => {
  const found = pointsOfHundred(kind, max, mean);
  expect(found).toBeCloseTo(points, 9);
  expect(bandOf(Number(found.toFixed(9)))).toBe(band);
});

test('a scale that is not allowed is refused', () => {
  expect(() => pointsOfHundred('csat', 4, 3)).toThrow(RangeError);
});
