// Beside a ticket: the page a visitor of the site last wrote from, and where they had come from.
import { Injectable } from '@nestjs/common';
import { ReadContact } from '../people/read-contact.js';
import { Database } from '../platform/database/database.js';
import { latestVisit, type Visit } from './visitor.store.js';

@Injectable()
export class ReadVisit {
  constructor(
    private readonly database: Database,
    private readonly contacts: ReadContact,
  ) {}

  /** null: never been in a site's chat. @throws DomainError not-found: no such contact. */
  async run(workspaceId: string, contactId: string): Promise<Visit | null> {
    const { identities } = await this.contacts.run(workspaceId, contactId);
    const ids = identities.filter((one) => one.kind === 'visitor').map((one) => one.id);
    return ids.length === 0 ? null : latestVisit(this.database, workspaceId, ids);
  }
}
