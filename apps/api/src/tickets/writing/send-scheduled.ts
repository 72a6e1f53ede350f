// Path B, when the time has come: a scheduled reply becomes a message like any other, unless its customer has written since.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError, type ErrorCode } from '../../platform/errors.js';
import { Facts } from '../../platform/events/record-facts.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { type Actor, ReplyHeldBack, ReplyUnscheduled } from '../events.js';
import { PostMessage } from '../post-message.js';
import { lockTicket } from '../ticket.store.js';
import {
  dueScheduled,
  findScheduled,
  type HeldWhy,
  pauseScheduled,
  type ScheduledReply,
  takeScheduled,
} from './scheduled.store.js';
import { SendScheduledJob } from './send-scheduled.job.js';

const WHY: Partial<Record<ErrorCode, HeldWhy>> = {
  'ticket-closed': 'ticket-closed',
  'not-found': 'ticket-closed',
  'reply-window-over': 'reply-window-over',
};

@Injectable()
export class SendScheduled {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly post: PostMessage,
  ) {}

  @Handles(SendScheduledJob)
  async run({ workspaceId, scheduledId }: { workspaceId: string; scheduledId: string }): Promise<void> {
    const found = await findScheduled(this.database, workspaceId, scheduledId);
    if (found?.state !== 'waiting' || found.dueAt > this.clock.now()) return;
    try {
      await this.database.transaction((tx) => this.send(tx, found, { by: 'agent', agentId: found.agentId }, true));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.holdBack(found, WHY[error.code] ?? 'failed');
    }
  }

  /** Now, whatever it waits for. @throws DomainError not-found, ticket-closed, reply-window-over. */
  async now(workspaceId: string, ticketId: string, id: string, actor: Actor): Promise<{ messageId: string }> {
    return this.database.transaction(async (tx) => {
      const found = await findScheduled(tx, workspaceId, id);
      if (!found || found.ticketId !== ticketId) throw new DomainError('not-found');
      const messageId = await this.send(tx, found, actor, false);
      if (!messageId) throw new DomainError('not-found');
      return { messageId };
    });
  }

  @Sweeps(SendScheduledJob)
  async due(now: Date): Promise<JobOrder[]> {
    const rows = await dueScheduled(this.database, now);
    return rows.map(({ workspaceId, id }) => SendScheduledJob.order({ workspaceId, scheduledId: id }, id) as JobOrder);
  }

  /** The ticket is locked first: a customer's message comes wholly before or after. Null: somebody was faster. */
  private async send(tx: Tx, found: ScheduledReply, actor: Actor, waitingOnly: boolean): Promise<string | null> {
    const { workspaceId, ticketId, id } = found;
    await lockTicket(tx, workspaceId, ticketId);
    const reply = await takeScheduled(tx, workspaceId, ticketId, id);
    if (!reply) return null;
    if (waitingOnly && reply.state !== 'waiting') throw new DomainError('conflict');
    await this.facts.record(tx, { workspaceId, ticketId }, [
      ReplyUnscheduled.of(this.clock.now(), { scheduledId: id, actor, why: 'sent' }),
    ]);
    const { cc, bcc, actions, macroIds } = reply.more;
    const { text, html, files, thenState } = reply;
    const writer: Actor = { by: 'agent', agentId: reply.agentId };
    const more = { actions, macroIds, thenState, copies: { cc, bcc } };
    const order = { workspaceId, ticketId, actor: writer, kind: 'agent' as const, text, html, files, ...more };
    const posted = await this.post.run({ ...order, idempotencyKey: null, messageId: id, holdSeconds: 0 }, tx);
    return posted.messageId;
  }

  private async holdBack({ workspaceId, ticketId, id }: ScheduledReply, why: HeldWhy): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, workspaceId, ticketId);
      if (!ticket) return;
      const held = await pauseScheduled(tx, workspaceId, ticketId, why, id);
      await this.facts.record(
        tx,
        { workspaceId, ticketId },
        held.map((one) => ReplyHeldBack.of(this.clock.now(), { scheduledId: one.id, agentId: one.agentId, why })),
      );
    });
  }
}
