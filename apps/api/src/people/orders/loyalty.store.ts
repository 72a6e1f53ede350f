// Who is behind a count of customers: their orders themselves, a page at a time.
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

/** $1 workspace, $2 currency. */
const ORDERS = `SELECT i.contact_id AS contact, o.placed_at AS at, o.amount FROM customer_order o
  JOIN identity i ON i.workspace_id = $1 AND i.id = o.identity_id
  WHERE o.workspace_id = $1 AND o.currency = $2 AND ${COUNTS}`;
/** $3 first days of months, $4 time zone, $5 days after which somebody has left: who is a customer as each month begins. */
const ACTIVE = `bounds AS MATERIALIZED (SELECT m.k::int AS k, m.day::timestamp AT TIME ZONE $4 AS at,
      (m.day - $5::int)::timestamp AT TIME ZONE $4 AS since FROM unnest($3::date[]) WITH ORDINALITY AS m(day, k)),
  active AS (SELECT DISTINCT o.contact, b.k FROM (${ORDERS}) AS o
    JOIN bounds b ON o.at < b.at AND o.at >= b.since)`;

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

const PEOPLE = (
  which: string,
) => `SELECT who.contact AS "contactId", c.name, who.at, who.orders, who.amount, who.counted FROM (${which}) AS who
  JOIN contact c ON c.workspace_id = $1 AND c.id = who.contact WHERE true`;

/** Who is counted where, as customers of month number k. */
const COUNTED = {
  start: `SELECT a.contact, a.k FROM active a`,
  left: `SELECT a.contact, a.k FROM active a WHERE NOT EXISTS (SELECT FROM active b WHERE b.contact = a.contact AND b.k = a.k + 1)`,
  kept: `SELECT a.contact, a.k FROM active a WHERE EXISTS (SELECT FROM active b WHERE b.contact = a.contact AND b.k = a.k + 1)`,
  end: `SELECT b.contact, b.k - 1 AS k FROM active b`,
  fresh: `SELECT b.contact, b.k - 1 AS k FROM active b WHERE NOT EXISTS (SELECT FROM active a WHERE a.contact = b.contact AND a.k = b.k - 1)`,
};
/** Everybody who was a customer in a month: there as it began, or as it ended. */
const VALUE = `${COUNTED.start} UNION ALL ${COUNTED.fresh}`;
const FIGURES = { ...COUNTED, value: VALUE } as const;
export type CustomerFigure = keyof typeof FIGURES;
export const CUSTOMER_FIGURES = Object.keys(FIGURES) as CustomerFigure[];

/**
 * Whom a figure counts over these months (`bounds`: first days, and of the month after), each customer once with how often:
 * by id, after one of an earlier page. Their orders up to the end of the last month; of a value, those within the months.
 */
export function listCounted(
  sql: Sql,
  ask: OrdersAsk,
  figure: CustomerFigure,
  bounds: string[],
  after: string | null,
  limit: number,
) {
  const since = figure === 'value' ? 'AND o.at >= (SELECT min(at) FROM bounds)' : '';
  return sql.query<CustomerLine>(
    `WITH ${ACTIVE},
     counted AS (SELECT contact, count(*)::int AS counted FROM (${FIGURES[figure]}) AS f
       WHERE f.k >= 1 AND f.k < cardinality($3::date[]) GROUP BY 1)
     ${PEOPLE(`SELECT n.contact, n.counted, max(o.at) AS at, count(o.at) FILTER (WHERE true ${since})::int AS orders,
         coalesce(sum(o.amount) FILTER (WHERE true ${since}), 0)::float8 AS amount
       FROM counted n JOIN (${ORDERS}) AS o ON o.contact = n.contact AND o.at < (SELECT max(at) FROM bounds) GROUP BY 1, 2`)}
       AND ($6::uuid IS NULL OR who.contact > $6) ORDER BY who.contact LIMIT $7`,
    [ask.workspaceId, ask.currency, bounds, ask.timeZone, ask.gone, after, limit],
  );
}

/** Who ordered between two days; `counts` false: whose orders came to nothing or were of no amount, at any time. */
export function listOrdered(
  sql: Sql,
  ask: OrdersAsk,
  [from, to]: [string, string] | [null, null],
  counts: boolean,
  after: string | null,
  limit: number,
) {
  const zone = (day: string) => `${day}::date::timestamp AT TIME ZONE $3`;
  return sql.query<CustomerLine>(
    `${PEOPLE(`SELECT i.contact_id AS contact, max(o.placed_at) AS at, count(*)::int AS orders, sum(o.amount)::float8 AS amount,
         count(*)::int AS counted FROM customer_order o JOIN identity i ON i.workspace_id = $1 AND i.id = o.identity_id
       WHERE o.workspace_id = $1 AND o.currency = $2 AND ${counts ? COUNTS : `NOT (${COUNTS})`}
         AND ($4::date IS NULL OR o.placed_at >= ${zone('$4')} AND o.placed_at < ${zone('$5')}) GROUP BY 1`)}
       AND ($6::uuid IS NULL OR who.contact > $6) ORDER BY who.contact LIMIT $7`,
    [ask.workspaceId, ask.currency, ask.timeZone, from, to, after, limit],
  );
}

/** Those of a cohort who ordered so many months later. */
export function listCohort(
  sql: Sql,
  ask: OrdersAsk,
  cohort: string,
  later: string,
  after: string | null,
  limit: number,
) {
  const monthOf = (at: string) => `date_trunc('month', ${at} AT TIME ZONE $3)::date`;
  return sql.query<CustomerLine>(
    `WITH orders AS (${ORDERS})
     ${PEOPLE(`SELECT o.contact, max(o.at) AS at, count(*)::int AS orders, sum(o.amount)::float8 AS amount, 1 AS counted FROM orders o
       WHERE ${monthOf('o.at')} = $5::date
         AND o.contact IN (SELECT contact FROM orders GROUP BY 1 HAVING ${monthOf('min(at)')} = $4::date) GROUP BY 1`)}
       AND ($6::uuid IS NULL OR who.contact > $6) ORDER BY who.contact LIMIT $7`,
    [ask.workspaceId, ask.currency, ask.timeZone, cohort, later, after, limit],
  );
}

/** For verifying: every order, whatever it is. */
export function allOrders(sql: Sql, workspaceId: string) {
  return sql.query<{ contact: string; at: Date; amount: number; currency: string; status: string }>(
    `SELECT i.contact_id AS contact, o.placed_at AS at, o.amount::float8 AS amount, o.currency, o.status FROM customer_order o
     JOIN identity i ON i.workspace_id = $1 AND i.id = o.identity_id WHERE o.workspace_id = $1 ORDER BY o.placed_at`,
    [workspaceId],
  );
}
