// That a macro was sent, one row a time: counted when somebody asks, so that no row is hot.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';

const COUNTED = 1000;

/** Only macros of this workspace count. */
export async function noteUses(
  tx: Tx,
  workspaceId: string,
  macroIds: string[],
  agentId: string,
  at: Date,
): Promise<void> {
  if (macroIds.length === 0) return;
  await tx.query(
    `INSERT INTO macro_use (workspace_id, macro_id, at, agent_id)
     SELECT m.workspace_id, m.id, $4, $3 FROM macro m WHERE m.workspace_id = $1 AND m.id = ANY($2::uuid[])
     ON CONFLICT DO NOTHING`,
    [workspaceId, macroIds, agentId, at],
  );
}

/** How often each was sent since then; 1,000 stands for "at least". */
export async function countUses(
  sql: Sql,
  workspaceId: string,
  macroIds: string[],
  since: Date,
): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: string; uses: number }>(
    `SELECT m.id, (SELECT count(*)::int FROM (SELECT 1 FROM macro_use u
       WHERE u.workspace_id = m.workspace_id AND u.macro_id = m.id AND u.at > $3 LIMIT ${COUNTED}) AS counted) AS uses
     FROM macro m WHERE m.workspace_id = $1 AND m.id = ANY($2::uuid[])`,
    [workspaceId, macroIds, since],
  );
  return new Map(rows.map((row) => [row.id, row.uses]));
}

export async function dropUsesBefore(sql: Sql, before: Date, batch: number): Promise<number> {
  const rows = await sql.query(
    doorway(
      'sweep',
      `DELETE FROM macro_use WHERE (workspace_id, macro_id, at, agent_id) IN (
         SELECT workspace_id, macro_id, at, agent_id FROM macro_use WHERE at < $1 ORDER BY at LIMIT $2)
       RETURNING 1`,
    ),
    [before, batch],
  );
  return rows.length;
}
