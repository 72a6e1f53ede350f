// Orders counted for the reports by the workspace's days: a row for each customer's month, and small cells that only ever add up.
import type { Sql, Tx } from '../../platform/database/database.js';

/** A shop's word for an order that came to nothing; every shop has its own. A change of it needs the cells made anew. */
export const CAME_TO_NOTHING =
  '^(cancel|refund|return|void|fail|declin|отмен|возвра|отказ|анулир|върнат|неуспе|отхвърл)';

/** Which orders count. */
export const COUNTS = `o.amount > 0 AND o.status !~* '${CAME_TO_NOTHING}'`;

/** Who left within fewer days than a month has is told by the very day of their next order; else its month is enough. */
export const SHORT_DAYS = 30;

/**
 * The months of some customers ($2; null: of all) in which they ordered, each with their last day in it, and with those before
 * and after; those of orders that do not count apart. And what these months add to the cells:
 * `placed` and `left-out` are by the month of the order; `cohort` from the month of the first order to each with one;
 * `last` from the last day of a month to the month of the next order; `pair` to the last day of that month.
 */
const CELLS_OF = `own AS (SELECT i.contact_id AS contact, o.currency, (o.placed_at AT TIME ZONE w.time_zone)::date AS day,
    date_trunc('month', o.placed_at AT TIME ZONE w.time_zone)::date AS month, o.amount, ${COUNTS} AS counts
  FROM workspace w JOIN identity i ON i.workspace_id = $1 JOIN customer_order o ON o.workspace_id = $1 AND o.identity_id = i.id
  WHERE w.id = $1 AND ($2::uuid[] IS NULL OR i.contact_id = ANY($2))),
  months AS (SELECT contact, currency, counts, month, max(day) AS day FROM own GROUP BY 1, 2, 3, 4),
  spans AS (SELECT *, min(month) OVER person AS first, lag(day) OVER person AS day_before, lead(month) OVER person AS next,
      lead(day) OVER person AS next_day
    FROM months WINDOW person AS (PARTITION BY contact, currency, counts ORDER BY month)),
  runs AS (SELECT * FROM spans WHERE counts),
  cells AS (
    SELECT currency, CASE WHEN counts THEN 'placed' ELSE 'left-out' END AS kind, month AS day, 'infinity'::date AS next,
      count(*) AS n, sum(amount) AS amount FROM own GROUP BY 1, 2, 3
    UNION ALL SELECT currency, 'last', day, coalesce(next, 'infinity'), count(*), 0 FROM runs GROUP BY 1, 3, 4
    UNION ALL SELECT currency, 'pair', day, next_day, count(*), 0 FROM runs WHERE next - day <= ${SHORT_DAYS} GROUP BY 1, 3, 4
    UNION ALL SELECT currency, 'cohort', first, month, count(*), 0 FROM runs GROUP BY 1, 3, 4)`;

/** As they are counted now; instants and sums as text, so that nothing is lost on the way. */
export interface OrderCell {
  currency: string;
  kind: string;
  day: string;
  next: string;
  n: number;
  amount: string;
}

/** One at a time in a workspace: what a change takes away from the cells and what it adds must not be another's. */
export async function holdCells(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('orders ' || $1, 0))`, [workspaceId]);
}

export function cellsOf(tx: Tx, workspaceId: string, contactIds: string[]): Promise<OrderCell[]> {
  return tx.query(`WITH ${CELLS_OF} SELECT currency, kind, day::text, next::text, n::int, amount::text FROM cells`, [
    workspaceId,
    contactIds,
  ]);
}

/** Adds what they count as now, less what they counted as before, and their months. Without customers: of everybody, anew. */
export async function addCells(
  tx: Tx,
  workspaceId: string,
  contactIds: string[] | null,
  before: OrderCell[],
): Promise<void> {
  await tx.query(`DELETE FROM order_month WHERE workspace_id = $1 AND ($2::uuid[] IS NULL OR contact_id = ANY($2))`, [
    workspaceId,
    contactIds,
  ]);
  await tx.query(
    `WITH ${CELLS_OF},
     kept AS (INSERT INTO order_month (workspace_id, contact_id, currency, counts, month, first, day, day_before, next, next_day)
       SELECT $1, contact, currency, counts, month, first, day, day_before, coalesce(next, 'infinity'), next_day FROM spans)
     INSERT INTO order_cell AS c (workspace_id, currency, kind, day, next, n, amount)
     SELECT $1, a.currency, a.kind, a.day, a.next, sum(a.n), sum(a.amount) FROM (SELECT * FROM cells
       UNION ALL SELECT b.currency, b.kind, b.day, b.next, -b.n, -b.amount
       FROM jsonb_to_recordset($3::jsonb) AS b(currency text, kind text, day date, next date, n bigint, amount numeric)) AS a
     GROUP BY 2, 3, 4, 5 HAVING sum(a.n) <> 0 OR sum(a.amount) <> 0
     ON CONFLICT (workspace_id, currency, kind, day, next) DO UPDATE SET n = c.n + excluded.n, amount = c.amount + excluded.amount`,
    [workspaceId, contactIds, JSON.stringify(before)],
  );
}

/** All of them; what follows in the transaction may take its time and memory. */
export async function wipeCells(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query(`SET LOCAL statement_timeout = 0`);
  await tx.query(`SET LOCAL work_mem = '128MB'`);
  await tx.query('DELETE FROM order_cell WHERE workspace_id = $1', [workspaceId]);
}

export function currenciesOf(sql: Sql, workspaceId: string) {
  return sql.query<{ currency: string; orders: number; leftOut: number }>(
    `SELECT currency, coalesce(sum(n) FILTER (WHERE kind = 'placed'), 0)::int AS orders,
       coalesce(sum(n) FILTER (WHERE kind = 'left-out'), 0)::int AS "leftOut"
     FROM order_cell WHERE workspace_id = $1 AND kind IN ('placed', 'left-out') GROUP BY 1 HAVING sum(n) > 0 ORDER BY 2 DESC, 1`,
    [workspaceId],
  );
}

export interface MonthRow {
  start: number;
  left: number;
  end: number;
  fresh: number;
  revenue: number;
}

/**
 * One row a month: `bounds` are the first days of the months and of the one after. A customer as a month begins has a last
 * order before it, not too many days ago: a cell whose next month is this one or later. They are one as it ends too if that
 * order is still young enough, or they ordered in the month.
 */
export async function countMonths(
  sql: Sql,
  { workspaceId, currency, gone }: { workspaceId: string; currency: string; gone: number },
  bounds: string[],
): Promise<MonthRow[]> {
  const own = 'c.workspace_id = $1 AND c.currency = $2';
  const again =
    gone > SHORT_DAYS
      ? 's.again'
      : `(SELECT coalesce(sum(c.n), 0) FROM order_cell c WHERE ${own} AND c.kind = 'pair' AND c.day >= b.day - $4::int AND c.day < b.day
         AND c.next >= greatest(b.day, b.until - $4::int) AND c.next < b.until)`;
  const rows = await sql.query<{ start: number; kept: number; revenue: number }>(
    `SELECT s.start::int, (s.stay + ${again})::int AS kept, coalesce(m.amount, 0)::float8 AS revenue
     FROM (SELECT k, day, lead(day) OVER (ORDER BY k) AS until FROM unnest($3::date[]) WITH ORDINALITY AS m(day, k)) AS b
     CROSS JOIN LATERAL (SELECT coalesce(sum(c.n), 0) AS start, coalesce(sum(c.n) FILTER (WHERE c.next = b.day), 0) AS again,
         coalesce(sum(c.n) FILTER (WHERE c.next >= b.until AND c.day >= b.until - $4::int), 0) AS stay
       FROM order_cell c WHERE ${own} AND c.kind = 'last' AND c.day >= b.day - $4::int AND c.day < b.day AND c.next >= b.day) AS s
     LEFT JOIN order_cell m ON m.workspace_id = $1 AND m.currency = $2 AND m.kind = 'placed' AND m.day = b.day
     ORDER BY b.k`,
    [workspaceId, currency, bounds, gone],
  );
  return rows.slice(0, -1).map(({ start, kept, revenue }, i) => {
    const end = rows[i + 1]!.start;
    return { start, left: start - kept, end, fresh: end - kept, revenue };
  });
}

export interface CohortRow {
  /** First day of the month of the first order. */
  month: string;
  /** How many months later. */
  after: number;
  n: number;
}

/** Of those whose first order ever fell in each month: how many ordered in the same, the next … month. */
export function countCohorts(
  sql: Sql,
  { workspaceId, currency }: { workspaceId: string; currency: string },
  from: string,
  to: string,
): Promise<CohortRow[]> {
  return sql.query(
    `SELECT day::text AS month, (extract(year FROM age(next, day)) * 12 + extract(month FROM age(next, day)))::int AS after, n::int
     FROM order_cell WHERE workspace_id = $1 AND currency = $2 AND kind = 'cohort' AND day >= $3::date AND day < $4::date
       AND next < $4::date AND n > 0 ORDER BY 1, 2`,
    [workspaceId, currency, from, to],
  );
}

/** For verifying: how much is kept of each currency's months, and what it says all together. */
export function allMonths(sql: Sql, workspaceId: string) {
  return sql.query<{ contact: string; currency: string; counts: boolean; month: string; words: string }>(
    `SELECT contact_id AS contact, currency, counts, month::text,
       concat_ws(' ', first, day, coalesce(day_before::text, '-'), next, coalesce(next_day::text, '-')) AS words
     FROM order_month WHERE workspace_id = $1`,
    [workspaceId],
  );
}
