// Who is behind a count of customers: read from their months, a page at a time, and then each one's orders themselves.
import type { Sql } from '../../platform/database/database.js';
import { COUNTS } from './order-cells.store.js';

/** Which orders: of one currency, and when somebody has left. */
export interface OrdersAsk {
  workspaceId: string;
  timeZone: string;
  currency: string;
  /** Days without an order after which a customer has left. */
  gone: number;
}

export interface CustomerLine {
  contactId: string;
  name: string | null;
  /** Their latest order within what was counted. */
  at: Date;
  orders: number;
  amount: number;
  /** How often they are in the figure: once for every month. */
  counted: number;
}

/** A day before every order, and a customer before every other. */
const BEFORE_ALL = '-infinity';
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Which of their orders are told of with a customer: by the workspace's days, from the first up to before the last. */
interface Told {
  from: string;
  until: string;
  counts?: boolean;
  /** Those orders are what is counted. */
  each?: boolean;
}

/**
 * Customers with what they ordered. `which`: a page of (contact_id, counted), in order; what it is given stands from $7 on.
 * $1 workspace, $2 currency, $3 days after which somebody has left, $4 whom to begin after, $5 how many, $6 time zone.
 */
function listLines(
  sql: Sql,
  ask: OrdersAsk,
  which: string,
  { from, until, counts = true, each = false }: Told,
  page: readonly [after: string | null, limit: number],
  given: unknown[] = [],
): Promise<CustomerLine[]> {
  const [since, to] = [given.length + 7, given.length + 8];
  const told = `FILTER (WHERE o.day >= $${since}::date)`;
  return sql.query(
    `WITH page AS MATERIALIZED (${which} ORDER BY 1 LIMIT $5)
     SELECT p.contact_id AS "contactId", c.name, o.at, o.orders, o.amount, ${each ? 'o.orders' : 'p.counted'} AS counted
     FROM page p JOIN contact c ON c.workspace_id = $1 AND c.id = p.contact_id
     CROSS JOIN LATERAL (SELECT max(o.placed_at) AS at, (count(*) ${told})::int AS orders, coalesce(sum(o.amount) ${told}, 0)::float8 AS amount
       FROM (SELECT o.placed_at, o.amount, (o.placed_at AT TIME ZONE $6)::date AS day FROM identity i
         JOIN customer_order o ON o.workspace_id = $1 AND o.identity_id = i.id AND o.currency = $2 AND ${counts ? COUNTS : `NOT (${COUNTS})`}
         WHERE i.workspace_id = $1 AND i.contact_id = p.contact_id) AS o
       WHERE o.day < $${to}::date AND $3::int IS NOT NULL) AS o
     ORDER BY 1`,
    [ask.workspaceId, ask.currency, ask.gone, page[0] ?? NOBODY, page[1], ask.timeZone, ...given, from, until],
  );
}

const OWN = 'm.workspace_id = $1 AND m.currency = $2 AND m.counts AND m.contact_id > $4::uuid';

/** Whether a customer's month m makes them one of a month of the page's, from b.day up to b.until; at most one of theirs does. */
const START = 'm.day >= b.day - $3::int AND m.day < b.day AND m.next >= b.day';
const STAYED =
  '(m.next = b.day AND m.next_day >= b.until - $3::int OR m.next >= b.until AND m.day >= b.until - $3::int)';
const FRESH =
  'm.month = b.day AND m.day >= b.until - $3::int AND (m.day_before IS NULL OR m.day_before < b.day - $3::int)';
const FIGURES = {
  start: START,
  left: `${START} AND NOT ${STAYED}`,
  kept: `${START} AND ${STAYED}`,
  end: 'm.day >= b.until - $3::int AND m.day < b.until AND m.next >= b.until',
  fresh: FRESH,
  /** Everybody who was a customer in a month: there as it began, or as it ended. */
  value: `(${START} OR ${FRESH})`,
} as const;
export type CustomerFigure = keyof typeof FIGURES;
export const CUSTOMER_FIGURES = Object.keys(FIGURES) as CustomerFigure[];

/** The months whose rows can make a customer of the month that begins at `day`. Who has left may be told by fewer of them. */
function monthsBehind(figure: CustomerFigure, gone: number, day: string, until: string): string[] {
  const back = (from: string, days: number) =>
    new Date(Date.parse(`${from}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  const first = { fresh: day, end: back(until, gone) }[figure as string] ?? back(day, gone);
  const last = {
    start: back(day, 1),
    kept: back(day, 1),
    // An order of the month itself is young enough as it ends, if a month has no more days than that.
    left: back(gone >= 31 ? until : day, gone >= 31 ? gone + 1 : 1),
  }[figure as string];
  const months = [];
  const [year, month] = first.split('-').map(Number) as [number, number];
  for (let i = 0; ; i += 1) {
    const one = new Date(Date.UTC(year, month - 1 + i, 1)).toISOString().slice(0, 10);
    if (one > (last ?? day)) return months;
    months.push(one);
  }
}

/**
 * Whom a figure counts over these months (`bounds`: first days, and of the month after), each customer once with how often:
 * by id, after one of an earlier page. Their orders up to the end of the last month; of a value, those within the months.
 * One month takes a page from each of the months it depends on; several go through all customers' months in order.
 */
export function listCounted(
  sql: Sql,
  ask: OrdersAsk,
  figure: CustomerFigure,
  bounds: string[],
  ...page: [after: string | null, limit: number]
): Promise<CustomerLine[]> {
  const [days, untils] = [bounds.slice(0, -1), bounds.slice(1)];
  const told = { from: figure === 'value' ? bounds[0]! : BEFORE_ALL, until: untils.at(-1)! };
  if (days.length > 1)
    return listLines(
      sql,
      ask,
      `SELECT m.contact_id, count(*)::int AS counted FROM order_month m
       JOIN unnest($7::date[], $8::date[]) AS b(day, until) ON ${FIGURES[figure]} WHERE ${OWN} GROUP BY 1`,
      told,
      page,
      [days, untils],
    );
  const months = monthsBehind(figure, ask.gone, days[0]!, untils[0]!);
  const rows = FIGURES[figure].replaceAll('b.day', '$7::date').replaceAll('b.until', '$8::date');
  const branch = (_: string, i: number) =>
    `(SELECT m.contact_id, 1 AS counted FROM order_month m WHERE ${OWN} AND m.month = ($9::date[])[${i + 1}] AND ${rows}
       AND $7::date < $8::date ORDER BY 1 LIMIT $5)`;
  const which = `SELECT * FROM (${months.map(branch).join(' UNION ALL ')}) AS m`;
  return listLines(sql, ask, which, told, page, [days[0]!, untils[0]!, months]);
}

/** Who ordered in a month, from its first day up to the next one's. */
export function listOrdered(
  sql: Sql,
  ask: OrdersAsk,
  [from, until]: [string, string],
  ...page: [after: string | null, limit: number]
): Promise<CustomerLine[]> {
  const which = `SELECT m.contact_id, 1 AS counted FROM order_month m WHERE ${OWN} AND m.month = $7::date`;
  return listLines(sql, ask, which, { from, until, each: true }, page, [from]);
}

/** Whose orders came to nothing or were of no amount, at any time. */
export function listLeftOut(
  sql: Sql,
  ask: OrdersAsk,
  ...page: [after: string | null, limit: number]
): Promise<CustomerLine[]> {
  const which = `SELECT m.contact_id, 1 AS counted FROM order_month m
    WHERE m.workspace_id = $1 AND m.currency = $2 AND NOT m.counts AND m.contact_id > $4::uuid GROUP BY 1`;
  return listLines(sql, ask, which, { from: BEFORE_ALL, until: 'infinity', counts: false, each: true }, page);
}

/** Those of a cohort who ordered in the month from `from` to `until`. */
export function listCohort(
  sql: Sql,
  ask: OrdersAsk,
  cohort: string,
  [from, until]: [string, string],
  ...page: [after: string | null, limit: number]
): Promise<CustomerLine[]> {
  const which = `SELECT m.contact_id, 1 AS counted FROM order_month m WHERE ${OWN} AND m.month = $7::date AND m.first = $8::date`;
  return listLines(sql, ask, which, { from, until }, page, [from, cohort]);
}

/** For verifying: every order, whatever it is. */
export function allOrders(sql: Sql, workspaceId: string) {
  return sql.query<{ contact: string; at: Date; amount: number; currency: string; status: string }>(
    `SELECT i.contact_id AS contact, o.placed_at AS at, o.amount::float8 AS amount, o.currency, o.status FROM customer_order o
     JOIN identity i ON i.workspace_id = $1 AND i.id = o.identity_id WHERE o.workspace_id = $1 ORDER BY o.placed_at`,
    [workspaceId],
  );
}
