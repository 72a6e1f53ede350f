// An agent follows a ticket that is not theirs, or does so no more.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { ReadTicketRows } from '../tickets/read-ticket-rows.js';
import { addWatcher, removeWatcher, watchersOf } from './watcher.store.js';

interface WatchKey {
  workspaceId: string;
  ticketId: string;
  agentId: string;
}

@Injectable()
export class WatchTicket {
  constructor(
    private readonly database: Database,
    private readonly rows: ReadTicketRows,
    private readonly clock: Clock,
  ) {}

  /** Who watches it, in the order in which they began. @throws DomainError not-found */
  async read({ workspaceId, ticketId }: Omit<WatchKey, 'agentId'>): Promise<string[]> {
    const [row] = await this.rows.run(this.database, workspaceId, [ticketId]);
    if (!row) throw new DomainError('not-found');
    return (await watchersOf(this.database, workspaceId, [ticketId])).get(ticketId) ?? [];
  }

  /** @throws DomainError not-found */
  async run(key: WatchKey, watching: boolean): Promise<string[]> {
    await this.read(key);
    if (watching) await addWatcher(this.database, key, this.clock.now());
    else await removeWatcher(this.database, key);
    return this.read(key);
  }
}
