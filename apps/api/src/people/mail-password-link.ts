// A link that sets a password: made, hashed and mailed in the transaction that wants it.
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { queueSystemMail } from '../platform/mail.js';
import { Secrets } from '../platform/secrets.js';
import { insertPasswordReset } from './sessions.store.js';

/** A forgotten password is needed now; an invitation may wait over a weekend. */
const HOURS = { 'password-reset': 2, 'agent-invited': 7 * 24 };

@Injectable()
export class MailPasswordLink {
  constructor(
    private readonly secrets: Secrets,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async run(
    tx: Tx,
    template: 'password-reset' | 'agent-invited',
    agent: { workspaceId: string; workspaceName: string; agentId: string; email: string; name: string; locale: string },
  ): Promise<void> {
    const hours = HOURS[template];
    const token = this.secrets.token();
    const expiresAt = new Date(this.clock.now().getTime() + hours * 3_600_000);
    const { workspaceId, agentId, name, locale } = agent;
    await insertPasswordReset(tx, { tokenHash: this.secrets.hash(token), workspaceId, agentId, expiresAt });
    const link = `${this.env.publicUrl}/reset-password?token=${token}`;
    const { secrets, jobs, clock } = this;
    await queueSystemMail(
      tx,
      { secrets, jobs, clock },
      {
        workspaceId,
        recipient: agent.email,
        locale,
        template,
        params: { name, workspace: agent.workspaceName, link, hours },
      },
    );
  }
}
