// The way back from a mail: its pass opens the visitor's own conversation in this browser, and nothing else.
import { Injectable } from '@nestjs/common';
import type { WidgetIdentified } from '@otklik/contract';
import { type Connection, Connections } from '../desk/read-connections.js';
import { ReturnPass } from '../outbound/letters/return-pass.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Secrets } from '../platform/secrets.js';
import { insertSession, type KnownVisitor, type Visitor, visitorById } from './visitor.store.js';

@Injectable()
export class TakeVisitorBack {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly passes: ReturnPass,
    private readonly connections: Connections,
  ) {}

  /** Whose pass this is, and on which chat. @throws DomainError link-wrong, link-expired */
  async whose(pass: string): Promise<{ visitor: KnownVisitor; connection: Connection }> {
    const named = this.passes.read(pass);
    if (!named) throw new DomainError('link-wrong');
    if (named.expired) throw new DomainError('link-expired');
    const visitor = await visitorById(this.database, named.workspaceId, named.visitorId);
    const connection = visitor && (await this.connections.byId(visitor.workspaceId, visitor.connectionId));
    if (!visitor || !connection || connection.state === 'off') throw new DomainError('link-wrong');
    // Mailed to whoever wrote here before it became a signed person's own.
    const { boundAt } = visitor;
    if (boundAt && named.madeAt.getTime() + 1000 <= boundAt.getTime()) throw new DomainError('link-expired');
    return { visitor, connection };
  }

  /** `current`: whom this browser has been so far. A chat of another site is none of the pass's. */
  async run(
    connection: Connection,
    pass: string,
    current: { visitor: Visitor; token: string } | null,
  ): Promise<WidgetIdentified> {
    const { visitor } = await this.whose(pass);
    const { workspaceId, visitorId, connectionId } = visitor;
    if (workspaceId !== connection.workspaceId || connectionId !== connection.id) throw new DomainError('link-wrong');
    if (current?.visitor.visitorId === visitorId) return { token: current.token, visitorId };
    const token = this.secrets.token();
    await this.database.transaction((tx) => insertSession(tx, visitor, this.secrets.hash(token), this.clock.now()));
    return { token, visitorId };
  }
}
