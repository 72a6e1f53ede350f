// A lead makes a team.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { teamRefusal } from './change-team.js';
import type { CreateTeamRequest, TeamView } from './teams.requests.js';
import { insertTeam, listTeams, replaceMembers } from './teams.store.js';

@Injectable()
export class CreateTeam {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError not-found (a member or the calendar) */
  async run(workspaceId: string, order: CreateTeamRequest): Promise<TeamView> {
    const id = newId();
    try {
      return await this.database.transaction(async (tx) => {
        const { name, memberIds = [], calendarId = null } = order;
        await insertTeam(tx, { workspaceId, id, name: name.trim(), calendarId, createdAt: this.clock.now() });
        await replaceMembers(tx, workspaceId, id, memberIds);
        return (await listTeams(tx, workspaceId, id))[0]!;
      });
    } catch (error) {
      throw teamRefusal(error);
    }
  }
}
