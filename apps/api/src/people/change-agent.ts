// An owner changes somebody's name, role, password or whether they may come in at all.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { AgentEntity } from './agent.entity.js';
import type { AgentView, ChangeAgentRequest } from './agents.requests.js';
import { findAgent, lockOwners, updateAgent } from './agents.store.js';
import { hashPassword } from './passwords.js';
import { SettlePresence } from './presence/settle-presence.js';
import { agentView } from './read-agents.js';
import { deletePasswordResets, deleteSessionsOf } from './sessions.store.js';

@Injectable()
export class ChangeAgent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly presence: SettlePresence,
  ) {}

  /**
   * A new role counts from the next request on; disabling or a new password ends every session at once.
   * @throws DomainError not-found, last-owner
   */
  async run(workspaceId: string, agentId: string, change: ChangeAgentRequest): Promise<AgentView> {
    const passwordHash = change.password === undefined ? undefined : await hashPassword(change.password);
    return this.database.transaction(async (tx) => {
      const losesOwner = change.disabled === true || (change.role !== undefined && change.role !== 'owner');
      if (losesOwner) await this.keepAnOwner(tx, workspaceId, agentId);
      const agent = await findAgent(tx, workspaceId, agentId);
      if (!agent) throw new DomainError('not-found');
      const next: Partial<AgentEntity> = {
        ...(change.name === undefined ? {} : { name: change.name.trim() }),
        ...(change.role === undefined ? {} : { role: change.role }),
        ...(change.disabled === undefined
          ? {}
          : { disabledAt: change.disabled ? (agent.disabledAt ?? this.clock.now()) : null }),
        ...(passwordHash === undefined ? {} : { passwordHash }),
      };
      await updateAgent(tx, workspaceId, agentId, next);
      if (change.disabled || passwordHash !== undefined) {
        await deleteSessionsOf(tx, workspaceId, agentId);
        await deletePasswordResets(tx, workspaceId, agentId);
      }
      if (change.disabled !== undefined) await this.presence.run({ workspaceId, agentId }, {}, tx);
      return agentView({ ...agent, ...next });
    });
  }

  private async keepAnOwner(tx: Tx, workspaceId: string, agentId: string): Promise<void> {
    const owners = await lockOwners(tx, workspaceId);
    if (owners.length === 1 && owners[0] === agentId) throw new DomainError('last-owner');
  }
}
