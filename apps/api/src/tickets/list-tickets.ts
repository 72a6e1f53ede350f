// The queue: one page of tickets of a view, longest waiting first or newest first, by keyset and index.

import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { type RowRecord, TICKET_ROW, TICKET_ROW_FROM, toTicketRow } from './ticket-row.store.js';

export const VIEWS = ['open', 'mine', 'unassigned', 'pending', 'hold', 'at-risk', 'solved', 'spam', 'all'] as const;
export type View = (typeof VIEWS)[number];
export const SORTS = ['waiting', 'due', 'newest'] as const;

export interface TicketQuery {
  workspaceId: string;
  agentId: string | null;
  view: View;
  sort: (typeof SORTS)[number];
  cursor: string | null;
  /** At most 100. */
  limit: number;
  contactId?: string | null;
  /** A ticket's number, or words of its subject or its contact's name or address. */
  q?: string | null;
}

/** What each view keeps, as conditions that the partial indexes know. */
const VIEW_SQL: Record<Exclude<View, 'mine'>, string> = {
  open: `t.active AND t.state IN ('new', 'open')`,
  unassigned: `t.active AND t.state IN ('new', 'open') AND t.assignee_id IS NULL`,
  pending: `t.active AND t.state = 'pending'`,
  hold: `t.active AND t.state = 'hold'`,
  'at-risk': 't.active AND (t.sla_warned OR t.sla_breached)',
  solved: `t.state IN ('solved', 'closed') AND NOT t.spam AND t.merged_into IS NULL`,
  spam: 't.spam',
  all: 't.merged_into IS NULL',
};
/** A search looks at this many of the newest matches of each sort; more is what the search page is for. */
const MATCHING_TICKETS = 200;
const MATCHING_PEOPLE = 100;
/** What a queue is ordered by: whether a row has the instant at all, then the instant, then the id. */
const QUEUES = {
  waiting: { idle: 't.waiting_since IS NULL', at: 't.queued_at' },
  due: { idle: 't.sla_due_at IS NULL', at: 'coalesce(t.sla_due_at, t.queued_at)' },
};
/** Views that only look back are always newest first. */
const PAST: View[] = ['solved', 'spam', 'all'];

@Injectable()
export class ListTickets {
  constructor(private readonly database: Database) {}

  async run(query: TicketQuery): Promise<{ items: TicketRow[]; next: string | null }> {
    const { sql, params, limit } = ticketsSql(query);
    const rows = await this.database.query<RowRecord & { position: string; idle: boolean }>(sql, params);
    const last = rows.length > limit ? rows[limit - 1] : null;
    const items = rows.slice(0, limit).map(({ position: _, idle: __, ...raw }) => toTicketRow(raw));
    return { items, next: last ? writeCursor([last.idle ? '1' : '0', last.position, last.id]) : null };
  }
}

/** The question of one page, with one row more than it shows. */
export function ticketsSql(query: TicketQuery): { sql: string; params: unknown[]; limit: number } {
  const live = !PAST.includes(query.view) && !query.contactId && !query.q;
  const queue = live && query.sort !== 'newest' ? QUEUES[query.sort] : null;
  const params: unknown[] = [query.workspaceId];
  const give = (value: unknown) => `$${params.push(value)}`;
  const where = [
    't.workspace_id = $1',
    query.view === 'mine' ? `t.active AND t.assignee_id = ${give(query.agentId)}` : VIEW_SQL[query.view],
  ];
  if (query.contactId) where.push(`t.contact_id = ${give(query.contactId)}`);
  if (query.q) where.push(matching(query.q, give));
  const after = readCursor(query.cursor);
  if (after && queue) {
    where.push(
      `((${queue.idle}), ${queue.at}, t.id) > (${give(after[0] === '1')}::boolean, ${give(after[1])}::timestamptz, ${give(after[2])}::uuid)`,
    );
  } else if (after) where.push(`(t.last_message_at, t.id) < (${give(after[1])}::timestamptz, ${give(after[2])}::uuid)`);
  const order = queue ? `(${queue.idle}), ${queue.at}, t.id` : 't.last_message_at DESC, t.id DESC';
  const limit = Math.min(Math.max(query.limit, 1), 100);
  // Timestamps go into the cursor with their microseconds: a JS Date would round them and repeat or skip a row.
  const sql = `SELECT ${TICKET_ROW}, (${queue?.idle ?? 'false'}) AS idle, to_char(${queue?.at ?? 't.last_message_at'} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
       ${TICKET_ROW_FROM} WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${limit + 1}`;
  return { sql, params, limit };
}

/** Found by its number, or by trigrams in its subject or in its customer's name or address: each by its own index. */
function matching(q: string, give: (value: unknown) => string): string {
  const number = /^#?(\d{1,15})$/.exec(q.trim());
  const like = give(`%${q.trim().replace(/[\\%_]/g, '\\$&')}%`);
  const found = [
    `SELECT s.id FROM ticket s WHERE s.workspace_id = $1 AND s.subject ILIKE ${like}`,
    `SELECT s.id FROM ticket s WHERE s.workspace_id = $1 AND s.contact_id IN (
       SELECT n.id FROM contact n WHERE n.workspace_id = $1 AND n.name ILIKE ${like} LIMIT ${MATCHING_PEOPLE})`,
    `SELECT s.id FROM ticket s WHERE s.workspace_id = $1 AND s.contact_id IN (
       SELECT a.contact_id FROM identity a WHERE a.workspace_id = $1 AND a.address ILIKE ${like} LIMIT ${MATCHING_PEOPLE})`,
    ...(number
      ? [`SELECT s.id FROM ticket s WHERE s.workspace_id = $1 AND s.number = ${give(Number(number[1]))}`]
      : []),
  ];
  return `t.id IN (${found.map((select) => `(${select} ORDER BY s.id DESC LIMIT ${MATCHING_TICKETS})`).join(' UNION ')})`;
}

const writeCursor = (parts: string[]) => Buffer.from(parts.join('|')).toString('base64url');

function readCursor(cursor: string | null): string[] | null {
  if (!cursor) return null;
  const parts = Buffer.from(cursor, 'base64url').toString().split('|');
  if (parts.length !== 3 || !/^\d{4}-[\d-]+T[\d:.]+Z$/.test(parts[1]!) || !/^[0-9a-f-]{36}$/.test(parts[2]!))
    throw new DomainError('bad-request');
  return parts;
}
