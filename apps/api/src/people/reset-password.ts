// The link from the mail: sets a password once, and ends every session of that person.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Limits } from '../platform/http/limits.js';
import { Secrets } from '../platform/secrets.js';
import { readAgentNames, updateAgent } from './agents.store.js';
import { hashPassword } from './passwords.js';
import { deletePasswordResets, deleteSessionsOf, takePasswordReset } from './sessions.store.js';

@Injectable()
export class ResetPassword {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly limits: Limits,
  ) {}

  /** @throws DomainError link-expired (unknown, used or too old), too-many-requests */
  async run(token: string, password: string, ip: string): Promise<void> {
    await this.limits.take('reset-password', ip, 20, 3600);
    const passwordHash = await hashPassword(password);
    const address = await this.database.transaction(async (tx) => {
      const agent = await takePasswordReset(tx, this.secrets.hash(token), this.clock.now());
      if (!agent) throw new DomainError('link-expired');
      await updateAgent(tx, agent.workspaceId, agent.agentId, { passwordHash });
      await deletePasswordResets(tx, agent.workspaceId, agent.agentId);
      await deleteSessionsOf(tx, agent.workspaceId, agent.agentId);
      return (await readAgentNames(tx, agent.workspaceId)).get(agent.agentId)!.email;
    });
    // Whoever has proved to own the mailbox is not kept out by earlier wrong guesses.
    await this.limits.forget('sign-in-address', address.toLowerCase());
    await this.limits.forget('sign-in-person', `${address.toLowerCase()} ${ip}`);
  }
}
