// Rows of addresses that people or imports add to cards, and what hangs on each of them.
import type { Sql, Tx } from '../platform/database/database.js';

export interface AddedIdentity {
  id: string;
  contactId: string;
  kind: string;
  address: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  at: Date;
}

/** Answers with the card that holds the address: this one, or the one that had it before. */
export async function insertIdentity(tx: Tx, workspaceId: string, one: AddedIdentity): Promise<string> {
  const rows = await tx.query<{ contactId: string }>(
    `INSERT INTO identity (workspace_id, id, contact_id, kind, address, name, email, phone, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (workspace_id, kind, address) DO NOTHING RETURNING contact_id AS "contactId"`,
    [workspaceId, one.id, one.contactId, one.kind, one.address, one.name, one.email, one.phone, one.at],
  );
  if (rows[0]) return rows[0].contactId;
  const [holder] = await tx.query<{ contactId: string }>(
    `SELECT contact_id AS "contactId" FROM identity WHERE workspace_id = $1 AND kind = $2 AND address = $3`,
    [workspaceId, one.kind, one.address],
  );
  return holder!.contactId;
}

/** A new card of its own for an address that turned out to be somebody else's. */
export async function moveToOwnCard(tx: Tx, workspaceId: string, identityId: string, contactId: string, at: Date) {
  await tx.query(
    `WITH person AS (
       INSERT INTO contact (workspace_id, id, name, created_at)
       SELECT i.workspace_id, $3, i.name, $4 FROM identity i WHERE i.workspace_id = $1 AND i.id = $2 RETURNING id
     )
     UPDATE identity SET contact_id = person.id FROM person WHERE identity.workspace_id = $1 AND identity.id = $2`,
    [workspaceId, identityId, contactId, at],
  );
}

/** False when orders hang on it: then it is kept. */
export async function deleteUnordered(sql: Sql, workspaceId: string, identityId: string): Promise<boolean> {
  const rows = await sql.query(
    `DELETE FROM identity i WHERE i.workspace_id = $1 AND i.id = $2
       AND NOT EXISTS (SELECT 1 FROM customer_order o WHERE o.workspace_id = $1 AND o.identity_id = i.id) RETURNING i.id`,
    [workspaceId, identityId],
  );
  return rows.length === 1;
}
