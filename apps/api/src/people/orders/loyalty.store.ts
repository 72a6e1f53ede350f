// Customers counted by their orders: who was one when, who left, who came back in which month, and what they brought.
import type { Sql } from '../../platform/database/database.js';

/** Which orders: of one currency, and when somebody has left. */
export interface OrdersAsk {
  workspaceId: string;
  timeZone: string;
  currency: string;
  /** Days without an order after which a customer has left. */
  gone: number;
}

/** A shop's word for an order that came to nothing; every shop has its own. */
export const CAME_TO_NOTHING =
  '^(cancel|refund|return|void|fail|declin|отмен|возвра|отказ|анулир|върнат|неуспе|отхвърл)';

const COUNTS = `o.amount > 0 AND o.status !~* '${CAME_TO_NOTHING}'`;
/** $1 workspace, $2 currency. */
const ORDERS = `SELECT i.contact_id AS contact, o.placed_at AS at, o.amount FROM customer_order o
  JOIN identity i ON i.workspace_id = $1 AND i.id = o.identity_id
  WHERE o.workspace_id = $1 AND o.currency = $2 AND ${COUNTS}`;
/** $3 first days of months, $4 time zone, $5 days after which somebody has left: who is a customer as each month begins. */
const ACTIVE = `bounds AS MATERIALIZED (SELECT m.k::int AS k, m.day::timestamp AT TIME ZONE $4 AS at
    FROM unnest($3::date[]) WITH ORDINALITY AS m(day, k)),
  active AS (SELECT DISTINCT o.contact, b.k FROM (${ORDERS}) AS o
    JOIN bounds b ON o.at < b.at AND o.at >= b.at - make_interval(days => $5))`;

export interface MonthRow {
  start: number;
  left: number;
  end: number;
  fresh: number;
  revenue: number;
}

export function currenciesOf(sql: Sql, workspaceId: string) {
  return sql.query<{ currency: string; orders: number; leftOut: number; first: Date | null }>(
    `SELECT o.currency, count(*) FILTER (WHERE ${COUNTS})::int AS orders, count(*) FILTER (WHERE NOT (${COUNTS}))::int AS "leftOut",
       min(o.placed_at) FILTER (WHERE ${COUNTS}) AS first
     FROM customer_order o WHERE o.workspace_id = $1 GROUP BY 1 ORDER BY 2 DESC, 1`,
    [workspaceId],
  );
}

/** One row a month: `bounds` are the first days of the months and of the one after. */
export async function countMonths(sql: Sql, ask: OrdersAsk, bounds: string[]): Promise<MonthRow[]> {
  const rows = await sql.query<MonthRow & { k: number }>(
    `WITH ${ACTIVE},
     starts AS (SELECT k, count(*)::int AS n FROM active GROUP BY 1),
     kept AS (SELECT a.k, count(*)::int AS n FROM active a JOIN active b ON b.contact = a.contact AND b.k = a.k + 1 GROUP BY 1),
     money AS (SELECT b.k, sum(o.amount)::float8 AS revenue FROM bounds b JOIN bounds e ON e.k = b.k + 1
       JOIN (${ORDERS}) AS o ON o.at >= b.at AND o.at < e.at GROUP BY 1)
     SELECT b.k, coalesce(s.n, 0) AS start, coalesce(s.n, 0) - coalesce(kept.n, 0) AS left, coalesce(e.n, 0) AS end,
       coalesce(e.n, 0) - coalesce(kept.n, 0) AS fresh, coalesce(m.revenue, 0) AS revenue
     FROM bounds b LEFT JOIN starts s ON s.k = b.k LEFT JOIN starts e ON e.k = b.k + 1
       LEFT JOIN kept ON kept.k = b.k LEFT JOIN money m ON m.k = b.k
     WHERE b.k < cardinality($3::date[]) ORDER BY b.k`,
    [ask.workspaceId, ask.currency, bounds, ask.timeZone, ask.gone],
  );
  return rows.map(({ k: _, ...row }) => row);
}

export interface CohortRow {
  /** First day of the month of the first order. */
  month: string;
  /** How many months later. */
  after: number;
  n: number;
}

/** Of those whose first order ever fell in each month: how many ordered in the same, the next … month. */
export function countCohorts(sql: Sql, ask: OrdersAsk, from: string, to: string): Promise<CohortRow[]> {
  return sql.query(
    `WITH orders AS (${ORDERS}),
     firsts AS (SELECT contact, date_trunc('month', min(at) AT TIME ZONE $3)::date AS month FROM orders GROUP BY 1)
     SELECT f.month::text AS month, (extract(year FROM age(l.month, f.month)) * 12 + extract(month FROM age(l.month, f.month)))::int AS after,
       count(DISTINCT f.contact)::int AS n
     FROM firsts f JOIN LATERAL (SELECT date_trunc('month', o.at AT TIME ZONE $3)::date AS month FROM orders o
       WHERE o.contact = f.contact) AS l ON l.month < $5::date
     WHERE f.month >= $4::date AND f.month < $5::date GROUP BY 1, 2 ORDER BY 1, 2`,
    [ask.workspaceId, ask.currency, ask.timeZone, from, to],
  );
}

export interface CustomerLine {
  contactId: string;
  name: string | null;
  /** Their latest order within what was counted. */
  at: Date;
  orders: number;
  amount: number;
}

const PEOPLE = (
  which: string,
) => `SELECT who.contact AS "contactId", c.name, who.at, who.orders, who.amount FROM (${which}) AS who
  JOIN contact c ON c.workspace_id = $1 AND c.id = who.contact WHERE true`;

/** Customers as a month began who were none as the next began: by id, after one of an earlier page. */
export function listLeft(sql: Sql, ask: OrdersAsk, bounds: [string, string], after: string | null, limit: number) {
  return sql.query<CustomerLine>(
    `WITH ${ACTIVE}
     ${PEOPLE(`SELECT o.contact, max(o.at) AS at, count(*)::int AS orders, sum(o.amount)::float8 AS amount FROM (${ORDERS}) AS o
       WHERE o.contact IN (SELECT contact FROM active WHERE k = 1 EXCEPT SELECT contact FROM active WHERE k = 2)
         AND o.at < (SELECT at FROM bounds WHERE k = 2) GROUP BY 1`)}
       AND ($6::uuid IS NULL OR who.contact > $6) ORDER BY who.contact LIMIT $7`,
    [ask.workspaceId, ask.currency, bounds, ask.timeZone, ask.gone, after, limit],
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
     ${PEOPLE(`SELECT o.contact, max(o.at) AS at, count(*)::int AS orders, sum(o.amount)::float8 AS amount FROM orders o
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
