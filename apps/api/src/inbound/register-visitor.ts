// Path A in the widget, before the first line: a browser becomes a visitor, with a token of its own and a contact behind it.
import { Injectable } from '@nestjs/common';
import type { WidgetVisitor } from '@otklik/contract';
import { LearnAddress } from '../outbound/letters/learn-address.js';
import { EnsureContact } from '../people/ensure-contact.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { Secrets } from '../platform/secrets.js';
import { insertVisitor } from './visitor.store.js';

export interface Newcomer {
  workspaceId: string;
  connectionId: string;
  locale: string | null;
  page: string | null;
  /** Where they came to the site from. */
  referrer: string | null;
  /** By the site's signed word. */
  name?: string | null;
  email?: string | null;
  subject?: string;
}

@Injectable()
export class RegisterVisitor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly contacts: EnsureContact,
    private readonly addresses: LearnAddress,
  ) {}

  /** The token is told once and kept only as a hash. */
  run(given: Newcomer): Promise<WidgetVisitor> {
    return this.database.transaction((tx) => this.within(tx, given));
  }

  /** The same, within a deed that has found out who it is. */
  async within(tx: Tx, given: Newcomer): Promise<WidgetVisitor> {
    const { workspaceId, connectionId, locale, page, referrer, name = null, email = null, subject = null } = given;
    const visitorId = newId();
    const token = this.secrets.token();
    const seen = { workspaceId, kind: 'visitor', address: visitorId, name, username: null, email, locale };
    const { identityId } = await this.contacts.run(tx, seen);
    const tokenHash = this.secrets.hash(token);
    const at = this.clock.now();
    const visitor = { workspaceId, visitorId, connectionId, identityId };
    await insertVisitor(tx, { ...visitor, tokenHash, locale, page, referrer, subject, at });
    if (email) await this.addresses.run(tx, { workspaceId, connectionId, conversation: visitorId }, email);
    return { token, visitorId };
  }
}
