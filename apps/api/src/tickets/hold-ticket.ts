// A ticket held still under its lock, for the rules that keep its promises: what of it they may know.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { floorOf } from '../platform/ids.js';
import { sinceOldest } from './message.store.js';
import { lockTicket } from './ticket.store.js';

export interface HeldTicket {
  seq: number;
  channel: string;
  connectionId: string;
  priority: number;
  teamId: string | null;
  tags: number[];
  language: string | null;
  /** Not solved, closed, spam or merged away. */
  active: boolean;
  /** The oldest reply that may still be undone. */
  held: { pressedAt: Date; dueAt: Date } | null;
}

@Injectable()
export class HoldTicket {
  /** Nothing happens to the ticket until the transaction ends. Null: there is none. */
  async run(tx: Tx, workspaceId: string, ticketId: string): Promise<HeldTicket | null> {
    const ticket = await lockTicket(tx, workspaceId, ticketId);
    if (!ticket) return null;
    const [held] = await tx.query<{ pressedAt: Date; dueAt: Date }>(
      `SELECT at AS "pressedAt", due_at AS "dueAt" FROM message
       WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')} AND state = 'held' AND kind = 'agent' AND due_at IS NOT NULL
       ORDER BY seq LIMIT 1`,
      [workspaceId, ticketId, floorOf(ticketId)],
    );
    const { seq, channel, connectionId, priority, teamId, tags, language, state, spam, mergedInto } = ticket;
    const active = state !== 'solved' && state !== 'closed' && !spam && mergedInto === null;
    return { seq, channel, connectionId, priority, teamId, tags, language, active, held: held ?? null };
  }
}
