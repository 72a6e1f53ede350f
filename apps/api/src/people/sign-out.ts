// A person leaves: the session ends here, not only in the browser.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets.js';
import { sessionToken } from './session-cookie.js';
import { deleteSession } from './sessions.store.js';

@Injectable()
export class SignOut {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  async run(workspaceId: string, cookieHeader: string | undefined): Promise<void> {
    const token = sessionToken(cookieHeader);
    if (token) await deleteSession(this.database, workspaceId, this.secrets.hash(token));
  }
}
