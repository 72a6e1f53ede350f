// Is it a change or chance? The difference of two shares, its interval, and the word we may say about it.
import { twoSidedP, Z95 } from './normal.js';
import { wilson } from './wilson.js';

/** `no-difference`: none that can be told from chance. `too-few`: one side has nothing to compare. */
export type Verdict = 'higher' | 'lower' | 'no-difference' | 'too-few';

export interface Difference {
  /** First minus second; null when one side is empty. */
  difference: number | null;
  low: number | null;
  high: number | null;
  verdict: Verdict;
}

export interface Share {
  count: number;
  n: number;
}

/** What a 95 % interval of a difference lets us say. */
export function verdictOf(difference: number | null, low: number | null, high: number | null): Difference {
  if (difference === null || low === null || high === null) return { difference, low, high, verdict: 'too-few' };
  return { difference, low, high, verdict: low > 0 ? 'higher' : high < 0 ? 'lower' : 'no-difference' };
}

/**
 * 95 % interval of the difference of two independent shares, `now` minus `before`: square-and-add of their Wilson intervals.
 * R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998)
 * 873–890, method 10.
 */
export function compareShares(now: Share, before: Share): Difference {
  if (now.n === 0 || before.n === 0) return verdictOf(null, null, null);
  const p1 = now.count / now.n;
  const p2 = before.count / before.n;
  const w1 = wilson(now.count, now.n);
  const w2 = wilson(before.count, before.n);
  const d = p1 - p2;
  const low = d - Math.hypot(p1 - w1.low!, w2.high! - p2);
  const high = d + Math.hypot(w1.high! - p1, p2 - w2.low!);
  return verdictOf(d, low, high);
}

/**
 * Two counts from periods of equal length, `now` minus `before`: if both flow at the same rate, `now` is half of their sum
 * give or take chance (conditional binomial test: J. Przyborowski and H. Wilenski, Biometrika 31 (1940)); judged by the
 * Wilson interval of that share, whose ends give those of the difference.
 */
export function compareCounts(now: number, before: number): Difference {
  const all = now + before;
  if (all === 0) return verdictOf(null, null, null);
  const share = wilson(now, all);
  return verdictOf(now - before, (2 * share.low! - 1) * all, (2 * share.high! - 1) * all);
}

/** The p-value of the same difference of counts by the score test of that half, whose inversion is the Wilson interval; 1 where nothing was counted. */
export function countDifferenceP(now: number, before: number): number {
  return now + before === 0 ? 1 : twoSidedP((now - before) / Math.sqrt(now + before));
}

/** The p-value of a difference of shares by the score test with pooled variance (Pearson's chi-square, 1 df), to be corrected in lists. */
export function shareDifferenceP(now: Share, before: Share): number {
  if (now.n === 0 || before.n === 0) return 1;
  const pooled = (now.count + before.count) / (now.n + before.n);
  const variance = pooled * (1 - pooled) * (1 / now.n + 1 / before.n);
  if (variance === 0) return 1;
  return twoSidedP((now.count / now.n - before.count / before.n) / Math.sqrt(variance));
}

/** A mean-like estimate with its standard error; null: too few to know. */
export interface Estimate {
  value: number | null;
  standardError: number | null;
}

/** Difference of two independent, roughly normal estimates (NPS, means): normal interval from the sum of their variances. */
export function compareEstimates(now: Estimate, before: Estimate): Difference {
  if (now.value === null || before.value === null) return verdictOf(null, null, null);
  const d = now.value - before.value;
  if (now.standardError === null || before.standardError === null) return verdictOf(d, null, null);
  const reach = Z95 * Math.hypot(now.standardError, before.standardError);
  return verdictOf(d, d - reach, d + reach);
}

/** The p-value of the same difference, to be corrected in lists; 1 where nothing can be compared. Quantiles are estimates too. */
export function estimateDifferenceP(now: Estimate, before: Estimate): number {
  if (now.value === null || before.value === null || now.standardError === null || before.standardError === null)
    return 1;
  const spread = Math.hypot(now.standardError, before.standardError);
  const difference = now.value - before.value;
  if (spread === 0) return difference === 0 ? 1 : 0;
  return twoSidedP(difference / spread);
}
