// The rows of a replay: which raw rows it gives to path A again, how far it has come, and what became of them.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { RawRef, RawState } from './raw.store.js';

export interface Replay {
  id: string;
  total: number;
  revived: number;
  createdAt: Date;
  finishedAt: Date | null;
}

const COLUMNS = `id, total, revived, created_at AS "createdAt", finished_at AS "finishedAt"`;

/** Takes every failed row of the workspace into a new replay. @returns how many. */
export async function insertReplay(
  tx: Tx,
  replay: { workspaceId: string; id: string; requestedBy: string | null; now: Date },
): Promise<number> {
  await tx.query(
    `INSERT INTO replay (workspace_id, id, requested_by, total, due_at, created_at) VALUES ($1, $2, $3, 0, $4, $4)`,
    [replay.workspaceId, replay.id, replay.requestedBy, replay.now],
  );
  const rows = await tx.query(
    `INSERT INTO replay_row (workspace_id, replay_id, raw_id)
     SELECT workspace_id, $2, id FROM raw WHERE workspace_id = $1 AND state = 'failed' RETURNING 1`,
    [replay.workspaceId, replay.id],
  );
  await tx.query(`UPDATE replay SET total = $3 WHERE workspace_id = $1 AND id = $2`, [
    replay.workspaceId,
    replay.id,
    rows.length,
  ]);
  return rows.length;
}

export async function dropReplay(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.query(`DELETE FROM replay WHERE workspace_id = $1 AND id = $2`, [workspaceId, id]);
}

/** The next rows to give back, oldest first, taken so that no other process takes them too. */
export async function nextRows(tx: Tx, workspaceId: string, replayId: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ rawId: string }>(
    `SELECT raw_id AS "rawId" FROM replay_row WHERE workspace_id = $1 AND replay_id = $2 AND NOT revived
     ORDER BY raw_id LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [workspaceId, replayId, limit],
  );
  return rows.map((row) => row.rawId);
}

/** Puts these rows back to the start, those of them that still rest as failed. */
export async function reviveRows(tx: Tx, workspaceId: string, rawIds: string[], now: Date): Promise<RawRef[]> {
  return tx.query<RawRef>(
    `UPDATE raw SET state = 'received', attempts = 0, error = NULL, reason = NULL, due_at = $3
     WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND state = 'failed' AND body_dropped_at IS NULL
     RETURNING workspace_id AS "workspaceId", connection_id AS "connectionId", id AS "rawId"`,
    [workspaceId, rawIds, now],
  );
}

export async function noteRevived(tx: Tx, workspaceId: string, replayId: string, rawIds: string[]): Promise<void> {
  await tx.query(
    `UPDATE replay_row SET revived = true WHERE workspace_id = $1 AND replay_id = $2 AND raw_id = ANY($3::uuid[])`,
    [workspaceId, replayId, rawIds],
  );
  await tx.query(`UPDATE replay SET revived = revived + $3 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    replayId,
    rawIds.length,
  ]);
}

/** When to look again; null with `finishedAt`: never. */
export async function settleReplay(
  sql: Sql,
  workspaceId: string,
  id: string,
  end: { dueAt: Date | null; finishedAt: Date | null },
): Promise<void> {
  await sql.query(`UPDATE replay SET due_at = $3, finished_at = $4 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
    end.dueAt,
    end.finishedAt,
  ]);
}

export async function findReplay(sql: Sql, workspaceId: string, id: string): Promise<Replay | null> {
  const [row] = await sql.query<Replay>(`SELECT ${COLUMNS} FROM replay WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  return row ?? null;
}

export async function latestReplays(sql: Sql, workspaceId: string, limit: number): Promise<Replay[]> {
  return sql.query<Replay>(`SELECT ${COLUMNS} FROM replay WHERE workspace_id = $1 ORDER BY id DESC LIMIT $2`, [
    workspaceId,
    limit,
  ]);
}

/** How many of its rows are in which state now; rows that are gone for their age are in none. */
export async function countStates(
  sql: Sql,
  workspaceId: string,
  replayId: string,
): Promise<Partial<Record<RawState, number>>> {
  const rows = await sql.query<{ state: RawState; n: number }>(
    `SELECT r.state, count(*)::int AS n FROM replay_row p
     JOIN raw r ON r.workspace_id = p.workspace_id AND r.id = p.raw_id
     WHERE p.workspace_id = $1 AND r.workspace_id = $1 AND p.replay_id = $2 GROUP BY r.state`,
    [workspaceId, replayId],
  );
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

export async function dueReplays(sql: Sql, now: Date): Promise<{ workspaceId: string; replayId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "replayId" FROM replay WHERE due_at <= $1 ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}
