// A duration's place on the logarithmic scale, by hand.
import { expect, test } from '@jest/globals';
import { placeOf } from './span-range.js';

const bars = [
  { from: 0, to: 30 },
  { from: 30, to: 60 },
  { from: 60, to: 240 },
  { from: 240, to: null },
];
test.each([
  [0, 0],
  [15, 0.125],
  [30, 0.25],
  [60, 0.5],
  [120, 0.625],
  [240, 0.75],
  [480, 1],
  [9999, 1],
])('%d s stands at %d', (seconds, place) => {
  expect(placeOf(seconds, bars)).toBeCloseTo(place, 9);
});
