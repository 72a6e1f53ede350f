// What is closed stays closed: an agent who has more to say about it begins a ticket that leads back.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import { newId } from '../platform/ids.js';
import type { TicketOrder } from './apply-rule.js';
import { TicketOpened } from './events.js';
import { refuseAway } from './merge-rules.js';
import { TakeNumber } from './take-number.js';
import { assign, type Ticket } from './ticket.js';
import { insertTicket, lockConversation, lockTicket, updateTicket } from './ticket.store.js';

@Injectable()
export class CreateFollowUp {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly numbers: TakeNumber,
  ) {}

  /**
   * By the same channel to the same person, held by whoever begins it. Where the conversation goes on in an open ticket already,
   * that one is the answer. @throws DomainError not-found, ticket-merged, ticket-trashed, conflict (it is not closed).
   */
  async run(order: TicketOrder): Promise<{ id: string; number: number }> {
    const { workspaceId, ticketId, actor } = order;
    const number = await this.numbers.run(workspaceId);
    return this.database.transaction(async (tx) => {
      const closed = await lockTicket(tx, workspaceId, ticketId);
      if (!closed) throw new DomainError('not-found');
      refuseAway(closed);
      if (closed.state !== 'closed') throw new DomainError('conflict');
      const { connectionId, conversation, channel, contactId, language } = closed;
      const going = conversation && (await lockConversation(tx, workspaceId, connectionId, conversation));
      if (going) return { id: going.id, number: going.number };
      const now = this.clock.now();
      const ticket: Ticket = { ...closed, ...FRESH, id: newId(), number, follows: closed.id, ...startedAt(now) };
      const owned = assign(ticket, { agentId: actor.agentId, teamId: closed.teamId }, actor, now);
      await insertTicket(tx, ticket);
      await this.facts.record(tx, { workspaceId, ticketId: ticket.id }, [
        TicketOpened.of(now, {
          channel,
          connectionId,
          contactId,
          number,
          startedBy: 'agent',
          language,
          follows: closed.id,
        }),
        ...owned.facts,
      ]);
      await updateTicket(tx, ticket, owned.patch);
      return { id: ticket.id, number };
    });
  }
}

const startedAt = (at: Date) => ({ openedAt: at, stateSince: at, lastMessageAt: at });

/** Nothing has been said in it yet. */
const FRESH = {
  seq: 0,
  preview: '',
  state: 'open',
  assigneeId: null,
  lastAssigneeId: null,
  teamId: null,
  everAssigned: false,
  aside: false,
  startedBy: 'agent',
  episode: 1,
  firstCustomerAt: null,
  firstResponseAt: null,
  waitingSince: null,
  requesterWaitS: 0,
  agentWaitS: 0,
  handoffs: 0,
  touches: 0,
  segments: 0,
  solvedAt: null,
  closeAt: null,
  lastCustomerSeq: 0,
  customerReadSeq: 0,
} satisfies Partial<Ticket>;
