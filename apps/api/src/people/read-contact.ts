// Who a contact is: the card beside the conversation, and what survey and delivery need to know of a person.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { companyName } from './companies/companies.store.js';
import { type ContactRow, findContact, type IdentityRow } from './contacts.store.js';
import { type Merge, mergesInto } from './merges.store.js';

export type Person = ContactRow & { identities: IdentityRow[] };
export type PersonWithMerges = Person & { merges: Merge[]; company: { id: string; name: string } | null };

@Injectable()
export class ReadContact {
  constructor(private readonly database: Database) {}

  /** Of a card that was merged away: the one it lives on in. @throws DomainError not-found */
  async run(workspaceId: string, contactId: string, sql: Sql = this.database): Promise<Person> {
    const contact = await findContact(sql, workspaceId, contactId);
    if (!contact) throw new DomainError('not-found');
    return contact;
  }

  /** The same, with the merges that stand. @throws DomainError not-found */
  async withMerges(workspaceId: string, contactId: string): Promise<PersonWithMerges> {
    const contact = await this.run(workspaceId, contactId);
    const [merges, company] = await Promise.all([
      mergesInto(this.database, workspaceId, contact.id),
      contact.companyId ? companyName(this.database, workspaceId, contact.companyId) : null,
    ]);
    return { ...contact, merges, company };
  }
}
