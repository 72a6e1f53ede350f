// An owner edits a connection, switches it off, or on again: what is new is tried before it is saved.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { ChangeConnectionRequest, ConnectionView } from './connections.requests.js';
import { findConnection, updateConnection } from './connections.store.js';
import { addressRefusal } from './create-connection.js';
import { Connections } from './read-connections.js';
import { SettleConnection } from './settle-connection.js';
import { TestConnection } from './test-connection.js';

@Injectable()
export class ChangeConnection {
  constructor(
    private readonly database: Database,
    private readonly connections: Connections,
    private readonly settle: SettleConnection,
    private readonly testConnection: TestConnection,
  ) {}

  /** @throws DomainError not-found, setting-wrong, connection-refused, address-taken */
  async run(workspaceId: string, id: string, change: ChangeConnectionRequest, locale: string): Promise<ConnectionView> {
    const present = await findConnection(this.database, workspaceId, id);
    if (!present) throw new DomainError('not-found');
    const off = (change.state ?? present.state) === 'off';
    const wakes = present.state === 'off' && change.state === 'ok';
    const wanted = {
      ...present,
      name: change.name?.trim() ?? present.name,
      state: off ? ('off' as const) : present.state,
    };
    const ask = !off && (change.config !== undefined || wakes);
    const { row, view } = await this.settle.run(wanted, change.config ?? {}, locale, ask);
    const opened = off && present.state !== 'off' ? await this.connections.byId(workspaceId, id) : null;
    try {
      if (!(await updateConnection(this.database, row))) throw new DomainError('not-found');
    } catch (error) {
      throw addressRefusal(error, row.address);
    }
    if (opened) await this.testConnection.disconnect(opened);
    return view;
  }
}
