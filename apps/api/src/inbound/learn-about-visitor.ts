// Path A in the widget: a visitor says who they are and where else we can reach them.
import { Injectable } from '@nestjs/common';
import { LearnAddress } from '../outbound/letters/learn-address.js';
import { EnsureContact } from '../people/ensure-contact.js';
import { Database } from '../platform/database/database.js';
import type { Visitor } from './visitor.store.js';

@Injectable()
export class LearnAboutVisitor {
  constructor(
    private readonly database: Database,
    private readonly contacts: EnsureContact,
    private readonly addresses: LearnAddress,
  ) {}

  /** Their own word, not proved: the address stands on the card, may suggest that two cards are one person, and gets answers unread here. */
  async run(visitor: Visitor, told: { name: string | null; email: string | null }): Promise<void> {
    const { workspaceId, connectionId, visitorId } = visitor;
    const seen = { workspaceId, kind: 'visitor', address: visitorId, username: null, locale: null, ...told };
    await this.database.transaction(async (tx) => {
      await this.contacts.run(tx, seen);
      const chat = { workspaceId, connectionId, conversation: visitorId };
      if (told.email) await this.addresses.run(tx, chat, told.email);
    });
  }
}
