// Newcombe 1998 (857–872), table I, method 3: the published Wilson intervals.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
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

  // Computed by statsmodels 0.15, proportion_confint(method='wilson').
  test.each([
    [0, 10, 0, 0.27753279986288926],
    [7, 10, 0.39677814746114537, 0.8922087325936989],
    [1, 3, 0.06149194472039626, 0.7923403991979523],
    [999, 1000, 0.9943574414020421, 0.9998234536293739],
    [123, 4567, 0.022620022313028024, 0.032039816815401245],
  ])('%i of %i, to twelve digits', (count, n, low, high) => {
    const interval = wilson(count, n);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  test('holds the share, stays between 0 and 1, mirrors, and widens as n shrinks', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (good, bad) => {
        const n = good + bad;
        fc.pre(n > 0);
        const { low, high } = wilson(good, n);
        expect(low!).toBeGreaterThanOrEqual(0);
        expect(high!).toBeLessThanOrEqual(1);
        expect(low!).toBeLessThanOrEqual(good / n);
        expect(high!).toBeGreaterThanOrEqual(good / n);
        const mirror = wilson(bad, n);
        expect(mirror.low!).toBeCloseTo(1 - high!, 12);
        const more = wilson(2 * good, 2 * n);
        expect(more.high! - more.low!).toBeLessThan(high! - low!);
      }),
      { seed: 51, numRuns: 500 },
    );
  });
});
