// A lead renames a team, changes who is in it, or gives it hours of its own.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { violates } from '../platform/database/violations.js';
import { DomainError } from '../platform/errors.js';
import { WakeRouting } from './presence/wake-routing.js';
import type { ChangeTeamRequest, TeamView } from './teams.requests.js';
import { listTeams, replaceMembers, updateTeam } from './teams.store.js';

@Injectable()
export class ChangeTeam {
  constructor(
    private readonly database: Database,
    private readonly routing: WakeRouting,
  ) {}

  /** @throws DomainError not-found (the team, a member or the calendar) */
  async run(workspaceId: string, teamId: string, change: ChangeTeamRequest): Promise<TeamView> {
    try {
      return await this.database.transaction(async (tx) => {
        const [present] = await listTeams(tx, workspaceId, teamId);
        if (!present) throw new DomainError('not-found');
        const { name = present.name, calendarId = present.calendarId } = change;
        await updateTeam(tx, workspaceId, teamId, { name: name.trim(), calendarId });
        if (change.memberIds) {
          await replaceMembers(tx, workspaceId, teamId, change.memberIds);
          await this.routing.wake(tx, workspaceId, change.memberIds);
        }
        return (await listTeams(tx, workspaceId, teamId))[0]!;
      });
    } catch (error) {
      throw teamRefusal(error);
    }
  }
}

/** A member or a calendar that is not of this workspace does not exist, as far as it can be told here. */
export function teamRefusal(error: unknown): unknown {
  const foreign = ['team_member_workspace_id_agent_id_fkey', 'team_calendar_fkey'];
  return foreign.some((key) => violates(error, key)) ? new DomainError('not-found') : error;
}
