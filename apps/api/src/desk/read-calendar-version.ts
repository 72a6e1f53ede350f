// The hours a finished duration was measured with: read again when it is recomputed.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import type { CalendarVersion } from './business-time.js';
import { findVersion } from './calendars.store.js';

@Injectable()
export class ReadCalendarVersion {
  run(sql: Sql, workspaceId: string, versionId: string): Promise<CalendarVersion | null> {
    return findVersion(sql, workspaceId, versionId);
  }
}
