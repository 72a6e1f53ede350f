// What was to follow a message is done to its ticket, one action after the other, each once.
import { Injectable } from '@nestjs/common';
import { EnsureTags } from '../../desk/tags.js';
import { Database } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import { DomainError } from '../../platform/errors.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Log } from '../../platform/log.js';
import type { TicketOrder } from '../apply-rule.js';
import { AssignTicket } from '../assign-ticket.js';
import { ChangeState } from '../change-state.js';
import { findMessage, type StoredAction, updateMessage } from '../message.store.js';
import { PrioritiseTicket } from '../prioritise-ticket.js';
import { ReadTicketRows } from '../read-ticket-rows.js';
import { SolveTicket } from '../solve-ticket.js';
import { TagTicket } from '../tag-ticket.js';
import { FollowMessageJob } from './follow-message.job.js';

interface Order {
  workspaceId: string;
  ticketId: string;
  messageId: string;
}

@Injectable()
export class DoFollowing {
  constructor(
    private readonly database: Database,
    private readonly assign: AssignTicket,
    private readonly state: ChangeState,
    private readonly solve: SolveTicket,
    private readonly prioritise: PrioritiseTicket,
    private readonly ensureTags: EnsureTags,
    private readonly tag: TagTicket,
    private readonly rows: ReadTicketRows,
    private readonly log: Log,
  ) {}

  /** An action that cannot be done any more (a team that is gone) is left out: the message is not held up by it. */
  @Handles(FollowMessageJob)
  async run({ workspaceId, ticketId, messageId }: Order): Promise<void> {
    for (;;) {
      const message = await findMessage(this.database, workspaceId, messageId);
      const [next, ...rest] = message?.actions ?? [];
      if (!message || !next || message.ticketId !== ticketId) return;
      const actor = message.actor ?? { by: 'agent' as const, agentId: message.agentId };
      try {
        await this.act({ workspaceId, ticketId, actor }, next);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        this.log.warn('an action after a message could not be done', { action: next.do, reason: error.code });
      }
      await this.database.transaction((tx) => updateMessage(tx, message, { actions: rest.length > 0 ? rest : null }));
    }
  }

  private async act(order: TicketOrder, action: StoredAction): Promise<void> {
    const [row] = await this.rows.run(this.database, order.workspaceId, [order.ticketId]);
    if (!row) return;
    if (action.do === 'assign') {
      const { agentId = row.assigneeId, teamId = row.teamId } = action as Partial<Record<string, string | null>>;
      await this.assign.run({ ...order, agentId, teamId });
    } else if (action.do === 'priority') await this.prioritise.run({ ...order, priority: Number(action.priority) });
    else if (action.do === 'state' && action.state === 'solved') await this.solve.run(order);
    else if (action.do === 'state') await this.state.run({ ...order, state: action.state as 'open' });
    else if (action.do === 'add-tags' || action.do === 'remove-tags') {
      const names = action.names as string[];
      const named = await this.database.transaction((tx) => this.ensureTags.run(tx, order.workspaceId, names));
      const others = row.tags.filter((tag) => !named.includes(tag));
      await this.tag.run({ ...order, tags: action.do === 'add-tags' ? [...others, ...named] : others });
    }
  }

  @Sweeps(FollowMessageJob)
  async due(): Promise<JobOrder[]> {
    const rows = await this.database.query<Order>(
      doorway(
        'sweep',
        `SELECT workspace_id AS "workspaceId", ticket_id AS "ticketId", id AS "messageId" FROM message
         WHERE actions IS NOT NULL AND state NOT IN ('held', 'undone') LIMIT 500`,
      ),
    );
    return rows.map((row) => FollowMessageJob.order(row, row.messageId) as JobOrder);
  }
}
