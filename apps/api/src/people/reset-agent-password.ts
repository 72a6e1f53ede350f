// `otklik agent reset-password`: whoever holds the machine can let a person back in.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Secrets } from '../platform/secrets.js';
import { findAccounts, updateAgent } from './agents.store.js';
import { hashPassword } from './passwords.js';
import { deletePasswordResets, deleteSessionsOf } from './sessions.store.js';

@Injectable()
export class ResetAgentPassword {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Sets the password (a random one when none is given) and ends the person's sessions.
   * @throws DomainError not-found, choose-workspace with `workspaces` (slugs) and `names`
   */
  async run(order: { email: string; workspace: string | null; password: string | null }): Promise<{
    workspaceId: string;
    agentId: string;
    password: string;
  }> {
    const accounts = await findAccounts(this.database, order.email, order.workspace);
    if (accounts.length > 1) {
      throw new DomainError('choose-workspace', {
        workspaces: accounts.map((account) => account.slug),
        names: accounts.map((account) => account.workspaceName),
      });
    }
    const account = accounts[0];
    if (!account) throw new DomainError('not-found');
    const { workspaceId, agentId } = account;
    const password = order.password ?? this.secrets.token(12);
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (tx) => {
      await updateAgent(tx, workspaceId, agentId, { passwordHash });
      await deleteSessionsOf(tx, workspaceId, agentId);
      await deletePasswordResets(tx, workspaceId, agentId);
    });
    return { workspaceId, agentId, password };
  }
}
