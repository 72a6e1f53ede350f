// A ticket under its lock gets a holder, or loses one, by a rule that looks at it as it is then: what routing does to tickets.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import type { Actor, Placement } from './events.js';
import { assign, type TicketState } from './ticket.js';
import { lockTicket, updateTicket } from './ticket.store.js';

/** What routing may know of a ticket. */
export interface PlacedTicket {
  /** In the queue: new or open, and not spam, snoozed, merged away or in the trash. */
  inQueue: boolean;
  state: TicketState;
  channel: string;
  language: string | null;
  priority: number;
  assigneeId: string | null;
  teamId: string | null;
  everAssigned: boolean;
  /** Since when the customer waits; null: they do not. */
  waitingSince: Date | null;
  /** Its place in the queue: waitingSince, else when something was said last. */
  queuedAt: Date;
}

export interface Place {
  agentId: string | null;
  teamId: string | null;
  why: Placement;
}

const ROUTING: Actor = { by: 'rule', agentId: null };

@Injectable()
export class PlaceTicket {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /**
   * Nothing happens to the ticket from here until the transaction ends. `rule` answers where it belongs now; null: where it
   * is. Null: there is no such ticket. Else the ticket as it was before.
   */
  async run(
    tx: Tx,
    key: { workspaceId: string; ticketId: string },
    rule: (ticket: PlacedTicket) => Place | null | Promise<Place | null>,
  ): Promise<PlacedTicket | null> {
    const ticket = await lockTicket(tx, key.workspaceId, key.ticketId);
    if (!ticket) return null;
    const [{ awake } = { awake: false }] = await tx.query<{ awake: boolean }>(
      `SELECT awake FROM ticket WHERE workspace_id = $1 AND id = $2`,
      [key.workspaceId, key.ticketId],
    );
    const { state, channel, language, priority, assigneeId, teamId, everAssigned, waitingSince } = ticket;
    const placed: PlacedTicket = {
      inQueue: awake && (state === 'new' || state === 'open'),
      state,
      channel,
      language,
      priority,
      assigneeId,
      teamId,
      everAssigned,
      waitingSince,
      queuedAt: waitingSince ?? ticket.lastMessageAt,
    };
    const place = await rule(placed);
    if (!place) return placed;
    const { patch, facts } = assign(ticket, place, ROUTING, this.clock.now());
    if (facts.length === 0) return placed;
    await updateTicket(tx, ticket, patch);
    await this.facts.record(tx, key, facts);
    return placed;
  }
}
