// Everybody who works here, the disabled too, for settings and for choosing an assignee.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../platform/database/database.js';
import type { AgentEntity } from './agent.entity.js';
import type { AgentView } from './agents.requests.js';
import { listAgents } from './agents.store.js';

@Injectable()
export class ReadAgents {
  constructor(private readonly database: Database) {}

  /** By name. */
  async run(workspaceId: string, sql: Sql = this.database): Promise<AgentView[]> {
    return (await listAgents(sql, workspaceId)).map(agentView);
  }
}

export function agentView(agent: AgentEntity): AgentView {
  const { id, name, email, role, locale } = agent;
  return {
    id,
    name,
    email,
    role,
    locale,
    disabled: agent.disabledAt !== null,
    picture: agent.picture && `/files/${agent.workspaceId}/${agent.picture}/picture`,
    invited: agent.passwordHash === null,
    createdAt: agent.createdAt.toISOString(),
  };
}
