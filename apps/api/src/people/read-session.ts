// Who is behind a cookie: asked by the guard for every request, and by realtime for every socket.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/access.js';
import { Secrets } from '../platform/secrets.js';
import { SESSION_SECONDS, sessionToken } from './session-cookie.js';
import { extendSession, findSession } from './sessions.store.js';

/** A session is moved on at most this often, so that reading costs no write. */
const EXTEND_EVERY_MS = 10 * 60 * 1000;

export interface LivingSession {
  caller: Caller & { agentId: string };
  csrf: string;
  token: string;
  /** The session was moved on: send the cookie again. */
  extended: boolean;
}

@Injectable()
export class ReadSession {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  /** The session named in a Cookie header; null when there is none, it has ended, or its agent is disabled. */
  async run(cookieHeader: string | undefined): Promise<LivingSession | null> {
    const token = sessionToken(cookieHeader);
    if (!token) return null;
    const now = this.clock.now();
    const tokenHash = this.secrets.hash(token);
    const row = await findSession(this.database, tokenHash, now);
    if (!row) return null;
    const extended = now.getTime() - row.seenAt.getTime() > EXTEND_EVERY_MS;
    if (extended) {
      const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
      await extendSession(this.database, row.workspaceId, tokenHash, now, expiresAt);
    }
    const { workspaceId, agentId, role, locale } = row;
    return { caller: { workspaceId, agentId, apiKeyId: null, role, locale }, csrf: row.csrf, token, extended };
  }
}
