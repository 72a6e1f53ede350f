// From counted answers to the page of satisfaction, pure: score, trend, groups, what goes with the score, reasons.
import {
  amongMany,
  bandOf,
  compareShares,
  type Difference,
  ENOUGH,
  emptyCounts,
  normalInterval,
  REFERENCE_BANDS,
  type SurveyKind,
  scaleOf,
  standingOf,
  wilson,
} from '@otklik/survey';
import {
  type Answers,
  answersOf,
  apart,
  compared,
  ends,
  hundredOf,
  othersOf,
  rateApart,
  scoreOf,
  scoreValue,
} from './answer-scores.js';
import { answersFigure, scoreFigure } from './figures.js';
import { addDays, type Days, lengthOf } from './report-period.js';
import type { ScoreCount, ShareFigure } from './reports.requests.js';
import type {
  HundredPoints,
  ReasonLine,
  ReasonShare,
  ScoreDriver,
  SurveyGroup,
  SurveyGroups,
  TotalScore,
  TrendPoint,
} from './satisfaction.requests.js';
import {
  BY_ROW,
  type ByRow,
  type DayScores,
  type GroupScores,
  type ReasonScores,
  type Scored,
} from './satisfaction.store.js';

/** The figure that bears the name of the whole score. */
export const mainFigure = (kind: SurveyKind) => answersFigure(kind, kind === 'nps' ? 'net' : 'good');

export function totalScore(here: Answers, there: Answers): TotalScore {
  return {
    ...scoreOf(here, mainFigure(here.kind)),
    ...{ previousN: there.n, previousValue: scoreValue(there), change: compared(apart(here, there)) },
  };
}

export function responseRate(here: Answers, there: Answers): ShareFigure {
  return {
    ...{ figure: answersFigure(here.kind, 'answered'), n: here.sent, count: here.n, enough: here.sent >= ENOUGH },
    ...{ share: here.sent === 0 ? null : here.n / here.sent, interval: wilson(here.n, here.sent) },
    ...{ previousN: there.sent, previousShare: there.sent === 0 ? null : there.n / there.sent },
    change: compared(compareShares({ count: here.n, n: here.sent }, { count: there.n, n: there.sent })),
  };
}

/** Only of a CSAT: the bands are of satisfaction. */
export function hundredPoints(here: Answers): HundredPoints | null {
  if (here.kind !== 'csat') return null;
  const estimate = hundredOf(here);
  return {
    ...{ figure: answersFigure('csat', 'points'), n: here.n, enough: here.n >= ENOUGH, value: estimate.value },
    ...{ interval: ends(normalInterval(estimate, 0, 100)), ...REFERENCE_BANDS },
    band: estimate.value === null ? null : bandOf(estimate.value),
  };
}

/** The mean answer in points of its scale; null where there were several scales, or no answers. */
export function meanOf(kind: SurveyKind, here: Answers, rows: readonly Scored[]): number | null {
  const scales = new Set(rows.filter((row) => row.score !== null).map((row) => row.scaleMax));
  const scale = scales.size === 1 ? scaleOf(kind, [...scales][0]!) : null;
  return scale && here.n > 0 ? scale.min + (here.points / here.n / 100) * (scale.max - scale.min) : null;
}

/** Each scale with all its points, also those nobody chose. */
export function distributionOf(kind: SurveyKind, rows: readonly Scored[]): ScoreCount[] {
  const scales = [...new Set(rows.map((row) => row.scaleMax))].sort((a, b) => a - b);
  return scales.flatMap((scaleMax) => {
    const counts = emptyCounts(kind, scaleMax);
    for (const row of rows)
      if (row.scaleMax === scaleMax && row.score !== null && counts.has(row.score))
        counts.set(row.score, counts.get(row.score)! + row.n);
    return [...counts].map(([score, count]) => ({
      ...{ figure: scoreFigure(scaleMax, score, kind), scaleMax, score, count },
      good: standingOf(kind, scaleMax, score) === 'good',
    }));
  });
}

/** Longer periods are told by weeks, from Monday. */
const MOST_DAYS = 45;
export const stepOf = (period: Days): 'day' | 'week' => (lengthOf(period) > MOST_DAYS ? 'week' : 'day');

/** Days, or the weeks of the period; the first and last may be short. */
export function stepsOf(period: Days): Days[] {
  const steps: Days[] = [];
  const weekly = stepOf(period) === 'week';
  for (let from = period.from; from <= period.to; ) {
    const weekday = (new Date(`${from}T00:00:00Z`).getUTCDay() + 6) % 7;
    const end = weekly ? addDays(from, 6 - weekday) : from;
    const to = end < period.to ? end : period.to;
    steps.push({ from, to });
    from = addDays(to, 1);
  }
  return steps;
}

export function trendOf(kind: SurveyKind, period: Days, rows: readonly DayScores[]): TrendPoint[] {
  const days = new Map<string, DayScores[]>();
  for (const row of rows) if (row.day !== null) days.set(row.day, [...(days.get(row.day) ?? []), row]);
  return stepsOf(period).map(({ from, to }) => {
    const own: DayScores[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) own.push(...(days.get(day) ?? []));
    const answers = answersOf(kind, own);
    return { ...scoreOf(answers, mainFigure(kind)), from, to, sent: answers.sent };
  });
}

export const MOST_GROUPS = 100;

/** The answers of each group, by dimension; groups most sent first. */
export function byGroup(kind: SurveyKind, rows: readonly GroupScores[]): Map<ByRow, Map<string, Answers>> {
  const sorted = new Map<ByRow, Map<string, Scored[]>>(BY_ROW.map((by) => [by, new Map()]));
  for (const row of rows) {
    const groups = sorted.get(row.by)!;
    groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  }
  return new Map(
    [...sorted].map(([by, groups]) => {
      const counted = [...groups].map(([group, own]): [string, Answers] => [group, answersOf(kind, own)]);
      return [by, new Map(counted.sort(([a, x], [b, y]) => y.sent - x.sent || (a < b ? -1 : 1)))];
    }),
  );
}

/** Every group against all that are not in it, verdicts corrected for how many there are. */
export function groupsOf(all: Answers, grouped: Map<ByRow, Map<string, Answers>>): SurveyGroups[] {
  return [...grouped].map(([by, groups]) => {
    const list = [...groups].map(([group, own]) => ({ group, own, rest: othersOf(all, own) }));
    const scores = amongMany(list.map(({ own, rest }) => judged(own, rest)));
    const rates = amongMany(list.map(({ own, rest }) => rateApart(own, rest)));
    const items = list.map(({ group, own }, i): SurveyGroup => {
      const { enough, value, interval } = scoreOf(own, '');
      return {
        ...{ group: group || null, name: null, sent: own.sent, answered: own.n },
        ...{ rate: own.sent === 0 ? null : own.n / own.sent, rateInterval: ends(wilson(own.n, own.sent)) },
        ...{ rateApart: compared(rates[i]!), enough, score: value, interval, apart: compared(scores[i]!) },
      };
    });
    return { by, all: items.length <= MOST_GROUPS, items: items.slice(0, MOST_GROUPS) };
  });
}

/** A group that cannot carry a score, or has nobody to be held against, is not compared. */
function judged(own: Answers, rest: Answers): Difference & { p: number } {
  const found = apart(own, rest);
  return own.n >= ENOUGH && rest.n >= ENOUGH ? found : { ...found, verdict: 'too-few' };
}

/** An agent is no driver: scorecards are for that, and for the agent. */
const DRIVERS: readonly ByRow[] = [
  'channel',
  'team',
  'connection',
  'language',
  'survey',
  'wait',
  'reopened',
  'handoffs',
];
const MOST_DRIVERS = 12;

/** Of each dimension's groups those that stand among all that were compared; of two halves only the lower. */
export function driversOf(all: Answers, grouped: Map<ByRow, Map<string, Answers>>): ScoreDriver[] {
  const list = DRIVERS.flatMap((by) => {
    const groups = [...grouped.get(by)!].map(([group, own]) => ({ by, group, own, rest: othersOf(all, own) }));
    const carried = groups.filter(({ own, rest }) => own.n >= ENOUGH && rest.n >= ENOUGH);
    return groups.length === 2 ? carried.filter(({ own, rest }) => scoreValue(own)! < scoreValue(rest)!) : carried;
  });
  const told = amongMany(list.map((one) => ({ ...apart(one.own, one.rest), one })));
  return told
    .filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
    .sort((a, b) => Math.abs(b.difference!) - Math.abs(a.difference!))
    .slice(0, MOST_DRIVERS)
    .map(({ one, ...difference }) => ({
      ...{ by: one.by, group: one.group || null, name: null, n: one.own.n },
      ...{ score: scoreValue(one.own)!, others: scoreValue(one.rest)!, apart: compared(difference) },
    }));
}

/** How often each reason was ticked, of the low, the middle and the good answers each. */
export function reasonsOf(all: Answers, rows: readonly ReasonScores[]): ReasonLine[] {
  const reasons = new Map<string, ReasonScores[]>();
  for (const row of rows) reasons.set(row.reason, [...(reasons.get(row.reason) ?? []), row]);
  return [...reasons]
    .map(([reason, own]): ReasonLine => {
      const ticked = answersOf(all.kind, own);
      const share = (of: 'low' | 'middle' | 'good'): ReasonShare => ({
        ...{ count: ticked[of], n: all[of], share: all[of] === 0 ? null : ticked[of] / all[of] },
        interval: ends(wilson(ticked[of], all[of])),
      });
      return { reason, count: ticked.n, low: share('low'), middle: share('middle'), good: share('good') };
    })
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
