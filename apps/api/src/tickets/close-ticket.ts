// The lock: a ticket solved long enough ago is closed; a later message opens a follow-up that links back.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { Facts } from '../platform/events/record-facts.js';
import { TicketClosed } from './events.js';
import { lockTicket, updateTicket } from './ticket.store.js';

@Injectable()
export class CloseTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** Closes if it is still due; a ticket reopened in the meantime is left alone. */
  async run(order: { workspaceId: string; ticketId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
      const now = this.clock.now();
      if (ticket?.state !== 'solved' || ticket.mergedInto || !ticket.closeAt || ticket.closeAt > now) return;
      await updateTicket(tx, ticket, { state: 'closed', stateSince: now, closeAt: null });
      await this.facts.record(tx, order, [TicketClosed.of(now, { episode: ticket.episode })]);
    });
  }

  /** Solved tickets whose time has come, at most 500, in every workspace. */
  due(now: Date): Promise<{ workspaceId: string; ticketId: string }[]> {
    return this.database.query(
      doorway(
        'sweep',
        `SELECT workspace_id AS "workspaceId", id AS "ticketId" FROM ticket WHERE state = 'solved' AND close_at <= $1 ORDER BY close_at LIMIT 500`,
      ),
      [now],
    );
  }
}
