// Rules of counting again, pure: what is left of a ticket's clocks when customer's messages leave it or come back.
import type { Fact, NewFact } from '../platform/events/define-event.js';
import { withoutAnnulledSolves } from './annulled-solves.js';
import { type Measured, ResolutionRecounted, ResponseAnnulled, ResponseMeasured, TicketSolved } from './events.js';
import type { EndedSegment } from './ticket.js';

/** A waiting segment as its fact tells it. */
export type Segment = Measured & {
  part: number;
  first: boolean;
  answered: boolean;
  messageId: string | null;
  agentId: string | null;
  teamId: string | null;
};

/** Measures a duration with the hours that were in force when it ended; null: there were none. */
export type MeasureWith = (versionId: string | null, from: Date, to: Date) => Measured;

export interface RecountedSegments {
  facts: NewFact[];
  /** The highest part given out. */
  segments: number;
  firstResponseAt: Date | null;
  /** What each reply that is concerned has ended now. */
  replies: Map<string, EndedSegment | null>;
  /** What left the books, and the parts under which it came back changed. */
  annulled: Segment[];
  measured: number[];
}

/** The segments that count, of all facts of a ticket in order. */
export function liveSegments(facts: Fact[]): Segment[] {
  const live = new Map<number, Segment>();
  for (const fact of facts) {
    if (ResponseMeasured.is(fact)) live.set(fact.payload.part, fact.payload);
    else if (ResponseAnnulled.is(fact)) live.delete(fact.payload.part);
  }
  return [...live.values()];
}

/**
 * Segments once the messages at `leaving` are gone: one that began with such a message begins with the next that stays, and
 * ends nothing where none does.
 */
export function withoutMessages(
  segments: Segment[],
  leaving: Date[],
  staying: Date[],
  measure: MeasureWith,
): Segment[] {
  const gone = new Set(leaving.map((at) => at.getTime()));
  for (const at of staying) gone.delete(at.getTime());
  return segments.flatMap((segment) => {
    const from = Date.parse(segment.startedAt);
    const to = new Date(segment.endedAt);
    if (!gone.has(from)) return [segment];
    const next = earliest(staying.filter((at) => at.getTime() > from && at <= to));
    return next ? [{ ...segment, ...measure(segment.calendarVersionId, next, to) }] : [];
  });
}

/** What would have ended a wait: a reply that stands, or solving without one (`messageId` null). */
export interface Ending {
  messageId: string | null;
  at: Date;
  agentId: string | null;
  teamId: string | null;
}

/**
 * Segments once a reply has failed: the wait that it had ended goes on to `next`, and takes in whatever wait that had ended
 * itself.
 */
export function withoutReply(segments: Segment[], failedId: string, next: Ending, measure: MeasureWith): Segment[] {
  const ended = segments.find((one) => one.messageId === failedId);
  if (!ended) return segments;
  const { messageId, at, agentId } = next;
  const own = segments.find((one) =>
    messageId === null
      ? one.messageId === null && Date.parse(one.endedAt) === at.getTime()
      : one.messageId === messageId,
  );
  const { part = 0, calendarVersionId, teamId } = own ?? { ...ended, part: 0, teamId: next.teamId };
  const { first, startedAt } = ended;
  return [
    ...segments.filter((one) => one !== ended && one !== own),
    {
      ...{ part, first, answered: messageId !== null, messageId, agentId, teamId },
      ...measure(calendarVersionId, new Date(startedAt), at),
    },
  ];
}

/** The change from what counted to what counts now, as compensating facts; the first answer is the first one again. */
export function recountSegments(
  given: { live: Segment[]; wanted: Segment[]; segments: number; startedBy: 'customer' | 'agent' },
  at: Date,
): RecountedSegments {
  const wanted = withFirst(given.wanted, given.startedBy);
  const kept = given.live.filter((one) => wanted.some((other) => isSame(one, other)));
  const annulled = given.live.filter((one) => !kept.includes(one));
  const added = wanted.filter((one) => !kept.some((other) => isSame(one, other)));
  const measured = added.map((one, index) => ({ ...one, part: given.segments + index + 1 }));
  const replies = new Map<string, EndedSegment | null>();
  for (const { messageId } of annulled) if (messageId) replies.set(messageId, null);
  for (const { messageId, part, first, startedAt } of measured)
    if (messageId) replies.set(messageId, { part, first, startedAt });
  const first = [...kept, ...measured].find((one) => one.answered && one.first);
  return {
    facts: [
      ...annulled.map(({ part, first, answered, startedAt, messageId }) =>
        ResponseAnnulled.of(at, { part, first, answered, waitingSince: startedAt, messageId }),
      ),
      ...measured.map((one) => ResponseMeasured.of(at, { ...one, waitsOnSince: null })),
    ],
    segments: given.segments + measured.length,
    firstResponseAt: first ? new Date(first.endedAt) : null,
    replies,
    annulled,
    measured: measured.map((one) => one.part),
  };
}

/** How long each episode took, when the customer's first message is another one. */
export function recountResolutions(
  facts: Fact[],
  firstCustomerAt: Date | null,
  measure: MeasureWith,
  at: Date,
): NewFact[] {
  const solved = new Map<number, Fact>();
  for (const fact of withoutAnnulledSolves(facts)) if (TicketSolved.is(fact)) solved.set(fact.payload.episode, fact);
  return [...solved.entries()].map(([episode, fact]) => {
    const end = new Date(fact.at);
    const before = facts.findLast((one) => ResolutionRecounted.is(one) && one.payload.episode === episode) ?? fact;
    const version = (before.payload.resolution ?? fact.payload.resolution)?.calendarVersionId ?? null;
    const resolution = firstCustomerAt && firstCustomerAt <= end ? measure(version, firstCustomerAt, end) : null;
    return ResolutionRecounted.of(at, { episode, first: episode === 1, resolution });
  });
}

export const earliest = (instants: Date[]): Date | null =>
  instants.reduce<Date | null>((least, at) => (least === null || at < least ? at : least), null);

function withFirst(segments: Segment[], startedBy: 'customer' | 'agent'): Segment[] {
  const answers = segments.filter((one) => one.answered).sort((a, b) => Date.parse(a.endedAt) - Date.parse(b.endedAt));
  const head = startedBy === 'customer' ? answers[0] : undefined;
  return segments.map((one) => (one.answered && one.first !== (one === head) ? { ...one, first: one === head } : one));
}

const isSame = (a: Segment, b: Segment) => a.part === b.part && a.startedAt === b.startedAt && a.first === b.first;
