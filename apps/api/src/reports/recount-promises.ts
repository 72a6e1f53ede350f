// `otklik reports verify`, the promises: once more from the facts of each ticket, told from the whole list at once, by sorting.
import { compareShares, RELATIVE_ERROR, rankOf, wilson } from '@otklik/survey';
import type { Fact } from '../platform/events/define-event.js';
import {
  type Promised,
  ResponseAnnulled,
  ResponseMeasured,
  SlaAnnulled,
  SlaBreached,
  SlaMet,
  SlaStopped,
  SolveAnnulled,
  TicketSolved,
} from '../tickets/events.js';
import type { PromiseTarget } from './figures.js';
import type { PromisesOf, PromisesReport } from './promises.requests.js';
import { enough } from './recount-changes.js';
import type { DatedThing, Thing } from './recount-facts.js';
import type { Expected } from './recount-overview.js';
import type { Days } from './report-period.js';

type Common = Omit<Thing, 'kind' | 'at' | 'agentId' | 'teamId'>;
type Whose = Pick<Thing, 'agentId' | 'teamId' | 'priority'>;
export interface Standing {
  common: Common;
  /** The ticket's present ones. */
  present: Whose;
  open: boolean;
  priorityBy: (facts: Fact[], seq: number) => number;
  /** As the ticket stood just before a fact. */
  whoseBy: (seq: number) => Whose;
}

/** What became of every promise that was ever met or broken: the last word on it, and before a taken-back end the one before. */
export function promises(facts: Fact[], standing: Standing): Thing[] {
  const words = new Map<string, Word[]>();
  for (const fact of facts) {
    if (!isWord(fact)) continue;
    const name = `${fact.payload.target} ${fact.payload.part}`;
    words.set(name, [...(words.get(name) ?? []), fact]);
  }
  return [...words.values()].flatMap((own): Thing[] => {
    const last = own.at(-1)!;
    const { target } = last.payload;
    if (SlaMet.is(last)) {
      const { metAt, dueAt } = last.payload;
      const whose = whoseEnded(facts, last, standing);
      const kept = metAt <= dueAt;
      return [{ ...standing.common, ...whose, kind: 'promise', target, at: metAt, kept, ...by(!kept, dueAt, metAt) }];
    }
    if (SlaStopped.is(last)) {
      const { stoppedAt, dueAt } = last.payload;
      if (stoppedAt === null) return [];
      const ended = { at: stoppedAt, kept: false, ...by(true, dueAt, stoppedAt) };
      return [{ ...standing.common, ...whoseEnded(facts, last, standing), kind: 'promise', target, ...ended }];
    }
    const told = own.findLast((fact) => !SlaAnnulled.is(fact));
    if (!told || !standing.open) return [];
    if (SlaMet.is(told) ? told.payload.metAt <= told.payload.dueAt : SlaStopped.is(told) && !told.payload.stoppedAt)
      return [];
    const { dueAt } = told.payload as Promised;
    return [{ ...standing.common, ...standing.present, kind: 'promise-broken', target, at: dueAt }];
  });
}

type Word = Fact<{ target: PromiseTarget; part: number }>;
const isWord = (fact: Fact): fact is Word =>
  SlaMet.is(fact) || SlaBreached.is(fact) || SlaStopped.is(fact) || SlaAnnulled.is(fact);
const by = (late: boolean, dueAt: string, endedAt: string) => ({
  lateBy: late ? Math.ceil((Date.parse(endedAt) - Date.parse(dueAt)) / 1000) : 0,
});

/** Of the reply or the solving that stood when the promise ended. */
function whoseEnded(facts: Fact[], end: Word & Fact<{ segment?: number }>, standing: Standing): Whose {
  const { target, part, segment = part } = end.payload;
  const before = facts.filter((fact) => fact.seq < end.seq);
  if (target === 'resolution') {
    const last = before.findLast(
      (fact) =>
        (TicketSolved.is(fact) || SolveAnnulled.is(fact)) && (fact.payload as { episode: number }).episode === part,
    );
    if (!last || !TicketSolved.is(last)) return standing.whoseBy(end.seq);
    const { solverId: agentId, teamId } = last.payload;
    return { agentId, teamId, priority: standing.priorityBy(facts, last.seq) };
  }
  const last = before.findLast(
    (fact) => (ResponseMeasured.is(fact) || ResponseAnnulled.is(fact)) && fact.payload.part === segment,
  );
  if (!last || !ResponseMeasured.is(last) || last.payload.answered !== SlaMet.is(end)) return standing.whoseBy(end.seq);
  const { agentId, teamId } = last.payload;
  return { agentId, teamId, priority: standing.priorityBy(facts, last.seq) };
}

export function recountPromises(
  things: DatedThing[],
  { period, previous, days }: { period: Days; previous: Days; days: string[] },
): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  const put = (path: string, values: Record<string, number | string | null>, within = 1e-9) => {
    for (const [name, value] of Object.entries(values)) expected.set(`${path}.${name}`, { value, within });
  };
  const ended = things.filter((thing) => thing.kind === 'promise');
  const from = (list: DatedThing[], days: Days) => list.filter(({ day }) => day >= days.from && day <= days.to);
  for (const target of ['all', 'first-response', 'next-response', 'resolution']) {
    const of = (list: DatedThing[]) => list.filter((thing) => target === 'all' || thing.target === target);
    const [here, there] = [from(of(ended), period), from(of(ended), previous)];
    const share = (list: Thing[]) => ({ count: list.filter(({ kept }) => kept).length, n: list.length });
    const [now, before] = [share(here), share(there)];
    put(target, {
      ...now,
      ...{ share: now.n === 0 ? null : now.count / now.n, ...wilson(now.count, now.n), enough: enough(now.n) },
      ...{ previousN: before.n, previousShare: before.n === 0 ? null : before.count / before.n },
      verdict: compareShares(now, before).verdict,
    });
    const late = here.flatMap(({ kept, lateBy }) => (kept ? [] : [lateBy!])).sort((a, b) => a - b);
    const at = (q: number) => (late.length === 0 ? null : late[rankOf(q, late.length) - 1]!);
    put(target, { late: late.length });
    put(target, { median: at(0.5), p90: at(0.9) }, RELATIVE_ERROR + 1e-9);
    put(target, { broken: of(things.filter((thing) => thing.kind === 'promise-broken')).length });
  }
  for (const day of days) {
    const own = ended.filter((thing) => thing.day === day);
    const kept = own.filter((thing) => thing.kept).length;
    put(day, { n: own.length, kept, ...wilson(kept, own.length) });
  }
  return expected;
}

/** The figures of a shown report under the same paths. */
export function shownPromises(report: PromisesReport): Map<string, number | string | null> {
  const shown = new Map<string, number | string | null>();
  const put = (path: string, values: Record<string, number | string | null>) => {
    for (const [name, value] of Object.entries(values)) shown.set(`${path}.${name}`, value);
  };
  const all: PromisesOf[] = [report.all, ...report.targets];
  for (const { target, kept, late, broken } of all) {
    const { count, n, share, interval, previousN, previousShare, change } = kept;
    put(target ?? 'all', {
      ...{ count, n, share, ...interval, previousN, previousShare, verdict: change.verdict },
      ...{ enough: String(kept.enough), late: late.n, median: late.median, p90: late.p90, broken: broken.value },
    });
  }
  for (const { day, n, kept, interval } of report.days) put(day, { n, kept, ...interval });
  return shown;
}
