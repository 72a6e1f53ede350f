// Who is behind `Authorization: Bearer otk_…`: a program of one workspace, with a role.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/access.js';
import { Secrets } from '../platform/secrets.js';
import { API_KEY_PREFIX, findApiKey, touchApiKey } from './api-keys.store.js';

/** When a key was used is kept to the minute, so that a busy program costs no write a request. */
const TOUCH_EVERY_MS = 60_000;

@Injectable()
export class ReadApiKey {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  /** The caller behind an Authorization header; null when it holds no living key. */
  async run(authorization: string): Promise<Caller | null> {
    const key = /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1];
    if (!key?.startsWith(API_KEY_PREFIX)) return null;
    const row = await findApiKey(this.database, this.secrets.hash(key));
    if (!row) return null;
    const now = this.clock.now();
    if (!row.usedAt || now.getTime() - row.usedAt.getTime() > TOUCH_EVERY_MS) {
      await touchApiKey(this.database, row.workspaceId, row.id, now);
    }
    return { workspaceId: row.workspaceId, agentId: null, apiKeyId: row.id, role: row.role, locale: row.locale };
  }
}
