// Whether customers came back after they were asked how it went: their answers beside their orders.
import type { CustomerLine } from '../../people/orders/count-customers.js';
import type { Sql } from '../../platform/database/database.js';

export interface CameBackAsk {
  workspaceId: string;
  currency: string;
  /** Answers from then on … */
  from: Date;
  /** … to then: later ones have not had their days yet. */
  to: Date;
  /** Within so many days. */
  days: number;
  /** Of orders that came to nothing, as a pattern of their status. */
  nothing: string;
}

/**
 * $1 to $6. The last answer of each customer (`answered`), whether they had ordered before it (`known`), and whether an order
 * followed (`back`). The orders of each are read once: nothing is looked up one by one.
 */
const ANSWERED = `orders AS (SELECT i.contact_id AS contact, o.placed_at AS at, o.amount FROM customer_order o
    JOIN identity i ON i.workspace_id = $1 AND i.id = o.identity_id
    WHERE o.workspace_id = $1 AND o.currency = $2 AND o.amount > 0 AND o.status !~* $6),
  answered AS (SELECT DISTINCT ON (t.contact_id) t.contact_id AS contact, i.answered_at AS at, i.ticket_id,
      i.scale->>'kind' AS kind, (i.scale->>'max')::int AS max, a.score
    FROM invitation i JOIN ticket t ON t.workspace_id = $1 AND t.id = i.ticket_id AND NOT t.spam AND t.merged_into IS NULL
    JOIN answer a ON a.workspace_id = $1 AND a.invitation_id = i.id
    WHERE i.workspace_id = $1 AND i.answered_at >= $3 AND i.answered_at < $4
    ORDER BY t.contact_id, i.answered_at DESC, i.id, a.version DESC),
  since AS (SELECT n.contact, bool_or(o.at <= n.at) AS known, bool_or(o.at > n.at AND o.at <= n.at + make_interval(days => $5)) AS back
    FROM answered n JOIN orders o ON o.contact = n.contact GROUP BY 1),
  lives AS (SELECT n.*, coalesce(s.known, false) AS known, coalesce(s.back, false) AS back
    FROM answered n LEFT JOIN since s ON s.contact = n.contact),
  known AS (SELECT * FROM lives WHERE known)`;

const given = ({ workspaceId, currency, from, to, days, nothing }: CameBackAsk): unknown[] => [
  ...[workspaceId, currency, from, to, days, nothing],
];

export interface CameBackRow {
  kind: string;
  max: number;
  score: number;
  /** Had ordered before; the answers of others say nothing of this. */
  known: boolean;
  back: boolean;
  n: number;
}

export function countCameBack(sql: Sql, ask: CameBackAsk): Promise<CameBackRow[]> {
  return sql.query(
    `WITH ${ANSWERED} SELECT kind, max, score, known, back, count(*)::int AS n FROM lives GROUP BY 1, 2, 3, 4, 5`,
    given(ask),
  );
}

/** Answers too young to say anything. */
export async function countYoung(sql: Sql, { workspaceId, to }: CameBackAsk): Promise<number> {
  const [row] = await sql.query<{ young: number }>(
    'SELECT count(*)::int AS young FROM invitation i WHERE i.workspace_id = $1 AND i.answered_at >= $2',
    [workspaceId, to],
  );
  return row!.young;
}

/** Whose scores these are, `scores` as `kind max score`: by id, after one of an earlier page. */
export function listCameBack(
  sql: Sql,
  ask: CameBackAsk,
  scores: string[],
  after: string | null,
  limit: number,
): Promise<(CustomerLine & { ticketId: string; score: number; back: boolean })[]> {
  return sql.query(
    `WITH ${ANSWERED} SELECT k.contact AS "contactId", c.name, k.at, k.ticket_id AS "ticketId", k.score, k.back, 1 AS counted,
       (SELECT count(*)::int FROM orders o WHERE o.contact = k.contact) AS orders,
       (SELECT sum(o.amount)::float8 FROM orders o WHERE o.contact = k.contact) AS amount
     FROM known k JOIN contact c ON c.workspace_id = $1 AND c.id = k.contact
     WHERE k.kind || ' ' || k.max || ' ' || k.score = ANY($7::text[]) AND ($8::uuid IS NULL OR k.contact > $8)
     ORDER BY k.contact LIMIT $9`,
    [...given(ask), scores, after, limit],
  );
}

/** Answers that say nothing of it, by customer: of strangers the latest, of young ones how many and the last. */
export function listLeftOut(
  sql: Sql,
  ask: CameBackAsk,
  which: 'strangers' | 'young',
  after: string | null,
  limit: number,
): Promise<(CustomerLine & { ticketId: string; score: number })[]> {
  const out = {
    strangers: `SELECT n.contact, n.at, n.ticket_id, n.score, 1 AS counted FROM answered n
      WHERE NOT EXISTS (SELECT FROM known k WHERE k.contact = n.contact)`,
    young: `SELECT DISTINCT ON (t.contact_id) t.contact_id AS contact, i.answered_at AS at, i.ticket_id, a.score,
        count(*) OVER (PARTITION BY t.contact_id)::int AS counted
      FROM invitation i JOIN ticket t ON t.workspace_id = $1 AND t.id = i.ticket_id
      JOIN LATERAL (SELECT score FROM answer WHERE answer.workspace_id = $1 AND answer.invitation_id = i.id
        ORDER BY version DESC LIMIT 1) a ON true
      WHERE i.workspace_id = $1 AND i.answered_at >= $4 ORDER BY t.contact_id, i.answered_at DESC`,
  }[which];
  return sql.query(
    `WITH ${ANSWERED} SELECT x.contact AS "contactId", c.name, x.at, x.ticket_id AS "ticketId", x.score, x.counted,
       (SELECT count(*)::int FROM orders o WHERE o.contact = x.contact) AS orders,
       (SELECT coalesce(sum(o.amount), 0)::float8 FROM orders o WHERE o.contact = x.contact) AS amount
     FROM (${out}) AS x JOIN contact c ON c.workspace_id = $1 AND c.id = x.contact
     WHERE $7::uuid IS NULL OR x.contact > $7 ORDER BY x.contact LIMIT $8`,
    [...given(ask), after, limit],
  );
}

/** For verifying: every latest answer with its customer. */
export function allAnswers(sql: Sql, workspaceId: string, from: Date) {
  return sql.query<{ contact: string; at: Date; kind: string; max: number; score: number; spam: boolean }>(
    `SELECT t.contact_id AS contact, i.answered_at AS at, i.scale->>'kind' AS kind, (i.scale->>'max')::int AS max, a.score,
       t.spam OR t.merged_into IS NOT NULL AS spam
     FROM invitation i JOIN ticket t ON t.workspace_id = $1 AND t.id = i.ticket_id
     JOIN answer a ON a.workspace_id = $1 AND a.invitation_id = i.id
     WHERE i.workspace_id = $1 AND i.answered_at >= $2
       AND a.version = (SELECT max(version) FROM answer l WHERE l.workspace_id = $1 AND l.invitation_id = i.id)`,
    [workspaceId, from],
  );
}
