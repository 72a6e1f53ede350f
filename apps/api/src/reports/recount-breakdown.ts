// The slow way, pure: every group of a breakdown counted from plain lists, by sorting.
import {
  benjaminiHochberg,
  compareCounts,
  compareQuantiles,
  compareShares,
  countDifferenceP,
  estimateDifferenceP,
  RELATIVE_ERROR,
  rankInterval,
  rankOf,
  shareDifferenceP,
  type Verdict,
  wilson,
} from '@otklik/survey';
import type { BreakdownReport } from './breakdown.requests.js';
import { MOST_GROUPS } from './breakdown.store.js';
import type { BrokenDown, Dimension, ReportClock } from './figures.js';
import { enough, estimateOf } from './recount-changes.js';
import type { DatedThing, Thing } from './recount-facts.js';
import type { Expected } from './recount-overview.js';
import { byOneTouch, cameBack, isJudged } from './recount-work.js';
import type { Days } from './report-period.js';

export interface RecountBreakdownAsk {
  figure: BrokenDown;
  by: Dimension;
  /** Which field, where it is by one. */
  field?: string;
  /** The segments each person is in now, by their card as the facts name it. */
  segments?: Map<string, string[]>;
  period: Days;
  previous: Days;
  clock: ReportClock;
  today: string;
}

/** Which things a figure counts. */
const KINDS: Partial<Record<BrokenDown, Thing['kind']>> = {
  'tickets.opened': 'opened',
  'tickets.solved': 'solved',
  'tickets.waiting': 'waiting',
  'tickets.unanswered': 'unanswered',
  'csat.sent': 'survey',
  'csat.answered': 'survey',
  'csat.good': 'survey',
  'promises.kept': 'promise',
  'handoffs.none': 'solved',
  'one-touch': 'solved',
  reopened: 'solved',
};
/** What a share counts of them. */
const HITS: Partial<Record<BrokenDown, (thing: DatedThing) => boolean>> = {
  'csat.answered': (thing) => answered(thing),
  'csat.good': (thing) => thing.good === true,
  'handoffs.none': (thing) => thing.handoffs === 0,
  'one-touch': byOneTouch,
  reopened: cameBack,
  'promises.kept': (thing) => thing.kept === true,
};
const answered = (thing: Thing) => thing.score !== null && thing.score !== undefined;

function groupsOf(thing: Thing, { by, field = '', segments }: RecountBreakdownAsk): string[] {
  if (by === 'segment') return orNone(segments?.get(thing.contactId) ?? []);
  if (by === 'field') return orNone([thing.fields.get(field) ?? []].flat().map(String));
  if (by === 'priority') return [String(thing.priority)];
  if (by === 'tag') return thing.tags.length === 0 ? [''] : thing.tags.map(String);
  const one = { channel: thing.channel, team: thing.teamId, agent: thing.agentId, connection: thing.connectionId };
  return [(by === 'language' ? thing.language : one[by]) ?? ''];
}

const orNone = (groups: string[]) => (groups.length === 0 ? [''] : groups);

export function recountBreakdown(things: DatedThing[], ask: RecountBreakdownAsk): Map<string, Expected> {
  const { figure, period, previous, clock } = ask;
  const counted = things.filter(
    (thing) => thing.kind === (KINDS[figure] ?? figure) && (figure !== 'csat.good' || answered(thing)),
  );
  const judgedOnly = figure === 'one-touch' || figure === 'reopened';
  const lists = new Map<string, { here: DatedThing[]; there: DatedThing[] }>();
  for (const thing of counted) {
    const { day } = thing;
    const now = figure === 'tickets.waiting' || (day >= period.from && day <= period.to);
    if (!now && !(day >= previous.from && day <= previous.to)) continue;
    if (judgedOnly && !isJudged(thing, ask.today)) continue;
    if (!KINDS[figure] && secondsOn(thing, clock) === null) continue;
    for (const group of groupsOf(thing, ask)) {
      const list = lists.get(group) ?? { here: [], there: [] };
      (now ? list.here : list.there).push(thing);
      lists.set(group, list);
    }
  }
  const expected = new Map<string, Expected>([['groups', { value: lists.size, within: 0 }]]);
  const isCount = KINDS[figure] !== undefined && HITS[figure] === undefined;
  // Verdicts are corrected among the groups that are told.
  const largest = [...lists]
    .sort(([, a], [, b]) => b.here.length - a.here.length || b.there.length - a.there.length)
    .slice(0, MOST_GROUPS);
  const told = largest.map(([group, { here, there }]) => ({ group, ...lineOf(figure, here, there, clock) }));
  const comparable = told.filter((line) => line.verdict !== 'too-few');
  const stands = benjaminiHochberg(comparable.map((line) => line.p));
  for (const line of told) {
    for (const [name, { value, within }] of Object.entries(line.values))
      expected.set(`${line.group || 'none'}.${name}`, { value, within });
    if (!isCount)
      expected.set(`${line.group || 'none'}.enough`, { value: enough(line.values.n!.value as number), within: 0 });
    const place = comparable.indexOf(line);
    const verdict = place < 0 || stands[place] ? line.verdict : 'no-difference';
    expected.set(`${line.group || 'none'}.verdict`, { value: verdict, within: 0 });
  }
  return expected;
}

interface Line {
  values: Record<string, Expected>;
  p: number;
  verdict: Verdict;
}

const exactly = (value: number | null): Expected => ({ value, within: 1e-9 });
const sketched = (value: number | null): Expected => ({ value, within: RELATIVE_ERROR + 1e-9 });
const secondsOn = (thing: Thing, clock: ReportClock) =>
  (clock === 'business' ? thing.business : thing.calendar) ?? null;

function lineOf(figure: BrokenDown, here: DatedThing[], there: DatedThing[], clock: ReportClock): Line {
  const hit = HITS[figure];
  if (hit) {
    const share = (list: DatedThing[]) => ({ n: list.length, count: list.filter(hit).length });
    const [now, before] = [share(here), share(there)];
    const { low, high } = wilson(now.count, now.n);
    return {
      values: {
        ...{ n: exactly(now.n), count: exactly(now.count), value: exactly(now.n === 0 ? null : now.count / now.n) },
        ...{ low: exactly(low), high: exactly(high), previousN: exactly(before.n) },
        previousValue: exactly(before.n === 0 ? null : before.count / before.n),
      },
      p: shareDifferenceP(now, before),
      verdict: compareShares(now, before).verdict,
    };
  }
  const [n, previousN] = [exactly(here.length), exactly(there.length)];
  if (KINDS[figure]) {
    const undated = figure === 'tickets.waiting';
    return {
      values: { n, value: n, previousN, previousValue: undated ? exactly(null) : previousN },
      p: countDifferenceP(here.length, there.length),
      verdict: undated ? 'too-few' : compareCounts(here.length, there.length).verdict,
    };
  }
  const sorted = (list: Thing[]) => list.map((thing) => secondsOn(thing, clock)!).sort((a, b) => a - b);
  const [now, before] = [sorted(here), sorted(there)];
  const at = (list: number[], rank: number | null) => (rank === null ? null : (list[rank - 1] ?? null));
  const q = (list: number[], share: number) =>
    sketched(at(list, list.length === 0 ? null : rankOf(share, list.length)));
  const [median, p90] = [rankInterval(0.5, now.length), rankInterval(0.9, now.length)];
  return {
    values: {
      ...{ n, previousN, value: q(now, 0.5), p90: q(now, 0.9), p99: q(now, 0.99), previousValue: q(before, 0.5) },
      ...{ low: sketched(at(now, median.low)), high: sketched(at(now, median.high)) },
      ...{ p90Low: sketched(at(now, p90.low)), p90High: sketched(at(now, p90.high)) },
      mean: exactly(now.length === 0 ? null : now.reduce((sum, value) => sum + value, 0) / now.length),
    },
    p: estimateDifferenceP(estimateOf(now, 0.5), estimateOf(before, 0.5)),
    verdict: compareQuantiles(estimateOf(now, 0.5), estimateOf(before, 0.5)).verdict,
  };
}

/** The figures of a shown breakdown under the same paths. */
export function shownBreakdown(report: BreakdownReport): Map<string, number | string | null> {
  const shown = new Map<string, number | string | null>([['groups', report.groups]]);
  for (const item of report.items) {
    const put = (values: Record<string, number | string | null>) => {
      for (const [name, value] of Object.entries(values)) shown.set(`${item.group ?? 'none'}.${name}`, value);
    };
    const { n, value, previousN, previousValue, interval, change } = item;
    put({ n, value, previousN, previousValue, verdict: change.verdict });
    if (report.shows !== 'count') put({ enough: String(item.enough) });
    if (report.shows === 'share') put({ count: item.count, ...interval });
    if (report.shows === 'duration')
      put({
        ...{ ...interval, p90: item.p90, p90Low: item.p90Interval.low, p90High: item.p90Interval.high },
        ...{ p99: item.p99, mean: item.mean },
      });
  }
  return shown;
}

/** Of more groups than are told, those that are not told cannot be compared. */
export const comparable = (report: BreakdownReport, path: string): boolean =>
  report.groups <= MOST_GROUPS || shownBreakdown(report).has(path);
