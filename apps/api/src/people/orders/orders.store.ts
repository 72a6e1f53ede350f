// Rows of customers' orders: one for each number of the shop, whose it is by the address it was placed with.
import type { Sql, Tx } from '../../platform/database/database.js';

export interface OrderRow {
  id: string;
  externalId: string;
  number: string | null;
  status: string;
  /** In units of the currency, at most four decimals. */
  amount: number;
  currency: string;
  placedAt: Date;
  url: string | null;
  items: number | null;
  summary: string | null;
}
export type OrderToKeep = OrderRow & { identityId: string };

/** Each external id at most once. `changed` does not count those that say the same as before. */
export async function upsertOrders(
  tx: Tx,
  workspaceId: string,
  orders: OrderToKeep[],
  at: Date,
): Promise<{ created: number; changed: number }> {
  const rows = await tx.query<{ created: boolean }>(
    `INSERT INTO customer_order AS o (workspace_id, id, external_id, identity_id, number, status, amount, currency, placed_at,
       url, items, summary, changed_at)
     SELECT $1, n.id, n."externalId", n."identityId", n.number, n.status, n.amount, n.currency, n."placedAt", n.url, n.items,
       n.summary, $3
     FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, "externalId" text, "identityId" uuid, number text, status text,
       amount numeric(18, 4), currency text, "placedAt" timestamptz, url text, items int, summary text)
     ON CONFLICT (workspace_id, external_id) DO UPDATE SET identity_id = excluded.identity_id, number = excluded.number,
       status = excluded.status, amount = excluded.amount, currency = excluded.currency, placed_at = excluded.placed_at,
       url = excluded.url, items = excluded.items, summary = excluded.summary, changed_at = excluded.changed_at
     WHERE (o.identity_id, o.number, o.status, o.amount, o.currency, o.placed_at, o.url, o.items, o.summary) IS DISTINCT FROM
       (excluded.identity_id, excluded.number, excluded.status, excluded.amount, excluded.currency, excluded.placed_at,
        excluded.url, excluded.items, excluded.summary)
     RETURNING (o.xmax = 0) AS created`,
    [workspaceId, JSON.stringify(orders), at],
  );
  const created = rows.filter((row) => row.created).length;
  return { created, changed: rows.length - created };
}

/** Whose those of these orders are that we have. */
export async function ownersOf(tx: Tx, workspaceId: string, externalIds: string[]): Promise<string[]> {
  const rows = await tx.query<{ contactId: string }>(
    `SELECT DISTINCT i.contact_id AS "contactId" FROM customer_order o JOIN identity i ON i.workspace_id = $1 AND i.id = o.identity_id
     WHERE o.workspace_id = $1 AND o.external_id = ANY($2::text[])`,
    [workspaceId, externalIds],
  );
  return rows.map(({ contactId }) => contactId);
}

const OF_PERSON = `o.workspace_id = $1 AND o.identity_id IN (
  SELECT i.id FROM identity i WHERE i.workspace_id = $1 AND i.contact_id = $2)`;

/** Newest first, after the one that the cursor names. */
export function listOrders(
  sql: Sql,
  workspaceId: string,
  contactId: string,
  page: { after: { placedAt: string; id: string } | null; limit: number },
): Promise<(OrderRow & { position: string })[]> {
  return sql.query(
    `SELECT o.id, o.external_id AS "externalId", o.number, o.status, o.amount::float8 AS amount, o.currency,
       o.placed_at AS "placedAt", o.url, o.items, o.summary,
       to_char(o.placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position
     FROM customer_order o WHERE ${OF_PERSON}
       AND ($3::timestamptz IS NULL OR (o.placed_at, o.id) < ($3::timestamptz, $4::uuid))
     ORDER BY o.placed_at DESC, o.id DESC LIMIT $5`,
    [workspaceId, contactId, page.after?.placedAt ?? null, page.after?.id ?? null, page.limit],
  );
}

export function sumOrders(sql: Sql, workspaceId: string, contactId: string) {
  return sql.query<{ currency: string; count: number; amount: number }>(
    `SELECT o.currency, count(*)::int AS count, sum(o.amount)::float8 AS amount FROM customer_order o WHERE ${OF_PERSON}
     GROUP BY o.currency ORDER BY count(*) DESC`,
    [workspaceId, contactId],
  );
}
