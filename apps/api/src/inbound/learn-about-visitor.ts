// Path A in the widget: a visitor says who they are and where else we can reach them.
import { Injectable } from '@nestjs/common';
import { EnsureContact } from '../people/ensure-contact.js';
import { Database } from '../platform/database/database.js';
import type { Visitor } from './visitor.store.js';

@Injectable()
export class LearnAboutVisitor {
  constructor(
    private readonly database: Database,
    private readonly contacts: EnsureContact,
  ) {}

  /** Their own word, not proved: the address stands on the card, and may suggest that two cards are one person. */
  async run({ workspaceId, visitorId }: Visitor, told: { name: string | null; email: string | null }): Promise<void> {
    const seen = { workspaceId, kind: 'visitor', address: visitorId, username: null, locale: null, ...told };
    await this.database.transaction((tx) => this.contacts.run(tx, seen));
  }
}
