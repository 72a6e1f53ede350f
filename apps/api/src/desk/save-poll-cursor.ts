// Path A by polling: how far we have read, saved in the transaction that stored what was read.
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { setPollCursor } from './connections.store.js';

@Injectable()
export class SavePollCursor {
  run(tx: Tx, workspaceId: string, id: string, cursor: string | null): Promise<void> {
    return setPollCursor(tx, workspaceId, id, cursor);
  }
}
