// What answers on one scale come to, however they were asked for: the score by its own formula, with its interval. Pure.
import { meanEstimate, normalInterval, npsEstimate, npsInterval } from './nps-interval.js';
import { type SurveyKind, scaleOf } from './scales.js';
import { type ScoreCounts, tally } from './score.js';
import { wilson } from './wilson.js';

/** Below it a score is greyed and not ranked. */
const ENOUGH = 10;

/** `counts`: how many gave each score. A share of 0 to 1, NPS −100 to 100; null: nobody answered. */
export function scoreOfAnswers(kind: SurveyKind, scaleMax: number, counts: ScoreCounts) {
  const { n: answered, good } = tally(kind, scaleMax, counts);
  const nps = kind === 'nps' ? npsEstimate(counts) : null;
  const { min, max } = scaleOf(kind, scaleMax)!;
  const mean = meanEstimate(kind, scaleMax, counts);
  return {
    answered,
    score: nps ? nps.value : answered === 0 ? null : good / answered,
    interval: nps ? npsInterval(counts) : wilson(good, answered),
    mean: mean.value,
    meanInterval: normalInterval(mean, min, max),
    enough: answered >= ENOUGH,
  };
}
