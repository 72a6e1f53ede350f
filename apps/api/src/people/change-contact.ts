// An agent corrects who somebody is, blocks them, or notes that they do not want to be asked.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { ChangeContactRequest } from './contacts.requests.js';
import { livingId, updateContact } from './contacts.store.js';
import { type Person, ReadContact } from './read-contact.js';
import { checkTimeZone } from './time-zone.js';

@Injectable()
export class ChangeContact {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly readContact: ReadContact,
  ) {}

  /** @throws DomainError not-found, time-zone-unknown */
  async run(workspaceId: string, contactId: string, change: ChangeContactRequest): Promise<Person> {
    const { name, locale, timeZone, blocked, surveyOptOut } = change;
    if (timeZone) checkTimeZone(timeZone);
    const now = this.clock.now();
    const id = await livingId(this.database, workspaceId, contactId);
    const found = await updateContact(this.database, workspaceId, id, {
      ...(name === undefined ? {} : { name: name?.trim() || null }),
      ...(locale === undefined ? {} : { locale }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(blocked === undefined ? {} : { blockedAt: blocked ? now : null }),
      ...(surveyOptOut === undefined ? {} : { surveyOptOutAt: surveyOptOut ? now : null }),
    });
    if (!found) throw new DomainError('not-found');
    return this.readContact.run(workspaceId, id);
  }
}
