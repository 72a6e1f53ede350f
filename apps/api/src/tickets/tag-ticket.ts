// What a ticket is about: its tags, replaced as a whole, or some put on and some taken off.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { ApplyRule, type TicketOrder } from './apply-rule.js';
import { TicketTagged } from './events.js';

/** Ids of tags of this workspace. */
type TagOrder = { tags: number[] } | { add: number[]; remove: number[] };

@Injectable()
export class TagTicket {
  constructor(private readonly apply: ApplyRule) {}

  /** False: they were so already. */
  run(order: TicketOrder & TagOrder, tx?: Tx): Promise<boolean> {
    return this.apply.run(
      order,
      (ticket, at) => {
        const tags = tagsAfter(ticket.tags, order);
        return tags.join() === ticket.tags.join()
          ? { patch: {}, facts: [] }
          : { patch: { tags }, facts: [TicketTagged.of(at, { actor: order.actor, tags })] };
      },
      tx,
    );
  }
}

function tagsAfter(before: number[], order: TagOrder): number[] {
  const wanted = 'tags' in order ? order.tags : [...before, ...order.add].filter((tag) => !order.remove.includes(tag));
  return [...new Set(wanted)].sort((a, b) => a - b);
}
