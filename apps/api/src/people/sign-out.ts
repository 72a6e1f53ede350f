// A person leaves: the session ends here, not only in the browser.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets.js';
import { SettlePresence } from './presence/settle-presence.js';
import { sessionToken } from './session-cookie.js';
import { deleteSession, findSession, hasSession } from './sessions.store.js';

/** Sessions in use are moved on every ten minutes. */
const USED_LATELY_MS = 15 * 60_000;

@Injectable()
export class SignOut {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly presence: SettlePresence,
  ) {}

  /** Whoever has no other screen in use is gone at once: no ticket comes to them any more. */
  async run(workspaceId: string, cookieHeader: string | undefined): Promise<void> {
    const token = sessionToken(cookieHeader);
    if (!token) return;
    const now = this.clock.now();
    const session = await findSession(this.database, this.secrets.hash(token), now);
    await deleteSession(this.database, workspaceId, this.secrets.hash(token));
    if (!session) return;
    const { agentId } = session;
    const elsewhere = await hasSession(this.database, workspaceId, agentId, new Date(now.getTime() - USED_LATELY_MS));
    if (!elsewhere) await this.presence.run({ workspaceId, agentId }, { left: true });
  }
}
