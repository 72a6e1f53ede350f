// How sure we are of an NPS or a mean: normal intervals from the variance of the answers.
import type { Estimate } from './newcombe.js';
import { Z95 } from './normal.js';
import type { SurveyKind } from './scales.js';
import { type ScoreCounts, tally } from './score.js';
import type { Interval } from './wilson.js';

/**
 * NPS in points with its standard error. An answer is worth +100, 0 or −100, so the variance of one is
 * 100² (p + d − (p − d)²), p promoters and d detractors; B. Rocks, "Interval estimation for the Net Promoter Score",
 * The American Statistician 70 (2016), the Wald interval.
 */
export function npsEstimate(counts: ScoreCounts): Estimate {
  const { n, good, low } = tally('nps', 10, counts);
  if (n === 0) return { value: null, standardError: null };
  const p = good / n;
  const d = low / n;
  // One answer, or all alike, says nothing about spread.
  const variance = p + d - (p - d) ** 2;
  return { value: 100 * (p - d), standardError: n < 2 ? null : 100 * Math.sqrt(variance / n) };
}

/** The mean score with its standard error s ÷ √n, s with n − 1. */
export function meanEstimate(kind: SurveyKind, scaleMax: number, counts: ScoreCounts): Estimate {
  const { n, sum, sumOfSquares } = tally(kind, scaleMax, counts);
  if (n === 0) return { value: null, standardError: null };
  const mean = sum / n;
  const variance = n < 2 ? null : Math.max(0, (sumOfSquares - n * mean * mean) / (n - 1));
  return { value: mean, standardError: variance === null ? null : Math.sqrt(variance / n) };
}

/** value ± 1.96 standard errors, cut at the ends of what is possible. */
export function normalInterval(estimate: Estimate, min: number, max: number): Interval {
  if (estimate.value === null || estimate.standardError === null) return { low: null, high: null };
  const reach = Z95 * estimate.standardError;
  return { low: Math.max(min, estimate.value - reach), high: Math.min(max, estimate.value + reach) };
}
