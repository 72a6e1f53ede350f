// Path A, afterwards: a line changes where it was written; it is shown as changed, never silently replaced.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { lockMessage } from './lock-message.js';
import { type Message, updateMessage } from './message.store.js';
import { previewOf } from './preview.js';
import { updateTicket } from './ticket.store.js';

@Injectable()
export class ReviseLine {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** A message that does not exist is no error: its own line may still be on the way. A rule's null: nothing changes. */
  async run(
    order: { workspaceId: string; messageId: string },
    rule: (message: Message, at: Date) => { patch: Partial<Message>; fact: NewFact } | null,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const found = await lockMessage(tx, order.workspaceId, order.messageId);
      if (!found) return;
      const { ticket, message } = found;
      const change = rule(message, this.clock.now());
      if (!change) return;
      const { patch, fact } = change;
      await updateMessage(tx, message, patch);
      const { text, files, deletedAt } = { ...message, ...patch };
      const shown = patch.text !== undefined || patch.deletedAt !== undefined;
      if (shown && message.seq === ticket.lastCustomerSeq) {
        await updateTicket(tx, ticket, { preview: deletedAt ? '' : previewOf(text, files.length) });
      }
      await this.facts.record(tx, { workspaceId: ticket.workspaceId, ticketId: ticket.id }, [fact]);
    });
  }
}
