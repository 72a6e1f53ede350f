// Who holds how much, and what waits for nobody in particular: counted by narrow indexes on what is open now.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';

export interface Queued {
  teamId: string | null;
  count: number;
  /** Since when the one that has waited longest waits. */
  oldest: Date;
}

const PAGE = 500;

@Injectable()
export class CountLoads {
  /** Open tickets of each of these agents by channel: pending, on hold and snoozed ones ask for nobody. */
  run(
    sql: Sql,
    workspaceId: string,
    agentIds: string[],
  ): Promise<{ agentId: string; channel: string; count: number }[]> {
    return sql.query(
      `SELECT assignee_id AS "agentId", channel, count(*)::int AS count FROM ticket
       WHERE workspace_id = $1 AND assignee_id = ANY($2::uuid[]) AND awake AND assignee_id IS NOT NULL AND state IN ('new', 'open')
       GROUP BY assignee_id, channel`,
      [workspaceId, agentIds],
    );
  }

  /** Open tickets without a holder, by team. */
  queues(sql: Sql, workspaceId: string): Promise<Queued[]> {
    return sql.query<Queued>(
      `SELECT team_id AS "teamId", count(*)::int AS count, min(queued_at) AS oldest FROM ticket
       WHERE workspace_id = $1 AND awake AND assignee_id IS NULL AND state IN ('new', 'open') GROUP BY team_id`,
      [workspaceId],
    );
  }

  /** The next 500 open tickets without a holder, after an id; fewer: these were the last. */
  async unheld(sql: Sql, workspaceId: string, after: string | null): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT id FROM ticket WHERE workspace_id = $1 AND awake AND assignee_id IS NULL AND state IN ('new', 'open')
         AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT ${PAGE}`,
      [workspaceId, after],
    );
    return rows.map((row) => row.id);
  }

  /** Open tickets of one agent whose customers wait, at most 500; with their teams. */
  waitingOf(sql: Sql, workspaceId: string, agentId: string): Promise<{ id: string; teamId: string | null }[]> {
    return sql.query(
      `SELECT id, team_id AS "teamId" FROM ticket
       WHERE workspace_id = $1 AND assignee_id = $2 AND awake AND assignee_id IS NOT NULL AND state IN ('new', 'open')
         AND waiting_since IS NOT NULL
       ORDER BY queued_at, id LIMIT ${PAGE}`,
      [workspaceId, agentId],
    );
  }
}
