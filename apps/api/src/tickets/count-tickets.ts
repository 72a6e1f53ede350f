// How many active tickets each live view holds: counted on one narrow index, never on the past.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export type ViewCounts = Record<'open' | 'mine' | 'unassigned' | 'pending' | 'hold' | 'atRisk', number>;

@Injectable()
export class CountTickets {
  constructor(private readonly database: Database) {}

  /** `agentId` null (a program with a key): nothing is its own. */
  async run(workspaceId: string, agentId: string | null): Promise<ViewCounts> {
    const [row] = await this.database.query<ViewCounts>(
      `SELECT count(*) FILTER (WHERE t.state IN ('new', 'open')) AS open, count(*) FILTER (WHERE t.assignee_id = $2) AS mine,
         count(*) FILTER (WHERE t.state IN ('new', 'open') AND t.assignee_id IS NULL) AS unassigned,
         count(*) FILTER (WHERE t.state = 'pending') AS pending, count(*) FILTER (WHERE t.state = 'hold') AS hold,
         (SELECT count(*) FROM ticket r WHERE r.workspace_id = $1 AND r.active AND (r.sla_warned OR r.sla_breached)) AS "atRisk"
       FROM ticket t WHERE t.workspace_id = $1 AND t.active`,
      [workspaceId, agentId],
    );
    return row!;
  }
}
