// Whom a note names: agents and teams of this workspace, each once.
import { Injectable } from '@nestjs/common';
import { AgentNames } from '../../people/agent-names.js';
import { ReadTeams } from '../../people/read-teams.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import type { StoredMentions } from '../message.store.js';

@Injectable()
export class CheckMentions {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
  ) {}

  /** Null: it names nobody. @throws DomainError validation-failed for one who is not of this workspace. */
  async run(workspaceId: string, agentIds: string[] = [], teamIds: string[] = []): Promise<StoredMentions | null> {
    if (agentIds.length + teamIds.length === 0) return null;
    const agents = await this.agents.run(this.database, workspaceId);
    const teams = teamIds.length > 0 ? await this.teams.run(workspaceId) : [];
    if (!agentIds.every((id) => agents.has(id)))
      throw new DomainError('validation-failed', { fields: ['mentionedAgentIds'] });
    if (!teamIds.every((id) => teams.some((team) => team.id === id)))
      throw new DomainError('validation-failed', { fields: ['mentionedTeamIds'] });
    return { agents: [...new Set(agentIds)], teams: [...new Set(teamIds)] };
  }
}
