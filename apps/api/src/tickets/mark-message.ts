// Path B, last step: how far a message has come; a failure takes back the clocks it had stopped.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { ClaimMessage } from './claim-message.js';
import { type Actor, MessageMarked, MessageQueued } from './events.js';
import { findMessage, type Message, updateMessage } from './message.store.js';
import { ReleaseReplies } from './release-replies.js';
import { annulReply, type Change } from './ticket.js';
import { lockTicket, updateTicket } from './ticket.store.js';

export type Mark = 'sent' | 'delivered' | 'read' | 'kept' | 'failed' | 'unknown';

/** A later word only counts if it says more: a delivery receipt after a read one changes nothing. */
const RANK: Record<string, number> = {
  held: 0,
  queued: 1,
  sending: 2,
  unknown: 3,
  failed: 3,
  kept: 3,
  sent: 4,
  delivered: 5,
  read: 6,
};

@Injectable()
export class MarkMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly claims: ClaimMessage,
    private readonly release: ReleaseReplies,
  ) {}

  async run(mark: {
    workspaceId: string;
    messageId: string;
    state: Mark;
    externalId?: string | null;
    remedy?: string | null;
  }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const found = await findMessage(tx, mark.workspaceId, mark.messageId);
      if (!found) throw new DomainError('not-found');
      const ticket = await lockTicket(tx, mark.workspaceId, found.ticketId);
      const message = (await findMessage(tx, mark.workspaceId, mark.messageId))!;
      if (!ticket || !saysMore(message.state, mark.state)) return;
      const now = this.clock.now();
      await updateMessage(tx, message, {
        state: mark.state,
        sender: null,
        dueAt: null,
        remedy: mark.remedy ?? null,
        ...(mark.externalId ? { externalId: mark.externalId } : {}),
        ...(mark.state === 'sent' ? { sentAt: now } : {}),
      });
      const facts: NewFact[] = [
        MessageMarked.of(now, { messageId: message.id, state: mark.state, bot: message.kind === 'bot' }),
      ];
      const annulled: Change =
        mark.state === 'failed' && message.kind === 'agent'
          ? annulReply(ticket, message.id, message.measured, now)
          : { patch: {}, facts: [] };
      await updateTicket(tx, ticket, annulled.patch);
      await this.facts.record(tx, { workspaceId: mark.workspaceId, ticketId: ticket.id }, [
        ...facts,
        ...annulled.facts,
      ]);
    });
    this.claims.letGo(mark.messageId);
  }

  /** Puts a message that could not go now back into the queue. */
  async retryLater(order: {
    workspaceId: string;
    messageId: string;
    dueAt: Date;
    remedy: string | null;
  }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const message = await findMessage(tx, order.workspaceId, order.messageId);
      if (message?.state !== 'sending') return;
      await updateMessage(tx, message, { state: 'queued', sender: null, dueAt: order.dueAt, remedy: order.remedy });
    });
    this.claims.letGo(order.messageId);
  }

  /** An agent presses Resend on a failed or unknown message: it is a new sending, counted from this instant. */
  async resend(order: { workspaceId: string; ticketId: string; messageId: string; actor: Actor }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
      const message = await findMessage(tx, order.workspaceId, order.messageId);
      if (!ticket || !message || message.ticketId !== ticket.id) throw new DomainError('not-found');
      if (!['failed', 'unknown', 'kept'].includes(message.state)) throw new DomainError('conflict');
      const now = this.clock.now();
      await this.facts.record(tx, { workspaceId: order.workspaceId, ticketId: ticket.id }, [
        MessageMarked.of(now, { messageId: message.id, state: 'queued' }),
        MessageQueued.of(now, { messageId: message.id, dueAt: now.toISOString() }),
      ]);
      await this.requeue(tx, message, now);
      // Only a failed reply had its clocks taken back; it counts again, from now.
      if (message.kind === 'agent' && message.state === 'failed')
        await this.release.run(tx, ticket, [{ ...message, at: now, thenState: null }]);
    });
  }

  private async requeue(tx: Tx, message: Message, now: Date): Promise<void> {
    await updateMessage(tx, message, { state: 'queued', attempts: 0, dueAt: now, remedy: null, sender: null });
  }
}

function saysMore(from: string, to: Mark): boolean {
  if (to === 'failed' || to === 'unknown')
    return ['held', 'queued', 'sending', 'unknown', 'sent'].includes(from) && from !== to;
  return (RANK[to] ?? 0) > (RANK[from] ?? 99);
}
