// Path B, taken back: within its undo window a reply is withdrawn as if it had never been; its words return to the composer.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import { MessageUndone } from './events.js';
import { lockMessage } from './lock-message.js';
import { type StoredFileRef, updateMessage } from './message.store.js';
import type { TicketAction } from './ticket-action.js';

@Injectable()
export class UndoMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** @throws DomainError not-found; not-allowed (somebody else's); undo-too-late. */
  async run(order: {
    workspaceId: string;
    ticketId: string;
    messageId: string;
    agentId: string | null;
  }): Promise<{ text: string; html: string | null; files: StoredFileRef[]; actions: TicketAction[] }> {
    return this.database.transaction(async (tx) => {
      const found = await lockMessage(tx, order.workspaceId, order.messageId);
      if (!found) throw new DomainError('not-found');
      const { ticket, message } = found;
      // A merge may have carried it on while it could still be undone.
      if (order.ticketId !== message.ticketId && order.ticketId !== message.via) throw new DomainError('not-found');
      if (message.agentId !== order.agentId) throw new DomainError('not-allowed');
      if (message.state !== 'held') throw new DomainError('undo-too-late');
      await updateMessage(tx, message, { state: 'undone', dueAt: null, actions: null });
      await this.facts.record(tx, { workspaceId: order.workspaceId, ticketId: ticket.id }, [
        MessageUndone.of(this.clock.now(), { messageId: message.id }),
      ]);
      return { text: message.text, html: message.html, files: message.files, actions: message.actions ?? [] };
    });
  }
}
