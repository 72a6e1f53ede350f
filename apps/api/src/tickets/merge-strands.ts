// From a ticket's facts and messages to the strand that a merge weaves: pure.
import type { Fact } from '../platform/events/define-event.js';
import { withoutAnnulledSolves } from './annulled-solves.js';
import { ReopeningAnnulled, TicketSolved } from './events.js';
import type { TicketMerge } from './merge.store.js';
import type { Message } from './message.store.js';
import { liveSegments, type MeasureWith, type Segment } from './recount.js';
import { isAnswer, isHeard } from './split-rules.js';
import type { Answer, Solving, Strand, Wait } from './weave-waits.js';

interface Given {
  main: boolean;
  facts: Fact[];
  messages: Message[];
  waitingSince: Date | null;
  teamId: string | null;
}

/** All of a ticket. */
export function strandOf({ main, facts, messages, waitingSince, teamId }: Given): Strand {
  const segments = liveSegments(facts);
  return {
    main,
    waits: waitsOf(segments, waitingSince, messages),
    answers: answersOf(messages, teamId),
    solvings: main ? solvingsOf(facts) : [],
    dismissals: [],
    calendarVersionId: lastVersion(facts),
  };
}

/** Each segment with the customer's words that it was about, and the wait that goes on. */
export function waitsOf(segments: Segment[], waitingSince: Date | null, messages: Message[]): Wait[] {
  const heard = messages.filter(isHeard).map((one) => one.at.getTime());
  const words = (from: number, to: number): Date[] =>
    [...new Set([from, ...heard.filter((at) => at > from && at <= to)])]
      .sort((a, b) => a - b)
      .map((at) => new Date(at));
  const ended = segments.map((segment): Wait => {
    return { words: words(Date.parse(segment.startedAt), Date.parse(segment.endedAt)), ended: segment };
  });
  if (waitingSince === null) return ended;
  return [...ended, { words: words(waitingSince.getTime(), Number.POSITIVE_INFINITY), ended: null }];
}

export const answersOf = (messages: Message[], teamId: string | null): Answer[] =>
  messages.filter(isAnswer).map(({ id, at, agentId }) => ({ messageId: id, at, agentId, teamId }));

export const solvingsOf = (facts: Fact[]): Solving[] =>
  withoutAnnulledSolves(facts)
    .filter(TicketSolved.is)
    .map(({ at, payload }) => ({ at: new Date(at), agentId: payload.actor.agentId, teamId: payload.teamId }));

/**
 * A target as it would be with those of its merges alone that are given. `first`: the first that ever was, undone or not:
 * what it found is taken as it stood, everything later is told anew. `stillThere`: the merges, with the facts of their sources.
 */
export function strandsWithout(
  first: TicketMerge,
  facts: Fact[],
  messages: Message[],
  stillThere: { merge: TicketMerge; facts: Fact[] }[],
  teamId: string | null,
): Strand[] {
  const brought = new Set(stillThere.flatMap(({ merge }) => merge.moved.map((one) => one.id)));
  const own = messages.filter((one) => !brought.has(one.id));
  const [old, since] = [own.filter((one) => one.seq <= first.seq), own.filter((one) => one.seq > first.seq)];
  const answered = new Set(own.filter(isAnswer).map((one) => one.id));
  const counts = ({ messageId }: Segment) => messageId === null || answered.has(messageId);
  const later = facts.filter((fact) => fact.seq > first.seq);
  const blank = {
    main: true,
    waits: [],
    answers: [],
    solvings: [],
    dismissals: [],
    calendarVersionId: lastVersion(facts),
  };
  const asked = since.filter(isHeard).map((one) => one.at);
  return [
    { ...blank, waits: waitsOf(first.before.segments.filter(counts), instant(first.before.waitingSince), old) },
    { ...blank, waits: asked.length > 0 ? [{ words: asked, ended: null }] : [] },
    {
      ...blank,
      answers: answersOf(since, teamId),
      solvings: solvingsOf(later),
      dismissals: later.filter(ReopeningAnnulled.is).map((fact) => new Date(fact.at)),
    },
    ...stillThere.map(({ merge, facts: theirs }) => {
      const ids = new Set(merge.moved.map((one) => one.id));
      const said = messages.filter((one) => ids.has(one.id));
      const waitingSince = instant(merge.before.source.waitingSince);
      return strandOf({ main: false, facts: theirs, messages: said, waitingSince, teamId });
    }),
  ];
}

const instant = (at: string | null): Date | null => (at === null ? null : new Date(at));

/** A wait that is told anew as it stood keeps its number, and its agent, team and hours where only its beginning moved. */
export function asKnown(woven: Segment[], live: Segment[], measure: MeasureWith): Segment[] {
  return woven.map((one) => {
    const known = live.find((other) =>
      one.messageId === null
        ? other.messageId === null && other.endedAt === one.endedAt
        : other.messageId === one.messageId,
    );
    if (!known) return { ...one, part: 0 };
    if (known.startedAt === one.startedAt) return known;
    const { agentId, teamId, calendarVersionId } = known;
    return {
      ...one,
      agentId,
      teamId,
      ...measure(calendarVersionId, new Date(one.startedAt), new Date(one.endedAt)),
      part: 0,
    };
  });
}

/** The hours that the latest of its durations was measured with. */
export function lastVersion(facts: Fact[]): string | null {
  for (const { payload } of facts.toReversed()) {
    const id = payload.calendarVersionId ?? payload.resolution?.calendarVersionId;
    if (typeof id === 'string') return id;
  }
  return null;
}
