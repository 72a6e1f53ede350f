// A conversation has become two: messages of the customer leave for a ticket of their own, and both tickets' clocks are right.
import { Injectable } from '@nestjs/common';
import { businessSeconds } from '../desk/business-time.js';
import { ReadCalendarVersion } from '../desk/read-calendar-version.js';
import { ReadContact } from '../people/read-contact.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { Fact, NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { newId } from '../platform/ids.js';
import type { TicketOrder } from './apply-rule.js';
import { resumeEpisode } from './episode.store.js';
import { MessageReceived, TicketOpened, TicketSplit, TicketSplitOff, WaitRecounted } from './events.js';
import { freshTicket } from './fresh-ticket.js';
import { carryMessages, isOvertaken } from './merge.store.js';
import { refuseAway } from './merge-rules.js';
import { type Message, updateMessage } from './message.store.js';
import {
  earliest,
  liveSegments,
  type MeasureWith,
  type RecountedSegments,
  recountResolutions,
  recountSegments,
  withoutMessages,
} from './recount.js';
import { factsOf, insertSplit, messagesOf } from './split.store.js';
import { instantsOf, isHeard, leavingMessages, shownOf, stateBefore } from './split-rules.js';
import { TakeNumber } from './take-number.js';
import { annulReopening, type Change, changeState, type Ticket } from './ticket.js';
import { insertTicket, lockTicket, readTicketRow, updateTicket } from './ticket.store.js';

/** `only`: this message alone; else every later one of the same sender goes with it. */
export type SplitOrder = TicketOrder & { messageId: string; only: boolean };

@Injectable()
export class SplitTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly numbers: TakeNumber,
    private readonly contacts: ReadContact,
    private readonly versions: ReadCalendarVersion,
  ) {}

  /** @throws DomainError not-found; ticket-closed; conflict (not a customer's message); split-empty (nothing would be left). */
  async run(order: SplitOrder): Promise<{ id: string; number: number }> {
    const number = await this.numbers.run(order.workspaceId);
    return this.database.transaction((tx) => this.split(tx, order, number));
  }

  private async split(tx: Tx, order: SplitOrder, number: number): Promise<{ id: string; number: number }> {
    const { workspaceId, ticketId, actor } = order;
    const ticket = await lockTicket(tx, workspaceId, ticketId);
    if (!ticket) throw new DomainError('not-found');
    refuseAway(ticket);
    if (ticket.state === 'closed') throw new DomainError('ticket-closed');
    const messages = await messagesOf(tx, workspaceId, ticketId);
    const first = messages.find((one) => one.id === order.messageId);
    if (!first) throw new DomainError('not-found');
    if (first.kind !== 'customer') throw new DomainError('conflict');
    const leaving = leavingMessages(messages, first, order.only);
    const staying = messages.filter((one) => !leaving.includes(one));
    if (!staying.some(isHeard)) throw new DomainError('split-empty');
    const now = this.clock.now();
    // What a merge had brought was said in a conversation of its own: it goes on there, and this one keeps its own.
    const brought = first.via === null ? null : await readTicketRow(tx, workspaceId, first.via);
    const only = order.only || brought !== null;
    const recounted = await this.leave(tx, ticket, { leaving, staying, only }, order, now);
    const off = await this.settle(tx, ticket, leaving, { number, only: order.only, brought }, order, now);
    await this.facts.record(tx, { workspaceId, ticketId }, [
      TicketSplit.of(now, { actor, into: off.id, intoNumber: number, messages: leaving.length }),
    ]);
    await insertSplit(tx, workspaceId, {
      ticketId: off.id,
      fromTicketId: ticketId,
      moved: leaving.map(({ id, seq, why, via }) => ({ id, seq, why, via })),
      before: { annulled: recounted.annulled, measured: recounted.measured, aside: ticket.aside },
      at: now,
    });
    return { id: off.id, number };
  }

  /** The old ticket, counted again from what is left. */
  private async leave(
    tx: Tx,
    ticket: Ticket,
    { leaving, staying, only }: { leaving: Message[]; staying: Message[]; only: boolean },
    { actor }: SplitOrder,
    now: Date,
  ): Promise<RecountedSegments> {
    const { workspaceId, id: ticketId } = ticket;
    const facts = await factsOf(tx, workspaceId, ticketId);
    const measure = await measureWith(tx, this.versions, workspaceId, facts);
    const live = liveSegments(facts);
    const [gone, stays] = [instantsOf(leaving), instantsOf(staying)];
    const wanted = withoutMessages(live, gone, stays, measure);
    const segments = recountSegments({ ...ticket, live, wanted }, now);
    const back = stateBefore(ticket, facts, leaving, staying);
    const change = goBack(ticket, back, actor, now);
    const since = back === 'solved' ? null : waitWithout(ticket.waitingSince, gone, stays);
    const shown = shownOf(ticket, staying);
    const firstMoved = shown.firstCustomerAt?.getTime() !== ticket.firstCustomerAt?.getTime();
    const { firstResponseAt, segments: parts } = segments;
    await updateTicket(tx, ticket, {
      ...change.patch,
      ...shown,
      segments: parts,
      firstResponseAt,
      waitingSince: since,
      aside: only || ticket.conversation === null ? ticket.aside : true,
    });
    if (change.patch.episode !== undefined) await resumeEpisode(tx, ticket, change.patch.episode);
    await noteReplies(tx, workspaceId, segments);
    await this.facts.record(tx, { workspaceId, ticketId }, [
      ...change.facts,
      ...segments.facts,
      ...(firstMoved ? recountResolutions(facts, shown.firstCustomerAt ?? null, measure, now) : []),
      WaitRecounted.of(now, { waitingSince: since?.toISOString() ?? null }),
    ]);
    return segments;
  }

  /** The new ticket: its clocks begin with the first of its messages. */
  private async settle(
    tx: Tx,
    from: Ticket,
    leaving: Message[],
    { number, only, brought }: { number: number; only: boolean; brought: Ticket | null },
    { actor }: SplitOrder,
    now: Date,
  ): Promise<Ticket> {
    const { workspaceId } = from;
    const [first] = leaving;
    const openedAt = earliest(leaving.map((one) => one.at))!;
    const heard = earliest(instantsOf(leaving));
    const ticket: Ticket = {
      ...from,
      ...freshTicket(openedAt),
      language: from.language,
      preview: from.preview,
      lastCustomerSeq: from.lastCustomerSeq,
      // Rows that belong to a ticket have no smaller id than its own: partitions are pruned by it.
      id: idBefore(leaving),
      number,
      ...(brought ? wayOf(brought) : await this.whose(tx, from, first!)),
      subject: subjectOf(first!) ?? from.subject,
      follows: from.id,
      aside: only || (brought ? brought.aside || (await isOvertaken(tx, brought)) : from.aside),
      firstCustomerAt: heard,
      waitingSince: heard,
      lastMessageAt: leaving.at(-1)!.at,
    };
    await insertTicket(tx, ticket);
    const { channel, connectionId, contactId, startedBy, language, follows } = ticket;
    const facts: NewFact[] = [
      TicketOpened.of(openedAt, { channel, connectionId, contactId, number, startedBy, language, follows }),
      TicketSplitOff.of(now, { actor, from: from.id, fromNumber: from.number }),
      ...leaving.map((one) => MessageReceived.of(one.at, { messageId: one.id, automatic: one.automatic })),
    ];
    const recorded = await this.facts.record(tx, { workspaceId, ticketId: ticket.id }, facts);
    const moves = leaving.map((one, index) => ({
      ...one,
      seq: recorded[index + 2]!.seq,
      why: 'split',
      via: brought && one.via === brought.id ? null : one.via,
    }));
    await carryMessages(tx, workspaceId, ticket.id, moves);
    await updateTicket(tx, ticket, shownOf(ticket, moves));
    return ticket;
  }

  /** Its requester is who wrote the messages. */
  private async whose(tx: Tx, from: Ticket, first: Message): Promise<Pick<Ticket, 'contactId' | 'identityId'>> {
    const { contactId, identityId } = from;
    if (!first.contactId || first.contactId === contactId) return { contactId, identityId };
    const { identities } = await this.contacts.run(from.workspaceId, first.contactId, tx);
    const address = (first.mail?.from as { address?: string } | null | undefined)?.address?.toLowerCase();
    const theirs = identities.find((one) => one.address === address) ?? identities[0];
    return theirs ? { contactId: first.contactId, identityId: theirs.id } : { contactId, identityId };
  }
}

const wayOf = ({ channel, connectionId, conversation, contactId, identityId }: Ticket) => ({
  channel,
  connectionId,
  conversation,
  contactId,
  identityId,
});

function idBefore(messages: Message[]): string {
  const least = messages.map((one) => one.id).sort()[0]!;
  return newId(new Date(Number.parseInt(least.replace('-', '').slice(0, 12), 16)));
}

const subjectOf = (message: Message): string | null => {
  const subject = message.mail?.subject;
  return typeof subject === 'string' && subject !== '' ? subject : null;
};

export function goBack(
  ticket: Ticket,
  to: 'solved' | 'pending' | 'hold' | null,
  actor: SplitOrder['actor'],
  at: Date,
): Change {
  if (to === null) return { patch: {}, facts: [] };
  return to === 'solved' ? annulReopening(ticket, actor, at) : changeState(ticket, to, actor, at);
}

function waitWithout(since: Date | null, leaving: Date[], staying: Date[]): Date | null {
  if (!since || !leaving.some((at) => at.getTime() === since.getTime())) return since;
  return earliest(staying.filter((at) => at >= since));
}

/** The replies remember which wait they ended, in case they fail later. */
export async function noteReplies(
  tx: Tx,
  workspaceId: string,
  { replies }: Pick<RecountedSegments, 'replies'>,
): Promise<void> {
  for (const [id, measured] of replies) await updateMessage(tx, { workspaceId, id }, { measured });
}

/** Durations are counted again with the hours they were counted with. */
export async function measureWith(
  tx: Tx,
  versions: ReadCalendarVersion,
  workspaceId: string,
  facts: Fact[],
): Promise<MeasureWith> {
  const ids = facts.flatMap(({ payload }) => [payload.calendarVersionId, payload.resolution?.calendarVersionId]);
  const known = new Map<string, NonNullable<Awaited<ReturnType<ReadCalendarVersion['run']>>>>();
  for (const id of new Set(ids.filter((one) => typeof one === 'string') as string[])) {
    const version = await versions.run(tx, workspaceId, id);
    if (version) known.set(id, version);
  }
  return (versionId, from, to) => {
    const version = versionId === null ? undefined : known.get(versionId);
    return {
      startedAt: from.toISOString(),
      endedAt: to.toISOString(),
      calendarSeconds: Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000)),
      businessSeconds: version ? businessSeconds(version, from, to) : null,
      calendarVersionId: version ? versionId : null,
    };
  };
}
