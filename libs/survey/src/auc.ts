// How well a prediction tells good from not good: the area under the ROC curve, with its interval.
import { Z95 } from './normal.js';
import type { Interval } from './wilson.js';

export interface AreaUnderCurve extends Interval {
  /** The chance that a good one is ranked above a not good one, ties half; 0.5 is a coin. Null when one class is missing. */
  value: number | null;
  standardError: number | null;
}

/**
 * AUC with the 95 % interval of E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, "Comparing the areas under two or more
 * correlated receiver operating characteristic curves: a nonparametric approach", Biometrics 44 (1988), cut at 0 and 1;
 * computed from mid-ranks as in X. Sun and W. Xu, IEEE Signal Processing Letters 21 (2014). O(n log n).
 */
export function areaUnderCurve(scores: readonly number[], good: readonly boolean[]): AreaUnderCurve {
  const yes = scores.filter((_, i) => good[i]);
  const no = scores.filter((_, i) => !good[i]);
  const [m, n] = [yes.length, no.length];
  if (m === 0 || n === 0) return { value: null, low: null, high: null, standardError: null };
  const all = midRanks([...yes, ...no]);
  const amongYes = midRanks(yes);
  const amongNo = midRanks(no);
  // How much of the other class lies below (above) each score.
  const ofYes = yes.map((_, i) => (all[i]! - amongYes[i]!) / n);
  const ofNo = no.map((_, j) => 1 - (all[m + j]! - amongNo[j]!) / m);
  const value = ofYes.reduce((sum, v) => sum + v, 0) / m;
  if (m < 2 || n < 2) return { value, low: null, high: null, standardError: null };
  const standardError = Math.sqrt(variance(ofYes) / m + variance(ofNo) / n);
  const reach = Z95 * standardError;
  return { value, low: Math.max(0, value - reach), high: Math.min(1, value + reach), standardError };
}

/** Ranks from 1; equal values share the middle of theirs. */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]!.value === order[from]!.value) to++;
    for (let k = from; k < to; k++) ranks[order[k]!.i] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
}
