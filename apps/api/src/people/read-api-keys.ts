// The living keys, without the keys themselves.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ApiKeyView } from './api-keys.requests.js';
import { listApiKeys } from './api-keys.store.js';

@Injectable()
export class ReadApiKeys {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async run(workspaceId: string): Promise<ApiKeyView[]> {
    const keys = await listApiKeys(this.database, workspaceId);
    return keys.map(({ id, name, role, createdAt, usedAt }) => {
      return { id, name, role, createdAt: createdAt.toISOString(), usedAt: usedAt?.toISOString() ?? null };
    });
  }
}
