// How a duration is stored: calendar seconds, and business seconds in the calendar version in force as it ends.

import { Injectable } from '@nestjs/common';
import { businessSeconds } from '../desk/business-time.js';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import type { Sql } from '../platform/database/database.js';
import type { Measure } from './ticket.js';

@Injectable()
export class MeasureDuration {
  constructor(private readonly calendars: CalendarInForce) {}

  /** A measure bound to the calendar of the team, else of the workspace; without one, business is null. */
  async for(sql: Sql, workspaceId: string, teamId: string | null): Promise<Measure> {
    const version = await this.calendars.run(sql, workspaceId, teamId);
    return (from, to) => ({
      startedAt: from.toISOString(),
      endedAt: to.toISOString(),
      calendarSeconds: Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000)),
      businessSeconds: version ? businessSeconds(version, from, to) : null,
      calendarVersionId: version?.id ?? null,
    });
  }
}
