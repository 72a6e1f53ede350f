// One score from the answers of one kind of survey, pure: shares of good answers, or the net points of an NPS, with their intervals.
import {
  compareNps,
  compareShares,
  type Difference,
  ENOUGH,
  type Estimate,
  estimateDifferenceP,
  type Interval,
  isPoint,
  npsEstimate,
  npsInterval,
  pointsOfHundred,
  type SurveyKind,
  shareDifferenceP,
  standingOf,
  wilson,
} from '@otklik/survey';
import type { Scored } from './satisfaction.store.js';

/** What surveys of one kind have come to. */
export interface Answers {
  kind: SurveyKind;
  sent: number;
  n: number;
  good: number;
  middle: number;
  low: number;
  /** Of one scale only what an NPS needs; of several scales their scores side by side say nothing. */
  counts: Map<number, number>;
  /** Points of a hundred: their sum and that of their squares. */
  points: number;
  squares: number;
}

/** A score that is not on its scale is no answer: it was never asked so. */
export function answersOf(kind: SurveyKind, rows: readonly Scored[]): Answers {
  const all: Answers = { kind, sent: 0, n: 0, good: 0, middle: 0, low: 0, counts: new Map(), points: 0, squares: 0 };
  // In one order however the rows come: the last bits of a sum of fractions depend on it.
  const inOrder = [...rows].sort((a, b) => a.scaleMax - b.scaleMax || (a.score ?? -1) - (b.score ?? -1) || a.n - b.n);
  for (const { scaleMax, score, n } of inOrder) {
    all.sent += n;
    if (score === null || !isPoint(kind, scaleMax, score)) continue;
    all.n += n;
    all[standingOf(kind, scaleMax, score)] += n;
    all.counts.set(score, (all.counts.get(score) ?? 0) + n);
    const points = pointsOfHundred(kind, scaleMax, score);
    all.points += points * n;
    all.squares += points * points * n;
  }
  return all;
}

/** Those of `all` that are not among `some`. */
export function othersOf(all: Answers, some: Answers): Answers {
  const counts = new Map([...all.counts].map(([score, n]) => [score, n - (some.counts.get(score) ?? 0)]));
  const less = (name: 'sent' | 'n' | 'good' | 'middle' | 'low' | 'points' | 'squares') => all[name] - some[name];
  return {
    ...{ kind: all.kind, counts, sent: less('sent'), n: less('n'), good: less('good'), middle: less('middle') },
    ...{ low: less('low'), points: less('points'), squares: less('squares') },
  };
}

export const isNps = ({ kind }: Answers): boolean => kind === 'nps';
export const scoreValue = (answers: Answers): number | null =>
  answers.n === 0 ? null : isNps(answers) ? npsEstimate(answers.counts).value : answers.good / answers.n;

export function scoreOf(answers: Answers, figure: string) {
  const interval: Interval = isNps(answers) ? npsInterval(answers.counts) : wilson(answers.good, answers.n);
  return { figure, n: answers.n, enough: answers.n >= ENOUGH, value: scoreValue(answers), interval: ends(interval) };
}

/** `here` less `there`, with the p-value for lists. */
export function apart(here: Answers, there: Answers): Difference & { p: number } {
  if (isNps(here)) {
    const p = estimateDifferenceP(npsEstimate(here.counts), npsEstimate(there.counts));
    return { ...compareNps(here.counts, there.counts), p };
  }
  const [a, b] = [
    { count: here.good, n: here.n },
    { count: there.good, n: there.n },
  ];
  return { ...compareShares(a, b), p: shareDifferenceP(a, b) };
}

export function rateApart(here: Answers, there: Answers): Difference & { p: number } {
  const [a, b] = [
    { count: here.n, n: here.sent },
    { count: there.n, n: there.sent },
  ];
  return { ...compareShares(a, b), p: shareDifferenceP(a, b) };
}

/** The mean in points of a hundred; no standard error where one answer, or answers all alike, say nothing of spread. */
export function hundredOf({ n, points, squares }: Answers): Estimate {
  if (n === 0) return { value: null, standardError: null };
  const mean = points / n;
  const variance = n < 2 ? 0 : Math.max(0, squares - n * mean * mean) / (n - 1);
  return { value: mean, standardError: variance < 1e-9 ? null : Math.sqrt(variance / n) };
}

export const ends = ({ low, high }: Interval): Interval => ({ low, high });
export const compared = ({ verdict, difference, low, high }: Difference): Difference => ({
  ...{ verdict, difference, low, high },
});
