// A ticket is marked as spam, or as none: spam leaves the queue and every metric.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { TicketMarkedSpam } from './events.js';

@Injectable()
export class MarkSpam {
  constructor(private readonly apply: ApplyRule) {}

  /** A flag, not a state: taking it back puts the ticket where it was. False: it was so already. */
  run(order: TicketOrder & { spam: boolean }, tx?: Tx): Promise<boolean> {
    const { actor, spam } = order;
    return this.apply.run(
      order,
      (ticket, at) => {
        if (ticket.spam === spam) return { patch: {}, facts: [] };
        const patch = spam ? { spam, snoozedUntil: null, snoozedBy: null } : { spam };
        return { patch, facts: [TicketMarkedSpam.of(at, { actor, spam })] };
      },
      tx,
    );
  }
}
