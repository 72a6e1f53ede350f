// A bad answer cannot wait for the mail of what was missed: whoever is to know of its case is written to at once.
import { Inject, Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import type { Env } from '../env.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { queueSystemMail } from '../platform/mail.js';
import { Secrets } from '../platform/secrets.js';
import { say } from '../platform/words/words.js';
import { markMailedOf } from './notification.store.js';

@Injectable()
export class MailCase {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly secrets: Secrets,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly agents: ReadAgents,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** In the transaction that folds the notification in: with it exactly once. Without a word of the customer. */
  async run(tx: Tx, workspaceId: string, ticket: TicketRow, agentIds: string[]): Promise<void> {
    const { name: workspace } = await this.workspaces.run(workspaceId, tx);
    const agents = await this.agents.run(workspaceId, tx);
    const platform = { secrets: this.secrets, jobs: this.jobs, clock: this.clock };
    for (const agent of agents.filter(({ id }) => agentIds.includes(id))) {
      const head = `${say(agent.locale, 'ticket.sign')}${ticket.number} ${ticket.subject ?? ''}`.trim().slice(0, 160);
      await queueSystemMail(tx, platform, {
        workspaceId,
        recipient: agent.email,
        locale: agent.locale,
        template: 'case-opened',
        params: {
          name: agent.name,
          workspace,
          ticket: head.replace(/\s+/g, ' '),
          link: `${this.env.publicUrl}/inbox/all/${ticket.id}`,
          settings: `${this.env.publicUrl}/settings/notifications`,
        },
      });
    }
    await markMailedOf(tx, { workspaceId, ticketId: ticket.id }, agentIds, this.clock.now());
  }
}
