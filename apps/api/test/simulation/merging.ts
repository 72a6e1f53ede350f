// Two lives become one, and two again; or one becomes two: by the rules that the desk itself merges and splits by.
import type { Fact } from '../../src/platform/events/define-event.js';
import {
  MergeUndone,
  MessageMoved,
  TicketMerged,
  TicketMergedIn,
  TicketSplit,
  TicketUnmerged,
  WaitRecounted,
} from '../../src/tickets/events.js';
import type { TicketMerge } from '../../src/tickets/merge.store.js';
import { asKnown, solvingsOf, strandOf, strandsWithout } from '../../src/tickets/merge-strands.js';
import type { Message } from '../../src/tickets/message.store.js';
import {
  type Ending,
  earliest,
  liveSegments,
  type RecountedSegments,
  recountResolutions,
  recountSegments,
  type Segment,
  withoutMessages,
  withoutReply,
} from '../../src/tickets/recount.js';
import { reopen } from '../../src/tickets/ticket.js';
import { weaveWaits } from '../../src/tickets/weave-waits.js';
import type { Life, Said } from './life.js';

/** As the rules read messages: by kind, instant and what became of them. */
const asMessages = (said: Said[]): Message[] =>
  said
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((one, i) => ({ ...one, seq: i + 1, text: '', files: [] }) as unknown as Message);
const isAnswer = (one: Said) => one.kind === 'agent' && one.state === 'sent';
const heard = (said: Said[]) => said.filter((one) => one.kind === 'customer' && !one.automatic).map((one) => one.at);

/** Merges one life into another; `undo` takes it back. Both have lived until the same instant. */
export function mergeLives(from: Life, into: Life, at: Date): { undo: (at: Date) => void } | null {
  if (from.away || into.away || from.ticket.spam || into.ticket.spam) return null;
  if (from.ticket.state === 'closed' || into.ticket.state === 'closed') return null;
  from.at = into.at = at;
  const [facts, theirs] = [into.facts(), from.facts()];
  const before = mergeOf(from, into, facts);
  const strands = [
    strandOf({ ...into.ticket, main: true, facts, messages: asMessages(into.said) }),
    strandOf({ ...from.ticket, main: false, facts: theirs, messages: asMessages(from.said) }),
  ];
  const woven = weaveWaits(strands, into.world.measureWith);
  if (woven.waitingSince && !into.ticket.waitingSince && into.ticket.state === 'solved')
    into.apply(reopen(into.ticket, into.someone(), at));
  const moved = from.said;
  into.said = [...into.said, ...moved];
  recount(into, facts, woven.segments, woven.waitingSince);
  into.ticket = { ...into.ticket, touches: into.ticket.touches + moved.filter(isAnswer).length };
  const actor = into.someone();
  into.news.push(
    ...moved.map((one) =>
      MessageMoved.of(at, { messageId: one.id, heard: one.kind === 'customer', saidAt: one.at.toISOString() }),
    ),
    TicketMergedIn.of(at, { actor, from: from.ticket.id, fromNumber: from.ticket.number, messages: moved.length }),
  );
  from.said = [];
  from.ticket = { ...from.ticket, mergedInto: into.ticket.id, waitingSince: null };
  from.news.push(TicketMerged.of(at, { actor, into: into.ticket.id, intoNumber: into.ticket.number }));
  return { undo: (then) => undo(from, into, { ...before, theirs, moved }, then) };
}

interface Undoing {
  merge: TicketMerge;
  waitingSince: Date | null;
  theirs: Fact[];
  moved: Said[];
}

function mergeOf(from: Life, into: Life, facts: Fact[]): Pick<Undoing, 'merge' | 'waitingSince'> {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const before = {
    segments: liveSegments(facts),
    waitingSince: iso(into.ticket.waitingSince),
    source: { waitingSince: iso(from.ticket.waitingSince) },
  };
  const merge = { moved: from.said.map(({ id }) => ({ id })), before, seq: facts.length };
  return { merge: merge as unknown as TicketMerge, waitingSince: from.ticket.waitingSince };
}

function undo(from: Life, into: Life, { merge, waitingSince, moved }: Undoing, at: Date): void {
  if (into.away) return;
  from.at = into.at = at;
  const ids = new Set(moved.map((one) => one.id));
  const facts = into.facts();
  into.said = into.said.filter((one) => !ids.has(one.id));
  const messages = asMessages(into.said).map((one) => ({ ...one, seq: seqOf(one, facts) }));
  const { measureWith } = into.world;
  const woven = weaveWaits(strandsWithout(merge, facts, messages, [], into.ticket.teamId), measureWith);
  const asleep = into.ticket.state === 'solved';
  recount(into, facts, asKnown(woven.segments, liveSegments(facts), measureWith), asleep ? null : woven.waitingSince);
  into.ticket = { ...into.ticket, touches: Math.max(0, into.ticket.touches - moved.filter(isAnswer).length) };
  const actor = into.someone();
  const { id, number } = from.ticket;
  into.news.push(MergeUndone.of(at, { actor, from: id, fromNumber: number, messages: moved.length }));
  from.said = moved;
  // Its replies remember again which of its own waits they had ended.
  const live = liveSegments(from.facts());
  for (const one of moved) {
    const ended = live.find(({ messageId }) => messageId === one.id);
    one.segment = ended ? { part: ended.part, first: ended.first, startedAt: ended.startedAt } : null;
  }
  from.ticket = { ...from.ticket, mergedInto: null, waitingSince };
  const of = { from: into.ticket.id, fromNumber: into.ticket.number, spam: from.ticket.spam };
  from.news.push(
    TicketUnmerged.of(at, { actor, ...of }),
    WaitRecounted.of(at, { waitingSince: waitingSince?.toISOString() ?? null }),
  );
}

/** The number of the fact that told of a message; of one that came by a merge none. */
const seqOf = (message: Message, facts: Fact[]) =>
  facts.find((fact) => fact.payload.messageId === message.id)?.seq ?? 0;

/** One of the customer's messages leaves for a ticket of its own, which lives no further here. */
export function splitLife(life: Life): void {
  const own = life.said.filter((one) => one.kind === 'customer' && !one.automatic);
  if (own.length < 2 || life.away || life.ticket.state === 'closed') return;
  const leaving = life.world.d.one(own);
  const facts = life.facts();
  life.said = life.said.filter((one) => one !== leaving);
  const wanted = withoutMessages(liveSegments(facts), [leaving.at], heard(life.said), life.world.measureWith);
  const since = life.ticket.waitingSince?.getTime() === leaving.at.getTime() ? null : life.ticket.waitingSince;
  recount(life, facts, wanted, since);
  const into = { into: life.world.d.id(life.at), intoNumber: 0, messages: 1 };
  life.news.push(TicketSplit.of(life.at, { actor: life.someone(), ...into }));
  life.promises.keep();
}

/** A reply has failed, and others stand that came after it: as the use case does it. */
export function takeBackReply(life: Life, failed: Said): void {
  const facts = life.facts();
  const later = life.said
    .filter((one) => one.kind === 'agent' && one.state === 'sent' && one !== failed && one.at >= failed.at)
    .map(({ id: messageId, at, agentId }): Ending => ({ messageId, at, agentId, teamId: life.ticket.teamId }));
  const solved = solvingsOf(facts)
    .filter((one) => one.at > failed.at)
    .map((one): Ending => ({ ...one, messageId: null }));
  const next = [...solved, ...later].reduce((least, one) => (one.at < least.at ? one : least));
  const wanted = withoutReply(liveSegments(facts), failed.id, next, life.world.measureWith);
  life.ticket = { ...life.ticket, touches: Math.max(0, life.ticket.touches - 1) };
  recount(life, facts, wanted, life.ticket.waitingSince);
}

/** The clocks of a ticket after messages came or went. */
function recount(life: Life, facts: Fact[], wanted: Segment[], waitingSince: Date | null): void {
  const { at, ticket, world } = life;
  const again = recountSegments({ ...ticket, live: liveSegments(facts), wanted }, at);
  const first = earliest(heard(life.said));
  life.news.push(
    ...again.facts,
    ...(first?.getTime() === ticket.firstCustomerAt?.getTime()
      ? []
      : recountResolutions(facts, first, world.measureWith, at)),
    WaitRecounted.of(at, { waitingSince: waitingSince?.toISOString() ?? null }),
  );
  noteReplies(life, again);
  const { segments, firstResponseAt } = again;
  life.ticket = { ...ticket, segments, firstResponseAt, firstCustomerAt: first, waitingSince };
}

function noteReplies(life: Life, again: RecountedSegments): void {
  for (const one of life.said) if (again.replies.has(one.id)) one.segment = again.replies.get(one.id) ?? null;
}
