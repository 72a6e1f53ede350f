// A person changes their password, knowing the old one; everywhere else they are signed out.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Limits } from '../platform/http/limits.js';
import { Secrets } from '../platform/secrets.js';
import { findAgent, updateAgent } from './agents.store.js';
import { checkPassword, hashPassword } from './passwords.js';
import { sessionToken } from './session-cookie.js';
import { deletePasswordResets, deleteSessionsOf } from './sessions.store.js';

@Injectable()
export class ChangePassword {
  constructor(
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly secrets: Secrets,
  ) {}

  /** @throws DomainError password-wrong, too-many-requests */
  async run(
    workspaceId: string,
    agentId: string,
    passwords: { current: string; next: string },
    cookieHeader: string | undefined,
  ): Promise<void> {
    await this.limits.take('change-password', agentId, 10, 15 * 60);
    const agent = await findAgent(this.database, workspaceId, agentId);
    if (!(await checkPassword(agent?.passwordHash ?? null, passwords.current))) throw new DomainError('password-wrong');
    const passwordHash = await hashPassword(passwords.next);
    const token = sessionToken(cookieHeader);
    await this.database.transaction(async (tx) => {
      await updateAgent(tx, workspaceId, agentId, { passwordHash });
      await deleteSessionsOf(tx, workspaceId, agentId, token ? this.secrets.hash(token) : null);
      await deletePasswordResets(tx, workspaceId, agentId);
    });
  }
}
