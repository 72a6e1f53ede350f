// A lead edits working hours: a new version takes over, and every duration measured before keeps the old one.
import { Injectable } from '@nestjs/common';
import { checkTimeZone } from '../people/time-zone.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { Hours } from './business-time.js';
import {
  type CalendarRow,
  insertVersion,
  listCalendars,
  lockCalendars,
  setDefaultCalendar,
  updateCalendar,
} from './calendars.store.js';
import { checkHours } from './check-calendar.js';
import { AnnounceTerms } from './sla-policies.js';

@Injectable()
export class ChangeCalendar {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly announce: AnnounceTerms,
  ) {}

  /** @throws DomainError not-found, and those of CreateCalendar. */
  async run(
    workspaceId: string,
    id: string,
    order: Hours & { name: string; isDefault?: boolean },
  ): Promise<CalendarRow> {
    checkTimeZone(order.timeZone);
    checkHours(order);
    return this.database.transaction(async (tx) => {
      if (!(await lockCalendars(tx, workspaceId)).includes(id)) throw new DomainError('not-found');
      const { timeZone, weekly, holidays } = order;
      const versionId = newId();
      await insertVersion(tx, workspaceId, id, { id: versionId, timeZone, weekly, holidays, at: this.clock.now() });
      await updateCalendar(tx, workspaceId, id, { name: order.name.trim(), versionId });
      if (order.isDefault) await setDefaultCalendar(tx, workspaceId, id);
      this.announce.after(tx, workspaceId);
      return (await listCalendars(tx, workspaceId, id))[0]!;
    });
  }
}
