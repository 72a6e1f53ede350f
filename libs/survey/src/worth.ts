// What one answer is worth on the way to a score, so that shares, NPS and means are weighted by the same formulas.
import { isGood, type SurveyKind, scaleOf, standingOf } from './scales.js';

/** share: good is 1, all else 0. nps: 100, 0, −100. mean: the score itself. */
export type Worth = 'share' | 'nps' | 'mean';

export interface Range {
  min: number;
  max: number;
}

/** What an answer may be worth at least and at most. @throws RangeError for a scale that is not allowed. */
export function rangeOf(worth: Worth, kind: SurveyKind, scaleMax: number): Range {
  const scale = scaleOf(kind, scaleMax);
  if (!scale) throw new RangeError(`there is no ${kind} scale to ${scaleMax}`);
  if (worth === 'share') return { min: 0, max: 1 };
  return worth === 'nps' ? { min: -100, max: 100 } : { min: scale.min, max: scale.max };
}

/** What this answer is worth. @throws RangeError for a score that is not on the scale. */
export function worthOf(worth: Worth, kind: SurveyKind, scaleMax: number, score: number): number {
  if (worth === 'share') return isGood(kind, scaleMax, score) ? 1 : 0;
  const standing = standingOf(kind, scaleMax, score);
  if (worth === 'mean') return score;
  return standing === 'good' ? 100 : standing === 'low' ? -100 : 0;
}
