// The rows of table `late_file`: files named in a message that are still to be fetched.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

export interface LateFileRow {
  workspaceId: string;
  id: string;
  connectionId: string;
  ticketId: string;
  messageId: string;
  ref: string;
  name: string;
  contentType: string;
  contentId: string | null;
  attempts: number;
}

const COLUMNS = `workspace_id AS "workspaceId", id, connection_id AS "connectionId", ticket_id AS "ticketId",
  message_id AS "messageId", ref, name, content_type AS "contentType", content_id AS "contentId", attempts`;

export async function insertLateFile(tx: Tx, row: Omit<LateFileRow, 'attempts'>, dueAt: Date): Promise<void> {
  await tx.query(
    `INSERT INTO late_file (workspace_id, id, connection_id, ticket_id, message_id, ref, name, content_type, content_id, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.workspaceId,
      row.id,
      row.connectionId,
      row.ticketId,
      row.messageId,
      row.ref,
      row.name,
      row.contentType,
      row.contentId,
      dueAt,
    ],
  );
}

/** The row if it is still to be fetched; `lock` keeps others away from it until the transaction ends. */
export async function waitingLateFile(
  sql: Sql,
  workspaceId: string,
  id: string,
  lock = false,
): Promise<LateFileRow | null> {
  const [row] = await sql.query<LateFileRow>(
    `SELECT ${COLUMNS} FROM late_file WHERE workspace_id = $1 AND id = $2 AND due_at IS NOT NULL ${lock ? 'FOR UPDATE' : ''}`,
    [workspaceId, id],
  );
  return row ?? null;
}

export async function deleteLateFile(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.query(`DELETE FROM late_file WHERE workspace_id = $1 AND id = $2`, [workspaceId, id]);
}

/** Notes a failed attempt; `dueAt` null gives up. */
export async function postponeLateFile(
  sql: Sql,
  workspaceId: string,
  id: string,
  dueAt: Date | null,
  error: string,
): Promise<void> {
  await sql.query(
    `UPDATE late_file SET attempts = attempts + 1, due_at = $3, error = $4 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, dueAt, error],
  );
}

export async function allDueLateFiles(
  sql: Sql,
  now: Date,
  limit: number,
): Promise<{ workspaceId: string; id: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id FROM late_file WHERE due_at <= $1 ORDER BY due_at LIMIT $2`,
    ),
    [now, limit],
  );
}
