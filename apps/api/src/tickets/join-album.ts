// Path A, last step for albums: the second picture and those after it join the message of the first.
import type { Tx } from '../platform/database/database.js';
import type { Facts } from '../platform/events/record-facts.js';
import { floorOf } from '../platform/ids.js';
import { ALBUM_MS, type AlbumPart, joinPart } from './album.js';
import { MessageEdited } from './events.js';
import { MESSAGE_SELECT, type Message, updateMessage } from './message.store.js';
import { previewOf } from './preview.js';
import type { Ticket } from './ticket.js';
import { updateTicket } from './ticket.store.js';

/** How far back in the ticket an album's first part is looked for, in lines. */
const BACK = 300;

/**
 * The caller holds the ticket's lock, so that parts which come at the same instant stand in line. Null: there is nothing to
 * join (the first part, too late, or somebody has answered in between): then it is a message of its own.
 */
export async function joinAlbum(
  tx: Tx,
  facts: Facts,
  ticket: Ticket,
  connectionId: string,
  part: AlbumPart & { album: string; contactId: string; at: Date },
): Promise<{ messageId: string; seq: number } | null> {
  if (ticket.waitingSince === null || !['new', 'open'].includes(ticket.state)) return null;
  const { workspaceId, id: ticketId } = ticket;
  const [message] = await tx.query<Message>(
    `SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND seq > $4
       AND kind = 'customer' AND contact_id = $5 AND album->>'id' = $6 AND deleted_at IS NULL ORDER BY seq DESC LIMIT 1`,
    [workspaceId, ticketId, floorOf(ticketId), ticket.seq - BACK, part.contactId, part.album],
  );
  if (!message || Math.abs(message.at.getTime() - part.at.getTime()) > ALBUM_MS) return null;
  await tx.query(
    `INSERT INTO inbound_key (workspace_id, connection_id, external_id, message_id, ticket_id) VALUES ($1, $2, $3, $4, $5)`,
    [workspaceId, connectionId, part.externalId, message.id, ticketId],
  );
  const joined = joinPart(message, part);
  await updateMessage(tx, message, joined);
  if (message.seq === ticket.lastCustomerSeq)
    await updateTicket(tx, ticket, { preview: previewOf(joined.text, joined.files.length) });
  await facts.record(tx, { workspaceId, ticketId }, [MessageEdited.of(part.at, { messageId: message.id })]);
  return { messageId: message.id, seq: message.seq };
}
