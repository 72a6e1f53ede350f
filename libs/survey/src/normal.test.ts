// Table values of the standard normal distribution.
import { expect, test } from '@jest/globals';
import { normalBelow, normalQuantile, twoSidedP, Z95 } from './normal.js';

test.each([
  [0, 0.5],
  [1, 0.841345],
  [1.644854, 0.95],
  [-1.959964, 0.025],
  [3.290527, 0.9995],
])('P(Z ≤ %f) = %f, there and back', (z, p) => {
  expect(normalBelow(z)).toBeCloseTo(p, 6);
  expect(normalQuantile(p)).toBeCloseTo(z, 5);
});

test('the far tail', () => {
  expect(normalQuantile(0.00001)).toBeCloseTo(-4.264891, 5);
  expect(twoSidedP(Z95)).toBeCloseTo(0.05, 6);
  expect(() => normalQuantile(1)).toThrow(RangeError);
});
