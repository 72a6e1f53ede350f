// The sketch against exact sorting, and rank intervals against the published tables for the median.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalQuantile } from './normal.js';
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
import { randomFrom } from './simulation/simulate-customers.js';

/** Log-normal-like durations from 1 s to weeks, the same in every run. */
const durations = (n: number, seed: string) =>
  Array.from({ length: n }, (_, i) => Math.round(Math.exp(14 * samplePoint(`${seed}${i}`) ** 1.5)));

describe('buckets', () => {
  test('every second of a day, and days up to ten years, err by 1 % at most', () => {
    const error = (seconds: number) => Math.abs(secondsOf(bucketOf(seconds)) - seconds) / seconds;
    let worst = error(0.001);
    for (let seconds = 1; seconds <= 86_400; seconds++) worst = Math.max(worst, error(seconds));
    for (let day = 1; day <= 3650; day++) worst = Math.max(worst, error(day * 86_400 + 1));
    expect(worst).toBeLessThanOrEqual(0.01 + 1e-9);
    // The bound is tight: the buckets are as wide as it allows, so that there are no more of them than needed.
    expect(worst).toBeGreaterThan(0.0099);
  });

  test('zero has its own bucket, and every bucket fits a smallint', () => {
    expect(bucketOf(0)).toBe(ZERO_BUCKET);
    expect(secondsOf(ZERO_BUCKET)).toBe(0);
    expect(bucketOf(1)).toBe(0);
    expect(bucketOf(Number.MIN_VALUE)).toBeGreaterThan(ZERO_BUCKET);
    expect(bucketOf(Number.MAX_VALUE)).toBeLessThanOrEqual(32767);
  });

  test('order is kept', () => {
    const buckets = Array.from({ length: 5000 }, (_, i) => bucketOf(i + 1));
    expect([...buckets].sort((a, b) => a - b)).toEqual(buckets);
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

  // Computed by scipy.stats.binom from the definition: the largest rank with P(B < rank) ≤ 2.5 %, the smallest with ≥ 97.5 %.
  test.each([
    [0.5, 17, 5, 13, 0.950958251953125],
    [0.9, 60, 49, 59, 0.9716382358365523],
    [0.9, 1000, 881, 919, 0.9549071811148259],
    [0.99, 5000, 4936, 4964, 0.9537403179227332],
  ])('the %d-quantile of %i: values %i and %i', (q, n, low, high, coverage) => {
    const ranks = rankInterval(q, n);
    expect([ranks.low, ranks.high]).toEqual([low, high]);
    expect(ranks.coverage).toBeCloseTo(coverage, 9);
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

  test('of 500 comparisons of the same long-tailed durations 5 % raise a false alarm, give or take chance', () => {
    // A difference that is there is worth telling only if one that is not there is seldom told.
    let alarms = 0;
    for (let seed = 1; seed <= 500; seed++) {
      const random = randomFrom(seed);
      const sample = () =>
        histogramOf(
          Array.from({ length: 100 }, () => {
            const [u, v] = [random(), random()];
            return 600 * Math.exp(1.3 * Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v));
          }),
        );
      const { verdict } = compareQuantiles(estimateQuantile(sample(), 0.5), estimateQuantile(sample(), 0.5));
      if (verdict !== 'no-difference') alarms += 1;
    }
    expect(alarms).toBeLessThan(37);
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

  // R’s statpsych ci.median2, its help pages (1.6.0 and 2.0.0): standard errors of differences of medians.
  test.each([
    [[32, 39, 26, 35, 43, 27, 40, 37, 34, 29], [36, 44, 47, 42, 49, 39, 46, 31, 33, 48], 4.316291],
    [
      [70, 394, 43, 95, 62, 128, 2, 203, 81, 436, 85, 35, 156, 1, 3, 27, 63, 181, 184, 18],
      [102, 120, 78, 78, 417, 124, 86, 171, 176, 129, 230, 194, 100, 157, 306, 411, 164, 103, 193, 312],
      37.11502,
    ],
  ])('two groups (Price and Bonett) as statpsych has them: %#', (first, second, published) => {
    const spread = (values: number[]) => {
      const sorted = [...values].sort((a, b) => a - b);
      const { low, high, coverage } = rankInterval(0.5, values.length);
      return (sorted[high! - 1]! - sorted[low! - 1]!) / (2 * normalQuantile((1 + coverage) / 2));
    };
    expect(Math.hypot(spread(first), spread(second))).toBeCloseTo(published, 5);
    // Read from buckets, each value errs by 1 % at most, and so the width by 1 % of both ends.
    const [a, b] = [first, second].map((values) => estimateQuantile(histogramOf(values), 0.5));
    const slack = (0.01 * (a!.low! + a!.high! + b!.low! + b!.high!)) / 4;
    expect(Math.abs(Math.hypot(a!.standardError!, b!.standardError!) - published)).toBeLessThan(slack);
  });
});

describe('whatever the durations', () => {
  const seconds = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 10_000_000 }),
    fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
  );
  const some = fc.array(seconds, { maxLength: 200 });

  test('merging sketches equals sketching the union, in any order and grouping', () => {
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        const [x, y, z] = [a, b, c].map(histogramOf);
        const whole = histogramOf([...a, ...b, ...c]);
        expect(mergeHistograms(x!, y!, z!)).toEqual(whole);
        expect(mergeHistograms(z!, mergeHistograms(y!, x!))).toEqual(whole);
        expect(mergeHistograms(x!)).toEqual(x);
      }),
      { seed: 41, numRuns: 200 },
    );
  });

  test('every quantile is within 1 % of the sorted one, and lies in its interval', () => {
    fc.assert(
      fc.property(
        fc.array(seconds, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (values, q) => {
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[rankOf(q, values.length) - 1]!;
          expect(Math.abs(quantile(histogramOf(values), q)! - exact)).toBeLessThanOrEqual(exact * 0.01 + 1e-9);
          if (q === 1) return;
          const estimate = estimateQuantile(histogramOf(values), q);
          if (estimate.low !== null) expect(estimate.low).toBeLessThanOrEqual(estimate.value!);
          if (estimate.high !== null) expect(estimate.high).toBeGreaterThanOrEqual(estimate.value!);
        },
      ),
      { seed: 42, numRuns: 300 },
    );
  });
});
