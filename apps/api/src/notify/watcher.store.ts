// Rows of who watches which ticket.
import type { Sql } from '../platform/database/database.js';

export async function watchersOf(sql: Sql, workspaceId: string, ticketIds: string[]): Promise<Map<string, string[]>> {
  const rows = await sql.query<{ ticketId: string; agentIds: string[] }>(
    `SELECT ticket_id AS "ticketId", array_agg(agent_id ORDER BY at) AS "agentIds" FROM watcher
     WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[]) GROUP BY ticket_id`,
    [workspaceId, ticketIds],
  );
  return new Map(rows.map((row) => [row.ticketId, row.agentIds]));
}

export async function addWatcher(
  sql: Sql,
  key: { workspaceId: string; ticketId: string; agentId: string },
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO watcher (workspace_id, ticket_id, agent_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [key.workspaceId, key.ticketId, key.agentId, at],
  );
}

export async function removeWatcher(
  sql: Sql,
  key: { workspaceId: string; ticketId: string; agentId: string },
): Promise<void> {
  await sql.query(`DELETE FROM watcher WHERE workspace_id = $1 AND ticket_id = $2 AND agent_id = $3`, [
    key.workspaceId,
    key.ticketId,
    key.agentId,
  ]);
}
