// Newcombe 1998 (857–872), table I, method 3: the published Wilson intervals.
import { describe, expect, test } from '@jest/globals';
import { wilson } from './wilson.js';

describe('Wilson interval of a share', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (count, n, low, high) => {
    const interval = wilson(count, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('all of n mirrors none of n', () => {
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(20, 20).low).toBeCloseTo(1 - 0.1611, 4);
  });

  test('nothing asked, nothing known', () => {
    expect(wilson(0, 0)).toEqual({ low: null, high: null });
  });
});
