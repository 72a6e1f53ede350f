// Who a contact is: the card beside the conversation, and what survey and delivery need to know of a person.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { type ContactRow, findContact, type IdentityRow } from './contacts.store.js';

export type Person = ContactRow & { identities: IdentityRow[] };

@Injectable()
export class ReadContact {
  constructor(private readonly database: Database) {}

  /** @throws DomainError not-found */
  async run(workspaceId: string, contactId: string): Promise<Person> {
    const contact = await findContact(this.database, workspaceId, contactId);
    if (!contact) throw new DomainError('not-found');
    return contact;
  }
}
