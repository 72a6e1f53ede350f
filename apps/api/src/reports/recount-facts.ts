// The slow way, pure: what one ticket's facts come to, told from the whole list at once and sharing nothing with the folding.
import { isGood, isPoint } from '@otklik/survey';
import type { Fact } from '../platform/events/define-event.js';
import {
  CaseClosed,
  CaseHandedOver,
  CaseOpened,
  CaseReopened,
  CustomerMerged,
  type Measured,
  MessageReceived,
  ReopeningAnnulled,
  RequesterChanged,
  ResolutionRecounted,
  ResponseAnnulled,
  ResponseMeasured,
  SolveAnnulled,
  SurveyAnswered,
  SurveyCancelled,
  SurveyDecided,
  SurveyInvited,
  TicketAssigned,
  TicketFieldsSet,
  TicketMarkedSpam,
  TicketMerged,
  TicketOpened,
  TicketPrioritised,
  TicketReopened,
  TicketRestored,
  TicketSolved,
  TicketTagged,
  TicketTrashed,
  TicketUnmerged,
  WaitRecounted,
} from '../tickets/events.js';
import type { PromiseTarget } from './figures.js';
import { promises } from './recount-promises.js';
import { dayOf } from './report-period.js';

/** One thing that a figure counts, with the dimensions it is filtered by. */
export interface Thing {
  kind:
    | 'opened'
    | 'solved'
    | 'waiting'
    | 'open'
    | 'unanswered'
    | 'survey'
    | 'not-asked'
    | 'case-opened'
    | 'case-closed'
    | 'promise'
    | 'promise-broken'
    | 'first-response'
    | 'next-response'
    | 'first-resolution'
    | 'full-resolution'
    | 'requester-wait'
    | 'agent-wait';
  ticketId: string;
  at: string;
  channel: string;
  connectionId: string;
  language: string | null;
  tags: number[];
  contactId: string;
  /** By the field's id: its value as it is now, words not among them. */
  fields: Map<string, unknown>;
  /** When it happened. */
  priority: number;
  agentId: string | null;
  teamId: string | null;
  calendar?: number;
  business?: number | null;
  reason?: string;
  scaleMax?: number;
  score?: number | null;
  good?: boolean;
  /** Of a stretch in which it was open: when it was solved; null: still open. And when the ticket began. */
  until?: string | null;
  born?: string;
  /** Of a promise that ended or is broken. `lateBy`: calendar seconds. */
  target?: PromiseTarget;
  kept?: boolean;
  lateBy?: number;
  /** Of a solving: public replies and changes of hands until then, which episode it ended, and when that was reopened; null: it was not. */
  touches?: number;
  handoffs?: number;
  episode?: number;
  backAt?: string | null;
}

/** A thing on the days of its workspace. */
export interface DatedThing extends Thing {
  day: string;
  untilDay: string | null;
}

/** Each thing with its day, found once. */
export function onTheirDays(things: Thing[], timeZone: string): DatedThing[] {
  const day = (at: string) => dayOf(new Date(at), timeZone);
  return things.map((thing) => ({ ...thing, day: day(thing.at), untilDay: thing.until ? day(thing.until) : null }));
}

/** Business seconds of a measured duration, counted again with the hours it names; null without any. */
export type Business = (measured: Measured) => number | null;

/** Everything countable about a ticket. `facts`: all of it, in order. */
export function thingsOf(facts: Fact[], business: Business): Thing[] {
  const opened = facts.find(TicketOpened.is);
  if (!opened) return [];
  const spam = facts.filter(TicketMarkedSpam.is).at(-1);
  if (spam?.payload.spam || isAway(facts)) return [];
  const holder = facts.filter(TicketAssigned.is).at(-1)?.payload;
  const { channel, connectionId, language } = opened.payload;
  const tags = facts.filter(TicketTagged.is).at(-1)?.payload.tags ?? [];
  const person = facts.findLast((fact) => RequesterChanged.is(fact) || CustomerMerged.is(fact))?.payload as
    | { to?: string; toContactId?: string }
    | undefined;
  const contactId = person?.to ?? person?.toContactId ?? opened.payload.contactId;
  const common = {
    ...{ ticketId: opened.ticketId, channel, connectionId, language, tags, contactId, fields: fieldsNow(facts) },
    priority: priorityBy(facts, Number.POSITIVE_INFINITY),
  };
  const present = { ...common, agentId: holder?.toAgentId ?? null, teamId: holder?.toTeamId ?? null };
  const things: Thing[] = [{ ...present, kind: 'opened', at: opened.at }];
  const since = waitingSince(facts);
  if (since !== null) things.push({ ...present, kind: 'waiting', at: since });
  return [
    ...things,
    ...stretches(facts, present, opened.at),
    ...responses(facts, common, business),
    ...resolutions(facts, common, business),
    ...surveys(facts, common),
    ...cases(facts, common),
    ...promises(facts, {
      ...{
        common,
        present,
        priorityBy,
        open: stretches(facts, present, opened.at).some(({ until }) => until === null),
      },
      whoseBy: (seq) => {
        const then = facts.filter(TicketAssigned.is).findLast((fact) => fact.seq < seq)?.payload;
        const { toAgentId: agentId = null, toTeamId: teamId = null } = then ?? {};
        return { agentId, teamId, priority: priorityBy(facts, seq) };
      },
    }),
  ];
}

/** The last word on each field. */
function fieldsNow(facts: Fact[]): Map<string, unknown> {
  const told = facts.filter(TicketFieldsSet.is).flatMap(({ payload }) => payload.fields);
  return new Map(told.flatMap((field) => ('to' in field ? [[field.id, field.to] as const] : [])));
}

/** As it was just before a fact; every ticket begins with the normal one. */
const priorityBy = (facts: Fact[], seq: number): number =>
  facts.filter(TicketPrioritised.is).findLast((fact) => fact.seq < seq)?.payload.to ?? 1;

/** Merged into another ticket, or thrown away, and not taken back since. */
export function isAway(facts: Fact[]): boolean {
  const merge = facts.findLast((fact) => TicketMerged.is(fact) || TicketUnmerged.is(fact));
  const trash = facts.findLast((fact) => TicketTrashed.is(fact) || TicketRestored.is(fact));
  return (merge !== undefined && TicketMerged.is(merge)) || (trash !== undefined && TicketTrashed.is(trash));
}

/** From its opening, or from each reopening that stands, to the next solving that stands. */
function stretches(facts: Fact[], present: Common & Pick<Thing, 'agentId' | 'teamId'>, born: string): Thing[] {
  const solvings = facts.filter((fact) => TicketSolved.is(fact) && !isTakenBack(fact, facts));
  const reopenings = facts.filter((fact) => {
    if (!TicketReopened.is(fact)) return false;
    const later = facts.filter(
      (one) => one.seq > fact.seq && (one.payload as { episode?: number }).episode === fact.payload.episode,
    );
    const next = later.find((one) => TicketReopened.is(one) || ReopeningAnnulled.is(one));
    return !next || TicketReopened.is(next);
  });
  return [born, ...reopenings.map((fact) => fact.at)].map((at, i) => {
    const from = i === 0 ? 0 : reopenings[i - 1]!.seq;
    const until = solvings.find((fact) => fact.seq > from)?.at ?? null;
    return { ...present, kind: 'open', at, until, born };
  });
}

type Common = Pick<
  Thing,
  'ticketId' | 'channel' | 'connectionId' | 'language' | 'tags' | 'contactId' | 'fields' | 'priority'
>;

/** The last fact that settled who waits, and the first message of the customer after it. */
function waitingSince(facts: Fact[]): string | null {
  const settled = facts.findLast(
    (fact) =>
      ResponseMeasured.is(fact) || ResponseAnnulled.is(fact) || ReopeningAnnulled.is(fact) || WaitRecounted.is(fact),
  );
  let since: string | null = null;
  if (settled && ResponseMeasured.is(settled)) since = settled.payload.waitsOnSince ?? null;
  if (settled && WaitRecounted.is(settled)) since = settled.payload.waitingSince;
  if (settled && ResponseAnnulled.is(settled)) since = settled.payload.waitingSince;
  if (since !== null) return since;
  const next = facts.find(
    (fact) => MessageReceived.is(fact) && !fact.payload.automatic && fact.seq > (settled?.seq ?? 0),
  );
  return next?.at ?? null;
}

function measured(m: Measured, business: Business) {
  const calendar = Math.max(0, Math.round((Date.parse(m.endedAt) - Date.parse(m.startedAt)) / 1000));
  return { at: m.endedAt, calendar, business: business(m) };
}

function responses(facts: Fact[], common: Common, business: Business): Thing[] {
  return facts.filter(ResponseMeasured.is).flatMap((fact): Thing[] => {
    const { part, first, answered, agentId, teamId } = fact.payload;
    if (facts.some((later) => ResponseAnnulled.is(later) && later.seq > fact.seq && later.payload.part === part))
      return [];
    const kind = answered ? (first ? 'first-response' : 'next-response') : 'unanswered';
    const priority = priorityBy(facts, fact.seq);
    return [{ ...common, ...measured(fact.payload, business), priority, kind, agentId, teamId }];
  });
}

function resolutions(facts: Fact[], common: Common, business: Business): Thing[] {
  const standing = facts.filter((fact) => !isTakenBack(fact, facts));
  const solvings = standing.filter(TicketSolved.is);
  const things: Thing[] = solvings.flatMap((fact) => solved(fact, facts, common));
  const took = (solving: (typeof solvings)[number]) => {
    const again = facts.findLast(
      (fact) =>
        ResolutionRecounted.is(fact) && fact.seq > solving.seq && fact.payload.episode === solving.payload.episode,
    ) as typeof solving | undefined;
    return (again ?? solving).payload.resolution;
  };
  const timed = solvings.filter((fact) => took(fact) !== null);
  const timing = (kind: Thing['kind'], fact: (typeof timed)[number] | undefined) => {
    if (!fact) return;
    const { solverId: agentId, teamId } = fact.payload;
    const priority = priorityBy(facts, fact.seq);
    things.push({ ...common, ...measured(took(fact)!, business), priority, kind, agentId, teamId });
  };
  timing(
    'first-resolution',
    timed.find((fact) => fact.payload.first),
  );
  const last = standing.findLast(
    (fact) => TicketSolved.is(fact) || TicketReopened.is(fact) || ReopeningAnnulled.is(fact),
  );
  if (last && !TicketReopened.is(last)) timing('full-resolution', timed.at(-1));
  return things;
}

/** The solving itself, and what its ticket had waited by then: that is of the calendar alone. */
function solved(fact: Fact<Parameters<typeof TicketSolved.of>[1]>, facts: Fact[], common: Common): Thing[] {
  const { at, seq, payload } = fact;
  const { episode, touches, requesterWaitSeconds, agentWaitSeconds } = payload;
  const whose = { ...common, at, priority: priorityBy(facts, seq), agentId: payload.solverId, teamId: payload.teamId };
  const lastOn = facts.findLast(
    (later) =>
      (TicketReopened.is(later) || ReopeningAnnulled.is(later)) &&
      later.seq > seq &&
      (later.payload as { episode: number }).episode === episode,
  );
  const handoffs = facts.filter((one) => TicketAssigned.is(one) && one.payload.handoff && one.seq < seq).length;
  const waited = (kind: Thing['kind'], seconds: number): Thing => {
    const whole = Math.round(seconds);
    return { ...whose, kind, calendar: whole, business: whole };
  };
  return [
    {
      ...whose,
      kind: 'solved',
      touches,
      handoffs,
      episode,
      backAt: lastOn && TicketReopened.is(lastOn) ? lastOn.at : null,
    },
    waited('requester-wait', requesterWaitSeconds),
    waited('agent-wait', agentWaitSeconds),
  ];
}

/** A solving that was annulled before the episode was solved anew. */
function isTakenBack(fact: Fact, facts: Fact[]): boolean {
  if (!TicketSolved.is(fact)) return false;
  const { episode } = fact.payload;
  const next = facts.find(
    (later) =>
      later.seq > fact.seq &&
      (TicketSolved.is(later) || SolveAnnulled.is(later)) &&
      (later.payload as { episode: number }).episode === episode,
  );
  return next !== undefined && SolveAnnulled.is(next);
}

function surveys(facts: Fact[], common: Common): Thing[] {
  // An annulled reopening arms a survey again: the last decision of an episode is the one.
  const decisions = facts.filter(
    (fact): fact is Fact =>
      SurveyDecided.is(fact) &&
      !facts.some(
        (later) => SurveyDecided.is(later) && later.seq > fact.seq && later.payload.episode === fact.payload.episode,
      ),
  );
  return decisions.flatMap((decision): Thing[] => {
    const { episode, asked, reason, kind, scaleMax, solverId: agentId, teamId } = decision.payload;
    const own = facts.filter(
      (fact) => fact.seq > decision.seq && (fact.payload as { episode?: number }).episode === episode,
    );
    const cancelled = own.findLast(SurveyCancelled.is);
    const whose = { ...common, priority: priorityBy(facts, decision.seq), agentId, teamId };
    if (!asked || cancelled)
      return [
        { ...whose, kind: 'not-asked', at: decision.at, reason: cancelled?.payload.reason ?? reason ?? 'unknown' },
      ];
    const sent = sentAt(own);
    if (sent === null || kind !== 'csat') return [];
    const latest = own.filter(SurveyAnswered.is).sort((a, b) => b.payload.version - a.payload.version)[0]?.payload;
    return [
      {
        ...whose,
        kind: 'survey',
        at: sent,
        scaleMax: scaleMax ?? 5,
        score: latest?.score ?? null,
        good: latest ? isGoodScore(scaleMax ?? 5, latest.score) : false,
      },
    ];
  });
}

/** The first sending that no failure took back; without one, the first answer proves that it came. */
export function sentAt(own: Fact[]): string | null {
  const answer = own.find(SurveyAnswered.is);
  const failed = own.findLast(
    (fact) =>
      SurveyInvited.is(fact) && notSent(fact.payload.state) && fact.seq < (answer?.seq ?? Number.POSITIVE_INFINITY),
  );
  const sending = own.find(
    (fact) => SurveyInvited.is(fact) && !notSent(fact.payload.state) && fact.seq > (failed?.seq ?? 0),
  );
  if (sending && answer) return sending.seq < answer.seq ? sending.at : answer.at;
  return sending?.at ?? answer?.at ?? null;
}

/** Failed on its channel, or kept in the outbox for want of a relay. */
const notSent = (state: string) => state === 'failed' || state === 'kept';

/** By the definition, not by what was written down at the time. */
function isGoodScore(scaleMax: number, score: number): boolean {
  return isPoint('csat', scaleMax, score) && isGood('csat', scaleMax, score);
}

/** Each by its first opening and, if nothing opened it since, its last closing. */
function cases(facts: Fact[], common: Common): Thing[] {
  const about = (part: number) => facts.filter((fact) => (fact.payload as { part?: number }).part === part);
  const parts = new Set(facts.filter(CaseOpened.is).map((fact) => fact.payload.part));
  return [...parts].flatMap((part): Thing[] => {
    const own = about(part);
    const openings = own.filter(CaseOpened.is);
    const last = own.findLast((fact) => CaseOpened.is(fact) || CaseClosed.is(fact) || CaseReopened.is(fact))!;
    const given = own.findLast((fact) => CaseHandedOver.is(fact) || CaseOpened.is(fact))!;
    const agentId = CaseHandedOver.is(given) ? given.payload.toAgentId : openings.at(-1)!.payload.ownerId;
    const whose = { ...common, agentId, teamId: openings.at(-1)!.payload.teamId };
    return [
      { ...whose, kind: 'case-opened', at: openings[0]!.at },
      ...(CaseClosed.is(last)
        ? [{ ...whose, kind: 'case-closed' as const, at: last.at, reason: last.payload.outcome }]
        : []),
    ];
  });
}
