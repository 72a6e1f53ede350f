// How soon a ticket wants an answer.
import { Injectable } from '@nestjs/common';

import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { TicketPrioritised } from './events.js';

@Injectable()
export class PrioritiseTicket {
  constructor(private readonly apply: ApplyRule) {}

  /** 0 low, 1 normal, 2 high, 3 urgent. */
  async run(order: TicketOrder & { priority: number }): Promise<void> {
    const { actor, priority } = order;
    await this.apply.run(order, (ticket, at) =>
      ticket.priority === priority
        ? { patch: {}, facts: [] }
        : { patch: { priority }, facts: [TicketPrioritised.of(at, { actor, from: ticket.priority, to: priority })] },
    );
  }
}
