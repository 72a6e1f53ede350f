// Rows of merged cards: who is now whom, what moved for it, and which pairs are known to be two people.
import type { Sql, Tx } from '../platform/database/database.js';
import { CONTACT, type ContactRow } from './contacts.store.js';
import type { MovedCards } from './fold-cards.js';

export interface Merge {
  id: string;
  keptId: string;
  mergedId: string;
  agentId: string | null;
  at: Date;
  undoneAt: Date | null;
  moved: MovedCards;
}

const MERGE = `id, kept_id AS "keptId", merged_id AS "mergedId", agent_id AS "agentId", at, undone_at AS "undoneAt", moved`;

/** Holds the identities of these people: whoever writes from them waits, and then finds the right card. Always first. */
export async function lockIdentities(tx: Tx, workspaceId: string, contactIds: string[]) {
  return tx.query<{ id: string; contactId: string }>(
    `SELECT id, contact_id AS "contactId" FROM identity WHERE workspace_id = $1 AND contact_id = ANY($2::uuid[])
     ORDER BY id FOR UPDATE`,
    [workspaceId, contactIds],
  );
}

/** The cards, held, by id; those merged away already are not among them. */
export async function lockCards(tx: Tx, workspaceId: string, contactIds: string[]): Promise<Map<string, ContactRow>> {
  const rows = await tx.query<ContactRow>(
    `SELECT ${CONTACT}
     FROM contact WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND merged_into IS NULL ORDER BY id FOR NO KEY UPDATE`,
    [workspaceId, contactIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The card that was merged away, held; null when it lives. */
export async function lockMergedCard(tx: Tx, workspaceId: string, contactId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM contact WHERE workspace_id = $1 AND id = $2 AND merged_into IS NOT NULL FOR NO KEY UPDATE`,
    [workspaceId, contactId],
  );
  return rows.length === 1;
}

export async function moveIdentities(tx: Tx, workspaceId: string, ids: string[], from: string, to: string) {
  await tx.query(
    `UPDATE identity SET contact_id = $4 WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND contact_id = $3`,
    [workspaceId, ids, from, to],
  );
}

export async function setMergedInto(tx: Tx, workspaceId: string, contactId: string, into: string | null) {
  await tx.query(`UPDATE contact SET merged_into = $3 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    contactId,
    into,
  ]);
}

export async function insertMerge(tx: Tx, workspaceId: string, merge: Omit<Merge, 'undoneAt'>): Promise<void> {
  await tx.query(
    `INSERT INTO contact_merge (workspace_id, id, kept_id, merged_id, agent_id, moved, at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
    [workspaceId, merge.id, merge.keptId, merge.mergedId, merge.agentId, JSON.stringify(merge.moved), merge.at],
  );
}

export async function lockMerge(tx: Tx, workspaceId: string, id: string): Promise<Merge | null> {
  const [row] = await tx.query<Merge>(
    `SELECT ${MERGE} FROM contact_merge WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
    [workspaceId, id],
  );
  return row ?? null;
}

export async function endMerge(tx: Tx, workspaceId: string, id: string, at: Date): Promise<void> {
  await tx.query(`UPDATE contact_merge SET undone_at = $3 WHERE workspace_id = $1 AND id = $2`, [workspaceId, id, at]);
}

/** Merges into this card that stand, newest first. */
export async function mergesInto(sql: Sql, workspaceId: string, contactId: string): Promise<Merge[]> {
  return sql.query<Merge>(
    `SELECT ${MERGE} FROM contact_merge WHERE workspace_id = $1 AND kept_id = $2 AND undone_at IS NULL ORDER BY at DESC, id DESC`,
    [workspaceId, contactId],
  );
}

/** The card and those that were merged into it, step by step: what was noted about any of them is about this person. */
export async function kinOf(sql: Sql, workspaceId: string, contactId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `WITH RECURSIVE kin AS (
       SELECT workspace_id, id, 0 AS depth FROM contact WHERE workspace_id = $1 AND id = $2
       UNION
       SELECT m.workspace_id, m.merged_id, k.depth + 1 FROM kin k
       JOIN contact_merge m ON m.workspace_id = $1 AND m.kept_id = k.id AND m.undone_at IS NULL WHERE k.depth < 50
     )
     SELECT id FROM kin`,
    [workspaceId, contactId],
  );
  return rows.map((row) => row.id);
}

/** Living cards that share an e-mail or a phone with this one, and by what; not those known to be somebody else. */
export async function alikeCards(sql: Sql, workspaceId: string, contactId: string, limit: number) {
  return sql.query<{ contactId: string; by: 'email' | 'phone'; value: string }>(
    `WITH mine AS (
       SELECT email, phone FROM identity WHERE workspace_id = $1 AND contact_id = $2
     ), alike AS (
       SELECT o.contact_id, 'email' AS by, o.email AS value FROM mine m
         JOIN identity o ON o.workspace_id = $1 AND o.email = m.email
       UNION
       SELECT o.contact_id, 'phone', o.phone FROM mine m
         JOIN identity o ON o.workspace_id = $1 AND o.phone = m.phone
     )
     SELECT a.contact_id AS "contactId", a.by, a.value FROM alike a
     WHERE a.contact_id <> $2 AND NOT EXISTS (
       SELECT 1 FROM contact_apart p WHERE p.workspace_id = $1
         AND p.contact_id = least(a.contact_id, $2::uuid) AND p.other_id = greatest(a.contact_id, $2::uuid))
     ORDER BY a.contact_id, a.by LIMIT $3`,
    [workspaceId, contactId, limit],
  );
}

/** False: one of them does not exist. */
export async function keepApart(sql: Sql, workspaceId: string, contactId: string, otherId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM contact WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND merged_into IS NULL`,
    [workspaceId, [contactId, otherId]],
  );
  if (rows.length < 2) return false;
  await sql.query(
    `INSERT INTO contact_apart (workspace_id, contact_id, other_id)
     VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid)) ON CONFLICT DO NOTHING`,
    [workspaceId, contactId, otherId],
  );
  return true;
}

/** Living cards whose name or address has these words, by trigram; `like` is a finished ILIKE pattern. */
export async function cardsLike(sql: Sql, workspaceId: string, like: string, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT c.id FROM contact c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.id IN (
       (SELECT n.id FROM contact n WHERE n.workspace_id = $1 AND n.name ILIKE $2 LIMIT 100)
       UNION
       (SELECT a.contact_id FROM identity a WHERE a.workspace_id = $1 AND a.address ILIKE $2 LIMIT 100))
     ORDER BY c.name NULLS LAST, c.id LIMIT $3`,
    [workspaceId, like, limit],
  );
  return rows.map((row) => row.id);
}

/** Short cards: enough to know somebody by. In the order given. */
export async function shortCards(sql: Sql, workspaceId: string, ids: string[]) {
  const rows = await sql.query<{ id: string; name: string | null; identities: { kind: string; address: string }[] }>(
    `SELECT c.id, c.name, (SELECT coalesce(json_agg(json_build_object('kind', i.kind, 'address', i.address, 'name', i.name,
         'username', i.username) ORDER BY i.kind = 'external', i.created_at), '[]'::json)
       FROM identity i WHERE i.workspace_id = $1 AND i.contact_id = c.id) AS identities
     FROM contact c WHERE c.workspace_id = $1 AND c.id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
