// An owner (or the terminal) lets somebody in: with a password, or by a mail that invites them to choose one.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { violates } from '../platform/database/violations.js';
import { DomainError } from '../platform/errors.js';
import type { AgentRole } from '../platform/http/access.js';
import { newId } from '../platform/ids.js';
import type { AgentView } from './agents.requests.js';
import { insertAgent } from './agents.store.js';
import { MailPasswordLink } from './mail-password-link.js';
import { hashPassword } from './passwords.js';
import { agentView } from './read-agents.js';
import { findWorkspace } from './workspaces.store.js';

export interface NewAgent {
  workspaceId: string;
  name: string;
  email: string;
  role: AgentRole;
  /** Absent: the workspace's. */
  locale?: string | null;
  /** Null: an invitation is mailed. */
  password: string | null;
}

@Injectable()
export class CreateAgent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly mailPasswordLink: MailPasswordLink,
  ) {}

  /** @throws DomainError address-taken, not-found (no such workspace) */
  async run(order: NewAgent, tx?: Tx): Promise<AgentView> {
    const passwordHash = order.password === null ? null : await hashPassword(order.password);
    try {
      return await (tx
        ? this.create(tx, order, passwordHash)
        : this.database.transaction((own) => this.create(own, order, passwordHash)));
    } catch (error) {
      if (violates(error, 'agent_email')) throw new DomainError('address-taken', { address: order.email });
      throw error;
    }
  }

  private async create(tx: Tx, order: NewAgent, passwordHash: string | null): Promise<AgentView> {
    const workspace = await findWorkspace(tx, order.workspaceId);
    if (!workspace) throw new DomainError('not-found');
    const agent = {
      workspaceId: order.workspaceId,
      id: newId(),
      email: order.email.trim().toLowerCase(),
      name: order.name.trim(),
      role: order.role,
      passwordHash,
      locale: order.locale ?? workspace.locale,
      preferences: {},
      picture: null,
      disabledAt: null,
      createdAt: this.clock.now(),
    };
    await insertAgent(tx, agent);
    if (passwordHash === null) {
      await this.mailPasswordLink.run(tx, 'agent-invited', {
        ...agent,
        agentId: agent.id,
        workspaceName: workspace.name,
      });
    }
    return agentView(agent);
  }
}
