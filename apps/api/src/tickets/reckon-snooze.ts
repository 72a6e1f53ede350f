// When a ticket that is to sleep "until Monday" wakes: by the calendar of its team, else of the workspace.
import { Injectable } from '@nestjs/common';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import type { Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { type SnoozeOrder, snoozeMoment } from './snooze-moment.js';
import { readTicketRow } from './ticket.store.js';

@Injectable()
export class ReckonSnooze {
  constructor(
    private readonly clock: Clock,
    private readonly calendars: CalendarInForce,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** Null: now. @throws DomainError not-found */
  async run(sql: Sql, ticket: { workspaceId: string; ticketId: string }, order: SnoozeOrder): Promise<Date | null> {
    const now = this.clock.now();
    if (!('day' in order)) return snoozeMoment(order, now, null, 'UTC');
    const { workspaceId, ticketId } = ticket;
    const found = await readTicketRow(sql, workspaceId, ticketId);
    if (!found) throw new DomainError('not-found');
    const hours = await this.calendars.run(sql, workspaceId, found.teamId);
    const timeZone = hours?.timeZone ?? (await this.workspaces.run(workspaceId, sql)).timeZone;
    return snoozeMoment(order, now, hours, timeZone);
  }
}
