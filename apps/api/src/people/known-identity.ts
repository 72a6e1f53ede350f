// Before we write first: whose address it is, if we know it. Being written to proves nothing about the address.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { findIdentity } from './contacts.store.js';
import { identityAddress } from './ensure-contact.js';

@Injectable()
export class KnownIdentity {
  /** Null: nobody has it. */
  async run(
    sql: Sql,
    workspaceId: string,
    kind: string,
    address: string,
  ): Promise<{ contactId: string; identityId: string } | null> {
    const known = await findIdentity(sql, workspaceId, kind, identityAddress(kind, address));
    return known && { contactId: known.contactId, identityId: known.identityId };
  }
}
