// Path A in the widget, before the first line: a browser becomes a visitor, with a token of its own and a contact behind it.
import { Injectable } from '@nestjs/common';
import type { WidgetVisitor } from '@otklik/contract';
import { EnsureContact } from '../people/ensure-contact.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { newId } from '../platform/ids.js';
import { Secrets } from '../platform/secrets.js';
import { insertVisitor } from './visitor.store.js';

@Injectable()
export class RegisterVisitor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly contacts: EnsureContact,
  ) {}

  /** The token is told once and kept only as a hash. */
  async run(given: {
    workspaceId: string;
    connectionId: string;
    locale: string | null;
    page: string | null;
  }): Promise<WidgetVisitor> {
    const { workspaceId, connectionId, locale, page } = given;
    const visitorId = newId();
    const token = this.secrets.token();
    await this.database.transaction(async (tx) => {
      const seen = { workspaceId, kind: 'visitor', address: visitorId, name: null, username: null, locale };
      const { identityId } = await this.contacts.run(tx, seen);
      const tokenHash = this.secrets.hash(token);
      await insertVisitor(tx, {
        workspaceId,
        visitorId,
        connectionId,
        identityId,
        tokenHash,
        locale,
        page,
        at: this.clock.now(),
      });
    });
    return { token, visitorId };
  }
}
