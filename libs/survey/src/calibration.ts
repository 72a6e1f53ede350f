// Whether "80 %" means eight of ten: making probabilities mean what they say, and showing whether they do.
import { bounded, fitLogistic, logit, sigmoid } from './logistic-regression.js';
import { type Interval, wilson } from './wilson.js';

/** calibrated log-odds = intercept + slope × log-odds. Slope 1, intercept 0: nothing to mend. */
export interface Calibration {
  intercept: number;
  slope: number;
}

/**
 * Platt scaling on log-odds: J. Platt, "Probabilistic outputs for support vector machines" (1999), with his targets
 * (n₊ + 1) ÷ (n₊ + 2) and 1 ÷ (n₋ + 2) that keep it from overfitting; solved by Newton's method as H.-T. Lin, C.-J. Lin and
 * R. C. Weng advise (Machine Learning 68 (2007)). Give it probabilities of rows their model has not seen (crossFit).
 */
export function plattScaling(probabilities: readonly number[], good: readonly boolean[]): Calibration {
  const yes = good.filter(Boolean).length;
  const no = good.length - yes;
  const targets = good.map((is) => (is ? (yes + 1) / (yes + 2) : 1 / (no + 2)));
  const rows = probabilities.map((p) => [logit(bounded(p))]);
  // All judged alike: there is no slope to find, only a level.
  if (rows.every(([x]) => x === rows[0]![0])) {
    const level = logit(targets.reduce((sum, t) => sum + t, 0) / targets.length);
    return { intercept: level, slope: 0 };
  }
  const { intercept, coefficients } = fitLogistic(rows, targets, 0);
  return { intercept, slope: coefficients[0]! };
}

export const calibrated = ({ intercept, slope }: Calibration, probability: number): number =>
  sigmoid(intercept + slope * logit(bounded(probability)));

/** One point of the reliability plot: of n tickets judged about `expected`, the share `observed` was good. */
export interface ReliabilityBin extends Interval {
  n: number;
  good: number;
  expected: number;
  observed: number;
}

/**
 * The reliability plot: tickets in order of their probability, cut into `bins` of equal size, each with its observed share and
 * 95 % Wilson interval. M. H. DeGroot and S. E. Fienberg, "The comparison and evaluation of forecasters", The Statistician 32
 * (1983). Fewer bins where n is small; equal probabilities are never parted.
 */
export function reliability(probabilities: readonly number[], good: readonly boolean[], bins = 10): ReliabilityBin[] {
  const sorted = probabilities.map((p, i) => ({ p, is: good[i]! })).sort((a, b) => a.p - b.p);
  const found: ReliabilityBin[] = [];
  let from = 0;
  for (let bin = 1; bin <= bins; bin++) {
    let to = Math.max(from, Math.round((bin * sorted.length) / bins));
    while (to > from && to < sorted.length && sorted[to]!.p === sorted[to - 1]!.p) to++;
    if (to === from) continue;
    const part = sorted.slice(from, to);
    const n = part.length;
    const count = part.filter(({ is }) => is).length;
    const expected = part.reduce((sum, { p }) => sum + p, 0) / n;
    found.push({ n, good: count, expected, observed: count / n, ...wilson(count, n) });
    from = to;
  }
  return found;
}

/** Mean squared error of probabilities, 0 is best: G. W. Brier, Monthly Weather Review 78 (1950). Null without rows. */
export function brierScore(probabilities: readonly number[], good: readonly boolean[]): number | null {
  if (probabilities.length === 0) return null;
  return probabilities.reduce((sum, p, i) => sum + (p - Number(good[i]!)) ** 2, 0) / probabilities.length;
}
