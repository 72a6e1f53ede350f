// What a ticket is about: its tags, replaced as a whole.
import { Injectable } from '@nestjs/common';

import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { TicketTagged } from './events.js';

@Injectable()
export class TagTicket {
  constructor(private readonly apply: ApplyRule) {}

  /** Ids of tags of this workspace. */
  async run(order: TicketOrder & { tags: number[] }): Promise<void> {
    const tags = [...new Set(order.tags)].sort((a, b) => a - b);
    await this.apply.run(order, (ticket, at) =>
      tags.join() === ticket.tags.join()
        ? { patch: {}, facts: [] }
        : { patch: { tags }, facts: [TicketTagged.of(at, { actor: order.actor, tags })] },
    );
  }
}
