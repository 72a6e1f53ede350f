// Who an agent id is, for every room that shows or signs a message.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { type AgentName, readAgentNames } from './agents.store.js';

@Injectable()
export class AgentNames {
  /** All agents of the workspace by id, the disabled too. */
  run(sql: Sql, workspaceId: string): Promise<Map<string, AgentName>> {
    return readAgentNames(sql, workspaceId);
  }
}
