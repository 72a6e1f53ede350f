// A view that reaches into the past walks back from the newest ticket, a stretch at a time, and never through all of them.
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import {
  afterSql,
  orderOf,
  orderSql,
  placeSql,
  type TicketPage,
  type TicketQuery,
  writeCursor,
} from '../list-tickets.js';
import { type RowRecord, TICKET_ROW, TICKET_ROW_FROM, toTicketRow } from '../ticket-row.store.js';
import type { ViewWhere } from './view-where.js';

/** So many tickets are looked at in one go, and so often for one page; then the page says where to go on. */
const STRETCH = 5_000;
const STRETCHES = 8;
/** A count looks no further back than this, and counts no further than a thousand. */
const COUNTED = 20_000;
export const MOST_COUNTED = 1_000;

export interface ViewCount {
  count: number;
  /** There are more, or may be: not all was looked at. */
  more: boolean;
}

const NEWEST = orderOf({ view: 'all', sort: 'newest' });

@Injectable()
export class WalkPast {
  constructor(private readonly database: Database) {}

  /** Newest first. A page may be short, even empty, and still have a next one: the walk goes on there. */
  async run(query: Pick<TicketQuery, 'workspaceId' | 'cursor' | 'limit'>, where: ViewWhere): Promise<TicketPage> {
    const limit = Math.min(Math.max(query.limit, 1), 100);
    const found: (RowRecord & { place: string[] })[] = [];
    let cursor = query.cursor;
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      const { rows, edge } = await this.stretch(query.workspaceId, where, cursor, limit + 1 - found.length);
      found.push(...rows);
      if (found.length > limit || !edge) break;
      cursor = writeCursor(edge);
      if (stretch === STRETCHES - 1) return { items: found.map(rowOf), next: cursor };
    }
    const last = found.length > limit ? found[limit - 1]! : null;
    return { items: found.slice(0, limit).map(rowOf), next: last && writeCursor(last.place) };
  }

  /** `edge`: where the stretch ends; null: there is nothing behind it. */
  private async stretch(workspaceId: string, where: ViewWhere, cursor: string | null, wanted: number) {
    const { params, give, within } = stretchSql(workspaceId, where, cursor);
    const rows = await this.database.query<RowRecord & { place: string[] }>(
      `SELECT ${TICKET_ROW}, ${placeSql(NEWEST)} AS place
       ${TICKET_ROW_FROM.replace('FROM ticket t', `FROM (SELECT t.* ${within} LIMIT ${STRETCH}) t`)}
       WHERE ${where.asks(give)} ORDER BY ${orderSql(NEWEST)} LIMIT ${wanted}`,
      params,
    );
    if (rows.length === wanted) return { rows, edge: null };
    const bare = stretchSql(workspaceId, where, cursor);
    const [edge] = await this.database.query<{ place: string[] }>(
      `SELECT ${placeSql(NEWEST)} AS place ${bare.within} OFFSET ${STRETCH - 1} LIMIT 1`,
      bare.params,
    );
    return { rows, edge: edge?.place ?? null };
  }

  async count(workspaceId: string, where: ViewWhere): Promise<ViewCount> {
    const { params, give, within } = stretchSql(workspaceId, where, null);
    const [row] = await this.database.query<ViewCount>(
      `SELECT count(*) AS count, EXISTS (SELECT 1 ${within} OFFSET ${COUNTED} LIMIT 1) AS more
       FROM (SELECT 1 FROM (SELECT t.* ${within} LIMIT ${COUNTED}) t WHERE ${where.asks(give)} LIMIT ${MOST_COUNTED}) met`,
      params,
    );
    return { count: row!.count, more: row!.more || row!.count >= MOST_COUNTED };
  }
}

function stretchSql(workspaceId: string, where: ViewWhere, cursor: string | null) {
  const params: unknown[] = [workspaceId];
  const give = (value: unknown) => `$${params.push(value)}`;
  const conditions = ['t.workspace_id = $1', where.base, ...afterSql(NEWEST, cursor, give)];
  return { params, give, within: `FROM ticket t WHERE ${conditions.join(' AND ')} ORDER BY ${orderSql(NEWEST)}` };
}

const rowOf = ({ place: _, ...raw }: RowRecord & { place: string[] }) => toTicketRow(raw);
