// The slow way, pure: every figure of an overview counted from plain lists, by sorting; and how far the shown ones are off.
import { compareShares, RELATIVE_ERROR, rankInterval, rankOf, wilson } from '@otklik/survey';
import { MEASURES, type ReportClock, scoreFigure } from './figures.js';
import { enough, recountChanges, shownChanges } from './recount-changes.js';
import type { DatedThing, Thing } from './recount-facts.js';
import type { Days } from './report-period.js';
import type { OverviewReport } from './reports.requests.js';

/** A figure's value, and how far a shown one may be from it, as a share of it. */
export interface Expected {
  value: number | string | null;
  within: number;
}

export interface RecountAsk {
  period: Days;
  previous: Days;
  days: string[];
  clock: ReportClock;
  channel: string | null;
  teamId: string | null;
  agentId: string | null;
}

/** A sketch may be 1 % off; a hair more, for the last bits of floating point. */
const SKETCHED = RELATIVE_ERROR + 1e-9;
export const EXACT = 1e-9;

export function recountOverview(things: DatedThing[], ask: RecountAsk): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  const set = (path: string, value: number | string | null, within = EXACT) =>
    void expected.set(path, { value, within });
  const mine = things.filter(
    (thing) =>
      (ask.channel === null || thing.channel === ask.channel) &&
      (ask.teamId === null || thing.teamId === ask.teamId) &&
      (ask.agentId === null || thing.agentId === ask.agentId),
  );
  const waiting = mine.filter((thing) => thing.kind === 'waiting').sort(oldestFirst);
  set('waiting.value', waiting.length);
  set('waiting.oldestSince', waiting[0]?.at ?? null);
  set('waiting.oldestTicketId', waiting[0]?.ticketId ?? null);
  const between = ({ from, to }: Days) => mine.filter((thing) => thing.day >= from && thing.day <= to);
  const here = between(ask.period);
  const there = between(ask.previous);
  for (const [kind, path] of [
    ['opened', 'opened'],
    ['solved', 'solved'],
    ['unanswered', 'unanswered'],
  ] as const) {
    set(`${path}.value`, of(here, kind).length);
    set(`${path}.previous`, of(there, kind).length);
  }
  for (const measure of MEASURES)
    duration(set, measure, seconds(of(here, measure), ask.clock), seconds(of(there, measure), ask.clock));
  satisfaction(set, of(here, 'survey'), of(there, 'survey'));
  for (const reason of new Set([...of(here, 'not-asked'), ...of(there, 'not-asked')].map((thing) => thing.reason))) {
    set(`not-asked.${reason}.count`, of(here, 'not-asked').filter((thing) => thing.reason === reason).length);
    set(`not-asked.${reason}.previous`, of(there, 'not-asked').filter((thing) => thing.reason === reason).length);
  }
  const byDay = new Map<string, DatedThing[]>();
  for (const thing of here) {
    const list = byDay.get(thing.day);
    if (list) list.push(thing);
    else byDay.set(thing.day, [thing]);
  }
  for (const day of ask.days) dayFigures(set, day, byDay.get(day) ?? [], ask.clock);
  return new Map([...expected, ...changes(here, there, ask.clock)]);
}

function changes(here: Thing[], there: Thing[], clock: ReportClock): Map<string, Expected> {
  const [now, before] = [rated(of(here, 'survey')), rated(of(there, 'survey'))];
  const pair = (list: ReturnType<typeof rated>): [number, number] => [list.good.length, list.answered.length];
  const sent = (list: ReturnType<typeof rated>, all: Thing[]): [number, number] => [
    list.answered.length,
    of(all, 'survey').length,
  ];
  return recountChanges({
    durations: MEASURES.map((measure) => ({
      measure,
      here: seconds(of(here, measure), clock).sorted,
      there: seconds(of(there, measure), clock).sorted,
    })),
    shares: [
      { figure: 'csat.good', here: pair(now), there: pair(before) },
      { figure: 'csat.answered', here: sent(now, here), there: sent(before, there) },
    ],
    counts: (['opened', 'solved'] as const).map((kind) => ({
      ...{ figure: `tickets.${kind}`, here: of(here, kind).length, there: of(there, kind).length },
    })),
  });
}

type Put = (path: string, value: number | string | null, within?: number) => void;

export const of = <T extends Thing>(things: T[], kind: Thing['kind']): T[] =>
  things.filter((thing) => thing.kind === kind);
const oldestFirst = (a: Thing, b: Thing) => a.at.localeCompare(b.at) || a.ticketId.localeCompare(b.ticketId);

/** Sorted seconds on one clock; how many have none. */
export function seconds(things: Thing[], clock: ReportClock): { sorted: number[]; unmeasured: number } {
  const values = things.map((thing) => (clock === 'business' ? thing.business : thing.calendar) ?? null);
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return { sorted, unmeasured: values.length - sorted.length };
}

const ranked = (sorted: number[], rank: number | null): number | null =>
  rank === null || sorted.length === 0 ? null : sorted[rank - 1]!;
const quantileOf = (sorted: number[], q: number) =>
  sorted.length === 0 ? null : ranked(sorted, rankOf(q, sorted.length));

export function duration(
  set: Put,
  measure: string,
  here: ReturnType<typeof seconds>,
  there: ReturnType<typeof seconds>,
): void {
  const { sorted } = here;
  set(`${measure}.n`, sorted.length);
  set(`${measure}.unmeasured`, here.unmeasured);
  set(`${measure}.enough`, enough(sorted.length));
  set(`${measure}.mean`, sorted.length === 0 ? null : sorted.reduce((sum, value) => sum + value, 0) / sorted.length);
  set(`${measure}.p99`, quantileOf(sorted, 0.99), SKETCHED);
  for (const [name, q] of [
    ['median', 0.5],
    ['p90', 0.9],
  ] as const) {
    const ranks = rankInterval(q, sorted.length);
    set(`${measure}.${name}`, quantileOf(sorted, q), SKETCHED);
    set(`${measure}.${name}.low`, ranked(sorted, ranks.low), SKETCHED);
    set(`${measure}.${name}.high`, ranked(sorted, ranks.high), SKETCHED);
    set(`${measure}.${name}.previous`, quantileOf(there.sorted, q), SKETCHED);
  }
  set(`${measure}.previousN`, there.sorted.length);
}

function rated(surveys: Thing[]) {
  const answered = surveys.filter((thing) => thing.score !== null && thing.score !== undefined);
  return { answered, good: answered.filter((thing) => thing.good) };
}

function satisfaction(set: Put, here: Thing[], there: Thing[]): void {
  const now = rated(here);
  const before = rated(there);
  share(set, 'csat', [now.good.length, now.answered.length], [before.good.length, before.answered.length]);
  share(set, 'response-rate', [now.answered.length, here.length], [before.answered.length, there.length]);
  for (const thing of now.answered) {
    const figure = scoreFigure(thing.scaleMax!, thing.score!);
    set(
      figure,
      now.answered.filter((other) => other.scaleMax === thing.scaleMax && other.score === thing.score).length,
    );
  }
}

export function share(set: Put, path: string, [count, n]: [number, number], [oldCount, oldN]: [number, number]): void {
  const interval = wilson(count, n);
  set(`${path}.count`, count);
  set(`${path}.n`, n);
  set(`${path}.enough`, enough(n));
  set(`${path}.share`, n === 0 ? null : count / n);
  set(`${path}.low`, interval.low);
  set(`${path}.high`, interval.high);
  set(`${path}.previousN`, oldN);
  set(`${path}.previousShare`, oldN === 0 ? null : oldCount / oldN);
  set(`${path}.verdict`, compareShares({ count, n }, { count: oldCount, n: oldN }).verdict);
}

function dayFigures(set: Put, day: string, things: Thing[], clock: ReportClock): void {
  const surveys = of(things, 'survey');
  const { answered, good } = rated(surveys);
  set(`${day}.opened`, of(things, 'opened').length);
  set(`${day}.solved`, of(things, 'solved').length);
  set(`${day}.sent`, surveys.length);
  set(`${day}.answered`, answered.length);
  set(`${day}.good`, good.length);
  const interval = wilson(good.length, answered.length);
  set(`${day}.csat`, answered.length === 0 ? null : good.length / answered.length);
  set(`${day}.csat.low`, interval.low);
  set(`${day}.csat.high`, interval.high);
  for (const measure of MEASURES) {
    const { sorted } = seconds(of(things, measure), clock);
    set(`${day}.${measure}.n`, sorted.length);
    set(`${day}.${measure}.median`, quantileOf(sorted, 0.5), SKETCHED);
    set(`${day}.${measure}.p90`, quantileOf(sorted, 0.9), SKETCHED);
  }
}

/** The figures of a shown overview under the same paths. */
export function shownFigures(report: OverviewReport): Map<string, number | string | null> {
  const shown = new Map<string, number | string | null>();
  const put = (path: string, values: Record<string, number | string | null>) => {
    for (const [name, value] of Object.entries(values)) shown.set(`${path}.${name}`, value);
  };
  const { value, oldestSince, oldestTicketId } = report.waiting;
  put('waiting', { value, oldestSince, oldestTicketId });
  for (const name of ['opened', 'solved', 'unanswered'] as const)
    put(name, { value: report[name].value, previous: report[name].previous });
  for (const d of report.durations) {
    put(d.figure, {
      n: d.n,
      unmeasured: d.unmeasured,
      enough: String(d.enough),
      mean: d.mean,
      p99: d.p99,
      median: d.median,
      p90: d.p90,
      previousN: d.previousN,
    });
    put(`${d.figure}.median`, { ...d.medianInterval, previous: d.previousMedian });
    put(`${d.figure}.p90`, { ...d.p90Interval, previous: d.previousP90 });
  }
  for (const [path, s] of [
    ['csat', report.csat.score],
    ['response-rate', report.csat.responseRate],
  ] as const) {
    const { count, n, share, interval, previousN, previousShare, change } = s;
    put(path, {
      count,
      n,
      enough: String(s.enough),
      share,
      ...interval,
      previousN,
      previousShare,
      verdict: change.verdict,
    });
  }
  for (const point of report.csat.distribution) if (point.count > 0) shown.set(point.figure, point.count);
  for (const r of report.notAsked) put(`not-asked.${r.reason}`, { count: r.count, previous: r.previous });
  for (const line of report.days) {
    put(line.day, {
      opened: line.opened,
      solved: line.solved,
      sent: line.sent,
      answered: line.answered,
      good: line.good,
      csat: line.csat,
    });
    put(`${line.day}.csat`, { ...line.csatInterval });
    const times = [line.firstResponse, line.nextResponse, line.firstResolution, line.fullResolution];
    for (const [i, measure] of MEASURES.entries())
      put(`${line.day}.${measure}`, { n: times[i]!.n, median: times[i]!.median, p90: times[i]!.p90 });
  }
  return new Map([...shown, ...shownChanges(report)]);
}

/** Whether a shown value is the recounted one, as near as its kind allows. */
export function agrees(shown: number | string | null | undefined, { value, within }: Expected): boolean {
  if (typeof value !== 'number' || typeof shown !== 'number') return shown === value;
  return Math.abs(shown - value) <= Math.abs(value) * within + 1e-9;
}
