// Whether customers came back after they answered, kept: a row for each customer and month with an answer, and counts of the rows.
import { maximaOf, pointsOf, SURVEY_KINDS, standingOf } from '@otklik/survey';
import { CAME_TO_NOTHING } from '../../people/orders/count-customers.js';
import type { Tx } from '../../platform/database/database.js';

/** Who orders again within so many days of an answer came back. A change of it needs the rows made anew. */
export const BACK_DAYS = 90;

/** How every score of every scale stands, by `kind max score`. */
const STANDINGS = JSON.stringify(
  Object.fromEntries(
    SURVEY_KINDS.flatMap((kind) =>
      maximaOf(kind).flatMap((max) =>
        pointsOf(kind, max).map((score) => [`${kind} ${max} ${score}`, standingOf(kind, max, score)]),
      ),
    ),
  ),
);

/**
 * $1 workspace, $2 customers (null: all), $3 STANDINGS, $4 of orders that came to nothing, $5 BACK_DAYS. Of each customer and
 * month the last answer as it now stands; then the same once more for each currency in which they had ordered before it.
 * Joins only what the planner can guess the size of: a wrong guess would compare every answer with every order.
 */
const RETURNS_OF = `answers AS (SELECT t.contact_id AS contact, i.id, i.answered_at AS at, i.ticket_id, a.score,
      $3::jsonb ->> concat_ws(' ', i.scale->>'kind', i.scale->>'max', a.score) AS standing,
      date_trunc('month', i.answered_at AT TIME ZONE (SELECT w.time_zone FROM workspace w WHERE w.id = $1))::date AS month
    FROM ticket t JOIN invitation i ON i.workspace_id = $1 AND i.ticket_id = t.id AND i.answered_at IS NOT NULL
    JOIN answer a ON a.workspace_id = $1 AND a.invitation_id = i.id
    WHERE t.workspace_id = $1 AND NOT t.spam AND t.merged_into IS NULL AND ($2::uuid[] IS NULL OR t.contact_id = ANY($2))
      AND NOT EXISTS (SELECT 1 FROM answer l WHERE l.workspace_id = $1 AND l.invitation_id = a.invitation_id AND l.version > a.version)),
  months AS (SELECT DISTINCT ON (contact, month) contact, month, at, ticket_id, score, standing,
      count(*) OVER (PARTITION BY contact, month) AS answers
    FROM answers WHERE standing IS NOT NULL ORDER BY contact, month, at DESC, id DESC),
  runs AS (SELECT m.*, coalesce(lead(month) OVER (PARTITION BY contact ORDER BY month), 'infinity') AS next FROM months m),
  returns AS (SELECT contact, month, next, at, ticket_id, score, standing, answers, '' AS currency, false AS back FROM runs
    UNION ALL SELECT r.contact, r.month, r.next, r.at, r.ticket_id, r.score, r.standing, r.answers, o.currency,
      bool_or(o.placed_at > r.at AND o.placed_at <= r.at + make_interval(hours => 24 * $5::int))
    FROM runs r JOIN identity i ON i.workspace_id = $1 AND i.contact_id = r.contact
    JOIN customer_order o ON o.workspace_id = $1 AND o.identity_id = i.id AND o.amount > 0 AND o.status !~* $4
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING bool_or(o.placed_at <= r.at))`;

/** One at a time in a workspace: each takes away what it finds, and adds what there is now. */
export async function holdReturns(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('returns ' || $1, 0))`, [workspaceId]);
}

export async function dropReturns(tx: Tx, workspaceId: string, contactIds: string[]): Promise<void> {
  await tx.query(
    `WITH gone AS (DELETE FROM customer_return WHERE workspace_id = $1 AND contact_id = ANY($2::uuid[])
       RETURNING currency, month, next, standing, back, answers)
     INSERT INTO return_cell AS c (workspace_id, currency, month, next, standing, back, n, answers)
     SELECT $1, currency, month, next, standing, back, -count(*), -sum(answers) FROM gone GROUP BY 2, 3, 4, 5, 6
     ON CONFLICT (workspace_id, currency, month, next, standing, back)
       DO UPDATE SET n = c.n + excluded.n, answers = c.answers + excluded.answers`,
    [workspaceId, contactIds],
  );
}

/** All of them; what follows in the transaction may take its time and memory. */
export async function wipeReturns(tx: Tx, workspaceId: string): Promise<void> {
  await tx.query(`SET LOCAL statement_timeout = 0`);
  await tx.query(`SET LOCAL work_mem = '128MB'`);
  // Everybody's rows are joined as a whole, whatever the planner believes of tables that were filled a moment ago.
  await tx.query(`SET LOCAL enable_nestloop = off`);
  await tx.query('DELETE FROM customer_return WHERE workspace_id = $1', [workspaceId]);
  await tx.query('DELETE FROM return_cell WHERE workspace_id = $1', [workspaceId]);
}

/** Of customers of whom there is no row any more; null: of everybody. */
export async function addReturns(tx: Tx, workspaceId: string, contactIds: string[] | null): Promise<void> {
  await tx.query(
    `WITH ${RETURNS_OF},
     kept AS (
       INSERT INTO customer_return (workspace_id, contact_id, currency, month, next, at, ticket_id, score, standing, answers, back)
       SELECT $1, contact, currency, month, next, at, ticket_id, score, standing, answers, back FROM returns
       RETURNING currency, month, next, standing, back, answers)
     INSERT INTO return_cell AS c (workspace_id, currency, month, next, standing, back, n, answers)
     SELECT $1, currency, month, next, standing, back, count(*), sum(answers) FROM kept GROUP BY 2, 3, 4, 5, 6
     ON CONFLICT (workspace_id, currency, month, next, standing, back)
       DO UPDATE SET n = c.n + excluded.n, answers = c.answers + excluded.answers`,
    [workspaceId, contactIds, STANDINGS, CAME_TO_NOTHING, BACK_DAYS],
  );
}

/** Whose tickets these are now. */
export async function customersOf(tx: Tx, workspaceId: string, ticketIds: string[]): Promise<string[]> {
  const rows = await tx.query<{ contactId: string }>(
    `SELECT DISTINCT contact_id AS "contactId" FROM ticket WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, ticketIds],
  );
  return rows.map(({ contactId }) => contactId);
}

/** What was still on its way is in what will be made anew. Before holdReturns, in the order of the relay. */
export async function takeFromRelay(tx: Tx, workspaceId: string, consumer: string): Promise<void> {
  await tx.query('DELETE FROM outbox WHERE consumer = $1 AND workspace_id = $2', [consumer, workspaceId]);
}
