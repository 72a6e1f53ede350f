// Path A, afterwards: the customer changes a line they wrote; it is shown as changed, never silently replaced.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { findMessage, type Message, updateMessage } from './message.store.js';
import { previewOf } from './preview.js';
import { lockTicket, updateTicket } from './ticket.store.js';

@Injectable()
export class ReviseLine {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** A message that does not exist is no error: its own line may still be on the way. */
  async run(
    order: { workspaceId: string; messageId: string },
    rule: (message: Message, at: Date) => { patch: Partial<Message>; fact: NewFact },
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const found = await findMessage(tx, order.workspaceId, order.messageId);
      const ticket = found && (await lockTicket(tx, order.workspaceId, found.ticketId));
      if (!found || !ticket) return;
      const { patch, fact } = rule(found, this.clock.now());
      await updateMessage(tx, found, patch);
      if (patch.text !== undefined && found.seq === ticket.lastCustomerSeq) {
        await updateTicket(tx, ticket, { preview: previewOf(patch.text, found.files.length) });
      }
      await this.facts.record(tx, { workspaceId: ticket.workspaceId, ticketId: ticket.id }, [fact]);
    });
  }
}
