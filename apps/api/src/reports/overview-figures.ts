// From counts to figures, pure: what the overview shows for the period, beside the period before.
import {
  compareCounts,
  compareQuantiles,
  compareShares,
  type Difference,
  ENOUGH,
  emptyCounts,
  estimateQuantile,
  quantile,
  scaleOf,
  secondsOf,
  wilson,
} from '@otklik/survey';
import { MEASURES, type Measure, notAskedFigure, type Spell, scoreFigure } from './figures.js';
import type { DayCount, DurationCount, DurationDay, ReasonCount, SurveyCount } from './report-counts.store.js';
import type {
  Change,
  Comparison,
  CountFigure,
  DayDuration,
  DayLine,
  DurationFigure,
  NotAskedCount,
  SatisfactionFigure,
  ScoreCount,
  ShareFigure,
} from './reports.requests.js';

const now = <Row extends { day: string | null }>(rows: Row[]) => rows.filter((row) => row.day !== null);
const before = <Row extends { day: string | null }>(rows: Row[]) => rows.filter((row) => row.day === null);
const total = (rows: { n: number }[]) => rows.reduce((sum, row) => sum + row.n, 0);

export function countFigure(figure: string, rows: DayCount[]): CountFigure {
  return { figure, value: total(now(rows)), previous: total(before(rows)) };
}

export function unansweredFigure(durations: DurationCount[]): CountFigure {
  const rows = durations.filter((row) => row.measure === 'unanswered');
  const sum = (current: boolean) => total(rows.filter((row) => row.current === current));
  return { figure: 'tickets.unanswered', value: sum(true), previous: sum(false) };
}

/** A histogram of the rows that were measured on this clock. */
function histogram(rows: DurationCount[]): Map<number, number> {
  const buckets = new Map<number, number>();
  for (const { bucket, n } of rows) if (bucket !== null) buckets.set(bucket, (buckets.get(bucket) ?? 0) + n);
  return buckets;
}

const comparison = ({ verdict, difference, low, high }: Difference): Comparison => ({ verdict, difference, low, high });

export function durationFigure(measure: Measure | Spell, all: DurationCount[]): DurationFigure {
  const rows = all.filter((row) => row.measure === measure);
  const current = rows.filter((row) => row.current);
  const here = histogram(current);
  const there = histogram(rows.filter((row) => !row.current));
  const median = estimateQuantile(here, 0.5);
  const p90 = estimateQuantile(here, 0.9);
  const oldMedian = estimateQuantile(there, 0.5);
  const oldP90 = estimateQuantile(there, 0.9);
  const seconds = current.reduce((sum, row) => sum + row.seconds, 0);
  return {
    figure: measure,
    n: median.n,
    unmeasured: total(current) - median.n,
    enough: median.n >= ENOUGH,
    median: median.value,
    medianInterval: { low: median.low, high: median.high },
    p90: p90.value,
    p90Interval: { low: p90.low, high: p90.high },
    p99: quantile(here, 0.99),
    mean: median.n === 0 ? null : seconds / median.n,
    previousN: oldMedian.n,
    previousMedian: oldMedian.value,
    previousP90: oldP90.value,
    medianChange: comparison(compareQuantiles(median, oldMedian)),
    p90Change: comparison(compareQuantiles(p90, oldP90)),
  };
}

interface Shared {
  count: number;
  n: number;
}

export function shareFigure(figure: string, here: Shared, there: Shared): ShareFigure {
  return {
    figure,
    ...here,
    enough: here.n >= ENOUGH,
    share: here.n === 0 ? null : here.count / here.n,
    interval: wilson(here.count, here.n),
    previousN: there.n,
    previousShare: there.n === 0 ? null : there.count / there.n,
    change: comparison(compareShares(here, there)),
  };
}

const good = (rows: SurveyCount[]): Shared => {
  const answered = rows.filter((row) => row.score !== null);
  return { n: total(answered), count: total(answered.filter((row) => row.good)) };
};

export function satisfactionFigure(rows: SurveyCount[]): SatisfactionFigure {
  const answered = (some: SurveyCount[]): Shared => ({ n: total(some), count: good(some).n });
  return {
    score: shareFigure('csat.good', good(now(rows)), good(before(rows))),
    responseRate: shareFigure('csat.answered', answered(now(rows)), answered(before(rows))),
    distribution: distribution(now(rows)),
  };
}

function distribution(rows: SurveyCount[]): ScoreCount[] {
  const scales = [...new Set(rows.map((row) => row.scaleMax))].sort((a, b) => a - b);
  return scales.flatMap((scaleMax) => {
    const counts = emptyCounts('csat', scaleMax);
    for (const row of rows)
      if (row.scaleMax === scaleMax && row.score !== null) counts.set(row.score, (counts.get(row.score) ?? 0) + row.n);
    return [...counts].map(([score, count]) => ({
      figure: scoreFigure(scaleMax, score),
      scaleMax,
      score,
      good: score >= (scaleOf('csat', scaleMax)?.goodFrom ?? Number.POSITIVE_INFINITY),
      count,
    }));
  });
}

/** Reasons of the period, commonest first; one that only the period before knew has count 0. */
export function notAskedCounts(rows: ReasonCount[]): NotAskedCount[] {
  return [...new Set(rows.map((row) => row.reason))]
    .map((reason) => {
      const own = rows.filter((row) => row.reason === reason);
      return { figure: notAskedFigure(reason), reason, count: total(now(own)), previous: total(before(own)) };
    })
    .sort((a, b) => b.count - a.count || b.previous - a.previous || a.reason.localeCompare(b.reason));
}

/** One line a day, also where nothing happened. */
export function dayLines(
  days: string[],
  counts: { opened: DayCount[]; solved: DayCount[]; durations: DurationDay[]; csat: SurveyCount[] },
): DayLine[] {
  const opened = byDay(counts.opened);
  const solved = byDay(counts.solved);
  const durations = byDay(counts.durations);
  const csat = byDay(counts.csat);
  return days.map((day) => {
    const of = (measure: Measure) => dayDuration(durations.get(day)?.find((row) => row.measure === measure));
    const sent = csat.get(day) ?? [];
    const rated = good(sent);
    const [firstResponse, nextResponse, firstResolution, fullResolution] = MEASURES.map(of) as [
      DayDuration,
      DayDuration,
      DayDuration,
      DayDuration,
    ];
    return {
      day,
      opened: total(opened.get(day) ?? []),
      solved: total(solved.get(day) ?? []),
      ...{ firstResponse, nextResponse, firstResolution, fullResolution },
      sent: total(sent),
      answered: rated.n,
      good: rated.count,
      csat: rated.n === 0 ? null : rated.count / rated.n,
      csatInterval: wilson(rated.count, rated.n),
    };
  });
}

function byDay<Row extends { day: string | null }>(rows: Row[]): Map<string, Row[]> {
  const days = new Map<string, Row[]>();
  for (const row of now(rows)) {
    const own = days.get(row.day!);
    if (own) own.push(row);
    else days.set(row.day!, [row]);
  }
  return days;
}

function dayDuration(row: DurationDay | undefined): DayDuration {
  if (!row) return { n: 0, median: null, p90: null };
  return { n: row.n, median: secondsOf(row.median), p90: secondsOf(row.p90) };
}

/** What the sentence on top may say: told changes first, then what stayed, then what cannot be known. */
export function changesOf(counts: CountFigure[], durations: DurationFigure[], csat: SatisfactionFigure): Change[] {
  const changes: Change[] = [];
  const say = (
    figure: string,
    of: Change['of'],
    old: number | null,
    value: number | null,
    verdict: Change['verdict'],
    good: 'higher' | 'lower' | null,
  ) => {
    const told = verdict === 'higher' || verdict === 'lower';
    const meaning = !told || good === null ? 'neutral' : verdict === good ? 'better' : 'worse';
    changes.push({ figure, of, before: old, now: value, verdict, meaning });
  };
  for (const d of durations) {
    say(d.figure, 'median', d.previousMedian, d.median, d.medianChange.verdict, 'lower');
    say(d.figure, 'p90', d.previousP90, d.p90, d.p90Change.verdict, 'lower');
  }
  for (const share of [csat.score, csat.responseRate])
    say(share.figure, 'share', share.previousShare, share.share, share.change.verdict, 'higher');
  for (const count of counts)
    say(count.figure, 'count', count.previous, count.value, compareCounts(count.value, count.previous).verdict, null);
  const weight = (change: Change) =>
    change.verdict === 'too-few' ? 3 : change.verdict === 'no-difference' ? 2 : change.meaning === 'neutral' ? 1 : 0;
  return changes
    .map((change, i) => ({ change, i }))
    .sort((a, b) => weight(a.change) - weight(b.change) || a.i - b.i)
    .map(({ change }) => change);
}
