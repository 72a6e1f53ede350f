// Path C: a person who does not want to be asked is never asked again, on any channel.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { updateContact } from './contacts.store.js';

@Injectable()
export class OptOutOfSurveys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(workspaceId: string, contactId: string, sql: Sql = this.database): Promise<void> {
    await updateContact(sql, workspaceId, contactId, { surveyOptOutAt: this.clock.now() });
  }
}
