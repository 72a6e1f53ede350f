// A vendor has replaced one of a connection's secrets (an OAuth refresh token): the new one is kept instead, sealed like the others.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Secrets } from '../platform/secrets.js';
import { findConnection, setSecrets } from './connections.store.js';
import { openSecrets } from './read-connections.js';

@Injectable()
export class KeepSecret {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** Only a secret that is there is replaced, and only while nobody has changed the settings meanwhile. */
  async run(workspaceId: string, id: string, name: string, value: string): Promise<void> {
    const row = await findConnection(this.database, workspaceId, id);
    if (!row?.secrets) return;
    const opened = openSecrets(this.secrets, row.secrets);
    if (!(name in opened)) return;
    const sealed = this.secrets.seal(JSON.stringify({ ...opened, [name]: value }));
    await setSecrets(this.database, workspaceId, id, row.secrets, sealed);
  }
}
