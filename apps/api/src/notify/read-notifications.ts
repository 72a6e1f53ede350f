// The bell's list: one page of what concerns an agent, newest first, and how much of it is unread.
import { Injectable } from '@nestjs/common';
import type { NotificationItem } from '@otklik/contract';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { countUnread, listNotifications, markRead, type NotificationRow } from './notification.store.js';
import { TellAgent } from './tell-agent.js';

@Injectable()
export class ReadNotifications {
  constructor(
    private readonly database: Database,
    private readonly teller: TellAgent,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError bad-request for a cursor that is none of ours */
  async run(
    key: { workspaceId: string; agentId: string },
    page: { unread: boolean; cursor: string | null; limit: number },
  ): Promise<{ items: NotificationItem[]; next: string | null; unread: number }> {
    const limit = Math.min(Math.max(page.limit, 1), 100);
    const after = readCursor(page.cursor);
    const rows = await listNotifications(this.database, key, { unread: page.unread, after, limit });
    const last = rows.length > limit ? rows[limit - 1] : null;
    const items = await this.teller.items(this.database, key.workspaceId, rows.slice(0, limit));
    await this.forgetGone(key, rows.slice(0, limit), items);
    const unread = await this.count(key);
    const next = last ? Buffer.from(`${last.position}|${last.id}`).toString('base64url') : null;
    return { items, next, unread };
  }

  /** A ticket that was erased leaves nothing to read: it must not stand in the count for ever. */
  private async forgetGone(
    key: { workspaceId: string; agentId: string },
    rows: NotificationRow[],
    items: NotificationItem[],
  ): Promise<void> {
    const shown = new Set(items.map((item) => item.id));
    const gone = rows.filter((row) => !row.readAt && !shown.has(row.id)).map((row) => row.id);
    if (gone.length > 0) await markRead(this.database, key, { ids: gone }, this.clock.now());
  }

  /** At most a hundred are counted. */
  count(key: { workspaceId: string; agentId: string }): Promise<number> {
    return countUnread(this.database, key.workspaceId, key.agentId);
  }
}

function readCursor(cursor: string | null): { at: string; id: string } | null {
  if (!cursor) return null;
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (!/^\d{4}-[\d-]+T[\d:.]+Z$/.test(at ?? '') || !/^[0-9a-f-]{36}$/.test(id ?? ''))
    throw new DomainError('bad-request');
  return { at: at!, id: id! };
}
