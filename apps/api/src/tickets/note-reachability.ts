// Path A, beside the messages: that the customer blocked us, or came back, is a line of the ticket they are in.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { CustomerReachability } from './events.js';
import { lockConversation } from './ticket.store.js';

@Injectable()
export class NoteReachability {
  constructor(private readonly facts: Facts) {}

  /** Answers with the ticket that shows it; null: none of this conversation is open. */
  async run(
    tx: Tx,
    order: { workspaceId: string; connectionId: string; conversation: string; reachable: boolean; at: Date },
  ): Promise<string | null> {
    const { workspaceId, connectionId, conversation, reachable, at } = order;
    const ticket = await lockConversation(tx, workspaceId, connectionId, conversation);
    if (!ticket || ticket.state === 'solved') return null;
    await this.facts.record(tx, { workspaceId, ticketId: ticket.id }, [CustomerReachability.of(at, { reachable })]);
    return ticket.id;
  }
}
