// A timer: a snoozed ticket comes back at its instant, found by index; what is over by then stays over.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { Facts } from '../platform/events/record-facts.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { wake } from './ticket.js';
import { lockTicket, updateTicket } from './ticket.store.js';
import { WakeTicketJob } from './wake-ticket.job.js';

interface Order {
  workspaceId: string;
  ticketId: string;
}

@Injectable()
export class WakeTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** Wakes it if it is still due: it may have been snoozed anew. */
  @Handles(WakeTicketJob)
  async run({ workspaceId, ticketId }: Order): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, workspaceId, ticketId);
      const now = this.clock.now();
      if (!ticket?.snoozedUntil || ticket.snoozedUntil > now) return;
      const { patch, facts } = wake(ticket, 'time', { by: 'system', agentId: null }, now);
      const over = ticket.state === 'solved' || ticket.state === 'closed' || ticket.spam || ticket.mergedInto !== null;
      await updateTicket(tx, ticket, patch);
      // Of what is over nobody is told: it only cannot stand among the snoozed any more.
      if (!over) await this.facts.record(tx, { workspaceId, ticketId }, facts);
    });
  }

  @Sweeps(WakeTicketJob)
  async due(now: Date): Promise<JobOrder[]> {
    const rows = await this.database.query<Order & { until: Date }>(
      doorway(
        'sweep',
        `SELECT workspace_id AS "workspaceId", id AS "ticketId", snoozed_until AS until FROM ticket
         WHERE snoozed_until <= $1 ORDER BY snoozed_until LIMIT 500`,
      ),
      [now],
    );
    return rows.map(({ until, ...order }) => WakeTicketJob.order(order, `${order.ticketId}_${until.getTime()}`));
  }
}
