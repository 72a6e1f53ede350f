// How many tickets each of the desk's own views holds: the queue is counted once for all who look, on one narrow index.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { type After, SharedCounts } from './views/shared-counts.js';
import { MOST_COUNTED } from './views/walk-past.js';

export type ViewCounts = Record<
  | 'open'
  | 'mine'
  | 'unassigned'
  | 'myTeams'
  | 'pending'
  | 'hold'
  | 'snoozed'
  | 'atRisk'
  /** 1,000: so many, or more. */
  | 'solvedToday',
  number
>;

interface Group {
  state: string;
  assigneeId: string | null;
  teamId: string | null;
  count: number;
}
type Queue = { groups: Group[] } & Pick<ViewCounts, 'atRisk' | 'snoozed' | 'solvedToday'>;

@Injectable()
export class CountTickets {
  constructor(
    private readonly database: Database,
    private readonly shared: SharedCounts,
  ) {}

  /** `agentId` null (a program with a key): nothing is its own. `today`: when the day began. */
  async run(
    workspaceId: string,
    who: { agentId: string | null; teamIds: string[] },
    today: Date,
    after: After,
  ): Promise<ViewCounts> {
    const key = `queue ${workspaceId} ${today.toISOString()}`;
    const { groups, ...rest } = await this.shared.run(key, () => this.queue(workspaceId, today), after);
    const sum = (wanted: (group: Group) => boolean) =>
      groups.reduce((total, group) => (wanted(group) ? total + group.count : total), 0);
    const forUs = ({ state }: Group) => state === 'new' || state === 'open';
    const teams = new Set(who.teamIds);
    return {
      ...rest,
      open: sum(forUs),
      mine: sum(({ assigneeId }) => assigneeId !== null && assigneeId === who.agentId),
      unassigned: sum((group) => forUs(group) && group.assigneeId === null),
      myTeams: sum((group) => forUs(group) && group.teamId !== null && teams.has(group.teamId)),
      pending: sum(({ state }) => state === 'pending'),
      hold: sum(({ state }) => state === 'hold'),
    };
  }

  private async queue(workspaceId: string, today: Date): Promise<Queue> {
    const [groups, [rest]] = await Promise.all([
      this.database.query<Group>(
        `SELECT state, assignee_id AS "assigneeId", team_id AS "teamId", count(*) AS count
         FROM ticket WHERE workspace_id = $1 AND awake GROUP BY 1, 2, 3`,
        [workspaceId],
      ),
      this.database.query<Omit<Queue, 'groups'>>(
        `SELECT
           (SELECT count(*) FROM ticket r WHERE r.workspace_id = $1 AND r.awake AND (r.sla_warned OR r.sla_breached)) AS "atRisk",
           (SELECT count(*) FROM ticket z WHERE z.workspace_id = $1 AND z.active AND z.snoozed_until IS NOT NULL) AS snoozed,
           (SELECT count(*) FROM (SELECT 1 FROM ticket d WHERE d.workspace_id = $1 AND d.state IN ('solved', 'closed')
              AND NOT d.spam AND d.merged_into IS NULL AND d.solved_at >= $2 LIMIT ${MOST_COUNTED}) solved) AS "solvedToday"`,
        [workspaceId, today],
      ),
    ]);
    return { groups, ...rest! };
  }
}
