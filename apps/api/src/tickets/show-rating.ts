// Path C: a rating appears on its card and on the ticket's row, for everyone who looks at them.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { RatingShown } from './events.js';
import { findMessage, updateMessage } from './message.store.js';
import { lockTicket, rateTicket } from './ticket.store.js';

interface CardRating {
  workspaceId: string;
  ticketId: string;
  messageId: string;
  score: number;
  comment: string | null;
  /** Reasons by id, and the scores of the other questions. */
  given?: { reasons: string[]; more: Record<string, number> };
}

@Injectable()
export class ShowRating {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** Called by the survey room inside its own transaction. `max`: the top of the scale. */
  async run(
    tx: Tx,
    order: {
      workspaceId: string;
      ticketId: string;
      messageId: string | null;
      score: number;
      max: number;
      good: boolean;
      comment: string | null;
      /** Reasons by id, and the scores of the other questions. */
      given?: { reasons: string[]; more: Record<string, number> };
    },
  ): Promise<void> {
    const ticket = await lockTicket(tx, order.workspaceId, order.ticketId);
    if (!ticket) return;
    const { score, max, good, comment } = order;
    await rateTicket(tx, ticket, { score, max, good, comment });
    if (order.messageId) await this.onCard(tx, { ...order, messageId: order.messageId });
  }

  /** The same question stands on another card too: it was asked twice. */
  async again(tx: Tx, order: CardRating): Promise<void> {
    if (await lockTicket(tx, order.workspaceId, order.ticketId)) await this.onCard(tx, order);
  }

  private async onCard(tx: Tx, order: CardRating): Promise<void> {
    const { score, comment, given } = order;
    const message = await findMessage(tx, order.workspaceId, order.messageId);
    if (!message) return;
    if (message.card)
      await updateMessage(tx, message, { card: { ...message.card, score, comment, given: given ?? null } });
    await this.facts.record(tx, order, [RatingShown.of(this.clock.now(), { messageId: message.id })]);
  }
}
