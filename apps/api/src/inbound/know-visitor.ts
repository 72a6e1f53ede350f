// Path A in the widget: the site vouches for its visitor, so one conversation follows the person over all their browsers.
import { Injectable } from '@nestjs/common';
import type { WidgetIdentified } from '@otklik/contract';
import type { Connection } from '../desk/read-connections.js';
import { LearnAddress } from '../outbound/letters/learn-address.js';
import { EnsureContact } from '../people/ensure-contact.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Secrets } from '../platform/secrets.js';
import { readIdentity, type SignedVisitor } from './identity-token.js';
import { chatOf } from './read-widget-lines.js';
import { RegisterVisitor } from './register-visitor.js';
import {
  bindSubject,
  endSessions,
  insertSession,
  keepOneBrowser,
  lockSubject,
  ownerOf,
  type Visitor,
  visitorBySubject,
} from './visitor.store.js';

export interface Introduction {
  /** The site's signed word. */
  identity: string;
  /** Whether a person we have not met becomes a visitor now: only when they write. */
  begin: boolean;
  locale: string | null;
  page: string | null;
  referrer: string | null;
}

@Injectable()
export class KnowVisitor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly contacts: EnsureContact,
    private readonly register: RegisterVisitor,
    private readonly addresses: LearnAddress,
  ) {}

  /**
   * `current`: whom this browser has been so far, and by which token. An anonymous conversation becomes the person's own,
   * unless they have one already: then the browser goes over to that one. token null: not met yet, and not to begin.
   * @throws DomainError identity-refused: forged, expired, or no secret is set; nothing has changed.
   */
  run(
    connection: Connection,
    given: Introduction,
    current: { visitor: Visitor; token: string } | null,
  ): Promise<WidgetIdentified> {
    const person = readIdentity(given.identity, connection.config.identitySecret, this.clock.now());
    if (!person) throw new DomainError('identity-refused');
    return this.database.transaction(async (tx) => {
      await lockSubject(tx, connection.workspaceId, connection.id, person.subject);
      const known = await visitorBySubject(tx, connection.workspaceId, connection.id, person.subject);
      const here = current?.visitor.connectionId === connection.id ? current : null;
      if (known) {
        await this.tell(tx, known, person, given.locale);
        if (here?.visitor.visitorId === known.visitorId) return { token: here.token, visitorId: known.visitorId };
        return this.open(tx, known);
      }
      const taken = here && (await this.takeOver(tx, here, person));
      if (taken) {
        await this.tell(tx, here.visitor, person, given.locale, taken.anew);
        return { token: here.token, visitorId: here.visitor.visitorId };
      }
      if (!given.begin) return { token: null, visitorId: null };
      const { workspaceId, id: connectionId } = connection;
      const { locale, page, referrer } = given;
      const made = await this.register.within(tx, { workspaceId, connectionId, locale, page, referrer, ...person });
      return { token: made.token, visitorId: made.visitorId };
    });
  }

  /**
   * An anonymous conversation becomes this person's, if it was begun in this browser or mails of it go to their address: a
   * way back that was passed on makes nobody its owner. Whoever wrote before may have been somebody else, who gave an address
   * that is not theirs: they read on no more. `anew`: the address known so far is not this person's.
   */
  private async takeOver(
    tx: Tx,
    { visitor, token }: { visitor: Visitor; token: string },
    person: SignedVisitor,
  ): Promise<{ anew: boolean } | null> {
    const tokenHash = this.secrets.hash(token);
    const { subject, first } = await ownerOf(tx, visitor, tokenHash);
    if (subject !== null) return null;
    const same = person.email !== null && (await this.addresses.is(tx, chatOf(visitor), person.email));
    if (!first && !same) return null;
    await bindSubject(tx, visitor, person.subject);
    if (!first || !same) {
      const anotherHash = this.secrets.hash(this.secrets.token());
      await keepOneBrowser(tx, visitor, { tokenHash, anotherHash, at: this.clock.now() });
    }
    return { anew: !same };
  }

  /** The person has logged out of the site: this browser's token opens nothing any more. */
  async end(token: string): Promise<void> {
    await endSessions(this.database, this.secrets.hash(token), this.secrets.hash(this.secrets.token()));
  }

  private async open(tx: Tx, visitor: Visitor): Promise<WidgetIdentified> {
    const token = this.secrets.token();
    await insertSession(tx, visitor, this.secrets.hash(token), this.clock.now());
    return { token, visitorId: visitor.visitorId };
  }

  private async tell(tx: Tx, visitor: Visitor, person: SignedVisitor, locale: string | null, anew = false) {
    const { name, email } = person;
    const { workspaceId, visitorId: address } = visitor;
    await this.contacts.run(tx, { workspaceId, kind: 'visitor', address, name, username: null, email, locale });
    // The card before the address: whoever says who they are does the same.
    if (anew) await this.addresses.run(tx, chatOf(visitor), null);
    if (email) await this.addresses.renew(tx, chatOf(visitor), email);
  }
}
