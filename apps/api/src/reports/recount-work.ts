// The slow way, pure: what solving took, counted from plain lists, one solving at a time.
import type { DatedThing } from './recount-facts.js';
import { duration, EXACT, type Expected, of, seconds, share } from './recount-overview.js';
import { addDays, type Days } from './report-period.js';
import type { WorkReport } from './work.requests.js';

const DAY_S = 86_400;
const WAITS = ['requester-wait', 'agent-wait'] as const;
const DAYS = 7;

/** Seconds until it was reopened; endless where it never was. */
const backAfter = ({ at, backAt }: DatedThing): number =>
  backAt ? (Date.parse(backAt) - Date.parse(at)) / 1000 : Number.POSITIVE_INFINITY;
export const cameBack = (thing: DatedThing): boolean => backAfter(thing) <= DAYS * DAY_S;
export const byOneTouch = (thing: DatedThing): boolean =>
  thing.episode === 1 && thing.touches === 1 && !cameBack(thing);
/** Of these days nothing can be reopened in time any more. */
export const isJudged = ({ day }: DatedThing, today: string): boolean => addDays(day, DAYS + 1) <= today;

export function recountWork(
  things: DatedThing[],
  { period, previous, today }: { period: Days; previous: Days; today: string },
): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  const set = (path: string, value: number | string | null, within = EXACT) =>
    void expected.set(path, { value, within });
  const between = ({ from, to }: Days) => things.filter(({ day }) => day >= from && day <= to);
  const [all, allBefore] = [between(period), between(previous)];
  for (const wait of WAITS)
    duration(set, wait, seconds(of(all, wait), 'calendar'), seconds(of(allBefore, wait), 'calendar'));
  const [here, there] = [of(all, 'solved'), of(allBefore, 'solved')];
  const judged = here.filter((thing) => isJudged(thing, today));
  const judgedBefore = there.filter((thing) => isJudged(thing, today));
  set('solved', here.length);
  set('unjudged', here.length - judged.length);
  for (const name of ['touches', 'handoffs'] as const) {
    const mean = (list: DatedThing[]) =>
      list.length === 0 ? null : list.reduce((sum, thing) => sum + thing[name]!, 0) / list.length;
    set(`${name}.mean`, mean(here));
    set(`${name}.previousMean`, mean(there));
  }
  for (let bar = 0; bar <= 4; bar++)
    set(`touches.${bar}`, here.filter(({ touches }) => (bar === 4 ? touches! >= 4 : touches === bar)).length);
  const pair = (list: DatedThing[], hit: (thing: DatedThing) => boolean): [number, number] => [
    list.filter(hit).length,
    list.length,
  ];
  const kept = (thing: DatedThing) => thing.handoffs === 0;
  share(set, 'handoffs.none', pair(here, kept), pair(there, kept));
  share(set, 'one-touch', pair(judged, byOneTouch), pair(judgedBefore, byOneTouch));
  share(set, 'reopened', pair(judged, cameBack), pair(judgedBefore, cameBack));
  const back = judged.filter(cameBack);
  set('reopened.tickets', new Set(back.map(({ ticketId }) => ticketId)).size);
  set('reopened.people', new Set(back.map(({ contactId }) => contactId)).size);
  return expected;
}

/** The figures of a shown page under the same paths. */
export function shownWork(report: WorkReport): Map<string, number | string | null> {
  const shown = new Map<string, number | string | null>([
    ['solved', report.solved],
    ['unjudged', report.unjudged],
    ['reopened.tickets', report.reopenedOnce.tickets],
    ['reopened.people', report.reopenedOnce.people],
    ...report.distribution.map(({ figure, count }) => [figure, count] as [string, number]),
  ]);
  const put = (path: string, values: Record<string, number | string | null>) => {
    for (const [name, value] of Object.entries(values)) shown.set(`${path}.${name}`, value);
  };
  for (const d of report.waits) {
    const { n, unmeasured, mean, p99, median, p90, previousN } = d;
    put(d.figure, { n, unmeasured, enough: String(d.enough), mean, p99, median, p90, previousN });
    put(`${d.figure}.median`, { ...d.medianInterval, previous: d.previousMedian });
    put(`${d.figure}.p90`, { ...d.p90Interval, previous: d.previousP90 });
  }
  for (const { figure, mean, previousMean } of [report.touches, report.handoffs]) put(figure, { mean, previousMean });
  for (const s of [report.noHandoffs, report.oneTouch, report.reopened]) {
    const { count, n, interval, previousN, previousShare, change } = s;
    put(s.figure, { count, n, enough: String(s.enough), share: s.share, ...interval, previousN, previousShare });
    put(s.figure, { verdict: change.verdict });
  }
  return shown;
}
