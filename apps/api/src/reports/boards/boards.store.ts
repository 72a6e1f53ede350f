// Rows of boards: one each, its tiles in order; a change names the version that it changes.
import type { Sql } from '../../platform/database/database.js';
import type { BoardRequest } from './board.requests.js';
import type { SeenBy } from './board-tiles.js';

export interface Board extends BoardRequest {
  id: string;
  ownerId: string;
  version: number;
}

export interface BoardLine {
  id: string;
  ownerId: string;
  seenBy: SeenBy;
  name: string;
  count: number;
}

export interface BoardKey {
  workspaceId: string;
  boardId: string;
}

/** All of a workspace, by name: they are counted when one is made. */
export function listBoards(sql: Sql, workspaceId: string): Promise<BoardLine[]> {
  return sql.query(
    `SELECT id, owner_id AS "ownerId", seen_by AS "seenBy", name, jsonb_array_length(tiles) AS count
     FROM board WHERE workspace_id = $1 ORDER BY lower(name), id LIMIT 400`,
    [workspaceId],
  );
}

export async function countBoards(sql: Sql, workspaceId: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM board WHERE workspace_id = $1`, [
    workspaceId,
  ]);
  return row!.n;
}

export async function findBoard(sql: Sql, { workspaceId, boardId }: BoardKey): Promise<Board | null> {
  const [row] = await sql.query<Board>(
    `SELECT id, owner_id AS "ownerId", seen_by AS "seenBy", name, period, filters, tiles, version
     FROM board WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, boardId],
  );
  return row ?? null;
}

export async function addBoard(sql: Sql, workspaceId: string, board: Board, at: Date): Promise<void> {
  const { id, ownerId, seenBy, name, period, filters, tiles, version } = board;
  await sql.query(
    `INSERT INTO board (workspace_id, id, owner_id, seen_by, name, period, filters, tiles, version, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $10)`,
    [workspaceId, id, ownerId, seenBy, name, period, JSON.stringify(filters), JSON.stringify(tiles), version, at],
  );
}

/** False: it is another version by now. */
export async function changeBoard(sql: Sql, { workspaceId, boardId }: BoardKey, board: Board, at: Date) {
  const { seenBy, name, period, filters, tiles, version } = board;
  const rows = await sql.query(
    `WITH changed AS (UPDATE board SET seen_by = $3, name = $4, period = $5, filters = $6::jsonb, tiles = $7::jsonb,
       version = version + 1, changed_at = $8 WHERE workspace_id = $1 AND id = $2 AND version = $9 RETURNING id)
     SELECT id FROM changed`,
    [workspaceId, boardId, seenBy, name, period, JSON.stringify(filters), JSON.stringify(tiles), at, version],
  );
  return rows.length > 0;
}

export async function dropBoard(sql: Sql, { workspaceId, boardId }: BoardKey): Promise<void> {
  await sql.query(`DELETE FROM board WHERE workspace_id = $1 AND id = $2`, [workspaceId, boardId]);
}
