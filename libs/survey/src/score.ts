// How answers become one number: CSAT, NPS and CES from the count of answers at each score.
import { isGood, type SurveyKind, scaleOf, standingOf } from './scales.js';

/** How many answers each score has. */
export type ScoreCounts = ReadonlyMap<number, number>;

export interface Tally {
  n: number;
  /** Answers that count as good (NPS: promoters). */
  good: number;
  /** NPS: detractors, 0–6. Elsewhere: answers in the low group. */
  low: number;
  sum: number;
  sumOfSquares: number;
}

/** Counts the groups. @throws RangeError for a score that is not on the scale. */
export function tally(kind: SurveyKind, scaleMax: number, counts: ScoreCounts): Tally {
  const total: Tally = { n: 0, good: 0, low: 0, sum: 0, sumOfSquares: 0 };
  for (const [score, count] of counts) {
    total.n += count;
    if (isGood(kind, scaleMax, score)) total.good += count;
    if (standingOf(kind, scaleMax, score) === 'low') total.low += count;
    total.sum += score * count;
    total.sumOfSquares += score * score * count;
  }
  return total;
}

/** CSAT: good ÷ all, 0 to 1 (shown × 100). Null without answers. */
export function csatShare(scaleMax: number, counts: ScoreCounts): number | null {
  const { n, good } = tally('csat', scaleMax, counts);
  return n === 0 ? null : good / n;
}

/** NPS: % of 9–10 minus % of 0–6, −100 to 100 (Reichheld, HBR 2003). Null without answers. */
export function netPromoterScore(counts: ScoreCounts): number | null {
  const { n, good, low } = tally('nps', 10, counts);
  return n === 0 ? null : (100 * (good - low)) / n;
}

/** CES 2.0: share of 5–7 of 7, 0 to 1, and the mean beside it (Dixon, Toman, DeLisi 2013). Nulls without answers. */
export function customerEffort(counts: ScoreCounts): { share: number | null; mean: number | null } {
  const { n, good, sum } = tally('ces', 7, counts);
  return n === 0 ? { share: null, mean: null } : { share: good / n, mean: sum / n };
}

/** The empty row of counts for a scale, lowest score first: so that a chart shows the points nobody chose. */
export function emptyCounts(kind: SurveyKind, scaleMax: number): Map<number, number> {
  const scale = scaleOf(kind, scaleMax);
  const counts = new Map<number, number>();
  if (scale) for (let score = scale.min; score <= scale.max; score++) counts.set(score, 0);
  return counts;
}
