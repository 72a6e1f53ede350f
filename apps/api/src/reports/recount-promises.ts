// `otklik reports verify`, the promises: once more from the facts of each ticket, told from the whole list at once, by sorting.
import { compareShares, RELATIVE_ERROR, rankOf, wilson } from '@otklik/survey';
import type { Fact } from '../platform/events/define-event.js';
import {
  ReopeningAnnulled,
  ResponseAnnulled,
  ResponseMeasured,
  SlaAnnulled,
  SlaBreached,
  SlaMet,
  SolveAnnulled,
  TicketSolved,
  WaitRecounted,
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

/** What became of every promise that was ever met or broken. */
export function promises(facts: Fact[], standing: Standing): Thing[] {
  const told = facts.filter((fact) => SlaMet.is(fact) || SlaBreached.is(fact));
  const names = new Map(told.map((fact) => [nameOf(fact), fact.payload as unknown as Named]));
  return [...names].flatMap(([name, { target, part }]): Thing[] => {
    const own = facts.filter(
      (fact) => (SlaMet.is(fact) || SlaBreached.is(fact) || SlaAnnulled.is(fact)) && nameOf(fact) === name,
    );
    const annulled = own.findLast(SlaAnnulled.is)?.seq ?? 0;
    const met = own.findLast(SlaMet.is);
    if (met && met.seq > annulled) {
      const { metAt, dueAt } = met.payload;
      const late = metAt > dueAt;
      const whose = whoseEnded(facts, target, part, met.seq, standing);
      return [
        { ...standing.common, ...whose, kind: 'promise', target, at: metAt, kept: !late, ...by(late, dueAt, metAt) },
      ];
    }
    const breach = own.findLast(SlaBreached.is);
    if (!breach) return [];
    const { dueAt } = breach.payload;
    // Ended in time and told of later: it was not broken, and what takes that end back does not break it either.
    const inTime = facts.some(
      (fact) =>
        fact.seq > breach.seq &&
        ((SlaMet.is(fact) && nameOf(fact) === name && fact.payload.metAt <= fact.payload.dueAt) ||
          (target !== 'resolution' && isGivenUp(fact, part) && fact.payload.endedAt <= dueAt)),
    );
    if (inTime) return [];
    const given = target === 'resolution' ? null : givenUp(facts, part);
    // Since it last began to run on: a given-up one does when its solving is taken back.
    const again = facts.findLast(
      (fact) =>
        target !== 'resolution' &&
        ResponseAnnulled.is(fact) &&
        fact.payload.answered === false &&
        fact.payload.part === part,
    );
    const since = Math.max(breach.seq, annulled, again?.seq ?? 0);
    const takenBack = facts.some(
      (fact) =>
        fact.seq > since &&
        fact.seq < (given?.seq ?? Number.POSITIVE_INFINITY) &&
        (ReopeningAnnulled.is(fact) ||
          (target !== 'resolution' && WaitRecounted.is(fact) && fact.payload.waitingSince === null)),
    );
    if (takenBack) return [];
    if (given && given.payload.endedAt <= dueAt) return [];
    if (given) {
      const { endedAt, agentId, teamId } = given.payload;
      const whose = { agentId, teamId, priority: standing.priorityBy(facts, given.seq) };
      const ended = { at: endedAt, kept: false, ...by(true, dueAt, endedAt) };
      return [{ ...standing.common, ...whose, kind: 'promise', target, ...ended }];
    }
    if (!standing.open) return [];
    return [{ ...standing.common, ...standing.present, kind: 'promise-broken', target, at: dueAt }];
  });
}

type Named = { target: PromiseTarget; part: number };
const nameOf = (fact: Fact) => {
  const { target, part } = fact.payload as unknown as Named;
  return `${target} ${part}`;
};
const by = (late: boolean, dueAt: string, endedAt: string) => ({
  lateBy: late ? Math.ceil((Date.parse(endedAt) - Date.parse(dueAt)) / 1000) : 0,
});
const isGivenUp = (fact: Fact, part: number): fact is Fact<{ endedAt: string }> =>
  ResponseMeasured.is(fact) && fact.payload.part === part && !fact.payload.answered;

/** The wait that solving ended without a reply, if nothing took that back. */
function givenUp(facts: Fact[], part: number) {
  const measured = facts.findLast((fact) => ResponseMeasured.is(fact) && fact.payload.part === part);
  if (!measured || !ResponseMeasured.is(measured) || measured.payload.answered) return null;
  const undone = facts.some(
    (fact) => ResponseAnnulled.is(fact) && fact.seq > measured.seq && fact.payload.part === part,
  );
  return undone ? null : measured;
}

/** Of the reply or the solving that stood when the promise was met. */
function whoseEnded(facts: Fact[], target: PromiseTarget, part: number, seq: number, standing: Standing): Whose {
  const before = facts.filter((fact) => fact.seq < seq);
  if (target === 'resolution') {
    const last = before.findLast(
      (fact) =>
        (TicketSolved.is(fact) || SolveAnnulled.is(fact)) && (fact.payload as { episode: number }).episode === part,
    );
    if (!last || !TicketSolved.is(last)) return standing.whoseBy(seq);
    const { solverId: agentId, teamId } = last.payload;
    return { agentId, teamId, priority: standing.priorityBy(facts, last.seq) };
  }
  const last = before.findLast(
    (fact) =>
      ((ResponseMeasured.is(fact) && fact.payload.answered) ||
        (ResponseAnnulled.is(fact) && fact.payload.answered !== false)) &&
      fact.payload.part === part,
  );
  if (!last || !ResponseMeasured.is(last)) return standing.whoseBy(seq);
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
