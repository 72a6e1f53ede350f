// Beside path B: lines of a chat that their customer had not read went out by mail too, or could not; agents see it on each.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { type Actor, MessageMailed, TranscriptMailed } from './events.js';
import type { StoredMailed } from './message.store.js';
import { lockTicket } from './ticket.store.js';

@Injectable()
export class MarkMailed {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** What has moved to another ticket meanwhile is marked where it is now; what was erased, nowhere. */
  async run(
    tx: Tx,
    order: { workspaceId: string; ticketId: string; messageIds: string[] },
    mailed: Omit<StoredMailed, 'at'>,
  ): Promise<void> {
    const { workspaceId, messageIds } = order;
    const now = this.clock.now();
    const rows = await tx.query<{ id: string; ticketId: string }>(
      `SELECT id, ticket_id AS "ticketId" FROM message WHERE workspace_id = $1 AND id = ANY($2::uuid[]) ORDER BY ticket_id, seq`,
      [workspaceId, messageIds],
    );
    for (const ticketId of new Set(rows.map((row) => row.ticketId))) {
      if (!(await lockTicket(tx, workspaceId, ticketId))) continue;
      const ids = rows.filter((row) => row.ticketId === ticketId).map((row) => row.id);
      await tx.query(
        `UPDATE message SET mailed = $3::jsonb WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND ticket_id = $4`,
        [workspaceId, ids, JSON.stringify({ ...mailed, at: now.toISOString() }), ticketId],
      );
      const facts = ids.map((messageId) => MessageMailed.of(now, { messageId, state: mailed.state }));
      await this.facts.record(tx, { workspaceId, ticketId }, facts);
    }
  }

  /** The whole conversation, for whoever asked for it. */
  async transcript(
    tx: Tx,
    { workspaceId, ticketId }: { workspaceId: string; ticketId: string },
    told: { actor: Actor; state: StoredMailed['state'] },
  ): Promise<void> {
    if (!(await lockTicket(tx, workspaceId, ticketId))) return;
    await this.facts.record(tx, { workspaceId, ticketId }, [TranscriptMailed.of(this.clock.now(), told)]);
  }
}
