// A channel's own verdict on a connection: it works again, or its owner is needed.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { setState } from './connections.store.js';

@Injectable()
export class MarkConnection {
  constructor(private readonly database: Database) {}

  /** Changes nothing on a connection that is switched off. */
  run(workspaceId: string, id: string, state: 'ok' | 'broken', reason: string | null): Promise<void> {
    return setState(this.database, workspaceId, id, state, reason?.slice(0, 500) ?? null);
  }
}
