// Whether customers came back after they answered: read from what is kept of it, and recounted from the answers themselves.
import type { Standing } from '@otklik/survey';
import { CAME_TO_NOTHING, type CustomerLine } from '../../people/orders/count-customers.js';
import type { Sql } from '../../platform/database/database.js';

export interface CameBackAsk {
  workspaceId: string;
  currency: string;
  /** Answers from this month's first day on … */
  from: string;
  /** … to this one's: not all days after later ones have passed yet. */
  to: string;
}

/** A customer's last answer in these months: the next is in a later one. */
const LAST = 'month >= $3::date AND month < $4::date AND next >= $4::date';
const given = ({ workspaceId, currency, from, to }: CameBackAsk): unknown[] => [workspaceId, currency, from, to];

export interface CameBackRow {
  /** Empty: whatever they ordered. */
  currency: string;
  standing: Standing;
  back: boolean;
  n: number;
  /** Answers given later. */
  young: number;
}

export function countCameBack(sql: Sql, ask: CameBackAsk): Promise<CameBackRow[]> {
  return sql.query(
    `SELECT currency, standing, back, coalesce(sum(n) FILTER (WHERE ${LAST}), 0)::int AS n,
       coalesce(sum(answers) FILTER (WHERE month >= $4::date), 0)::int AS young
     FROM return_cell WHERE workspace_id = $1 AND currency IN ('', $2) AND month >= $3::date GROUP BY 1, 2, 3`,
    given(ask),
  );
}

type Line = CustomerLine & { ticketId: string; score: number; back: boolean };

/** With what each has ordered. `which`: a page of rows, by customer. */
const withOrders = (
  which: string,
) => `SELECT r.contact_id AS "contactId", c.name, r.at, r.ticket_id AS "ticketId", r.score, r.back, r.counted, o.orders, o.amount
  FROM (${which}) AS r JOIN contact c ON c.workspace_id = $1 AND c.id = r.contact_id
  CROSS JOIN LATERAL (SELECT count(*)::int AS orders, coalesce(sum(o.amount), 0)::float8 AS amount FROM identity i
    JOIN customer_order o ON o.workspace_id = $1 AND o.identity_id = i.id AND o.currency = $2 AND o.amount > 0 AND o.status !~* '${CAME_TO_NOTHING}'
    WHERE i.workspace_id = $1 AND i.contact_id = r.contact_id) AS o ORDER BY r.contact_id`;

/** Whose last answer stood so: by id, after one of an earlier page. */
export function listCameBack(
  sql: Sql,
  ask: CameBackAsk,
  standing: Standing,
  after: string | null,
  limit: number,
): Promise<Line[]> {
  return sql.query(
    withOrders(`SELECT contact_id, at, ticket_id, score, back, 1 AS counted FROM customer_return
      WHERE workspace_id = $1 AND currency = $2 AND ${LAST} AND standing = $5 AND ($6::uuid IS NULL OR contact_id > $6)
      ORDER BY contact_id LIMIT $7`),
    [...given(ask), standing, after, limit],
  );
}

/** Who had not ordered before their last answer. */
export function listStrangers(sql: Sql, ask: CameBackAsk, after: string | null, limit: number): Promise<Line[]> {
  return sql.query(
    withOrders(`SELECT n.contact_id, n.at, n.ticket_id, n.score, n.back, 1 AS counted FROM customer_return n
      WHERE n.workspace_id = $1 AND n.currency = '' AND ${LAST} AND ($5::uuid IS NULL OR n.contact_id > $5)
        AND NOT EXISTS (SELECT 1 FROM customer_return k WHERE k.workspace_id = $1 AND k.contact_id = n.contact_id
          AND k.currency = $2 AND k.month = n.month)
      ORDER BY n.contact_id LIMIT $6`),
    [...given(ask), after, limit],
  );
}

/** Who answered later: how often, and the last time. */
export function listYoung(
  sql: Sql,
  { workspaceId, currency, to }: CameBackAsk,
  after: string | null,
  limit: number,
): Promise<Line[]> {
  return sql.query(
    withOrders(`SELECT DISTINCT ON (contact_id) contact_id, at, ticket_id, score, back,
        (sum(answers) OVER (PARTITION BY contact_id))::int AS counted
      FROM customer_return WHERE workspace_id = $1 AND currency = '' AND month >= $3::date AND ($4::uuid IS NULL OR contact_id > $4)
      ORDER BY contact_id, month DESC LIMIT $5`),
    [workspaceId, currency, to, after, limit],
  );
}

/** For verifying: every answer as it now stands, with its customer. */
export function allAnswers(sql: Sql, workspaceId: string) {
  return sql.query<{ contact: string; at: Date; kind: string; max: number; score: number }>(
    `SELECT t.contact_id AS contact, i.answered_at AS at, i.scale->>'kind' AS kind, (i.scale->>'max')::int AS max, a.score
     FROM invitation i JOIN ticket t ON t.workspace_id = $1 AND t.id = i.ticket_id AND NOT t.spam AND t.merged_into IS NULL
     JOIN answer a ON a.workspace_id = $1 AND a.invitation_id = i.id
     WHERE i.workspace_id = $1 AND i.answered_at IS NOT NULL
       AND a.version = (SELECT max(version) FROM answer l WHERE l.workspace_id = $1 AND l.invitation_id = i.id)
     ORDER BY i.answered_at, i.id`,
    [workspaceId],
  );
}

/** For verifying: how much is still on its way to what is kept. */
export async function returnsOnTheirWay(sql: Sql, workspaceId: string, consumer: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM outbox WHERE consumer = $1 AND workspace_id = $2',
    [consumer, workspaceId],
  );
  return row!.n;
}
