// Now, for leads: who is there, who holds how much of what they can, and what waits in which queue since when.
import { Injectable } from '@nestjs/common';
import { ReadDuties } from '../../people/presence/change-duty.js';
import { type Capacity, capacityOf, kindOf, type Load, NO_LOAD } from '../../people/presence/duty.js';
import type { PresenceReason, PresenceState } from '../../people/presence/presence.js';
import { ReadPresence } from '../../people/presence/read-presence.js';
import { ReadTeams } from '../../people/read-teams.js';
import { Database } from '../../platform/database/database.js';
import { CountLoads } from '../../tickets/count-loads.js';
import type { Mode } from './choose-agent.js';
import { planOf } from './routing.js';
import { readRouting } from './routing.store.js';

export interface Now {
  agents: {
    agentId: string;
    state: PresenceState;
    why: PresenceReason;
    since: string | null;
    load: Load;
    capacity: Capacity;
  }[];
  /** The queue of no team first. */
  queues: { teamId: string | null; mode: Mode; online: number; waiting: number; oldest: string | null }[];
}

const SHARED_MS = 1000;

@Injectable()
export class ReadNow {
  private readonly shared = new Map<string, Promise<Now>>();

  constructor(
    private readonly database: Database,
    private readonly duties: ReadDuties,
    private readonly presence: ReadPresence,
    private readonly teams: ReadTeams,
    private readonly loads: CountLoads,
  ) {}

  /** Counted at most once a second, for all who look. */
  run(workspaceId: string): Promise<Now> {
    const known = this.shared.get(workspaceId);
    if (known) return known;
    const counted = this.count(workspaceId);
    this.shared.set(workspaceId, counted);
    const forget = () => this.shared.delete(workspaceId);
    counted.then(() => setTimeout(forget, SHARED_MS).unref(), forget);
    return counted;
  }

  private async count(workspaceId: string): Promise<Now> {
    const [duties, presence, teams, routing, queues] = await Promise.all([
      this.duties.run(workspaceId),
      this.presence.run(workspaceId),
      this.teams.run(workspaceId),
      readRouting(this.database, workspaceId),
      this.loads.queues(this.database, workspaceId),
    ]);
    const ids = duties.map((duty) => duty.agentId);
    const counted = await this.loads.run(this.database, workspaceId, ids);
    const there = new Map(presence.map((one) => [one.agentId, one]));
    const online = (agentIds: string[]) => agentIds.filter((id) => there.get(id)?.state === 'online').length;
    const loadOf = (agentId: string): Load => {
      const load = { ...NO_LOAD };
      for (const one of counted) if (one.agentId === agentId) load[kindOf(one.channel)] += one.count;
      return load;
    };
    const queue = (teamId: string | null, memberIds: string[]) => {
      const waits = queues.find((one) => one.teamId === teamId);
      return {
        teamId,
        mode: planOf(routing, teamId).mode,
        online: online(memberIds),
        waiting: waits?.count ?? 0,
        oldest: waits?.oldest.toISOString() ?? null,
      };
    };
    return {
      agents: duties.map(({ agentId, capacity }) => ({
        agentId,
        state: there.get(agentId)?.state ?? 'offline',
        why: there.get(agentId)?.why ?? 'silent',
        since: there.get(agentId)?.since ?? null,
        load: loadOf(agentId),
        capacity: capacityOf(capacity, routing.terms.capacity),
      })),
      queues: [queue(null, ids), ...teams.map((team) => queue(team.id, team.memberIds))],
    };
  }
}
