// The last step of signing in: a random token for the browser, its hash for the desk.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Sql } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets.js';
import { SESSION_SECONDS } from './session-cookie.js';
import { deleteExpiredSessions, insertSession } from './sessions.store.js';

@Injectable()
export class OpenSession {
  constructor(
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  /** Opens a session and sweeps the agent's expired ones. `token` goes into the cookie and is kept nowhere. */
  async run(sql: Sql, workspaceId: string, agentId: string): Promise<{ token: string; csrf: string }> {
    const at = this.clock.now();
    const token = this.secrets.token();
    const csrf = this.secrets.token(18);
    const expiresAt = new Date(at.getTime() + SESSION_SECONDS * 1000);
    await deleteExpiredSessions(sql, workspaceId, agentId, at);
    await insertSession(sql, { tokenHash: this.secrets.hash(token), workspaceId, agentId, csrf, at, expiresAt });
    return { token, csrf };
  }
}
