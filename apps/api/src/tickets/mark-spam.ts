// A ticket is marked as spam, or as none: spam leaves the queue and every metric.
import { Injectable } from '@nestjs/common';

import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { TicketMarkedSpam } from './events.js';

@Injectable()
export class MarkSpam {
  constructor(private readonly apply: ApplyRule) {}

  /** A flag, not a state: taking it back puts the ticket where it was. */
  async run(order: TicketOrder & { spam: boolean }): Promise<void> {
    const { actor, spam } = order;
    await this.apply.run(order, (ticket, at) =>
      ticket.spam === spam
        ? { patch: {}, facts: [] }
        : { patch: { spam }, facts: [TicketMarkedSpam.of(at, { actor, spam })] },
    );
  }
}
