// Which working hours count now, for a team or the workspace: asked whenever a duration becomes known.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import type { CalendarVersion } from './business-time.js';
import { findVersionInForce } from './calendars.store.js';

@Injectable()
export class CalendarInForce {
  /** Null: there are no hours, and business durations are NULL, never 0. */
  run(sql: Sql, workspaceId: string, teamId: string | null): Promise<CalendarVersion | null> {
    return findVersionInForce(sql, workspaceId, teamId);
  }
}
