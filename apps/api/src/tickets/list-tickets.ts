// The queue: one page of tickets of a view, longest waiting first or newest first, by keyset and index.

import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import { Database, type Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';

export const VIEWS = ['open', 'mine', 'unassigned', 'pending', 'hold', 'solved', 'spam', 'all'] as const;
export type View = (typeof VIEWS)[number];
export const SORTS = ['waiting', 'newest'] as const;

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

const ROW = `t.id, t.number, t.subject, t.preview, t.channel, t.connection_id AS "connectionId", t.state, t.priority,
  json_build_object('id', c.id, 'name', c.name, 'address', i.address) AS contact,
  t.assignee_id AS "assigneeId", t.team_id AS "teamId", t.tags, t.language, t.spam, t.waiting_since AS "waitingSince",
  t.last_message_at AS "lastMessageAt", t.opened_at AS "openedAt", t.solved_at AS "solvedAt", t.episode, t.seq, t.rating,
  t.last_customer_seq > t.agent_read_seq AS unread`;
const FROM = `FROM ticket t
  JOIN contact c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
  JOIN identity i ON i.workspace_id = t.workspace_id AND i.id = t.identity_id`;

/** What each view keeps, as conditions that the partial indexes know. */
const VIEW_SQL: Record<Exclude<View, 'mine'>, string> = {
  open: `t.active AND t.state IN ('new', 'open')`,
  unassigned: `t.active AND t.state IN ('new', 'open') AND t.assignee_id IS NULL`,
  pending: `t.active AND t.state = 'pending'`,
  hold: `t.active AND t.state = 'hold'`,
  solved: `t.state IN ('solved', 'closed') AND NOT t.spam AND t.merged_into IS NULL`,
  spam: 't.spam',
  all: 't.merged_into IS NULL',
};
/** A search looks at this many of the newest matches of each sort; more is what the search page is for. */
const MATCHING_TICKETS = 200;
const MATCHING_PEOPLE = 100;
/** Views that only look back are always newest first. */
const PAST: View[] = ['solved', 'spam', 'all'];

type Raw = Omit<TicketRow, 'waitingSince' | 'lastMessageAt' | 'openedAt' | 'solvedAt'> &
  Record<'waitingSince' | 'lastMessageAt' | 'openedAt' | 'solvedAt', Date>;
const iso = (at: Date | null) => at?.toISOString() ?? null;
const toRow = (raw: Raw & { queuedAt?: Date }): TicketRow => {
  const { queuedAt: _, ...row } = raw;
  return {
    ...row,
    waitingSince: iso(raw.waitingSince),
    lastMessageAt: raw.lastMessageAt.toISOString(),
    openedAt: raw.openedAt.toISOString(),
    solvedAt: iso(raw.solvedAt),
  };
};

@Injectable()
export class ListTickets {
  constructor(private readonly database: Database) {}

  async run(query: TicketQuery): Promise<{ items: TicketRow[]; next: string | null }> {
    const waiting = query.sort === 'waiting' && !PAST.includes(query.view) && !query.contactId && !query.q;
    const params: unknown[] = [query.workspaceId];
    const give = (value: unknown) => `$${params.push(value)}`;
    const where = [
      't.workspace_id = $1',
      query.view === 'mine' ? `t.active AND t.assignee_id = ${give(query.agentId)}` : VIEW_SQL[query.view],
    ];
    if (query.contactId) where.push(`t.contact_id = ${give(query.contactId)}`);
    if (query.q) where.push(matching(query.q, give));
    const after = readCursor(query.cursor);
    if (after && waiting) {
      where.push(
        `((t.waiting_since IS NULL), t.queued_at, t.id) > (${give(after[0] === '1')}::boolean, ${give(after[1])}::timestamptz, ${give(after[2])}::uuid)`,
      );
    } else if (after)
      where.push(`(t.last_message_at, t.id) < (${give(after[1])}::timestamptz, ${give(after[2])}::uuid)`);
    const order = waiting ? '(t.waiting_since IS NULL), t.queued_at, t.id' : 't.last_message_at DESC, t.id DESC';
    const limit = Math.min(Math.max(query.limit, 1), 100);
    // Timestamps go into the cursor with their microseconds: a JS Date would round them and repeat or skip a row.
    const rows = await this.database.query<Raw & { position: string }>(
      `SELECT ${ROW}, to_char(${waiting ? 't.queued_at' : 't.last_message_at'} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
       ${FROM} WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${limit + 1}`,
      params,
    );
    const last = rows.length > limit ? rows[limit - 1] : null;
    const items = rows.slice(0, limit).map(({ position: _, ...raw }) => toRow(raw as Raw));
    return { items, next: last ? writeCursor([last.waitingSince ? '0' : '1', last.position, last.id]) : null };
  }

  /** Rows by id, e.g. for live updates and reports; unknown ids are left out. */
  async byIds(sql: Sql, workspaceId: string, ids: string[]): Promise<TicketRow[]> {
    if (ids.length === 0) return [];
    const rows = await sql.query<Raw>(
      `SELECT ${ROW} ${FROM} WHERE t.workspace_id = $1 AND c.workspace_id = $1 AND i.workspace_id = $1 AND t.id = ANY($2::uuid[])`,
      [workspaceId, ids],
    );
    return rows.map(toRow);
  }

  /** The ticket of a channel conversation that is not closed. */
  async openOfConversation(
    sql: Sql,
    workspaceId: string,
    connectionId: string,
    conversation: string,
  ): Promise<string | null> {
    const [row] = await sql.query<{ id: string }>(
      `SELECT id FROM ticket WHERE workspace_id = $1 AND connection_id = $2 AND conversation = $3 AND state <> 'closed' AND merged_into IS NULL`,
      [workspaceId, connectionId, conversation],
    );
    return row?.id ?? null;
  }

  /** How many active tickets each live view holds. */
  async counts(
    workspaceId: string,
    agentId: string | null,
  ): Promise<Record<'open' | 'mine' | 'unassigned' | 'pending' | 'hold', number>> {
    const [row] = await this.database.query<Record<'open' | 'mine' | 'unassigned' | 'pending' | 'hold', number>>(
      `SELECT count(*) FILTER (WHERE t.state IN ('new', 'open')) AS open, count(*) FILTER (WHERE t.assignee_id = $2) AS mine,
         count(*) FILTER (WHERE t.state IN ('new', 'open') AND t.assignee_id IS NULL) AS unassigned,
         count(*) FILTER (WHERE t.state = 'pending') AS pending, count(*) FILTER (WHERE t.state = 'hold') AS hold
       FROM ticket t WHERE t.workspace_id = $1 AND t.active`,
      [workspaceId, agentId],
    );
    return row!;
  }
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
