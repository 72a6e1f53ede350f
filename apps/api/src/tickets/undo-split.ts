// A split is taken back while nobody has answered in the new ticket: its messages return, and the clocks with them.
import { Injectable } from '@nestjs/common';
import { ReadCalendarVersion } from '../desk/read-calendar-version.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { Fact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import type { TicketOrder } from './apply-rule.js';
import { endEpisode } from './episode.store.js';
import { type Actor, SplitUndone, TicketMerged, WaitRecounted } from './events.js';
import { carryMessages } from './merge.store.js';
import { lockTickets, refuseAway } from './merge-rules.js';
import { movedFact } from './merge-tickets.js';
import type { Message } from './message.store.js';
import { earliest, liveSegments, recountResolutions, recountSegments } from './recount.js';
import { endSplit, factsOf, findSplit, messagesOf, type Split } from './split.store.js';
import { instantsOf, isAnswer, shownOf } from './split-rules.js';
import { measureWith, noteReplies } from './split-ticket.js';
import { type Change, changeState, reopen, type Ticket } from './ticket.js';
import { updateTicket } from './ticket.store.js';

@Injectable()
export class UndoSplit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly versions: ReadCalendarVersion,
  ) {}

  /** `ticketId`: the new one. @throws DomainError not-found (no split); split-answered; ticket-closed (the old one). */
  async run(order: TicketOrder): Promise<{ id: string; number: number }> {
    return this.database.transaction(async (tx) => {
      const { workspaceId } = order;
      const split = await findSplit(tx, workspaceId, order.ticketId);
      if (!split) throw new DomainError('not-found');
      const locked = await lockTickets(tx, workspaceId, [split.fromTicketId, split.ticketId]);
      const [into, from] = [locked.get(split.fromTicketId)!, locked.get(split.ticketId)!];
      // Somebody else may have been quicker.
      if (from.mergedInto || !(await findSplit(tx, workspaceId, order.ticketId))) throw new DomainError('not-found');
      for (const ticket of [from, into]) if (ticket.trashedAt) refuseAway(ticket);
      if (into.state === 'closed' || into.mergedInto) throw new DomainError('ticket-closed');
      const returning = await messagesOf(tx, workspaceId, from.id);
      if (returning.some((one) => one.kind === 'agent' && one.state !== 'undone'))
        throw new DomainError('split-answered');
      const now = this.clock.now();
      await this.leave(tx, from, into, order.actor, now);
      await this.comeBack(tx, { into, from, split, returning }, order.actor, now);
      await endSplit(tx, workspaceId, split, now);
      return { id: into.id, number: into.number };
    });
  }

  private async leave(tx: Tx, from: Ticket, into: Ticket, actor: Actor, now: Date): Promise<void> {
    await updateTicket(tx, from, { mergedInto: into.id, waitingSince: null });
    await this.facts.record(tx, { workspaceId: from.workspaceId, ticketId: from.id }, [
      TicketMerged.of(now, { actor, into: into.id, intoNumber: into.number }),
    ]);
  }

  private async comeBack(
    tx: Tx,
    { into, from, split, returning }: { into: Ticket; from: Ticket; split: Split; returning: Message[] },
    actor: Actor,
    now: Date,
  ): Promise<void> {
    const { workspaceId, id: ticketId } = into;
    const present = await messagesOf(tx, workspaceId, ticketId);
    const facts = await factsOf(tx, workspaceId, ticketId);
    const measure = await measureWith(tx, this.versions, workspaceId, facts);
    // They have been heard before: no rule, bell or acknowledgement hears them again.
    const back = returning.map((one) => movedFact(one, now));
    const recorded = await this.facts.record(tx, { workspaceId, ticketId }, back);
    const was = new Map(split.moved.map((one) => [one.id, one]));
    // What came to the new ticket since, by a way of its own, is still of that way.
    const own = from.connectionId === into.connectionId && from.conversation === into.conversation;
    const moves = returning.map((one, index) => ({
      ...one,
      seq: recorded[index]!.seq,
      why: was.get(one.id)?.why ?? one.why,
      via: was.get(one.id)?.via ?? one.via ?? (own ? null : from.id),
    }));
    await carryMessages(tx, workspaceId, ticketId, moves);
    const live = liveSegments(facts);
    const segments = recountSegments({ ...into, live, wanted: restored(live, split, present) }, now);
    const asks = from.waitingSince === null ? null : stillAsked(returning, present, facts);
    const change = wakeUp(into, asks, now);
    const since = earliest([into.waitingSince, asks].filter((one) => one !== null));
    const all = [...present, ...moves].sort((a, b) => a.at.getTime() - b.at.getTime() || a.seq - b.seq);
    const shown = {
      ...shownOf(into, all),
      lastCustomerSeq: Math.max(into.lastCustomerSeq, ...moves.map((one) => one.seq)),
    };
    const firstMoved = shown.firstCustomerAt?.getTime() !== into.firstCustomerAt?.getTime();
    await updateTicket(tx, into, {
      ...change.patch,
      ...shown,
      segments: segments.segments,
      firstResponseAt: segments.firstResponseAt,
      waitingSince: since,
      aside: split.before.aside,
    });
    if (change.patch.episode !== undefined) await endEpisode(tx, into, now);
    await noteReplies(tx, workspaceId, segments);
    await this.facts.record(tx, { workspaceId, ticketId }, [
      ...change.facts,
      ...segments.facts,
      ...(firstMoved ? recountResolutions(facts, shown.firstCustomerAt ?? null, measure, now) : []),
      WaitRecounted.of(now, { waitingSince: since?.toISOString() ?? null }),
      SplitUndone.of(now, { actor, from: from.id, fromNumber: from.number, messages: returning.length }),
    ]);
  }
}

/** What the split had taken back counts again, unless the reply that had ended it has failed since. */
function restored(live: ReturnType<typeof liveSegments>, split: Split, present: Message[]) {
  const { annulled, measured } = split.before;
  const counts = (messageId: string | null) =>
    messageId === null || present.some((one) => one.id === messageId && isAnswer(one));
  return [...live.filter((one) => !measured.includes(one.part)), ...annulled.filter((one) => counts(one.messageId))];
}

/** Since when the returning messages wait: those that came after our last answer and the last solving. */
function stillAsked(returning: Message[], present: Message[], facts: Fact[]): Date | null {
  const answered = present.filter(isAnswer).map((one) => one.at.getTime());
  const solved = facts.filter((fact) => fact.type === 'ticket.solved').map((fact) => Date.parse(fact.at));
  const end = Math.max(0, ...answered, ...solved);
  return earliest(instantsOf(returning).filter((at) => at.getTime() > end));
}

function wakeUp(ticket: Ticket, asks: Date | null, now: Date): Change {
  const actor: Actor = { by: 'customer', agentId: null };
  if (!asks) return { patch: {}, facts: [] };
  if (ticket.state === 'solved') return reopen(ticket, actor, now);
  return ticket.state === 'pending' || ticket.state === 'hold'
    ? changeState(ticket, 'open', actor, now)
    : { patch: {}, facts: [] };
}
