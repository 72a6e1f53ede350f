// A person chose their language, in the widget or on a public page.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../platform/database/database.js';
import { updateContact } from './contacts.store.js';

@Injectable()
export class SetContactLocale {
  constructor(private readonly database: Database) {}

  async run(workspaceId: string, contactId: string, locale: string, sql: Sql = this.database): Promise<void> {
    await updateContact(sql, workspaceId, contactId, { locale });
  }
}
