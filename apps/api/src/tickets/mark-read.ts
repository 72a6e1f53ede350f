// Path A, afterwards: the customer has seen the conversation up to a line (widget).
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { CustomerRead } from './events.js';
import { lockTicket, updateTicket } from './ticket.store.js';

@Injectable()
export class MarkRead {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** Reading never goes back, nor beyond what is there. */
  async run(order: { workspaceId: string; ticketId: string; seq: number }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
      const seq = Math.min(order.seq, ticket?.seq ?? 0);
      if (!ticket || seq <= ticket.customerReadSeq) return;
      await updateTicket(tx, ticket, { customerReadSeq: seq });
      await this.facts.record(tx, order, [CustomerRead.of(this.clock.now(), { upToSeq: seq })]);
    });
  }
}
