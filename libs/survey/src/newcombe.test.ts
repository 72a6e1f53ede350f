// Newcombe 1998 (873–890), table II, method 10: the published intervals of differences.
import { describe, expect, test } from '@jest/globals';
import { compareCounts, compareEstimates, compareShares, shareDifferenceP } from './newcombe.js';

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
});
