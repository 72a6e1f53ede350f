// Against the trade, second to one's own past: where a score stands beside the American Customer Satisfaction Index.
import { type SurveyKind, scaleOf } from './scales.js';

/** Points of 100. Guides on customer satisfaction read ACSI scores so; the ACSI itself publishes scores by trade, not limits. */
export const REFERENCE_BANDS = { goodFrom: 80, poorBelow: 60 } as const;
export type Band = 'good' | 'fair' | 'poor';

export function bandOf(points: number): Band {
  if (points >= REFERENCE_BANDS.goodFrom) return 'good';
  return points < REFERENCE_BANDS.poorBelow ? 'poor' : 'fair';
}

/**
 * A mean as points of 100, which is what an ACSI score is: (mean − lowest) ÷ (highest − lowest) × 100. C. Fornell, M. D. Johnson,
 * E. W. Anderson, J. Cha and B. E. Bryant, "The American Customer Satisfaction Index: nature, purpose, and findings", Journal of
 * Marketing 60 (1996). The share of good answers is another thing and must not be held against these bands.
 * @throws RangeError for a scale that is not allowed.
 */
export function pointsOfHundred(kind: SurveyKind, scaleMax: number, mean: number): number {
  const scale = scaleOf(kind, scaleMax);
  if (!scale) throw new RangeError(`there is no ${kind} scale to ${scaleMax}`);
  return (100 * (mean - scale.min)) / (scale.max - scale.min);
}
