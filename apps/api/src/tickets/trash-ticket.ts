// A ticket is thrown away, and taken out again: for 30 days nothing of it is lost, and it is in no list, search, survey or figure.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Facts } from '../platform/events/record-facts.js';
import type { TicketOrder } from './apply-rule.js';
import { TicketRestored, TicketTrashed } from './events.js';
import { isOvertaken } from './merge.store.js';
import { refuseAway } from './merge-rules.js';
import { unsentMessages } from './message.store.js';
import { sidesUnder } from './sides/side.store.js';
import { lockTicket, updateTicket } from './ticket.store.js';
import { findTrash, insertTrash, takeOutOfTrash } from './trash.store.js';

export const TRASH_DAYS = 30;
const DAY_MS = 86_400_000;

@Injectable()
export class TrashTicket {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** Leads and owners; agents where the workspace says so. @throws DomainError not-allowed. */
  async mustBeAllowed(workspaceId: string, role: 'owner' | 'lead' | 'agent'): Promise<void> {
    if (role !== 'agent') return;
    const { settings } = await this.workspaces.run(workspaceId);
    if (settings.agentsMayDelete !== true) throw new DomainError('not-allowed');
  }

  /** Thrown away twice is thrown away once. @throws DomainError not-found, ticket-merged, conflict (a reply is just going out). */
  async run(order: TicketOrder): Promise<void> {
    const { workspaceId, ticketId, actor } = order;
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, workspaceId, ticketId);
      if (!ticket) throw new DomainError('not-found');
      if (ticket.trashedAt) return;
      refuseAway(ticket);
      for (const id of [ticketId, ...(await sidesUnder(tx, workspaceId, [ticketId])).keys()])
        if ((await unsentMessages(tx, workspaceId, id)).length > 0) throw new DomainError('trash-sending');
      const now = this.clock.now();
      const { spam, aside, closeAt } = ticket;
      await insertTrash(tx, workspaceId, {
        ticketId,
        agentId: actor.agentId,
        before: { spam, aside, closeAt: closeAt?.toISOString() ?? null },
        at: now,
        eraseAt: new Date(now.getTime() + TRASH_DAYS * DAY_MS),
      });
      // Aside: what the customer writes from now on begins a ticket of its own, and is never lost in here.
      await updateTicket(tx, ticket, { spam: true, aside: true, closeAt: null, trashedAt: now });
      await this.facts.record(tx, { workspaceId, ticketId }, [TicketTrashed.of(now, { actor })]);
    });
  }

  /** All as it was. What the customer began meanwhile stays a ticket of its own. @throws DomainError not-found, trash-over. */
  async restore(order: TicketOrder): Promise<void> {
    const { workspaceId, ticketId, actor } = order;
    await this.database.transaction(async (tx) => {
      const ticket = await lockTicket(tx, workspaceId, ticketId);
      const trash = await findTrash(tx, workspaceId, ticketId);
      if (!ticket) throw new DomainError('not-found');
      if (!ticket.trashedAt || !trash) return;
      if (!trash.eraseAt) throw new DomainError('trash-over');
      const now = this.clock.now();
      const { spam, aside, closeAt } = trash.before;
      const free = { ...ticket, aside };
      await updateTicket(tx, ticket, {
        spam,
        aside: aside || (await isOvertaken(tx, free)),
        closeAt: closeAt ? new Date(closeAt) : null,
        trashedAt: null,
      });
      await takeOutOfTrash(tx, workspaceId, ticketId);
      await this.facts.record(tx, { workspaceId, ticketId }, [TicketRestored.of(now, { actor, spam })]);
    });
  }
}
