// Medians and tails of durations: log-spaced buckets that fit a smallint, merge over time and dimension, and err by 1 % at most.
import { type Difference, verdictOf } from './newcombe.js';
import { normalQuantile, Z95 } from './normal.js';
import type { Interval } from './wilson.js';

/**
 * DDSketch: C. Masson, J. E. Rim, H. K. Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
 * guarantees", PVLDB 12 (2019). Bucket i holds (γ^(i−1), γ^i] with γ = (1 + α) ÷ (1 − α), and stands for 2γ^i ÷ (γ + 1).
 */
export const RELATIVE_ERROR = 0.01;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LN_GAMMA = Math.log(GAMMA);

/** Zero has a bucket of its own: the lowest smallint, below every other. */
export const ZERO_BUCKET = -32768;
const LOWEST = -32767;
const HIGHEST = 32767;

/** The bucket of a duration. Seconds ≥ 0; negative or no number: RangeError. 1 s is bucket 0, a year about 864. */
export function bucketOf(seconds: number): number {
  if (!(seconds >= 0)) throw new RangeError(`a duration cannot be ${seconds} seconds`);
  if (seconds === 0) return ZERO_BUCKET;
  // + 0: one second is bucket 0, not −0.
  return Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(Math.log(seconds) / LN_GAMMA - 1e-9))) + 0;
}

/** Seconds that stand for a bucket: within 1 % of everything in it. */
export function secondsOf(bucket: number): number {
  return bucket === ZERO_BUCKET ? 0 : (2 * GAMMA ** bucket) / (GAMMA + 1);
}

/** How many durations fell into each bucket. */
export type Histogram = ReadonlyMap<number, number>;

export function histogramOf(durations: Iterable<number>): Map<number, number> {
  const histogram = new Map<number, number>();
  for (const seconds of durations) {
    const bucket = bucketOf(seconds);
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
  }
  return histogram;
}

/** The histogram of everything together: exact, whatever the order. */
export function mergeHistograms(...parts: Histogram[]): Map<number, number> {
  const merged = new Map<number, number>();
  for (const part of parts) for (const [bucket, count] of part) merged.set(bucket, (merged.get(bucket) ?? 0) + count);
  return merged;
}

/**
 * Which of n sorted values (from 1) is the q-quantile: the smallest with at least q·n values at or below it (nearest rank;
 * Hyndman and Fan, The American Statistician 50 (1996), type 1). For an even n the median is the lower middle value.
 */
export function rankOf(q: number, n: number): number {
  return Math.min(n, Math.max(1, Math.ceil(q * n - 1e-9)));
}

/** A histogram laid out for reading by rank, several times. */
class Ranked {
  readonly n: number;
  private readonly steps: { upTo: number; bucket: number }[];

  constructor(histogram: Histogram) {
    let upTo = 0;
    this.steps = [...histogram]
      .filter(([, count]) => count > 0)
      .sort(([a], [b]) => a - b)
      .map(([bucket, count]) => {
        upTo += count;
        return { upTo, bucket };
      });
    this.n = upTo;
  }

  at(rank: number): number {
    return secondsOf(this.steps.find((step) => step.upTo >= rank)!.bucket);
  }
}

/** The q-quantile in seconds, within 1 %; null without durations. */
export function quantile(histogram: Histogram, q: number): number | null {
  const ranked = new Ranked(histogram);
  return ranked.n === 0 ? null : ranked.at(rankOf(q, ranked.n));
}

/** Ranks whose values hold the true q-quantile between them, and how surely; a side is null where n is too small to bound it. */
export interface RankInterval {
  low: number | null;
  high: number | null;
  /** The interval's exact probability, at least `level` where both sides exist. */
  coverage: number;
}

/**
 * Order-statistic interval: the number of values below the true q-quantile is binomial (n, q), whatever the distribution.
 * W. J. Conover, "Practical Nonparametric Statistics" (3rd ed. 1999), 3.2. Each side errs by at most (1 − level) ÷ 2.
 */
export function rankInterval(q: number, n: number, level = 0.95): RankInterval {
  if (n === 0) return { low: null, high: null, coverage: 0 };
  const side = (1 - level) / 2;
  const { first, below } = binomialBelow(n, q);
  let low: number | null = null;
  let high: number | null = null;
  let lowTail = 0;
  let highTail = 1;
  // below[i] = P(B ≤ first + i); rank r is a lower bound if P(B ≤ r − 1) ≤ side, an upper one if P(B ≤ r − 1) ≥ 1 − side.
  below.forEach((p, i) => {
    const rank = first + i + 1;
    if (rank > n) return;
    if (p <= side) {
      low = rank;
      lowTail = p;
    }
    if (high === null && p >= 1 - side) {
      high = rank;
      highTail = p;
    }
  });
  return { low, high, coverage: highTail - lowTail };
}

/** Cumulative binomial probabilities around the mode, exact to rounding: beyond nine standard deviations nothing is left to count. */
function binomialBelow(n: number, q: number): { first: number; below: number[] } {
  const reach = Math.ceil(9 * Math.sqrt(n * q * (1 - q))) + 9;
  const mode = Math.min(n, Math.floor((n + 1) * q));
  const first = Math.max(0, mode - reach);
  const last = Math.min(n, mode + reach);
  const weights = new Array<number>(last - first + 1).fill(0);
  weights[mode - first] = 1;
  for (let k = mode; k > first; k--) weights[k - 1 - first] = (weights[k - first]! * k * (1 - q)) / ((n - k + 1) * q);
  for (let k = mode; k < last; k++) weights[k + 1 - first] = (weights[k - first]! * (n - k) * q) / ((k + 1) * (1 - q));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const below = weights.map((weight) => {
    sum += weight;
    return sum / total;
  });
  return { first, below };
}

export interface QuantileEstimate extends Interval {
  n: number;
  value: number | null;
  /** From the width of the rank interval; null where that is unbounded. */
  standardError: number | null;
}

/** A quantile with its 95 % interval (see rankInterval), read from one histogram. */
export function estimateQuantile(histogram: Histogram, q: number): QuantileEstimate {
  const ranked = new Ranked(histogram);
  const { n } = ranked;
  if (n === 0) return { n, value: null, low: null, high: null, standardError: null };
  const ranks = rankInterval(q, n);
  const low = ranks.low === null ? null : ranked.at(ranks.low);
  const high = ranks.high === null ? null : ranked.at(ranks.high);
  // Price and Bonett (2002): the standard error is the width divided by 2 z of the interval's own exact coverage.
  const standardError =
    low === null || high === null ? null : (high - low) / (2 * normalQuantile((1 + ranks.coverage) / 2));
  return { n, value: ranked.at(rankOf(q, n)), low, high, standardError };
}

/**
 * Difference of two independent quantiles, `now` minus `before`, with a distribution-free 95 % interval. R. M. Price and
 * D. G. Bonett, "Distribution-free confidence intervals for difference and ratio of medians", Journal of Statistical
 * Computation and Simulation 72 (2002): d ± z √(se₁² + se₂²).
 */
export function compareQuantiles(now: QuantileEstimate, before: QuantileEstimate): Difference {
  if (now.value === null || before.value === null) return verdictOf(null, null, null);
  const difference = now.value - before.value;
  if (now.standardError === null || before.standardError === null) return verdictOf(difference, null, null);
  const reach = Z95 * Math.hypot(now.standardError, before.standardError);
  return verdictOf(difference, difference - reach, difference + reach);
}
