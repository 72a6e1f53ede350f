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

// Computed by scipy.stats.norm 1.17.
test.each([
  [-1, 0.15865525393145707],
  [-3, 0.0013498980316300933],
  [-8, 6.22096057427174e-16],
  [-12, 1.776482112077653e-33],
  [2.5, 0.9937903346742238],
])('P(Z ≤ %d) = %d and far tails keep their digits', (z, p) => {
  // A relative error: p-values of very clear differences are still told apart.
  expect(normalBelow(z) / p).toBeCloseTo(1, 7);
});
