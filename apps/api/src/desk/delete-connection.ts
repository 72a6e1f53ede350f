// An owner closes a way for customers to write: its tickets stay, its secrets go.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { deleteConnection } from './connections.store.js';
import { Connections } from './read-connections.js';
import { TestConnection } from './test-connection.js';

@Injectable()
export class DeleteConnection {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly connections: Connections,
    private readonly testConnection: TestConnection,
  ) {}

  /** @throws DomainError not-found */
  async run(workspaceId: string, id: string): Promise<void> {
    const connection = await this.connections.byId(workspaceId, id);
    if (!connection) throw new DomainError('not-found');
    if (!(await deleteConnection(this.database, workspaceId, id, this.clock.now()))) throw new DomainError('not-found');
    await this.testConnection.disconnect(connection);
  }
}
