// Path C, first step: an episode ends well; its row, its clocks and the facts that surveys and reports wait for.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import { solveLocked } from './episode.store.js';
import type { Actor } from './events.js';
import { MeasureDuration } from './measure-duration.js';
import { refuseAway } from './merge-rules.js';
import { unsentMessages } from './message.store.js';
import { ReleaseReplies } from './release-replies.js';
import { RequireFields } from './require-fields.js';
import { lockTicket } from './ticket.store.js';

@Injectable()
export class SolveTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly durations: MeasureDuration,
    private readonly release: ReleaseReplies,
    private readonly required: RequireFields,
  ) {}

  /**
   * Solving a solved ticket changes nothing: then the answer is false. `heldUntil`: it may be annulled by then, and nobody is
   * asked before. @throws DomainError not-found, ticket-closed, fields-needed.
   */
  async run(
    order: { workspaceId: string; ticketId: string; actor: Actor; heldUntil?: Date | null },
    own?: Tx,
  ): Promise<boolean> {
    const work = async (tx: Tx) => {
      let ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
      if (!ticket) throw new DomainError('not-found');
      refuseAway(ticket);
      if (ticket.state === 'closed') throw new DomainError('ticket-closed');
      if (ticket.state !== 'solved') await this.required.run(tx, ticket, order.actor);
      // Whoever solves has moved on: replies still held go first, so that they count before the episode ends.
      const held = (await unsentMessages(tx, ticket.workspaceId, ticket.id)).filter(
        (message) => message.state === 'held',
      );
      ticket = await this.release.run(tx, ticket, held);
      const measure = await this.durations.for(tx, ticket.workspaceId, ticket.teamId);
      if (ticket.state === 'solved') return false;
      await solveLocked(tx, this.facts, ticket, order.actor, this.clock.now(), measure, order.heldUntil ?? null);
      return true;
    };
    return own ? work(own) : this.database.transaction(work);
  }
}
