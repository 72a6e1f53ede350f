// Who looks at the queue: the person or program behind a request, their teams, and when today began where the workspace is.
import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { ReadTeams } from '../../people/read-teams.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import type { Caller } from '../../platform/http/access.js';
import type { Looker } from './saved-view.js';

@Injectable()
export class LookAs {
  constructor(
    private readonly teams: ReadTeams,
    private readonly workspaces: ReadWorkspace,
    private readonly clock: Clock,
  ) {}

  async run({ workspaceId, agentId, role }: Pick<Caller, 'workspaceId' | 'agentId' | 'role'>): Promise<Looker> {
    const teams = agentId ? await this.teams.run(workspaceId) : [];
    const teamIds = teams.filter(({ memberIds }) => memberIds.includes(agentId!)).map(({ id }) => id);
    return { agentId, role, teamIds };
  }

  async today(workspaceId: string): Promise<Date> {
    const { timeZone } = await this.workspaces.run(workspaceId);
    return DateTime.fromJSDate(this.clock.now(), { zone: timeZone }).startOf('day').toJSDate();
  }
}
