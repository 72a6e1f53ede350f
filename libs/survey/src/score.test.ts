// Worked examples of the three scores.
import { describe, expect, test } from '@jest/globals';
import { meanEstimate } from './nps-interval.js';
import { csatShare, customerEffort, emptyCounts, netPromoterScore } from './score.js';

const counts = (entries: Record<number, number>) =>
  new Map(Object.entries(entries).map(([score, n]) => [Number(score), n]));

describe('CSAT', () => {
  test.each([
    [5, { 1: 5, 2: 5, 3: 10, 4: 30, 5: 50 }, 0.8],
    [3, { 1: 1, 2: 1, 3: 2 }, 0.5],
    [2, { 1: 1, 2: 3 }, 0.75],
    [7, { 5: 2, 6: 1, 7: 1 }, 0.5],
    [10, { 8: 3, 9: 1 }, 0.25],
  ])('1–%i', (max, given, share) => {
    expect(csatShare(max, counts(given))).toBe(share);
  });

  test('without answers there is no share', () => {
    expect(csatShare(5, emptyCounts('csat', 5))).toBeNull();
  });

  test('a score off the scale is refused', () => {
    expect(() => csatShare(5, counts({ 6: 1 }))).toThrow(RangeError);
  });
});

describe('NPS', () => {
  test('70 promoters, 10 detractors of 100: 60', () => {
    expect(netPromoterScore(counts({ 10: 40, 9: 30, 8: 15, 7: 5, 6: 6, 0: 4 }))).toBe(60);
  });
});

describe('CES', () => {
  test('the share of 5–7 and the mean', () => {
    expect(customerEffort(counts({ 2: 1, 4: 1, 5: 1, 7: 1 }))).toEqual({ share: 0.5, mean: 4.5 });
  });

  test('the standard error of the mean is s ÷ √n', () => {
    expect(meanEstimate('ces', 7, counts({ 2: 1, 4: 1, 6: 1 }))).toEqual({ value: 4, standardError: Math.sqrt(4 / 3) });
    expect(meanEstimate('ces', 7, counts({ 2: 1 })).standardError).toBeNull();
  });
});
