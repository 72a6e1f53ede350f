// Path B, once more: an agent presses Resend on a message that failed or may not have arrived.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import type { TicketOrder } from './apply-rule.js';
import { MessageMarked, MessageQueued } from './events.js';
import { findMessage, updateMessage } from './message.store.js';
import { ReleaseReplies } from './release-replies.js';
import { lockTicket } from './ticket.store.js';

@Injectable()
export class ResendMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly release: ReleaseReplies,
  ) {}

  /** A failed reply counts again, from this instant. @throws DomainError not-found, conflict (it needs no resending). */
  async run(order: TicketOrder & { messageId: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
      const message = await findMessage(tx, order.workspaceId, order.messageId);
      if (!ticket || !message || message.ticketId !== ticket.id) throw new DomainError('not-found');
      if (!['failed', 'unknown', 'kept'].includes(message.state)) throw new DomainError('conflict');
      const now = this.clock.now();
      await this.facts.record(tx, { workspaceId: order.workspaceId, ticketId: ticket.id }, [
        MessageMarked.of(now, { messageId: message.id, state: 'queued', bot: message.kind === 'bot' }),
        MessageQueued.of(now, { messageId: message.id, dueAt: now.toISOString() }),
      ]);
      await updateMessage(tx, message, { state: 'queued', attempts: 0, dueAt: now, remedy: null, sender: null });
      // Only a failed reply had its clocks taken back.
      if (message.kind === 'agent' && message.state === 'failed') {
        await this.release.run(tx, ticket, [{ ...message, at: now, thenState: null }]);
      }
    });
  }
}
