// The shape of every small change to a ticket: lock it, apply a pure rule, write rows and facts in one transaction.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import { dropEpisode, endEpisode, resumeEpisode } from './episode.store.js';
import { type Actor, SolveAnnulled } from './events.js';
import { refuseAway } from './merge-rules.js';
import type { Change, Ticket } from './ticket.js';
import { lockTicket, updateTicket } from './ticket.store.js';

export interface TicketOrder {
  workspaceId: string;
  ticketId: string;
  actor: Actor;
}

@Injectable()
export class ApplyRule {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /**
   * A rule that leaves no fact changes nothing: then the answer is false. `own`: the caller's transaction.
   * @throws DomainError not-found, ticket-closed, and what the rule throws.
   */
  run(order: TicketOrder, rule: (ticket: Ticket, at: Date) => Change, own?: Tx): Promise<boolean> {
    const work = async (tx: Tx) => {
      const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
      if (!ticket) throw new DomainError('not-found');
      refuseAway(ticket);
      if (ticket.state === 'closed') throw new DomainError('ticket-closed');
      const at = this.clock.now();
      const { patch, facts } = rule(ticket, at);
      if (facts.length === 0) return false;
      await updateTicket(tx, ticket, patch);
      if (facts.some((fact) => fact.type === SolveAnnulled.type)) await dropEpisode(tx, ticket);
      await turnPages(tx, ticket, patch.episode ?? ticket.episode, at);
      await this.facts.record(tx, { workspaceId: ticket.workspaceId, ticketId: ticket.id }, facts);
      return true;
    };
    return own ? work(own) : this.database.transaction(work);
  }
}

/** The book of the episode that ended is closed; that of one that goes on after all is opened again. */
async function turnPages(tx: Tx, ticket: Ticket, episode: number, at: Date): Promise<void> {
  if (episode > ticket.episode) await endEpisode(tx, ticket, at);
  if (episode < ticket.episode) await resumeEpisode(tx, ticket, episode);
}
