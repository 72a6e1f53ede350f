// Connections for the settings page: how they are, and never their secrets.
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { Secrets } from '../platform/secrets.js';
import type { ConnectionView } from './connections.requests.js';
import { type ConnectionRow, findConnection, listConnections } from './connections.store.js';
import { openSecrets } from './read-connections.js';
import { showConnection } from './show-connection.js';
import { channelOrRefuse } from './test-connection.js';

@Injectable()
export class ShowConnections {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** All, in the order they were made. */
  async run(workspaceId: string, locale: string): Promise<ConnectionView[]> {
    return (await listConnections(this.database, workspaceId)).map((row) => this.show(row, locale));
  }

  /** @throws DomainError not-found */
  async one(workspaceId: string, id: string, locale: string): Promise<ConnectionView> {
    const row = await findConnection(this.database, workspaceId, id);
    if (!row) throw new DomainError('not-found');
    return this.show(row, locale);
  }

  private show(row: ConnectionRow, locale: string): ConnectionView {
    return showConnection(row, channelOrRefuse(row.kind), this.secretNames(row), this.env.publicUrl, locale);
  }

  /** Secrets that cannot be opened any more are as good as missing: the form asks for them again. */
  private secretNames(row: ConnectionRow): string[] {
    try {
      return Object.keys(openSecrets(this.secrets, row.secrets));
    } catch {
      return [];
    }
  }
}
