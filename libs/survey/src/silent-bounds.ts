// What can be said of everybody when silence itself may mean something: bounds without any assumption, and with a stated one.
import { normalBelow, Z95 } from './normal.js';
import type { Cell } from './post-stratification.js';
import type { Interval } from './wilson.js';
import type { Range } from './worth.js';

export interface SilentBounds {
  /** The score if every silent customer had given the worst, and the best, answer. */
  low: number;
  high: number;
  /** The same with the chance of sampling: holds the true score in 95 % of cases whatever made people silent. */
  interval: Interval;
}

/**
 * Worst-case bounds: C. F. Manski, "Anatomy of the selection problem", Journal of Human Resources 24 (1989); the interval is
 * that of G. W. Imbens and C. F. Manski, "Confidence intervals for partially identified parameters", Econometrica 72 (2004),
 * the standard errors those of r·ȳ + (1 − r)·end, where each answer is worth itself and each silence the end. Null without tickets.
 */
export function silentBounds(
  { size, answered, sum, sumOfSquares }: Pick<Cell, 'size' | 'answered' | 'sum' | 'sumOfSquares'>,
  { min, max }: Range,
): SilentBounds | null {
  if (size === 0) return null;
  const silent = size - answered;
  const filled = (end: number) => {
    const mean = (sum + silent * end) / size;
    const variance = Math.max(0, (sumOfSquares + silent * end * end) / size - mean * mean);
    return { mean, standardError: Math.sqrt(variance / size) };
  };
  const [low, high] = [filled(min), filled(max)];
  const c = imbensManski((high.mean - low.mean) / Math.max(low.standardError, high.standardError));
  return {
    low: low.mean,
    high: high.mean,
    interval: {
      low: Math.max(min, low.mean - c * low.standardError),
      high: Math.min(max, high.mean + c * high.standardError),
    },
  };
}

/** c with Φ(c + width) − Φ(−c) = 0.95: from 1.96 when the bounds meet to 1.645 when they lie far apart. */
function imbensManski(width: number): number {
  if (Number.isNaN(width)) return Z95;
  let [from, to] = [1.6, Z95];
  for (let i = 0; i < 60; i++) {
    const c = (from + to) / 2;
    if (normalBelow(c + width) - normalBelow(-c) < 0.95) from = c;
    else to = c;
  }
  return to;
}

/**
 * Bounds of a share under a stated assumption: that within a cell the silent customers' odds of being satisfied differ from
 * those of customers who answered by `oddsRatio` at most, one way or the other. 1 gives the post-stratified score, infinity the
 * worst case. The pattern-mixture sensitivity analysis of J. M. Robins, A. Rotnitzky and D. O. Scharfstein (in Statistical
 * Models in Epidemiology, 2000), exponential tilting. Estimates only: the interval of chance comes on top.
 */
export function boundsAtOdds(cells: readonly Cell[], oddsRatio: number): { low: number; high: number } | null {
  const size = cells.reduce((sum, cell) => sum + cell.size, 0);
  if (size === 0 || cells.some(({ answered }) => answered === 0)) return null;
  const at = (ratio: number) =>
    cells.reduce((sum, cell) => {
      const p = cell.sum / cell.answered;
      return sum + cell.sum + (cell.size - cell.answered) * tilted(p, ratio);
    }, 0) / size;
  return { low: at(1 / oddsRatio), high: at(oddsRatio) };
}

const tilted = (p: number, ratio: number) =>
  ratio === Number.POSITIVE_INFINITY ? Number(p > 0) : (p * ratio) / (1 - p + p * ratio);
