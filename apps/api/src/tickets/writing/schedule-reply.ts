// Path B, later: a reply is written now and kept until its time.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Facts } from '../../platform/events/record-facts.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { type Actor, ReplyScheduled } from '../events.js';
import { refuseAway } from '../merge-rules.js';
import { lockTicket } from '../ticket.store.js';
import { insertScheduled, type ScheduledReply } from './scheduled.store.js';
import { SendScheduledJob } from './send-scheduled.job.js';
import { SettleDraft } from './settle-draft.js';

const LONGEST_MS = 366 * 86_400_000;

export type ReplyToSchedule = Pick<
  ScheduledReply,
  'workspaceId' | 'ticketId' | 'agentId' | 'key' | 'text' | 'html' | 'files' | 'more' | 'thenState' | 'dueAt'
>;

@Injectable()
export class ScheduleReply {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly drafts: SettleDraft,
  ) {}

  /** Once a key. @throws DomainError not-found, ticket-merged, ticket-trashed, ticket-closed, too-soon, key-reused. */
  async run(reply: ReplyToSchedule): Promise<{ id: string }> {
    return this.database.transaction((tx) => this.schedule(tx, reply));
  }

  private async schedule(tx: Tx, reply: ReplyToSchedule): Promise<{ id: string }> {
    const { workspaceId, ticketId, agentId, key, dueAt } = reply;
    const now = this.clock.now();
    if (dueAt <= now || dueAt.getTime() > now.getTime() + LONGEST_MS) throw new DomainError('too-soon');
    const ticket = await lockTicket(tx, workspaceId, ticketId);
    if (!ticket) throw new DomainError('not-found');
    refuseAway(ticket);
    if (ticket.state === 'closed') throw new DomainError('ticket-closed');
    const id = newId();
    const earlier = await this.claimKey(tx, reply, id);
    if (earlier) return { id: earlier };
    await insertScheduled(tx, { ...reply, id, state: 'waiting', why: null, createdAt: now });
    await this.drafts.run(tx, { workspaceId, ticketId, agentId, mode: 'reply', key });
    const actor: Actor = { by: 'agent', agentId };
    await this.facts.record(tx, { workspaceId, ticketId }, [
      ReplyScheduled.of(now, { scheduledId: id, actor, dueAt: dueAt.toISOString() }),
    ]);
    this.jobs.enqueueAfter(tx, SendScheduledJob.order({ workspaceId, scheduledId: id }, id, dueAt));
    return { id };
  }

  /** The key is the draft's: a repeated request schedules nothing twice, and a late save of the draft is known as sent. */
  private async claimKey(tx: Tx, { workspaceId, ticketId, key }: ReplyToSchedule, id: string): Promise<string | null> {
    const rows = await tx.query(
      `INSERT INTO outbound_key (workspace_id, ticket_id, idempotency_key, message_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [workspaceId, ticketId, key, id],
    );
    if (rows.length > 0) return null;
    const [earlier] = await tx.query<{ id: string }>(
      `SELECT s.id FROM outbound_key k JOIN scheduled_reply s ON s.workspace_id = k.workspace_id AND s.id = k.message_id
       WHERE k.workspace_id = $1 AND k.ticket_id = $2 AND k.idempotency_key = $3`,
      [workspaceId, ticketId, key],
    );
    if (!earlier) throw new DomainError('key-reused');
    return earlier.id;
  }
}
