// What was to follow a message is done to its ticket, one action after the other, each once.
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import { DomainError } from '../../platform/errors.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { Log } from '../../platform/log.js';
import { DoOnTicket } from '../do-on-ticket.js';
import { lockMessage } from '../lock-message.js';
import { findMessage, type Message, updateMessage } from '../message.store.js';
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
    private readonly actions: DoOnTicket,
    private readonly log: Log,
  ) {}

  /** An action that cannot be done any more (a team that is gone) is left out: the others are not held up by it. */
  @Handles(FollowMessageJob)
  async run({ workspaceId, messageId }: Order): Promise<void> {
    for (;;) {
      const message = await findMessage(this.database, workspaceId, messageId);
      const next = message?.actions?.[0];
      if (!message || !next || message.state === 'held' || message.state === 'undone') return;
      try {
        await this.doNext(message);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        this.log.warn('an action after a message could not be done', { action: next.do, reason: error.code });
        await this.once(message, async () => undefined);
      }
    }
  }

  /** The action and the note that it is done are one: a crash between them is not possible. */
  private async doNext(message: Message): Promise<void> {
    const { workspaceId } = message;
    const actor = message.actor ?? { by: 'agent' as const, agentId: message.agentId };
    const [next] = message.actions ?? [];
    if (!next) return;
    const ready = await this.actions.ready(workspaceId, next);
    await this.once(message, (tx, ticketId) =>
      this.actions.do({ workspaceId, ticketId, actor, holdSeconds: 0 }, ready, tx),
    );
  }

  /** Under the ticket's lock, wherever the message stands by now: whoever else was given the same order finds it done. */
  private once(message: Message, work: (tx: Tx, ticketId: string) => Promise<unknown>): Promise<void> {
    return this.database.transaction(async (tx) => {
      const found = await lockMessage(tx, message.workspaceId, message.id);
      if (!found || found.message.actions?.length !== message.actions?.length) return;
      await work(tx, found.ticket.id);
      await updateMessage(tx, message, { actions: restOf(message) });
    });
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

const restOf = ({ actions }: Message) => (actions && actions.length > 1 ? actions.slice(1) : null);
