// Path A, before step 1: how much of a connection waits unread; who is too far behind is told to come again, and nobody else.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { countWaiting } from './raw.store.js';

/** So many rows of one connection may wait to be read: minutes of work, and no flood fills the disk with more. */
export const MOST_WAITING = 20_000;
const LOOK_MS = 1000;

interface Looked {
  at: number;
  full: Promise<boolean>;
}

@Injectable()
export class Backlog {
  private readonly looked = new Map<string, Looked>();

  constructor(private readonly database: Database) {}

  /** As it was within the last second. */
  isFull(workspaceId: string, connectionId: string): Promise<boolean> {
    const now = performance.now();
    const known = this.looked.get(connectionId);
    if (known && now - known.at < LOOK_MS) return known.full;
    const full = countWaiting(this.database, workspaceId, connectionId, MOST_WAITING).then((n) => n >= MOST_WAITING);
    // A database that does not answer is told of by whoever writes to it.
    full.catch(() => this.looked.delete(connectionId));
    this.looked.set(connectionId, { at: now, full });
    return full;
  }
}
