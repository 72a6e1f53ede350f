// The score of everybody, predicted: a model says what each silent customer would have answered, and is corrected by those who did.
import { crossFit, foldsOf } from './cross-fitting.js';
import type { Feature, Visible } from './design-matrix.js';
import { Z95 } from './normal.js';
import { ENOUGH_TO_TRAIN, RIDGE } from './satisfaction-model.js';
import type { Interval } from './wilson.js';
import type { Range } from './worth.js';

export interface AskedTicket {
  seen: Visible;
  /** What the answer is worth, within the range; null: silent. */
  worth: number | null;
}

export interface PredictedScore extends Interval {
  value: number;
  standardError: number;
}

export type SilentScore =
  | {
      predicted: true;
      n: number;
      answered: number;
      raw: number;
      /** Of all who were asked. */
      everybody: PredictedScore;
      /** Of the silent alone; null when there are none. */
      silent: PredictedScore | null;
    }
  | { predicted: false; reason: 'too-few'; n: number; needed: number };

/** No answer counts for more than this many tickets: where hardly anybody like that answers, the model must speak alone. */
const MOST_WEIGHT = 50;

/**
 * The augmented inverse-probability-weighted score: what the model expects of each ticket, plus the errors it made where there
 * was an answer, each weighted by 1 ÷ the chance that such a customer answers. J. M. Robins, A. Rotnitzky and L. P. Zhao,
 * JASA 89 (1994); right when either of its two logistic models is (doubly robust). Both are cross-fitted, and the 95 % interval
 * comes from the variance of the influence function: V. Chernozhukov et al., "Double/debiased machine learning", Econometrics
 * Journal 21 (2018). Weights are normalised to their sum (J. Hájek, 1971) and bounded. Like postStratify it assumes that the
 * features hold all that makes people both silent and dissatisfied. Give the tickets in a lasting order (by id).
 */
export function scoreOfSilent(
  features: readonly Feature[],
  tickets: readonly AskedTicket[],
  range: Range,
): SilentScore {
  const answers = tickets.map(({ worth }) => (worth === null ? null : (worth - range.min) / (range.max - range.min)));
  const known = answers.filter((y): y is number => y !== null);
  const [n, answered] = [tickets.length, known.length];
  if (answered < ENOUGH_TO_TRAIN) return { predicted: false, reason: 'too-few', n: answered, needed: ENOUGH_TO_TRAIN };
  const onScale = (share: number) => range.min + share * (range.max - range.min);
  const mean = known.reduce((sum, y) => sum + y, 0) / answered;
  const common = { predicted: true as const, n, answered, raw: onScale(mean) };
  const rows = tickets.map(({ seen }) => seen);
  const folds = foldsOf(answers.map((y) => (y === null ? 'silent' : y)));
  const expected = crossFit(features, rows, answers, folds, RIDGE);
  const spoke = answers.map((y) => (y === null ? 0 : 1));
  const chance = answered === n ? spoke : crossFit(features, rows, spoke, folds, RIDGE);
  const shown = (parts: readonly Part[]) => estimate(parts, range);
  const everybody = answers.map((y, i): Part => {
    const weight = y === null ? 0 : Math.min(MOST_WEIGHT, 1 / chance[i]!);
    return { share: 1, expected: expected[i]!, weight, error: y === null ? 0 : y - expected[i]! };
  });
  const silent = answers.map((y, i): Part => {
    const weight = y === null ? 0 : Math.min(MOST_WEIGHT, 1 / chance[i]! - 1);
    return { share: y === null ? 1 : 0, expected: expected[i]!, weight, error: y === null ? 0 : y - expected[i]! };
  });
  return { ...common, everybody: shown(everybody), silent: answered === n ? null : shown(silent) };
}

interface Part {
  /** 1: belongs to those whose score is sought. */
  share: number;
  expected: number;
  weight: number;
  error: number;
}

function estimate(parts: readonly Part[], { min, max }: Range): PredictedScore {
  const n = parts.length;
  let [sought, expected, weights, errors] = [0, 0, 0, 0];
  for (const part of parts) {
    sought += part.share;
    expected += part.share * part.expected;
    weights += part.weight;
    errors += part.weight * part.error;
  }
  const share = Math.min(1, Math.max(0, expected / sought + errors / weights));
  // Each ticket's influence; their variance over n is that of the estimate.
  const correction = errors / weights;
  let variance = 0;
  for (const part of parts) {
    const influence =
      (part.share * (part.expected - expected / sought)) / (sought / n) +
      (part.weight * (part.error - correction)) / (weights / n);
    variance += influence * influence;
  }
  const standardError = Math.sqrt(variance) / n;
  const [value, spread] = [min + share * (max - min), standardError * (max - min)];
  return {
    value,
    standardError: spread,
    low: Math.max(min, value - Z95 * spread),
    high: Math.min(max, value + Z95 * spread),
  };
}
