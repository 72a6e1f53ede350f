// An owner (or the terminal) makes a key for a program; it is shown once.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { AgentRole } from '../platform/http/access.js';
import { newId } from '../platform/ids.js';
import { Secrets } from '../platform/secrets.js';
import type { NewApiKey } from './api-keys.requests.js';
import { API_KEY_PREFIX, insertApiKey } from './api-keys.store.js';

@Injectable()
export class CreateApiKey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  /** Returns the key itself in `key`; only its hash is stored. */
  async run(order: { workspaceId: string; name: string; role?: AgentRole }): Promise<NewApiKey> {
    const key = API_KEY_PREFIX + this.secrets.token();
    const id = newId();
    const createdAt = this.clock.now();
    const { workspaceId, name, role = 'agent' } = order;
    const keyHash = this.secrets.hash(key);
    await insertApiKey(this.database, {
      workspaceId,
      id,
      name,
      keyHash,
      role,
      createdAt,
      usedAt: null,
      revokedAt: null,
    });
    return { id, name, role, createdAt: createdAt.toISOString(), usedAt: null, key };
  }
}
