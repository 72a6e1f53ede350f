// Newcombe 1998 (873–890), table II, method 10: the published intervals of differences.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compareCounts,
  compareEstimates,
  compareShares,
  countDifferenceP,
  estimateDifferenceP,
  shareDifferenceP,
} from './newcombe.js';

describe('difference of two shares', () => {
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339, 'higher'],
    [9, 10, 3, 10, 0.1705, 0.809, 'higher'],
    [6, 7, 2, 7, 0.0582, 0.8062, 'higher'],
    [5, 56, 0, 29, -0.0381, 0.1926, 'no-difference'],
    [0, 10, 0, 20, -0.1611, 0.2775, 'no-difference'],
    [0, 10, 0, 10, -0.2775, 0.2775, 'no-difference'],
    [10, 10, 0, 20, 0.6791, 1, 'higher'],
    [10, 10, 0, 10, 0.6075, 1, 'higher'],
    [48, 80, 56, 70, -0.3339, -0.0524, 'lower'],
  ])('%i/%i − %i/%i', (a, m, b, n, low, high, verdict) => {
    const difference = compareShares({ count: a, n: m }, { count: b, n });
    expect(difference.low).toBeCloseTo(low, 4);
    expect(difference.high).toBeCloseTo(high, 4);
    expect(difference.verdict).toBe(verdict);
  });

  test('an empty side has nothing to compare', () => {
    expect(compareShares({ count: 3, n: 5 }, { count: 0, n: 0 }).verdict).toBe('too-few');
    expect(shareDifferenceP({ count: 3, n: 5 }, { count: 0, n: 0 })).toBe(1);
  });

  test('the p-value agrees with the textbook chi-square', () => {
    // 56/70 against 48/80: χ² = 7.02 with 1 degree of freedom.
    expect(shareDifferenceP({ count: 56, n: 70 }, { count: 48, n: 80 })).toBeCloseTo(0.00806, 4);
  });
});

describe('against statsmodels 0.15, and whatever the counts', () => {
  // confint_proportions_2indep(method='newcomb') and proportions_ztest.
  test.each([
    [45, 50, 30, 50, 0.1318908499247253, 0.4492992144065392, 0.0005320055051392477],
    [1, 9, 0, 3, -0.45774743531331546, 0.4349997055766561, 0.5464935954065819],
    [612, 900, 540, 870, 0.014881181911727832, 0.10345945645744167, 0.008874743435108572],
    [3, 3, 0, 4, 0.25483428130924346, 1, 0.008150971593502691],
  ])('%i/%i − %i/%i', (a, m, b, n, low, high, p) => {
    const found = compareShares({ count: a, n: m }, { count: b, n });
    expect(found.low).toBeCloseTo(low, 10);
    expect(found.high).toBeCloseTo(high, 10);
    expect(shareDifferenceP({ count: a, n: m }, { count: b, n })).toBeCloseTo(p, 10);
  });

  const share = fc
    .tuple(fc.nat(400), fc.nat(400))
    .filter(([good, bad]) => good + bad > 0)
    .map(([good, bad]) => ({ count: good, n: good + bad }));

  test('the interval holds the difference, stays within −1 and 1, turns round with the sides, and widens as n shrinks', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const { difference, low, high } = compareShares(a, b);
        expect(low!).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high!).toBeLessThanOrEqual(1 + 1e-12);
        expect(low!).toBeLessThanOrEqual(difference!);
        expect(high!).toBeGreaterThanOrEqual(difference!);
        expect(compareShares(b, a).low).toBeCloseTo(-high!, 12);
        const twice = ({ count, n }: typeof a) => ({ count: 2 * count, n: 2 * n });
        const more = compareShares(twice(a), twice(b));
        expect(more.high! - more.low!).toBeLessThan(high! - low!);
      }),
      { seed: 61, numRuns: 500 },
    );
  });
});

describe('difference of two estimates', () => {
  test('uses the sum of the variances', () => {
    const difference = compareEstimates({ value: 40, standardError: 3 }, { value: 30, standardError: 4 });
    expect(difference.low).toBeCloseTo(10 - 1.96 * 5, 2);
    expect(difference.verdict).toBe('higher');
  });

  test('without a standard error there is no verdict', () => {
    expect(compareEstimates({ value: 40, standardError: null }, { value: 30, standardError: 4 }).verdict).toBe(
      'too-few',
    );
  });
});

test('the p-value of two estimates says what their interval says', () => {
  const estimate = fc.record({
    value: fc.double({ min: -100, max: 100, noNaN: true }),
    standardError: fc.double({ min: 0.01, max: 50, noNaN: true }),
  });
  fc.assert(
    fc.property(estimate, estimate, (a, b) => {
      const p = estimateDifferenceP(a, b);
      fc.pre(Math.abs(p - 0.05) > 1e-9);
      expect(compareEstimates(a, b).verdict === 'no-difference').toBe(p > 0.05);
    }),
    { seed: 62, numRuns: 300 },
  );
  const none = { value: 3, standardError: null };
  expect(estimateDifferenceP(none, { value: 1, standardError: 1 })).toBe(1);
  expect(estimateDifferenceP({ value: 1, standardError: 0 }, { value: 1, standardError: 0 })).toBe(1);
  expect(estimateDifferenceP({ value: 2, standardError: 0 }, { value: 1, standardError: 0 })).toBe(0);
});

describe('difference of two counts', () => {
  test.each([
    [60, 40, 'higher'],
    [55, 45, 'no-difference'],
    [2, 12, 'lower'],
    [3, 0, 'no-difference'],
    [0, 0, 'too-few'],
  ])('%i against %i is %s', (now, before, verdict) => {
    expect(compareCounts(now, before).verdict).toBe(verdict);
  });

  test.each([
    [60, 40, 0.0455],
    [40, 60, 0.0455],
    [7, 7, 1],
    [0, 0, 1],
    [9, 0, 0.0027],
  ])('%d against %d: p = %d', (now, before, p) => {
    expect(countDifferenceP(now, before)).toBeCloseTo(p, 4);
  });

  test('the p-value and the interval say the same', () => {
    for (let now = 0; now <= 60; now++)
      for (let before = 0; before <= 60; before++)
        if (now + before > 0)
          expect(countDifferenceP(now, before) < 0.05).toBe(compareCounts(now, before).verdict !== 'no-difference');
  });
});
