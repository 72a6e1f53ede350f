// The nearest promise that is open appears on the ticket's row, and what became of promises among its facts.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import type { NewFact } from '../platform/events/define-event.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { Facts } from '../platform/events/record-facts.js';

export interface ShownPromise {
  target: 'first-response' | 'next-response' | 'resolution';
  dueAt: Date;
  warned: boolean;
  breached: boolean;
}

@Injectable()
export class ShowPromise {
  constructor(
    private readonly facts: Facts,
    private readonly passing: PassingNews,
  ) {}

  /** The caller holds the ticket's lock (HoldTicket). `shown` null: nothing is due. */
  async run(
    tx: Tx,
    ticket: { workspaceId: string; ticketId: string },
    shown: ShownPromise | null,
    facts: NewFact[],
  ): Promise<void> {
    const changed = await tx.query(
      `UPDATE ticket SET sla_target = $3, sla_due_at = $4, sla_warned = $5, sla_breached = $6
       WHERE workspace_id = $1 AND id = $2
         AND (sla_target, sla_due_at, sla_warned, sla_breached) IS DISTINCT FROM ($3, $4::timestamptz, $5::boolean, $6::boolean) RETURNING id`,
      [
        ticket.workspaceId,
        ticket.ticketId,
        shown?.target ?? null,
        shown?.dueAt ?? null,
        shown?.warned ?? false,
        shown?.breached ?? false,
      ],
    );
    await this.facts.record(tx, ticket, facts);
    if (changed.length > 0 && facts.length === 0) tx.afterCommit(() => this.passing.tellRow(ticket));
  }
}
