// Path A, afterwards: a customer edits or deletes what they wrote, or reads what we wrote; shown as such, never hidden.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import type { NewFact } from '../platform/events/define-event.js';
import { Facts } from '../platform/events/record-facts.js';
import { CustomerRead, MessageDeleted, MessageEdited, RatingShown } from './events.js';
import { findMessage, type Message, updateMessage } from './message.store.js';
import { previewOf } from './preview.js';
import { lockTicket, updateTicket } from './ticket.store.js';

@Injectable()
export class ReviseMessage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  async edit(order: { workspaceId: string; messageId: string; text: string; html: string | null }): Promise<void> {
    await this.revise(order, (message, at) => ({
      patch: { text: order.text, html: order.html, editedAt: at },
      fact: MessageEdited.of(at, { messageId: message.id }),
    }));
  }

  /** The customer took it back at their side: marked as deleted; the words stay, for the desk has read them. */
  async delete(order: { workspaceId: string; messageId: string }): Promise<void> {
    await this.revise(order, (message, at) => ({
      patch: { deletedAt: at },
      fact: MessageDeleted.of(at, { messageId: message.id }),
    }));
  }

  /** The customer has seen the conversation up to here (widget). */
  async read(order: { workspaceId: string; ticketId: string; seq: number }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
      const seq = Math.min(order.seq, ticket?.seq ?? 0);
      if (!ticket || seq <= ticket.customerReadSeq) return;
      await updateTicket(tx, ticket, { customerReadSeq: seq });
      await this.facts.record(tx, { workspaceId: ticket.workspaceId, ticketId: ticket.id }, [
        CustomerRead.of(this.clock.now(), { upToSeq: seq }),
      ]);
    });
  }

  /** Puts a rating on its card and on the ticket's row. Called by the survey room inside its own transaction. */
  async rate(
    tx: Tx,
    order: {
      workspaceId: string;
      ticketId: string;
      messageId: string | null;
      score: number;
      max: number;
      good: boolean;
      comment: string | null;
    },
  ): Promise<void> {
    const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
    if (!ticket) return;
    const { score, max, good, comment } = order;
    await tx.query(`UPDATE ticket SET rating = $3::jsonb WHERE workspace_id = $1 AND id = $2`, [
      order.workspaceId,
      order.ticketId,
      JSON.stringify({ score, max, good, comment }),
    ]);
    const message = order.messageId ? await findMessage(tx, order.workspaceId, order.messageId) : null;
    if (message?.card) await updateMessage(tx, message, { card: { ...message.card, score, comment } });
    if (message) await this.facts.record(tx, order, [RatingShown.of(this.clock.now(), { messageId: message.id })]);
  }

  private async revise(
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
