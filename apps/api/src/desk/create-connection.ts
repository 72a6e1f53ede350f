// An owner (or the first start) opens a way for customers to write: a mailbox, a site chat, a bot.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { violates } from '../platform/database/violations.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Secrets } from '../platform/secrets.js';
import type { ConnectionView } from './connections.requests.js';
import { type ConnectionRow, deleteConnection, insertConnection, updateConnection } from './connections.store.js';
import { SettleConnection } from './settle-connection.js';

export interface NewConnection {
  kind: string;
  name: string;
  config: Record<string, unknown>;
  /** Of the words in notices and refusals; English unless said otherwise. */
  locale?: string;
  /** false: the vendor is not asked (seeds). */
  ask?: boolean;
}

@Injectable()
export class CreateConnection {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly settle: SettleConnection,
  ) {}

  /** @throws DomainError kind-unknown, setting-wrong, connection-refused, address-taken */
  async run(workspaceId: string, order: NewConnection, sql: Sql = this.database): Promise<ConnectionView> {
    const { kind, name, config, locale = 'en', ask = true } = order;
    const blank = {
      workspaceId,
      id: newId(),
      kind,
      name: name.trim(),
      key: this.secrets.token(16),
      config: {},
      secrets: null,
      address: null,
      state: 'ok' as const,
      stateReason: null,
      pollCursor: null,
      createdAt: this.clock.now(),
    };
    const stand = (row: ConnectionRow) =>
      insertConnection(sql, row).catch((error: unknown) => {
        throw addressRefusal(error, row.address);
      });
    try {
      const { row, view } = await this.settle.run(blank, config, locale, ask, stand);
      if (ask) await updateConnection(sql, row);
      return view;
    } catch (error) {
      // What the vendor refuses was never there.
      if (error instanceof DomainError && error.code === 'connection-refused')
        await deleteConnection(sql, workspaceId, blank.id, this.clock.now());
      throw addressRefusal(error, blank.address);
    }
  }
}

/** A mail must lead to one mailbox: an address belongs to one living connection of the whole desk. */
export function addressRefusal(error: unknown, address: string | null): unknown {
  return violates(error, 'connection_address') ? new DomainError('address-taken', { address: address ?? '' }) : error;
}
