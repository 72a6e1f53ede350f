// What the ledger lets go of in time: bodies first, rows later; never of a row that is not done.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

/** Rows that nobody will ask to be read again: what failed or was quarantined still waits for an owner. */
const DONE = `state IN ('accepted', 'duplicate', 'dropped')`;

export interface OldBody {
  id: string;
  bodyFile: string | null;
  sha256: string | null;
}

/** Workspaces whose oldest body or row has outlived its time. One index entry is looked at for each. */
export async function workspacesToTidy(
  sql: Sql,
  now: Date,
  usual: { bodyDays: number },
): Promise<{ workspaceId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT w.id AS "workspaceId" FROM workspace w
       WHERE (SELECT r.received_at FROM raw r WHERE r.workspace_id = w.id AND r.body_dropped_at IS NULL AND r.${DONE}
              ORDER BY r.id LIMIT 1)
             < $1::timestamptz - coalesce((w.settings->'ledger'->>'bodyDays')::int, $2) * interval '1 day'
          OR (w.settings->'ledger'->>'rowDays') IS NOT NULL
             AND (SELECT r.received_at FROM raw r WHERE r.workspace_id = w.id AND r.body_dropped_at IS NOT NULL AND r.${DONE}
                  ORDER BY r.id LIMIT 1)
                 < $1::timestamptz - (w.settings->'ledger'->>'rowDays')::int * interval '1 day'
       LIMIT 500`,
    ),
    [now, usual.bodyDays],
  );
}

export async function oldBodies(sql: Sql, workspaceId: string, before: Date, limit: number): Promise<OldBody[]> {
  return sql.query<OldBody>(
    `SELECT id, body_file AS "bodyFile", sha256 FROM raw
     WHERE workspace_id = $1 AND body_dropped_at IS NULL AND ${DONE} AND received_at < $2 ORDER BY id LIMIT $3`,
    [workspaceId, before, limit],
  );
}

/** Bodies inside their rows: their hash is taken by the database as they go. */
export async function dropInline(sql: Sql, workspaceId: string, ids: string[], now: Date): Promise<void> {
  await sql.query(
    `UPDATE raw SET sha256 = encode(sha256(coalesce(body, ''::bytea)), 'hex'), body = NULL, body_dropped_at = $3
     WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND body_file IS NULL AND ${DONE}`,
    [workspaceId, ids, now],
  );
}

/** What was kept of these messages as they came; a row may be there without a body. */
export function bodiesOfMessages(
  sql: Sql,
  workspaceId: string,
  messageIds: string[],
): Promise<{ id: string; bodyFile: string | null }[]> {
  return sql.query(
    `SELECT id, body_file AS "bodyFile" FROM raw WHERE workspace_id = $1 AND message_id = ANY($2::uuid[])`,
    [workspaceId, messageIds],
  );
}

/** Bodies, names and subjects go; that something came, and what became of it, stays. */
export async function forgetSummaries(sql: Sql, workspaceId: string, ids: string[], now: Date): Promise<void> {
  await sql.query(
    `UPDATE raw SET body = NULL, body_file = NULL, summary = NULL, words = NULL, envelope = '{}', external_id = NULL,
       body_dropped_at = coalesce(body_dropped_at, $3) WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, ids, now],
  );
}

export async function noteHash(sql: Sql, workspaceId: string, id: string, sha256: string): Promise<void> {
  await sql.query(`UPDATE raw SET sha256 = $3 WHERE workspace_id = $1 AND id = $2`, [workspaceId, id, sha256]);
}

export async function noteFileDropped(sql: Sql, workspaceId: string, id: string, now: Date): Promise<void> {
  await sql.query(`UPDATE raw SET body_file = NULL, body_dropped_at = $3 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
    now,
  ]);
}

/** Rows whose body went long ago. @returns how many went. */
export async function dropRows(sql: Sql, workspaceId: string, before: Date, limit: number): Promise<number> {
  const rows = await sql.query(
    `DELETE FROM raw WHERE workspace_id = $1 AND id IN (
       SELECT r.id FROM raw r WHERE r.workspace_id = $1 AND r.body_dropped_at IS NOT NULL AND r.${DONE} AND r.received_at < $2
       ORDER BY r.id LIMIT $3) RETURNING 1`,
    [workspaceId, before, limit],
  );
  return rows.length;
}
