// Rows of tags: numbered per workspace, from 1, without a counter row.
import type { Sql, Tx } from '../platform/database/database.js';

/** The ids of those of these names that exist, under the spelling that was asked for. */
export async function findTags(sql: Sql, workspaceId: string, names: string[]): Promise<Map<string, number>> {
  const rows = await sql.query<{ wanted: string; id: number }>(
    `SELECT wanted, t.id FROM unnest($2::text[]) AS wanted
     JOIN tag t ON t.workspace_id = $1 AND lower(t.name) = lower(wanted)`,
    [workspaceId, names],
  );
  return new Map(rows.map((row) => [row.wanted, row.id]));
}

/** By name. */
export function listAllTags(sql: Sql, workspaceId: string): Promise<{ id: number; name: string }[]> {
  return sql.query(`SELECT id, name FROM tag WHERE workspace_id = $1 ORDER BY lower(name), id`, [workspaceId]);
}

/** Nobody else makes a tag here until this transaction ends. */
export async function lockTags(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('tag ' || $1, 0))`, [workspaceId]);
}

/** Makes tags with the next free numbers; of two spellings that differ in case the first is kept. */
export async function insertTags(tx: Tx, workspaceId: string, names: string[]): Promise<void> {
  await tx.query(
    `INSERT INTO tag (workspace_id, id, name)
     SELECT $1, coalesce((SELECT max(id) FROM tag WHERE workspace_id = $1), 0) + row_number() OVER (ORDER BY place), name
     FROM (SELECT DISTINCT ON (lower(name)) name, place
           FROM unnest($2::text[]) WITH ORDINALITY AS given (name, place) ORDER BY lower(name), place) AS fresh`,
    [workspaceId, names],
  );
}
