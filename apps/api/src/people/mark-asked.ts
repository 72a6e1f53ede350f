// Path C: remembers when a person was last asked, so that nobody is asked twice in the days agreed.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { updateContact } from './contacts.store.js';

@Injectable()
export class MarkAsked {
  async run(tx: Tx, workspaceId: string, contactId: string, at: Date): Promise<void> {
    await updateContact(tx, workspaceId, contactId, { lastAskedAt: at });
  }
}
