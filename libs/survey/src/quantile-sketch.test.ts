// The sketch against exact sorting, and rank intervals against the published tables for the median.
import { describe, expect, test } from '@jest/globals';
import { samplePoint } from './policy.js';
import {
  bucketOf,
  compareQuantiles,
  estimateQuantile,
  histogramOf,
  mergeHistograms,
  quantile,
  rankInterval,
  rankOf,
  secondsOf,
  ZERO_BUCKET,
} from './quantile-sketch.js';

/** Log-normal-like durations from 1 s to weeks, the same in every run. */
const durations = (n: number, seed: string) =>
  Array.from({ length: n }, (_, i) => Math.round(Math.exp(14 * samplePoint(`${seed}${i}`) ** 1.5)));

describe('buckets', () => {
  test('every second of a day, and days up to ten years, err by 1 % at most', () => {
    const check = (seconds: number) =>
      expect(Math.abs(secondsOf(bucketOf(seconds)) - seconds) / seconds).toBeLessThanOrEqual(0.01 + 1e-9);
    for (let seconds = 1; seconds <= 86_400; seconds++) check(seconds);
    for (let day = 1; day <= 3650; day++) check(day * 86_400 + 1);
    check(0.001);
  });

  test('zero has its own bucket, and every bucket fits a smallint', () => {
    expect(bucketOf(0)).toBe(ZERO_BUCKET);
    expect(secondsOf(ZERO_BUCKET)).toBe(0);
    expect(bucketOf(1)).toBe(0);
    expect(bucketOf(Number.MIN_VALUE)).toBeGreaterThan(ZERO_BUCKET);
    expect(bucketOf(Number.MAX_VALUE)).toBeLessThanOrEqual(32767);
  });

  test('order is kept', () => {
    for (let seconds = 1; seconds < 5000; seconds++)
      expect(bucketOf(seconds + 1)).toBeGreaterThanOrEqual(bucketOf(seconds));
  });

  test.each([-1, Number.NaN])('%p is no duration', (seconds) => {
    expect(() => bucketOf(seconds)).toThrow(RangeError);
  });
});

describe('quantiles', () => {
  test.each([1, 2, 3, 10, 99, 100, 1001])('of %i durations within 1 % of the sorted ones', (n) => {
    const values = durations(n, 'a');
    const sorted = [...values].sort((a, b) => a - b);
    for (const q of [0.01, 0.5, 0.9, 0.99, 1]) {
      const exact = sorted[Math.max(1, Math.ceil(Number((q * n).toFixed(6)))) - 1]!;
      expect(Math.abs(quantile(histogramOf(values), q)! - exact)).toBeLessThanOrEqual(exact * 0.01 + 1e-9);
    }
  });

  test('parts merge to the whole', () => {
    const [a, b] = [durations(300, 'a'), durations(200, 'b')];
    expect(mergeHistograms(histogramOf(a), histogramOf(b))).toEqual(histogramOf([...a, ...b]));
  });

  test('without durations there is none', () => {
    expect(quantile(new Map(), 0.5)).toBeNull();
  });

  test.each([
    [0.5, 1, 1],
    [0.5, 4, 2],
    [0.5, 5, 3],
    [0.9, 10, 9],
    [0.99, 100, 99],
    [0.07, 100, 7],
  ])('the %f-quantile of %#: of %i it is number %i', (q, n, rank) => {
    expect(rankOf(q, n)).toBe(rank);
  });
});

describe('rank intervals', () => {
  // Ranks of the 95 % interval of a median, e.g. Conover 1999 and Campbell and Gardner, BMJ 296 (1988) 1454–1456, table.
  test.each([
    [6, 1, 6, 0.9688],
    [10, 2, 9, 0.9785],
    [20, 6, 15, 0.9586],
    [50, 18, 33, 0.9672],
    [100, 40, 61, 0.9648],
  ])('median of %i: values %i and %i', (n, low, high, coverage) => {
    const ranks = rankInterval(0.5, n);
    expect([ranks.low, ranks.high]).toEqual([low, high]);
    expect(ranks.coverage).toBeCloseTo(coverage, 3);
  });

  test('five values do not bound a median, nor twenty a p90 from above', () => {
    expect(rankInterval(0.5, 5)).toMatchObject({ low: null, high: null });
    expect(rankInterval(0.9, 20)).toMatchObject({ low: 15, high: null });
  });

  test('a million values: as the normal approximation says', () => {
    const ranks = rankInterval(0.9, 1_000_000);
    expect(Math.abs(ranks.low! - (900_000 - 1.96 * 300))).toBeLessThan(3);
    expect(Math.abs(ranks.high! - (900_000 + 1.96 * 300))).toBeLessThan(3);
    expect(ranks.coverage).toBeCloseTo(0.95, 2);
  });
});

describe('differences', () => {
  const slow = estimateQuantile(histogramOf(durations(400, 'x').map((s) => s * 3)), 0.5);
  const quick = estimateQuantile(histogramOf(durations(400, 'y')), 0.5);

  test('three times as slow is told from chance', () => {
    expect(compareQuantiles(slow, quick).verdict).toBe('higher');
    expect(compareQuantiles(quick, slow).verdict).toBe('lower');
  });

  test('two samples of the same are not', () => {
    expect(compareQuantiles(estimateQuantile(histogramOf(durations(400, 'x')), 0.5), quick).verdict).toBe(
      'no-difference',
    );
  });

  test('too few to bound is said so', () => {
    expect(compareQuantiles(estimateQuantile(histogramOf([5, 9]), 0.5), quick).verdict).toBe('too-few');
  });

  test('the standard error is the width over 2 z of the exact coverage (Price and Bonett)', () => {
    // 20 equal steps: ranks 6 and 15, coverage 0.9586, z = 2.0395.
    const estimate = estimateQuantile(histogramOf(Array.from({ length: 20 }, (_, i) => 1000 + 100 * i)), 0.5);
    expect(estimate.low! / 1500).toBeCloseTo(1, 1);
    expect(estimate.standardError! / (900 / (2 * 2.0395))).toBeCloseTo(1, 1);
  });
});
