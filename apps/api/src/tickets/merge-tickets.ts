// Several tickets about one thing become one: everything said stands in the target, and its clocks count it all.
import { Injectable } from '@nestjs/common';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { ReadCalendarVersion } from '../desk/read-calendar-version.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { newId } from '../platform/ids.js';
import { endEpisode } from './episode.store.js';
import {
  type Actor,
  MessageMoved,
  MessageQueued,
  ReplyHeldBack,
  RequesterChanged,
  TicketMerged,
  TicketMergedIn,
  WaitRecounted,
} from './events.js';
import {
  type BeforeMerge,
  carryMessages,
  carryScheduled,
  insertMerge,
  isRead,
  keepRead,
  type MovedMessage,
} from './merge.store.js';
import { lockTickets, whyNotMerge } from './merge-rules.js';
import { strandOf } from './merge-strands.js';
import type { Message } from './message.store.js';
import { liveSegments, recountResolutions, recountSegments } from './recount.js';
import { factsOf, messagesOf } from './split.store.js';
import { isAnswer, isHeard, shownOf } from './split-rules.js';
import { measureWith, noteReplies } from './split-ticket.js';
import { after, assign, type Change, changeState, inTurn, reopen, type Ticket, wake } from './ticket.js';
import { updateTicket } from './ticket.store.js';
import { weaveWaits } from './weave-waits.js';
import { moveDrafts } from './writing/draft.store.js';
import { holdScheduled } from './writing/hold-scheduled.js';

export interface MergeOrder {
  workspaceId: string;
  /** The one that stays. */
  intoId: string;
  ticketIds: string[];
  /** Whose ticket it is from now on: that of one of them; absent: the target's. */
  requesterOf?: string | null;
  actor: Actor;
}

const NOTHING: Change = { patch: {}, facts: [] };

@Injectable()
export class MergeTickets {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly calendars: CalendarInForce,
    private readonly versions: ReadCalendarVersion,
  ) {}

  /** All or none. @throws DomainError not-found, ticket-merged, ticket-closed, ticket-trashed, merge-itself, merge-spam. */
  async run(order: MergeOrder): Promise<{ id: string; number: number }> {
    const { workspaceId, intoId } = order;
    const sources = [...new Set(order.ticketIds)];
    if (sources.length === 0 || sources.includes(intoId)) throw new DomainError('merge-itself');
    return this.database.transaction(async (tx) => {
      const locked = await lockTickets(tx, workspaceId, [intoId, ...sources]);
      let into = locked.get(intoId)!;
      for (const ticket of locked.values()) whyNotMerge(ticket, into);
      const giver = order.requesterOf ? locked.get(order.requesterOf) : into;
      // A chat is bound to its browser, a messenger to its account: only a mail can go to another person.
      if (!giver || (giver !== into && [giver, into].some((one) => one.channel !== 'email')))
        throw new DomainError('merge-requester');
      for (const id of sources) into = await this.merge(tx, locked.get(id)!, into, order);
      return { id: into.id, number: into.number };
    });
  }

  private async merge(tx: Tx, from: Ticket, into: Ticket, { actor, requesterOf }: MergeOrder): Promise<Ticket> {
    const { workspaceId } = into;
    const now = this.clock.now();
    const [facts, theirs] = [await factsOf(tx, workspaceId, into.id), await factsOf(tx, workspaceId, from.id)];
    const [present, coming] = [await messagesOf(tx, workspaceId, into.id), await messagesOf(tx, workspaceId, from.id)];
    const read = (await isRead(tx, into)) && (await isRead(tx, from));
    const moves = await this.carry(tx, into, from, coming, now);
    const measure = await measureWith(tx, this.versions, workspaceId, [...facts, ...theirs]);
    const inForce = await this.calendars.run(tx, workspaceId, into.teamId);
    const strands = [
      strandOf({ ...into, main: true, facts, messages: present }),
      strandOf({ ...from, main: false, facts: theirs, messages: coming }),
    ].map((strand) => ({ ...strand, calendarVersionId: strand.calendarVersionId ?? inForce?.id ?? null }));
    const live = liveSegments(facts);
    const woven = weaveWaits(strands, measure);
    const segments = recountSegments({ ...into, live, wanted: woven.segments }, now);
    const all = inOrder([...present, ...moves]);
    const change = wakeUp(into, from, coming, woven.waitingSince, actor, now);
    const shown = shownOf(into, all);
    const lastCustomerSeq = Math.max(into.lastCustomerSeq, ...moves.filter(isSaid).map((one) => one.seq));
    const firstMoved = shown.firstCustomerAt?.getTime() !== into.firstCustomerAt?.getTime();
    const given = requesterOf === from.id && from.identityId !== into.identityId;
    const patch: Partial<Ticket> = {
      ...change.patch,
      ...shown,
      lastCustomerSeq,
      segments: segments.segments,
      firstResponseAt: segments.firstResponseAt,
      waitingSince: woven.waitingSince,
      touches: into.touches + coming.filter(isAnswer).length,
      ...(given ? { contactId: from.contactId, identityId: from.identityId } : {}),
    };
    await updateTicket(tx, into, patch);
    if (read) await keepRead(tx, into);
    if (change.patch.episode !== undefined) await endEpisode(tx, into, now);
    for (const one of coming.filter(isAnswer)) segments.replies.has(one.id) || segments.replies.set(one.id, null);
    await noteReplies(tx, workspaceId, segments);
    const before: BeforeMerge = {
      segments: live,
      waitingSince: into.waitingSince?.toISOString() ?? null,
      state: wokenFrom(into, change),
      source: {
        waitingSince: from.waitingSince?.toISOString() ?? null,
        closeAt: from.closeAt?.toISOString() ?? null,
      },
      requester: given ? { contactId: into.contactId, identityId: into.identityId, to: from.contactId } : null,
    };
    // Words that wait have come before the target's own replies for later went, as if they had been written here.
    const heard = woven.waitingSince !== null && from.waitingSince !== null;
    const held = heard ? await holdScheduled(tx, workspaceId, into.id, now) : [];
    const carried = await carryScheduled(tx, from, into);
    before.scheduled = carried.map((one) => one.id);
    await this.leave(tx, from, into, { moved: coming.map(asMoved), before, seq: into.seq }, actor, now);
    await this.facts.record(tx, { workspaceId, ticketId: into.id }, [
      ...change.facts,
      ...segments.facts,
      ...(firstMoved ? recountResolutions(facts, shown.firstCustomerAt ?? null, measure, now) : []),
      WaitRecounted.of(now, { waitingSince: woven.waitingSince?.toISOString() ?? null }),
      TicketMergedIn.of(now, { actor, from: from.id, fromNumber: from.number, messages: coming.length }),
      ...held,
      ...carried
        .filter((one) => one.held)
        .map(({ id, agentId }) => ReplyHeldBack.of(now, { scheduledId: id, agentId, why: 'customer-wrote' })),
      ...(given ? [RequesterChanged.of(now, { actor, from: into.contactId, to: from.contactId })] : []),
    ]);
    const [{ seq }] = (await tx.query<{ seq: number }>(`SELECT seq FROM ticket WHERE workspace_id = $1 AND id = $2`, [
      workspaceId,
      into.id,
    ])) as [{ seq: number }];
    return { ...into, ...patch, seq };
  }

  /** The messages, under new numbers of the target; what has not gone out yet goes out from there, by the way it was meant for. */
  private async carry(tx: Tx, into: Ticket, from: Ticket, coming: Message[], now: Date): Promise<Message[]> {
    const { workspaceId } = into;
    const news = coming.map((one) => movedFact(one, now));
    const recorded = await this.facts.record(tx, { workspaceId, ticketId: into.id }, news);
    const moves = coming.map((one, index) => ({
      ...one,
      seq: recorded[index]!.seq,
      why: 'merged',
      via: one.via ?? from.id,
    }));
    await carryMessages(tx, workspaceId, into.id, moves);
    return moves;
  }

  private async leave(
    tx: Tx,
    from: Ticket,
    into: Ticket,
    kept: { moved: MovedMessage[]; before: BeforeMerge; seq: number },
    actor: Actor,
    at: Date,
  ): Promise<void> {
    const { workspaceId } = from;
    await updateTicket(tx, from, { mergedInto: into.id, waitingSince: null, closeAt: null });
    await moveDrafts(tx, workspaceId, from.id, into.id);
    await insertMerge(tx, workspaceId, {
      id: newId(),
      ticketId: from.id,
      intoId: into.id,
      agentId: actor.agentId,
      ...kept,
      at,
    });
    await this.facts.record(tx, { workspaceId, ticketId: from.id }, [
      TicketMerged.of(at, { actor, into: into.id, intoNumber: into.number }),
    ]);
  }
}

/** What has not gone out yet is ordered out anew. */
export function movedFact(message: Message, at: Date): NewFact {
  const { id: messageId, dueAt, state } = message;
  if (dueAt && ['held', 'queued', 'sending'].includes(state))
    return MessageQueued.of(at, { messageId, dueAt: dueAt.toISOString() });
  return MessageMoved.of(at, { messageId, heard: isHeard(message), saidAt: message.at.toISOString() });
}

const isSaid = (message: Message) => message.kind === 'customer';
const asMoved = ({ id, seq, why, via }: Message): MovedMessage => ({ id, seq, why, via });

export const inOrder = (messages: Message[]): Message[] =>
  messages.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.seq - b.seq);

/** A target that slept wakes if the customer waits; one that nobody had taken is taken by whoever has the source. */
function wakeUp(into: Ticket, from: Ticket, coming: Message[], since: Date | null, actor: Actor, at: Date): Change {
  const asks = since !== null && into.waitingSince === null;
  let change = NOTHING;
  if (asks && into.state === 'solved') change = reopen(into, actor, at);
  else if (asks && (into.state === 'pending' || into.state === 'hold')) change = changeState(into, 'open', actor, at);
  else if (into.state === 'new' && coming.some(isAnswer)) change = changeState(into, 'open', actor, at);
  // Somebody who stood in the queue waiting is not put to sleep with it.
  if (since !== null && from.waitingSince !== null && from.snoozedUntil === null)
    change = inTurn(into, change, (now) => wake(now, 'customer', actor, at));
  if (into.assigneeId !== null || from.assigneeId === null) return change;
  const { assigneeId: agentId } = from;
  return inTurn(into, change, (now) => assign(now, { agentId, teamId: now.teamId ?? from.teamId }, actor, at));
}

function wokenFrom(into: Ticket, change: Change): BeforeMerge['state'] {
  const { state } = after(into, change);
  if (state === into.state || into.state === 'new') return null;
  return into.state as 'solved' | 'pending' | 'hold';
}
