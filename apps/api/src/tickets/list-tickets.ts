// The queue: one page of tickets of a view, in the order that was asked for, by keyset and index.

import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import { AskPatiently } from '../platform/database/ask-patiently.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { type RowRecord, rowsFrom, TICKET_ROW, toTicketRow } from './ticket-row.store.js';

export const VIEWS = [
  'open',
  'mine',
  'unassigned',
  'my-teams',
  'pending',
  'hold',
  'snoozed',
  'at-risk',
  'solved-today',
  'solved',
  'spam',
  'all',
] as const;
export type View = (typeof VIEWS)[number];
export const SORTS = ['waiting', 'due', 'priority', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

export interface TicketQuery {
  workspaceId: string;
  agentId: string | null;
  view: View;
  sort: Sort;
  cursor: string | null;
  /** At most 100. */
  limit: number;
  /** For `my-teams`: which those are. */
  teamIds?: string[];
  /** For `solved-today`: when today began. */
  today?: Date;
  contactId?: string | null;
  /** A ticket's number, or words of its subject or its contact's name or address. */
  q?: string | null;
  /** Instead of the view: what its tickets have in common, as SQL on `t`; `active`: all of them are. */
  where?: { active: boolean; sql: (give: Give) => string };
}

export type Give = (value: unknown) => string;
export interface TicketPage {
  items: TicketRow[];
  next: string | null;
}

/** What each view keeps, as conditions that the partial indexes know. */
const VIEW_SQL: Record<View, (query: TicketQuery, give: Give) => string> = {
  open: () => `t.awake AND t.state IN ('new', 'open')`,
  mine: ({ agentId }, give) => `t.awake AND t.assignee_id = ${give(agentId)}`,
  unassigned: () => `t.awake AND t.state IN ('new', 'open') AND t.assignee_id IS NULL`,
  // Of one team the index has the order too; with a list of one PostgreSQL does not see that.
  'my-teams': ({ teamIds = [] }, give) =>
    `t.awake AND t.state IN ('new', 'open') AND ${
      teamIds.length === 1 ? `t.team_id = ${give(teamIds[0])}` : `t.team_id = ANY(${give(teamIds)}::uuid[])`
    }`,
  pending: () => `t.awake AND t.state = 'pending'`,
  hold: () => `t.awake AND t.state = 'hold'`,
  snoozed: () => 't.active AND t.snoozed_until IS NOT NULL',
  'at-risk': () => 't.awake AND (t.sla_warned OR t.sla_breached)',
  'solved-today': ({ today }, give) =>
    `t.state IN ('solved', 'closed') AND NOT t.spam AND t.merged_into IS NULL AND t.solved_at >= ${give(today)}::timestamptz`,
  solved: () => `t.state IN ('solved', 'closed') AND NOT t.spam AND t.merged_into IS NULL`,
  spam: () => 't.spam AND t.side_of IS NULL AND t.merged_into IS NULL AND t.trashed_at IS NULL',
  all: () => 't.merged_into IS NULL AND t.trashed_at IS NULL AND t.side_of IS NULL',
};
/** Views that only look back are always newest first. */
const PAST: View[] = ['solved-today', 'solved', 'spam', 'all'];
/** A search looks at this many of the newest matches of each sort; more is what the search page is for. */
const MATCHING_TICKETS = 200;
const MATCHING_PEOPLE = 100;

/** One step of an order: an expression, its type, and how it is written into a cursor. */
interface Step {
  sql: string;
  type: 'boolean' | 'int' | 'timestamptz' | 'uuid';
}
interface Order {
  steps: Step[];
  newest?: true;
}
const IDLE: Step = { sql: '(t.waiting_since IS NULL)', type: 'boolean' };
const QUEUED: Step = { sql: 't.queued_at', type: 'timestamptz' };
const ID: Step = { sql: 't.id', type: 'uuid' };
/** Whether a row has the instant at all, then the instant, then the id; exactly as its index has them. */
const ORDERS: Record<Sort, Order> = {
  waiting: { steps: [IDLE, QUEUED, ID] },
  due: {
    steps: [
      { sql: '(t.sla_due_at IS NULL)', type: 'boolean' },
      { sql: 'coalesce(t.sla_due_at, t.queued_at)', type: 'timestamptz' },
      ID,
    ],
  },
  priority: { steps: [{ sql: '(3 - t.priority)', type: 'int' }, IDLE, QUEUED, ID] },
  newest: { steps: [{ sql: 't.last_message_at', type: 'timestamptz' }, ID], newest: true },
};

/** The order in which a list stands: what looks back is always newest first. */
export const orderOf = (query: Pick<TicketQuery, 'view' | 'sort' | 'contactId' | 'q' | 'where'>): Order => {
  const live = query.where ? query.where.active : !PAST.includes(query.view) && !query.contactId && !query.q;
  return ORDERS[live ? query.sort : 'newest'];
};

@Injectable()
export class ListTickets {
  constructor(
    private readonly database: Database,
    private readonly patient: AskPatiently,
  ) {}

  /** @throws DomainError search-too-broad for a condition of somebody's that takes too long. */
  async run(query: TicketQuery): Promise<TicketPage> {
    const { sql, params, limit } = ticketsSql(query);
    const rows = await (query.where ? this.patient : this.database).query<RowRecord & { place: string[] }>(sql, params);
    const last = rows.length > limit ? rows[limit - 1] : null;
    const items = rows.slice(0, limit).map(({ place: _, ...raw }) => toTicketRow(raw));
    return { items, next: last ? writeCursor(last.place) : null };
  }
}

/** The question of one page, with one row more than it shows: first which tickets, and only of those whose they are. */
export function ticketsSql(query: TicketQuery): { sql: string; params: unknown[]; limit: number } {
  const params: unknown[] = [query.workspaceId];
  const give = (value: unknown) => `$${params.push(value)}`;
  const order = orderOf(query);
  const where = ['t.workspace_id = $1', query.where ? query.where.sql(give) : VIEW_SQL[query.view](query, give)];
  if (query.contactId) where.push(`t.contact_id = ${give(query.contactId)}`);
  if (query.q) where.push(matching(query.q, give));
  const limit = Math.min(Math.max(query.limit, 1), 100);
  const page = `SELECT t.* FROM ticket t WHERE ${[...where, ...afterSql(order, query.cursor, give)].join(' AND ')}
     ORDER BY ${orderSql(order)} LIMIT ${limit + 1}`;
  const sql = `SELECT ${TICKET_ROW}, ${placeSql(order)} AS place ${rowsFrom(page)} ORDER BY ${orderSql(order)}`;
  return { sql, params, limit };
}

export const orderSql = ({ steps, newest }: Order) => steps.map(({ sql }) => (newest ? `${sql} DESC` : sql)).join(', ');

/** Timestamps keep their microseconds: a JS Date would round them and repeat or skip a row. */
export const placeSql = ({ steps }: Order) =>
  `ARRAY[${steps
    .map(({ sql, type }) =>
      type === 'timestamptz'
        ? `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
        : type === 'boolean'
          ? `CASE WHEN ${sql} THEN '1' ELSE '0' END`
          : `(${sql})::text`,
    )
    .join(', ')}]`;

/** What stands after the cursor; nothing to say without one. */
export function afterSql({ steps, newest }: Order, cursor: string | null, give: Give): string[] {
  if (!cursor) return [];
  const parts = Buffer.from(cursor, 'base64url').toString().split('|');
  if (parts.length !== steps.length || !steps.every(({ type }, at) => LOOKS[type].test(parts[at]!)))
    throw new DomainError('bad-request');
  const left = steps.map(({ sql }) => sql).join(', ');
  const right = steps.map(({ type }, at) => `${give(type === 'boolean' ? parts[at] === '1' : parts[at])}::${type}`);
  return [`(${left}) ${newest ? '<' : '>'} (${right.join(', ')})`];
}

const LOOKS: Record<Step['type'], RegExp> = {
  boolean: /^[01]$/,
  int: /^-?\d{1,4}$/,
  timestamptz: /^\d{4}-[\d-]+T[\d:.]+Z$/,
  uuid: /^[0-9a-f-]{36}$/,
};

export const writeCursor = (place: string[]) => Buffer.from(place.join('|')).toString('base64url');

/** Found by its number, or by trigrams in its subject or in its customer's name or address: each by its own index. */
function matching(q: string, give: Give): string {
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
