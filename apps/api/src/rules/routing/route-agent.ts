// Somebody came, went or has room again: they are given what waits for them, or what they left goes back.
import { Injectable } from '@nestjs/common';
import { ReadPresence } from '../../people/presence/read-presence.js';
import { RouteAgent } from '../../people/presence/route-agent.job.js';
import { WakeRouting } from '../../people/presence/wake-routing.js';
import { ReadTeams } from '../../people/read-teams.js';
import { Database } from '../../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { CountLoads } from '../../tickets/count-loads.js';
import { GiveTickets } from './give-tickets.js';
import { RouteTicket } from './route-ticket.js';
import { keepHeld, waitingTeams } from './ticket-route.store.js';

@Injectable()
export class RouteToAgent {
  constructor(
    private readonly database: Database,
    private readonly presence: ReadPresence,
    private readonly teams: ReadTeams,
    private readonly loads: CountLoads,
    private readonly wakes: WakeRouting,
    private readonly route: RouteTicket,
    private readonly give: GiveTickets,
  ) {}

  @Handles(RouteAgent)
  async run({ workspaceId, agentId }: { workspaceId: string; agentId: string }): Promise<void> {
    const row = await this.presence.one(workspaceId, agentId);
    if (!row) return;
    const gone = row.state === 'offline' || (row.handBack && row.state !== 'online');
    if (gone || row.state === 'online') {
      const held = await this.loads.waitingOf(this.database, workspaceId, agentId);
      if (gone) for (const { id } of held) await this.route.run({ workspaceId, ticketId: id });
      else {
        await keepHeld(
          this.database,
          workspaceId,
          held.map(({ id }) => id),
        );
        await this.fill(workspaceId, agentId);
      }
    }
    if (row.unroutedSince) await this.wakes.done(this.database, { workspaceId, agentId }, row.unroutedSince);
  }

  /** Wake-ups that were lost. */
  @Sweeps(RouteAgent)
  async due(now: Date): Promise<JobOrder[]> {
    return (await this.wakes.due(this.database, now)).map((key) => RouteAgent.order({ ...key }, key.agentId));
  }

  private async fill(workspaceId: string, agentId: string): Promise<void> {
    const teams = (await this.teams.run(workspaceId)).filter((team) => team.memberIds.includes(agentId));
    const ids = teams.map((team) => team.id);
    for (const teamId of await waitingTeams(this.database, workspaceId, ids)) await this.give.run(workspaceId, teamId);
  }
}
