// Rows of people that orders and lists name: many at once, by index.
import type { Tx } from '../../platform/database/database.js';
import type { CustomerKey } from './customer-keys.js';

export interface KeptKey {
  id: string;
  contactId: string;
  kind: string;
  address: string;
  email: string | null;
  phone: string | null;
}
export type NewKey = CustomerKey & { id: string; contactId: string };

/** Held until the transaction ends, so that a merge waits. The oldest card first. */
export async function identitiesByKeys(tx: Tx, workspaceId: string, keys: CustomerKey[]): Promise<KeptKey[]> {
  const of = (kind: CustomerKey['kind']) => [
    ...new Set(keys.filter((one) => one.kind === kind).map((one) => one.address)),
  ];
  return tx.query<KeptKey>(
    `SELECT i.id, i.contact_id AS "contactId", i.kind, i.address, i.email, i.phone FROM identity i
     WHERE i.workspace_id = $1 AND i.id IN (
       SELECT a.id FROM identity a WHERE a.workspace_id = $1 AND a.kind = 'external' AND a.address = ANY($2::text[])
       UNION SELECT b.id FROM identity b WHERE b.workspace_id = $1 AND b.email = ANY($3::text[])
       UNION SELECT c.id FROM identity c WHERE c.workspace_id = $1 AND c.phone = ANY($4::text[]))
     ORDER BY i.id FOR KEY SHARE OF i`,
    [workspaceId, of('external'), of('email'), of('phone')],
  );
}

/** False: one of the addresses came to be in the meantime; the transaction is to be given up. */
export async function insertCustomers(
  tx: Tx,
  workspaceId: string,
  cards: { id: string; name: string | null; locale: string | null }[],
  keys: NewKey[],
  at: Date,
): Promise<boolean> {
  if (cards.length > 0)
    await tx.query(
      `INSERT INTO contact (workspace_id, id, name, locale, created_at, company_id)
       SELECT $1, n.id, n.name, n.locale, $3, (
         SELECT d.company_id FROM jsonb_to_recordset($4::jsonb) AS k("contactId" uuid, email text)
           JOIN company_domain d ON d.workspace_id = $1 AND d.domain = split_part(k.email, '@', 2)
         WHERE k."contactId" = n.id LIMIT 1)
       FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, name text, locale text)`,
      [workspaceId, JSON.stringify(cards), at, JSON.stringify(keys.filter((one) => one.email))],
    );
  const rows = await tx.query(
    `INSERT INTO identity (workspace_id, id, contact_id, kind, address, email, phone, created_at)
     SELECT $1, n.id, n."contactId", n.kind, n.address, n.email, n.phone, $3
     FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, "contactId" uuid, kind text, address text, email text, phone text)
     ON CONFLICT (workspace_id, kind, address) DO NOTHING RETURNING id`,
    [workspaceId, JSON.stringify(keys), at],
  );
  return rows.length === keys.length;
}
