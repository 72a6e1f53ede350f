// A view that reaches into the past walks back from the newest ticket, a stretch at a time, and never through all of them.
import { Injectable } from '@nestjs/common';
import { AskPatiently } from '../../platform/database/ask-patiently.js';
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
import { ReadTicketRows } from '../read-ticket-rows.js';
import type { ViewWhere } from './view-where.js';

/** So many tickets are looked at in one go, and so often for one page; then the page says where to go on. */
const STRETCH = 5_000;
const STRETCHES = 8;
/** While nothing at all was found it looks further: an empty page would say that there is nothing. */
const STRETCHES_OF_NOTHING = 40;
/** A walk that has taken so long stops where it is, whatever it has found. */
const LONGEST_WALK_MS = 4_000;
/** Counts are made again and again, and for everybody. */
export const COUNT_PATIENCE_MS = 2_000;
/** A count looks no further back than this, and counts no further than a thousand. */
const COUNTED = 20_000;
export const MOST_COUNTED = 1_000;

export interface ViewCount {
  count: number;
  /** There are more, or may be: not all was looked at. */
  more: boolean;
}

interface Place {
  id: string;
  place: string[];
  met: boolean;
}

const NEWEST = orderOf({ view: 'all', sort: 'newest' });

@Injectable()
export class WalkPast {
  constructor(
    private readonly database: Database,
    private readonly patient: AskPatiently,
    private readonly rows: ReadTicketRows,
  ) {}

  /** Newest first. A page may be short, even empty, and still have a next one: the walk goes on there. */
  async run(query: Pick<TicketQuery, 'workspaceId' | 'cursor' | 'limit'>, where: ViewWhere): Promise<TicketPage> {
    const limit = Math.min(Math.max(query.limit, 1), 100);
    const found: Place[] = [];
    const began = performance.now();
    let [cursor, edge] = [query.cursor, null as Place | null];
    for (let stretch = 0; found.length <= limit; stretch++) {
      if (stretch >= (found.length === 0 ? STRETCHES_OF_NOTHING : STRETCHES)) break;
      if (stretch > 0 && performance.now() - began > LONGEST_WALK_MS) break;
      const places = await this.stretch(query.workspaceId, where, cursor, limit + 1 - found.length);
      found.push(...places.filter(({ met }) => met));
      edge = places.find(({ met }) => !met) ?? null;
      if (!edge) break;
      cursor = writeCursor(edge.place);
    }
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1)! : edge;
    const rows = await this.rows.run(
      this.database,
      query.workspaceId,
      shown.map(({ id }) => id),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return { items: shown.flatMap(({ id }) => byId.get(id) ?? []), next: last && writeCursor(last.place) };
  }

  /** Which tickets of the stretch meet it, and, not `met`, where it ends; without that there is nothing behind it. */
  private stretch(workspaceId: string, where: ViewWhere, cursor: string | null, wanted: number): Promise<Place[]> {
    const { params, give, within } = stretchSql(workspaceId, where, cursor);
    const order = `ORDER BY ${orderSql(NEWEST)}`;
    return this.patient.query<Place>(
      `WITH stretch AS MATERIALIZED (SELECT t.id, t.last_message_at, ${where.asks(give)} AS met ${within} LIMIT ${STRETCH})
       (SELECT t.id, true AS met, ${placeSql(NEWEST)} AS place FROM stretch t WHERE t.met ${order} LIMIT ${wanted})
       UNION ALL (SELECT t.id, false, ${placeSql(NEWEST)} FROM stretch t ${order} OFFSET ${STRETCH - 1} LIMIT 1)`,
      params,
    );
  }

  async count(workspaceId: string, where: ViewWhere): Promise<ViewCount> {
    const { params, give, within } = stretchSql(workspaceId, where, null);
    const [row] = await this.patient.query<ViewCount>(
      `SELECT count(*) AS count, EXISTS (SELECT 1 ${within} OFFSET ${COUNTED} LIMIT 1) AS more
       FROM (SELECT 1 FROM (SELECT t.* ${within} LIMIT ${COUNTED}) t WHERE ${where.asks(give)} LIMIT ${MOST_COUNTED}) met`,
      params,
      COUNT_PATIENCE_MS,
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
