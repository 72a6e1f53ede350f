// Rows of the trash: what lies in it, since when, and what each ticket was before.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { type RowRecord, TICKET_ROW, TICKET_ROW_FROM } from './ticket-row.store.js';

export interface BeforeTrash {
  spam: boolean;
  aside: boolean;
  closeAt: string | null;
}
export interface Trashed {
  ticketId: string;
  agentId: string | null;
  before: BeforeTrash;
  at: Date;
  /** Null: its words have been erased. */
  eraseAt: Date | null;
}
export type TrashRow = RowRecord & { trashedAt: Date; eraseAt: Date; trashedBy: string | null; position: string };

export async function insertTrash(
  tx: Tx,
  workspaceId: string,
  { ticketId, agentId, before, at, eraseAt }: Trashed,
): Promise<void> {
  await tx.query(
    `INSERT INTO ticket_trash (workspace_id, ticket_id, agent_id, before, at, erase_at) VALUES ($1, $2, $3, $4::jsonb, $5, $6)`,
    [workspaceId, ticketId, agentId, JSON.stringify(before), at, eraseAt],
  );
}

export async function findTrash(sql: Sql, workspaceId: string, ticketId: string): Promise<Trashed | null> {
  const [row] = await sql.query<Trashed>(
    `SELECT ticket_id AS "ticketId", agent_id AS "agentId", before, at, erase_at AS "eraseAt" FROM ticket_trash
     WHERE workspace_id = $1 AND ticket_id = $2`,
    [workspaceId, ticketId],
  );
  return row ?? null;
}

export async function takeOutOfTrash(tx: Tx, workspaceId: string, ticketId: string): Promise<void> {
  await tx.query(`DELETE FROM ticket_trash WHERE workspace_id = $1 AND ticket_id = $2`, [workspaceId, ticketId]);
}

export async function noteErased(tx: Tx, workspaceId: string, ticketId: string, at: Date): Promise<void> {
  await tx.query(`UPDATE ticket_trash SET erase_at = NULL, erased_at = $3 WHERE workspace_id = $1 AND ticket_id = $2`, [
    workspaceId,
    ticketId,
    at,
  ]);
}

/** What can still be restored, the latest first. */
export function trashPage(sql: Sql, workspaceId: string, after: string[] | null, limit: number): Promise<TrashRow[]> {
  return sql.query<TrashRow>(
    `SELECT ${TICKET_ROW}, t.trashed_at AS "trashedAt", x.erase_at AS "eraseAt", x.agent_id AS "trashedBy",
       to_char(t.trashed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
     ${TICKET_ROW_FROM} JOIN ticket_trash x ON x.workspace_id = $1 AND x.ticket_id = t.id AND x.erase_at IS NOT NULL
     WHERE t.workspace_id = $1 AND t.trashed_at IS NOT NULL
       AND ($2::timestamptz IS NULL OR (t.trashed_at, t.id) < ($2::timestamptz, $3::uuid))
     ORDER BY t.trashed_at DESC, t.id DESC LIMIT $4`,
    [workspaceId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** Tickets whose 30 days are over, in every workspace. */
export function dueToErase(sql: Sql, now: Date): Promise<{ workspaceId: string; ticketId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", ticket_id AS "ticketId" FROM ticket_trash
       WHERE erase_at <= $1 ORDER BY erase_at LIMIT 500`,
    ),
    [now],
  );
}

/** Its words, on whatever row they stand; the row itself stays, for the number and the facts that name it. */
export async function eraseRows(tx: Tx, workspaceId: string, ticketId: string, messageIds: string[]): Promise<void> {
  await tx.query(`DELETE FROM message WHERE workspace_id = $1 AND id = ANY($2::uuid[])`, [workspaceId, messageIds]);
  for (const table of ['draft', 'scheduled_reply', 'outbound_key', 'ticket_merge'])
    await tx.query(`DELETE FROM ${table} WHERE workspace_id = $1 AND ticket_id = $2`, [workspaceId, ticketId]);
  await tx.query(`DELETE FROM ticket_link WHERE workspace_id = $1 AND (ticket_id = $2 OR other_id = $2)`, [
    workspaceId,
    ticketId,
  ]);
  await tx.query(
    `UPDATE ticket SET subject = NULL, preview = '', rating = NULL, tags = '{}', fields = '{}' WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, ticketId],
  );
}

/** The tickets that were merged into it, and into those: their words lie in it. */
export async function sourcesOf(sql: Sql, workspaceId: string, ticketId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `WITH RECURSIVE source AS (
       SELECT t.id, 1 AS hops FROM ticket t WHERE t.workspace_id = $1 AND t.merged_into = $2
       UNION SELECT t.id, source.hops + 1 FROM ticket t JOIN source ON t.merged_into = source.id
       WHERE t.workspace_id = $1 AND source.hops < 20)
     SELECT id FROM source`,
    [workspaceId, ticketId],
  );
  return [...new Set(rows.map((row) => row.id))];
}

/** Their rows go; answers the contents that no other row names. */
export async function dropFiles(tx: Tx, workspaceId: string, fileIds: string[]): Promise<string[]> {
  if (fileIds.length === 0) return [];
  const rows = await tx.query<{ sha256: string }>(
    `DELETE FROM file WHERE workspace_id = $1 AND id = ANY($2::uuid[]) RETURNING sha256`,
    [workspaceId, fileIds],
  );
  const gone = [...new Set(rows.map((row) => row.sha256))];
  const still = await tx.query<{ sha256: string }>(
    `SELECT DISTINCT sha256 FROM file WHERE workspace_id = $1 AND sha256 = ANY($2::text[])`,
    [workspaceId, gone],
  );
  return gone.filter((one) => !still.some((row) => row.sha256 === one));
}

/** Which of these files no message names any more; found by the index of the files of messages; a draft elsewhere counts too. */
export async function orphans(tx: Tx, workspaceId: string, fileIds: string[]): Promise<string[]> {
  const left: string[] = [];
  for (const id of new Set(fileIds)) {
    const rows = await tx.query(
      `SELECT 1 FROM message m WHERE m.workspace_id = $1 AND m.files <> '[]' AND m.files @> $2::jsonb
       UNION ALL SELECT 1 FROM draft d WHERE d.workspace_id = $1 AND $3 = ANY(d.files) LIMIT 1`,
      [workspaceId, JSON.stringify([{ id }]), id],
    );
    if (rows.length === 0) left.push(id);
  }
  return left;
}
