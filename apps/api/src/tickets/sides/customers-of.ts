// Whom a side conversation must never reach: the customer of its ticket, and those of tickets that were merged into it.
import { Injectable } from '@nestjs/common';
import { ReadContact } from '../../people/read-contact.js';
import type { Sql } from '../../platform/database/database.js';
import type { Ticket } from '../ticket.js';
import { customerIdsOf } from './side.store.js';

@Injectable()
export class CustomersOf {
  constructor(private readonly contacts: ReadContact) {}

  /** Every address (lower case) by which the customers of a ticket read mail. */
  async addresses(sql: Sql, { workspaceId, id }: Pick<Ticket, 'workspaceId' | 'id'>): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const contactId of await customerIdsOf(sql, workspaceId, id)) {
      const { identities } = await this.contacts.run(workspaceId, contactId, sql);
      for (const { kind, address, email } of identities) {
        if (kind === 'email') found.add(address.toLowerCase());
        if (email) found.add(email.toLowerCase());
      }
    }
    return found;
  }
}
