// How sure we are of an NPS or a mean: normal intervals from the variance of the answers.
import { type Difference, type Estimate, verdictOf } from './newcombe.js';
import { Z95 } from './normal.js';
import type { SurveyKind } from './scales.js';
import { type ScoreCounts, tally } from './score.js';
import type { Interval } from './wilson.js';

/**
 * NPS in points with its standard error. An answer is worth +100, 0 or −100, so the variance of one is
 * 100² (p + d − (p − d)²), p promoters and d detractors; taken over the answers and three more, ¾ promoter, 1½ passive and
 * ¾ detractor, so that a few answers that are all alike do not look certain: B. Rocks, "Interval estimation for the Net
 * Promoter Score", The American Statistician 70 (2016), the adjusted Wald interval he recommends. The value itself is plain.
 */
export function npsEstimate(counts: ScoreCounts): Estimate {
  const { n, good, low } = tally('nps', 10, counts);
  if (n === 0) return { value: null, standardError: null };
  return { value: (100 * (good - low)) / n, standardError: adjusted(counts).standardError };
}

/** 95 % interval of an NPS (see npsEstimate), cut at −100 and 100. Unbounded without answers. */
export function npsInterval(counts: ScoreCounts): Interval {
  const { value } = npsEstimate(counts);
  if (value === null) return { low: null, high: null };
  const { centre, standardError } = adjusted(counts);
  const reach = Z95 * standardError;
  // Where all answers are alike the centre has moved inward: the score itself still belongs to its interval.
  return {
    low: Math.max(-100, Math.min(value, centre - reach)),
    high: Math.min(100, Math.max(value, centre + reach)),
  };
}

/** Difference of two independent NPS, `now` minus `before`, in points, with its 95 % interval: the adjusted Wald interval of each, combined. */
export function compareNps(now: ScoreCounts, before: ScoreCounts): Difference {
  const [a, b] = [npsEstimate(now), npsEstimate(before)];
  if (a.value === null || b.value === null) return verdictOf(null, null, null);
  const difference = a.value - b.value;
  const [here, there] = [adjusted(now), adjusted(before)];
  const centre = here.centre - there.centre;
  const reach = Z95 * Math.hypot(here.standardError, there.standardError);
  return verdictOf(difference, Math.min(difference, centre - reach), Math.max(difference, centre + reach));
}

function adjusted(counts: ScoreCounts): { centre: number; standardError: number } {
  const { n, good, low } = tally('nps', 10, counts);
  const p = (good + 0.75) / (n + 3);
  const d = (low + 0.75) / (n + 3);
  return { centre: 100 * (p - d), standardError: 100 * Math.sqrt((p + d - (p - d) ** 2) / (n + 3)) };
}

/** The mean score with its standard error s ÷ √n, s with n − 1; null where one answer, or answers all alike, say nothing of spread. */
export function meanEstimate(kind: SurveyKind, scaleMax: number, counts: ScoreCounts): Estimate {
  const { n, sum, sumOfSquares } = tally(kind, scaleMax, counts);
  if (n === 0) return { value: null, standardError: null };
  const mean = sum / n;
  const alike = [...counts.values()].filter((count) => count > 0).length < 2;
  const variance = alike ? null : Math.max(0, (sumOfSquares - n * mean * mean) / (n - 1));
  return { value: mean, standardError: variance === null ? null : Math.sqrt(variance / n) };
}

/** value ± 1.96 standard errors, cut at the ends of what is possible. */
export function normalInterval(estimate: Estimate, min: number, max: number): Interval {
  if (estimate.value === null || estimate.standardError === null) return { low: null, high: null };
  const reach = Z95 * estimate.standardError;
  return { low: Math.max(min, estimate.value - reach), high: Math.min(max, estimate.value + reach) };
}
