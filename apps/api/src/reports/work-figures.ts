// From counts to figures, pure: what solving took, beside the period before.
import { MOST_TOUCHES, touchesFigure } from './figures.js';
import type { MeanFigure, TouchesCount } from './work.requests.js';
import type { WorkCount } from './work.store.js';

export function meanFigure(figure: string, here: Map<number, number>, there: Map<number, number>): MeanFigure {
  const [now, before] = [meanOf(here), meanOf(there)];
  return { figure, n: now.n, mean: now.mean, previousMean: before.mean };
}

function meanOf(counts: Map<number, number>): { n: number; mean: number | null } {
  let [n, sum] = [0, 0];
  for (const [value, times] of counts) {
    n += times;
    sum += value * times;
  }
  return { n, mean: n === 0 ? null : sum / n };
}

/** From none to the last bar, which has more as well; also empty ones. */
export function touchesCounts(counts: Map<number, number>): TouchesCount[] {
  const bars = Array.from({ length: MOST_TOUCHES + 1 }, (_, touches) => ({
    figure: touchesFigure(touches),
    touches,
    count: 0,
  }));
  for (const [value, times] of counts) bars[Math.min(value, MOST_TOUCHES)]!.count += times;
  return bars;
}

type Part = 'reopened' | 'oneTouch';
export const judgedShare = (count: WorkCount, part: Part) => ({ count: count[part], n: count.judged });
export const unhanded = (count: WorkCount) => ({ count: count.handoffs.get(0) ?? 0, n: count.solved });
