// "How are we doing right now?": the queue, the people and today so far, looked at once for all who watch.
import { Injectable } from '@nestjs/common';
import { ReadPresence } from '../people/presence/read-presence.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { ReadOverview } from '../reports/overview.report.js';
import { dayOf } from '../reports/report-period.js';
import { CountLoads } from '../tickets/count-loads.js';
import { CountTickets } from '../tickets/count-tickets.js';
import { LookAs } from '../tickets/views/look-as.js';
import { type After, SharedCounts } from '../tickets/views/shared-counts.js';
import type { LiveAgent, LiveReport } from './live.requests.js';

const MOST_AGENTS = 200;
const NOBODY = { agentId: null, teamIds: [] };

@Injectable()
export class ReadLive {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly agents: ReadAgents,
    private readonly presence: ReadPresence,
    private readonly loads: CountLoads,
    private readonly tickets: CountTickets,
    private readonly looks: LookAs,
    private readonly overviews: ReadOverview,
    private readonly shared: SharedCounts,
  ) {}

  /** At most one look a second for all screens of a workspace; a slow one is taken less often. */
  run(workspaceId: string, after: After): Promise<LiveReport> {
    return this.shared.run(`live ${workspaceId}`, () => this.look(workspaceId), after);
  }

  private async look(workspaceId: string): Promise<LiveReport> {
    const { timeZone } = await this.workspaces.run(workspaceId);
    const day = dayOf(this.clock.now(), timeZone);
    const all = { workspaceId, channel: null, teamId: null, agentId: null, clock: 'calendar' as const };
    const [overview, agents, since] = await Promise.all([
      this.overviews.run({ ...all, from: day, to: day }),
      this.people(workspaceId),
      this.looks.today(workspaceId),
    ]);
    const { open, unassigned, atRisk } = await this.tickets.run(workspaceId, NOBODY, since, 'anything');
    return {
      ...{ madeAt: overview.madeAt, day, timeZone, waiting: overview.waiting, open, unassigned, atRisk },
      agents: agents.slice(0, MOST_AGENTS),
      online: agents.filter(({ state }) => state === 'online').length,
      today: {
        opened: overview.opened.value,
        solved: overview.solved.value,
        firstResponse: overview.durations[0]!,
        csat: overview.csat.score,
      },
    };
  }

  /** Those who are there before those who are away, the most loaded first. */
  private async people(workspaceId: string): Promise<LiveAgent[]> {
    const [everybody, presence] = await Promise.all([this.agents.run(workspaceId), this.presence.run(workspaceId)]);
    const here = presence.filter(({ state }) => state !== 'offline');
    const held = new Map<string, number>();
    const ids = here.map(({ agentId }) => agentId);
    for (const { agentId, count } of await this.loads.run(this.database, workspaceId, ids))
      held.set(agentId, (held.get(agentId) ?? 0) + count);
    const names = new Map(everybody.filter(({ disabled }) => !disabled).map(({ id, name }) => [id, name]));
    return here
      .filter(({ agentId }) => names.has(agentId))
      .map(({ agentId, state, since }) => ({
        ...{ agentId, name: names.get(agentId)!, state: state as LiveAgent['state'], since },
        open: held.get(agentId) ?? 0,
      }))
      .sort((a, b) => b.state.localeCompare(a.state) || b.open - a.open || a.name.localeCompare(b.name));
  }
}
