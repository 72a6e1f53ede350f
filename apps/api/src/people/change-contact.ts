// An agent corrects who somebody is, fills the workspace's own fields, blocks them, or notes that they do not want to be asked.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { PassingNews } from '../platform/events/passing-news.js';
import { companyName } from './companies/companies.store.js';
import type { ChangeContactRequest } from './contacts.requests.js';
import { livingId, updateContact } from './contacts.store.js';
import { changeValues } from './fields/check-values.js';
import { listDefinitions } from './fields/fields.store.js';
import { lockCards } from './merges.store.js';
import { type Person, ReadContact } from './read-contact.js';
import { checkTimeZone } from './time-zone.js';

@Injectable()
export class ChangeContact {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly readContact: ReadContact,
    private readonly news: PassingNews,
  ) {}

  /** @throws DomainError not-found, time-zone-unknown, field-…, validation-failed (no such company) */
  async run(workspaceId: string, contactId: string, change: ChangeContactRequest): Promise<Person> {
    const { name, locale, timeZone, blocked, surveyOptOut, companyId } = change;
    if (timeZone) checkTimeZone(timeZone);
    const now = this.clock.now();
    const id = await this.database.transaction(async (tx) => {
      const living = await livingId(tx, workspaceId, contactId);
      const card = (await lockCards(tx, workspaceId, [living])).get(living);
      if (!card) throw new DomainError('not-found');
      if (companyId && !(await companyName(tx, workspaceId, companyId)))
        throw new DomainError('validation-failed', { fields: ['companyId'] });
      const definitions = change.fields ? await listDefinitions(tx, workspaceId, 'contact') : [];
      await updateContact(tx, workspaceId, living, {
        ...(name === undefined ? {} : { name: name?.trim() || null }),
        ...(locale === undefined ? {} : { locale }),
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(blocked === undefined ? {} : { blockedAt: blocked ? now : null }),
        ...(surveyOptOut === undefined ? {} : { surveyOptOutAt: surveyOptOut ? now : null }),
        ...(companyId === undefined ? {} : { companyId, companyChosen: true }),
        ...(change.fields ? { fields: changeValues(definitions, card.fields, change.fields).values } : {}),
      });
      return living;
    });
    this.news.tellPerson({ workspaceId, contactId: id, companyId: null });
    return this.readContact.run(workspaceId, id);
  }
}
