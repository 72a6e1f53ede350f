// How soon a ticket wants an answer.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { TicketPrioritised } from './events.js';

@Injectable()
export class PrioritiseTicket {
  constructor(private readonly apply: ApplyRule) {}

  /** 0 low, 1 normal, 2 high, 3 urgent. False: it was so already. */
  run(order: TicketOrder & { priority: number }, tx?: Tx): Promise<boolean> {
    const { actor, priority } = order;
    return this.apply.run(
      order,
      (ticket, at) =>
        ticket.priority === priority
          ? { patch: {}, facts: [] }
          : { patch: { priority }, facts: [TicketPrioritised.of(at, { actor, from: ticket.priority, to: priority })] },
      tx,
    );
  }
}
