// The bell's list: one page of what concerns an agent, newest first, and how much of it is unread.
import { Injectable } from '@nestjs/common';
import type { NotificationItem } from '@otklik/contract';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { countUnread, listNotifications } from './notification.store.js';
import { TellAgent } from './tell-agent.js';

@Injectable()
export class ReadNotifications {
  constructor(
    private readonly database: Database,
    private readonly teller: TellAgent,
  ) {}

  /** @throws DomainError bad-request for a cursor that is none of ours */
  async run(
    key: { workspaceId: string; agentId: string },
    page: { unread: boolean; cursor: string | null; limit: number },
  ): Promise<{ items: NotificationItem[]; next: string | null; unread: number }> {
    const limit = Math.min(Math.max(page.limit, 1), 100);
    const after = readCursor(page.cursor);
    const [rows, unread] = await Promise.all([
      listNotifications(this.database, key, { unread: page.unread, after, limit }),
      this.count(key),
    ]);
    const last = rows.length > limit ? rows[limit - 1] : null;
    const items = await this.teller.items(this.database, key.workspaceId, rows.slice(0, limit));
    const next = last ? Buffer.from(`${last.position}|${last.id}`).toString('base64url') : null;
    return { items, next, unread };
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
