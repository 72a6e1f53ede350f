// What agents do to a ticket besides writing and solving: state, assignment, priority, tags, spam; each one a fact.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import { endEpisode } from './episode.store.js';
import { type Actor, TicketMarkedSpam, TicketPrioritised, TicketTagged } from './events.js';
import { annulReopening, assign, type Change, changeState, reopen, type Ticket } from './ticket.js';
import { lockTicket, updateTicket } from './ticket.store.js';

interface Order {
  workspaceId: string;
  ticketId: string;
  actor: Actor;
}

/** Locks the ticket, applies a rule, writes rows and facts in one transaction: the shape of every small change. */
@Injectable()
export class ChangeTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  private async change(order: Order, rule: (ticket: Ticket, at: Date) => Change): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
      if (!ticket || ticket.mergedInto) throw new DomainError('not-found');
      if (ticket.state === 'closed') throw new DomainError('ticket-closed');
      const at = this.clock.now();
      const { patch, facts } = rule(ticket, at);
      if (facts.length === 0) return;
      await updateTicket(tx, ticket, patch);
      if (patch.episode !== undefined && patch.episode > ticket.episode) await endEpisode(tx, ticket, at);
      if (patch.episode !== undefined && patch.episode < ticket.episode) {
        await tx.query(
          `UPDATE episode SET ended_at = NULL WHERE workspace_id = $1 AND ticket_id = $2 AND number = $3`,
          [ticket.workspaceId, ticket.id, patch.episode],
        );
      }
      await this.facts.record(tx, { workspaceId: ticket.workspaceId, ticketId: ticket.id }, facts);
    });
  }

  /** open on a solved ticket reopens it: the next episode begins. */
  async state(order: Order & { state: 'open' | 'pending' | 'hold' }): Promise<void> {
    await this.change(order, (ticket, at) => {
      if (ticket.state !== 'solved') return changeState(ticket, order.state, order.actor, at);
      if (order.state !== 'open') throw new DomainError('conflict');
      return reopen(ticket, order.actor, at);
    });
  }

  /** "Only thanks": takes the reopening back. */
  async onlyThanks(order: Order): Promise<void> {
    await this.change(order, (ticket, at) => annulReopening(ticket, order.actor, at));
  }

  async assign(order: Order & { agentId: string | null; teamId: string | null }): Promise<void> {
    await this.change(order, (ticket, at) => assign(ticket, order, order.actor, at));
  }

  /** 0 low, 1 normal, 2 high, 3 urgent. */
  async prioritise(order: Order & { priority: number }): Promise<void> {
    await this.change(order, (ticket, at) =>
      ticket.priority === order.priority
        ? { patch: {}, facts: [] }
        : {
            patch: { priority: order.priority },
            facts: [TicketPrioritised.of(at, { actor: order.actor, from: ticket.priority, to: order.priority })],
          },
    );
  }

  async tag(order: Order & { tags: number[] }): Promise<void> {
    const tags = [...new Set(order.tags)].sort((a, b) => a - b);
    await this.change(order, (ticket, at) =>
      tags.join() === ticket.tags.join()
        ? { patch: {}, facts: [] }
        : { patch: { tags }, facts: [TicketTagged.of(at, { actor: order.actor, tags })] },
    );
  }

  async spam(order: Order & { spam: boolean }): Promise<void> {
    await this.change(order, (ticket, at) =>
      ticket.spam === order.spam
        ? { patch: {}, facts: [] }
        : { patch: { spam: order.spam }, facts: [TicketMarkedSpam.of(at, { actor: order.actor, spam: order.spam })] },
    );
  }
}
