// A lead writes down when people are there; the first calendar of a workspace is its default.
import { Injectable } from '@nestjs/common';
import { checkTimeZone } from '../people/time-zone.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import type { Hours } from './business-time.js';
import {
  type CalendarRow,
  insertCalendar,
  insertVersion,
  listCalendars,
  lockCalendars,
  setDefaultCalendar,
} from './calendars.store.js';
import { checkHours } from './check-calendar.js';
import { AnnounceTerms } from './sla-policies.js';

@Injectable()
export class CreateCalendar {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly announce: AnnounceTerms,
  ) {}

  /** @throws DomainError time-zone-unknown, weekly-wrong, hours-wrong, hours-overlap, holiday-wrong */
  run(workspaceId: string, order: Hours & { name: string; isDefault?: boolean }, tx?: Tx): Promise<CalendarRow> {
    checkTimeZone(order.timeZone);
    checkHours(order);
    return tx
      ? this.create(tx, workspaceId, order)
      : this.database.transaction((own) => this.create(own, workspaceId, order));
  }

  private async create(
    tx: Tx,
    workspaceId: string,
    order: Hours & { name: string; isDefault?: boolean },
  ): Promise<CalendarRow> {
    const { timeZone, weekly, holidays } = order;
    const id = newId();
    const versionId = newId();
    const at = this.clock.now();
    const others = await lockCalendars(tx, workspaceId);
    await insertCalendar(tx, workspaceId, { id, name: order.name.trim(), versionId, at });
    await insertVersion(tx, workspaceId, id, { id: versionId, timeZone, weekly, holidays, at });
    if (order.isDefault || others.length === 0) await setDefaultCalendar(tx, workspaceId, id);
    if (order.isDefault && others.length > 0) this.announce.after(tx, workspaceId);
    return (await listCalendars(tx, workspaceId, id))[0]!;
  }
}
