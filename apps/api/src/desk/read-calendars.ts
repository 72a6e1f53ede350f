// Every calendar as it stands now.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { type CalendarRow, listCalendars } from './calendars.store.js';

@Injectable()
export class ReadCalendars {
  constructor(private readonly database: Database) {}

  /** The default first, then by name. */
  run(workspaceId: string): Promise<CalendarRow[]> {
    return listCalendars(this.database, workspaceId);
  }
}
