// Where a message comes from or goes to: connections with their settings opened, for inbound, outbound and the survey.
import { Injectable } from '@nestjs/common';
import { Database, type Sql } from '../platform/database/database.js';
import { Log } from '../platform/log.js';
import { Secrets } from '../platform/secrets.js';
import {
  type ConnectionRow,
  type ConnectionState,
  findActive,
  findByAddress,
  findByKey,
  findConnection,
  listConnections,
} from './connections.store.js';

/** A living connection. `config` holds its secrets: it must not be logged or sent anywhere but to its channel. */
export interface Connection {
  workspaceId: string;
  id: string;
  kind: string;
  name: string;
  /** Public: names the connection in webhooks and widget snippets. */
  key: string;
  config: Record<string, unknown>;
  /** Our own address there, lower case for mail. */
  address: string | null;
  state: ConnectionState;
  stateReason: string | null;
  pollCursor: string | null;
}

@Injectable()
export class Connections {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly log: Log,
  ) {}

  /** By the public key in a webhook's path or a widget's snippet. */
  async byKey(kind: string, key: string): Promise<Connection | null> {
    return this.open(await findByKey(this.database, kind, key));
  }

  /** The mailbox a mail was sent to; `local+anything@domain` reaches `local@domain` unless it is a mailbox itself. */
  async byAddress(address: string): Promise<Connection | null> {
    return this.open(await findByAddress(this.database, mailboxAddresses(address)));
  }

  async byId(workspaceId: string, id: string, sql: Sql = this.database): Promise<Connection | null> {
    return this.open(await findConnection(sql, workspaceId, id));
  }

  /** In the order they were made. */
  async all(workspaceId: string, sql: Sql = this.database): Promise<Connection[]> {
    return this.openAll(await listConnections(sql, workspaceId));
  }

  /** Every connection of a kind, in all workspaces, that is not switched off; the broken too: whoever polls decides how often. */
  async active(kind: string): Promise<Connection[]> {
    return this.openAll(await findActive(this.database, kind));
  }

  private openAll(rows: ConnectionRow[]): Connection[] {
    return rows.flatMap((row) => this.open(row) ?? []);
  }

  private open(row: ConnectionRow | null): Connection | null {
    if (!row) return null;
    const { secrets, createdAt: _, ...connection } = row;
    try {
      return { ...connection, config: { ...row.config, ...openSecrets(this.secrets, secrets) } };
    } catch {
      this.log.warn('the secrets of a connection cannot be opened: OTKLIK_SECRET has changed', {
        connectionId: row.id,
      });
      return { ...connection, state: row.state === 'off' ? 'off' : 'broken', stateReason: 'OTKLIK_SECRET' };
    }
  }
}

/** The secret fields by name. @throws when they were sealed with another OTKLIK_SECRET. */
export function openSecrets(secrets: Secrets, sealed: string | null): Record<string, string> {
  return sealed === null ? {} : (JSON.parse(secrets.open(sealed)) as Record<string, string>);
}

/** The mailboxes that an address may mean, in lower case, the most exact first. */
export function mailboxAddresses(address: string): string[] {
  const exact = address.trim().toLowerCase();
  const at = exact.lastIndexOf('@');
  const plus = exact.indexOf('+');
  return plus > 0 && plus < at ? [exact, exact.slice(0, plus) + exact.slice(at)] : [exact];
}
