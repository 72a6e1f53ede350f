// The trash, for those who may look into it: what can still be restored, the latest first.
import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { toTicketRow } from './ticket-row.store.js';
import { trashPage } from './trash.store.js';

const PAGE = 50;

export interface TrashedRow extends TicketRow {
  trashedAt: string;
  eraseAt: string;
  trashedBy: string | null;
}

@Injectable()
export class ListTrash {
  constructor(private readonly database: Database) {}

  async run(workspaceId: string, cursor: string | null): Promise<{ items: TrashedRow[]; next: string | null }> {
    const rows = await trashPage(this.database, workspaceId, readCursor(cursor), PAGE + 1);
    const last = rows.length > PAGE ? rows[PAGE - 1]! : null;
    const items = rows.slice(0, PAGE).map(({ trashedAt, eraseAt, trashedBy, position: _, ...raw }) => ({
      ...toTicketRow(raw),
      trashedAt: trashedAt.toISOString(),
      eraseAt: eraseAt.toISOString(),
      trashedBy,
    }));
    return { items, next: last ? Buffer.from(`${last.position}|${last.id}`).toString('base64url') : null };
  }
}

function readCursor(cursor: string | null): string[] | null {
  if (!cursor) return null;
  const parts = Buffer.from(cursor, 'base64url').toString().split('|');
  if (parts.length !== 2 || !/^\d{4}-[\d-]+T[\d:.]+Z$/.test(parts[0]!) || !/^[0-9a-f-]{36}$/.test(parts[1]!))
    throw new DomainError('bad-request');
  return parts;
}
