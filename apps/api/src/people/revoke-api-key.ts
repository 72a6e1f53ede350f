// An owner takes a key back: it opens nothing from the next request on.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { revokeApiKey } from './api-keys.store.js';

@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError not-found */
  async run(workspaceId: string, id: string): Promise<void> {
    if (!(await revokeApiKey(this.database, workspaceId, id, this.clock.now()))) throw new DomainError('not-found');
  }
}
