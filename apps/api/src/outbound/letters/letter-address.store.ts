// Rows of where the person of a chat wants answers that they have not seen.
import type { Sql } from '../../platform/database/database.js';

/** A chat: one visitor of one site. */
export interface ChatOf {
  workspaceId: string;
  connectionId: string;
  conversation: string;
}

export interface LetterAddress {
  address: string | null;
  /** They want no more of these. */
  stoppedAt: Date | null;
  /** A mail to it came back. */
  unreachableAt: Date | null;
}

export async function findAddress(sql: Sql, chat: ChatOf): Promise<LetterAddress | null> {
  const [row] = await sql.query<LetterAddress>(
    `SELECT address, stopped_at AS "stoppedAt", unreachable_at AS "unreachableAt" FROM letter_address
     WHERE workspace_id = $1 AND connection_id = $2 AND conversation = $3`,
    [chat.workspaceId, chat.connectionId, chat.conversation],
  );
  return row ?? null;
}

/** Whoever names an address wants answers there again. */
export async function keepAddress(sql: Sql, chat: ChatOf, address: string | null): Promise<void> {
  await sql.query(
    `INSERT INTO letter_address (workspace_id, connection_id, conversation, address) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace_id, connection_id, conversation)
     DO UPDATE SET address = excluded.address, stopped_at = NULL, unreachable_at = NULL`,
    [chat.workspaceId, chat.connectionId, chat.conversation, address],
  );
}

export async function stopLetters(sql: Sql, chat: ChatOf, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO letter_address (workspace_id, connection_id, conversation, stopped_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace_id, connection_id, conversation) DO UPDATE SET stopped_at = excluded.stopped_at`,
    [chat.workspaceId, chat.connectionId, chat.conversation, at],
  );
}

export async function flagAddress(sql: Sql, chat: ChatOf, address: string, at: Date): Promise<void> {
  await sql.query(
    `UPDATE letter_address SET unreachable_at = $5
     WHERE workspace_id = $1 AND connection_id = $2 AND conversation = $3 AND lower(address) = lower($4)`,
    [chat.workspaceId, chat.connectionId, chat.conversation, address, at],
  );
}
