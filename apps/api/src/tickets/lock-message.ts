// A message and the ticket it stands in, under the ticket's lock: a merge may have moved it since it was last seen.
import type { Tx } from '../platform/database/database.js';
import { findMessage, type Message } from './message.store.js';
import type { Ticket } from './ticket.js';
import { lockTicket } from './ticket.store.js';

/** Null: there is no such message. */
export async function lockMessage(
  tx: Tx,
  workspaceId: string,
  messageId: string,
): Promise<{ ticket: Ticket; message: Message } | null> {
  for (let tries = 0; tries < 5; tries++) {
    const seen = await findMessage(tx, workspaceId, messageId);
    const ticket = seen && (await lockTicket(tx, workspaceId, seen.ticketId));
    if (!ticket) return null;
    const message = await findMessage(tx, workspaceId, messageId);
    if (message?.ticketId === ticket.id) return { ticket, message };
  }
  return null;
}
