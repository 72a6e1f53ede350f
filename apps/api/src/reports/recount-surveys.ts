// The slow way, pure: what each survey has come to, answer by answer from plain lists, and how many were not asked for which reason.
import { npsInterval, wilson, Z95 } from '@otklik/survey';
import type { Asked } from './recount-asked.js';
import type { DatedThing } from './recount-facts.js';
import type { Expected } from './recount-overview.js';
import type { Days } from './report-period.js';
import type { SurveyReport } from './survey-report.requests.js';

/** From which score on an answer is good, by kind and the scale's end. */
const GOOD: Readonly<Record<string, number>> = {
  ...{ 'csat 2': 2, 'csat 3': 3, 'csat 5': 4, 'csat 7': 6, 'csat 10': 9 },
  ...{ 'nps 10': 9, 'ces 7': 5 },
};

export function recountSurveys(asked: Asked[], things: DatedThing[], { from, to }: Days): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  const set = (path: string, value: number | string | null) => void expected.set(path, { value, within: 1e-9 });
  const surveys = new Map<string, Asked[]>();
  for (const one of asked) {
    const figure = `${one.surveyId} ${one.kind} ${one.scaleMax}`;
    if (one.day < from || one.day > to || one.surveyId === null || !GOOD[`${one.kind} ${one.scaleMax}`]) continue;
    const list = surveys.get(figure);
    if (list) list.push(one);
    else surveys.set(figure, [one]);
  }
  for (const [figure, sent] of surveys)
    for (const [name, value] of Object.entries(scoreOf(sent))) set(`${figure}.${name}`, value);
  const not = things.filter((thing) => thing.kind === 'not-asked' && thing.day >= from && thing.day <= to);
  set('not-asked', not.length);
  for (const reason of new Set(not.map((thing) => thing.reason)))
    set(`not-asked.${reason}`, not.filter((thing) => thing.reason === reason).length);
  return expected;
}

function scoreOf(sent: Asked[]): Record<string, number | string | null> {
  const { kind, scaleMax } = sent[0]!;
  const scores = sent.map((one) => one.score).filter((score) => score !== null);
  const n = scores.length;
  const good = scores.filter((score) => score >= GOOD[`${kind} ${scaleMax}`]!).length;
  const mean = n === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / n;
  const rate = wilson(n, sent.length);
  const counts = new Map<number, number>();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  const share = kind === 'nps' ? npsInterval(counts) : wilson(good, n);
  const bad = scores.filter((score) => score <= 6).length;
  const of = spreadOf(scores, mean, kind === 'nps' ? 0 : 1, scaleMax);
  return {
    ...{ sent: sent.length, answered: n, rate: n / sent.length, 'rate.low': rate.low, 'rate.high': rate.high },
    score: n === 0 ? null : kind === 'nps' ? (100 * (good - bad)) / n : good / n,
    ...{ 'score.low': share.low, 'score.high': share.high, mean, 'mean.low': of.low, 'mean.high': of.high },
    enough: String(n >= 10),
  };
}

/** The mean, give or take what chance does: no interval for one answer, nor for answers that are all alike. */
function spreadOf(scores: number[], mean: number | null, min: number, max: number) {
  if (mean === null || scores.every((score) => score === scores[0])) return { low: null, high: null };
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
  const reach = Z95 * Math.sqrt(variance / scores.length);
  return { low: Math.max(min, mean - reach), high: Math.min(max, mean + reach) };
}

/** The figures of a shown report of surveys under the same paths. */
export function shownSurveys(report: SurveyReport): Map<string, number | string | null> {
  const shown = new Map<string, number | string | null>([['not-asked', report.notAskedInAll]]);
  for (const { reason, count } of report.notAsked) shown.set(`not-asked.${reason}`, count);
  for (const one of report.surveys) {
    const { sent, answered, score, mean, responseInterval, interval, meanInterval } = one;
    const values = {
      ...{
        sent,
        answered,
        rate: one.responseRate,
        'rate.low': responseInterval.low,
        'rate.high': responseInterval.high,
      },
      ...{ score, 'score.low': interval.low, 'score.high': interval.high },
      ...{ mean, 'mean.low': meanInterval.low, 'mean.high': meanInterval.high, enough: String(one.enough) },
    };
    for (const [name, value] of Object.entries(values))
      shown.set(`${one.surveyId} ${one.kind} ${one.scaleMax}.${name}`, value);
  }
  return shown;
}
