// The rows of conversations that we began, and where those of a person have been going on.
import type { Sql, Tx } from '../../platform/database/database.js';

export interface Started {
  ticketId: string;
  messageId: string;
}

/** Takes the key for this beginning; answers with the earlier one when it was taken before. */
export async function claimStart(tx: Tx, workspaceId: string, key: string, started: Started): Promise<Started | null> {
  const rows = await tx.query(
    `INSERT INTO conversation_start (workspace_id, idempotency_key, ticket_id, message_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING ticket_id`,
    [workspaceId, key, started.ticketId, started.messageId],
  );
  if (rows.length > 0) return null;
  const [earlier] = await tx.query<Started>(
    `SELECT ticket_id AS "ticketId", message_id AS "messageId" FROM conversation_start WHERE workspace_id = $1 AND idempotency_key = $2`,
    [workspaceId, key],
  );
  return earlier!;
}

/** Where a person's conversations of one connection were held last, by connection and identity. */
export interface LastConversation {
  connectionId: string;
  identityId: string;
  conversation: string;
  ticketId: string;
  number: number;
  /** Their next words would go to this ticket. */
  open: boolean;
}

export function lastConversations(sql: Sql, workspaceId: string, contactId: string): Promise<LastConversation[]> {
  return sql.query<LastConversation>(
    `SELECT DISTINCT ON (t.connection_id, t.identity_id) t.connection_id AS "connectionId", t.identity_id AS "identityId",
       t.conversation, t.id AS "ticketId", t.number,
       t.state <> 'closed' AND t.merged_into IS NULL AND t.trashed_at IS NULL AND NOT t.aside AS open
     FROM ticket t WHERE t.workspace_id = $1 AND t.contact_id = $2 AND t.conversation IS NOT NULL
     ORDER BY t.connection_id, t.identity_id, NOT (t.state <> 'closed' AND t.merged_into IS NULL AND t.trashed_at IS NULL AND NOT t.aside), t.id DESC`,
    [workspaceId, contactId],
  );
}
