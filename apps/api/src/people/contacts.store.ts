// Rows of contacts and their identities: one person, known by an address on each channel.
import type { Sql, Tx } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';
import { DomainError } from '../platform/errors.js';
import type { FieldValues } from './fields/field-definition.js';

export interface KnownIdentity {
  identityId: string;
  contactId: string;
  name: string | null;
  username: string | null;
  email: string | null;
  phone: string | null;
  unreachable: boolean;
  contactName: string | null;
  locale: string | null;
  blocked: boolean;
  lastSeenAt: Date | null;
}

/** Holds the identity where it is until the transaction ends: a merge of its card waits, and other messages do not. */
export async function findIdentity(
  sql: Sql,
  workspaceId: string,
  kind: string,
  address: string,
): Promise<KnownIdentity | null> {
  const [row] = await sql.query<KnownIdentity>(
    prepared(`WITH i AS (
       SELECT id, contact_id, name, username, email, phone, unreachable_at FROM identity
       WHERE workspace_id = $1 AND kind = $2 AND address = $3 FOR KEY SHARE
     )
     SELECT i.id AS "identityId", i.contact_id AS "contactId", i.name, i.username, i.email, i.phone,
            i.unreachable_at IS NOT NULL AS unreachable,
            c.name AS "contactName", c.locale, c.blocked_at IS NOT NULL AS blocked, c.last_seen_at AS "lastSeenAt"
     FROM i JOIN contact c ON c.workspace_id = $1 AND c.id = i.contact_id`),
    [workspaceId, kind, address],
  );
  return row ?? null;
}

export interface NewContact {
  workspaceId: string;
  contactId: string;
  identityId: string;
  kind: string;
  address: string;
  name: string | null;
  username: string | null;
  email: string | null;
  phone: string | null;
  locale: string | null;
  at: Date;
  /** Null: they have never written. */
  seenAt: Date | null;
}

/** The company that the mail domain in `$10` belongs to. */
const COMPANY_OF_MAIL = `(SELECT d.company_id FROM company_domain d WHERE d.workspace_id = $1 AND d.domain = split_part($10::text, '@', 2))`;

/** Inserts a contact with its first identity. False when somebody else has just made that identity: nothing is left then. */
export async function insertContact(tx: Tx, contact: NewContact): Promise<boolean> {
  const { workspaceId, contactId, identityId, kind, address, name, username, email, phone, locale, at, seenAt } =
    contact;
  const rows = await tx.query<{ id: string }>(
    prepared(`WITH person AS (
       INSERT INTO contact (workspace_id, id, name, locale, created_at, last_seen_at, company_id)
       VALUES ($1, $2, $6, $8, $9, $12, ${COMPANY_OF_MAIL}) RETURNING id
     )
     INSERT INTO identity (workspace_id, id, contact_id, kind, address, name, username, created_at, email, phone)
     SELECT $1, $3, person.id, $4, $5, $6, $7, $9, $10, $11 FROM person
     ON CONFLICT (workspace_id, kind, address) DO NOTHING RETURNING id`),
    [workspaceId, contactId, identityId, kind, address, name, username, locale, at, email, phone, seenAt],
  );
  if (rows.length === 1) return true;
  await tx.query(`DELETE FROM contact WHERE workspace_id = $1 AND id = $2`, [workspaceId, contactId]);
  return false;
}

export async function updateIdentity(
  sql: Sql,
  workspaceId: string,
  id: string,
  seen: Pick<KnownIdentity, 'name' | 'username' | 'email' | 'phone'>,
): Promise<void> {
  await sql.query(
    `UPDATE identity SET name = coalesce($3, name), username = coalesce($4, username), email = coalesce($5, email),
       phone = coalesce($6, phone), unreachable_at = NULL
     WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, seen.name, seen.username, seen.email, seen.phone],
  );
}

/** Fills what is not known yet; what an agent wrote is never overwritten by a channel. */
export async function completeContact(
  sql: Sql,
  workspaceId: string,
  id: string,
  seen: { name: string | null; locale: string | null },
): Promise<void> {
  await sql.query(
    `UPDATE contact SET name = coalesce(name, $3), locale = coalesce(locale, $4) WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, seen.name, seen.locale],
  );
}

/** They have written: kept with a grain of minutes, so that a busy person is not written at every line. */
export async function touchContact(sql: Sql, workspaceId: string, id: string, at: Date): Promise<void> {
  await sql.query(prepared(`UPDATE contact SET last_seen_at = $3 WHERE workspace_id = $1 AND id = $2`), [
    workspaceId,
    id,
    at,
  ]);
}

/** Their mail domain says where they belong, if nobody has said it yet. */
export async function joinByDomain(sql: Sql, workspaceId: string, id: string, email: string): Promise<void> {
  await sql.query(
    `UPDATE contact c SET company_id = d.company_id FROM company_domain d
     WHERE c.workspace_id = $1 AND c.id = $2 AND c.company_id IS NULL AND NOT c.company_chosen
       AND d.workspace_id = $1 AND d.domain = split_part($3, '@', 2)`,
    [workspaceId, id, email],
  );
}

/** False when there is no such identity. */
export async function setUnreachable(
  sql: Sql,
  workspaceId: string,
  identityId: string,
  at: Date | null,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE identity SET unreachable_at = $3 WHERE workspace_id = $1 AND id = $2 RETURNING id`,
    [workspaceId, identityId, at],
  );
  return rows.length === 1;
}

export interface ContactRow {
  id: string;
  name: string | null;
  locale: string | null;
  timeZone: string | null;
  surveyOptOutAt: Date | null;
  lastAskedAt: Date | null;
  blockedAt: Date | null;
  fields: FieldValues;
  companyId: string | null;
  /** Somebody has said so: the mail domain says nothing more. */
  companyChosen: boolean;
  lastSeenAt: Date | null;
  createdAt: Date;
}

export const CONTACT = `id, name, locale, time_zone AS "timeZone", survey_opt_out_at AS "surveyOptOutAt",
  last_asked_at AS "lastAskedAt", blocked_at AS "blockedAt", fields, company_id AS "companyId",
  company_chosen AS "companyChosen", last_seen_at AS "lastSeenAt", created_at AS "createdAt"`;

export interface IdentityRow {
  id: string;
  kind: string;
  address: string;
  name: string | null;
  username: string | null;
  email: string | null;
  /** E.164. */
  phone: string | null;
  unreachableAt: Date | null;
}

/**
 * The living card of a person: where a merged one leads to, step by step; itself when it was never merged.
 * @throws DomainError not-found
 */
export async function livingId(sql: Sql, workspaceId: string, contactId: string): Promise<string> {
  const [row] = await sql.query<{ id: string }>(
    `WITH RECURSIVE step AS (
       SELECT workspace_id, id, merged_into, 0 AS depth FROM contact WHERE workspace_id = $1 AND id = $2
       UNION ALL
       SELECT c.workspace_id, c.id, c.merged_into, s.depth + 1 FROM step s
       JOIN contact c ON c.workspace_id = $1 AND c.id = s.merged_into WHERE s.depth < 50
     )
     SELECT id FROM step WHERE merged_into IS NULL`,
    [workspaceId, contactId],
  );
  if (!row) throw new DomainError('not-found');
  return row.id;
}

export async function findContact(
  sql: Sql,
  workspaceId: string,
  contactId: string,
): Promise<(ContactRow & { identities: IdentityRow[] }) | null> {
  const [contact] = await sql.query<ContactRow & { mergedInto: string | null }>(
    `SELECT merged_into AS "mergedInto", ${CONTACT} FROM contact WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, contactId],
  );
  if (!contact) return null;
  if (contact.mergedInto) return findContact(sql, workspaceId, await livingId(sql, workspaceId, contactId));
  const identities = await sql.query<IdentityRow>(
    `SELECT id, kind, address, name, username, email, phone, unreachable_at AS "unreachableAt"
     FROM identity WHERE workspace_id = $1 AND contact_id = $2 ORDER BY kind = 'external', created_at, id`,
    [workspaceId, contactId],
  );
  const { mergedInto: _, ...card } = contact;
  return { ...card, identities };
}

const COLUMNS = {
  name: 'name',
  locale: 'locale',
  timeZone: 'time_zone',
  surveyOptOutAt: 'survey_opt_out_at',
  lastAskedAt: 'last_asked_at',
  blockedAt: 'blocked_at',
  fields: 'fields',
  companyId: 'company_id',
  companyChosen: 'company_chosen',
  lastSeenAt: 'last_seen_at',
} as const;

/** Sets the given columns. False when there is no such contact. */
export async function updateContact(
  sql: Sql,
  workspaceId: string,
  contactId: string,
  change: Partial<Pick<ContactRow, keyof typeof COLUMNS>>,
): Promise<boolean> {
  const fields = Object.entries(change) as [keyof typeof COLUMNS, unknown][];
  const sets = ['id = id', ...fields.map(([field], index) => `${COLUMNS[field]} = $${index + 3}`)].join(', ');
  const rows = await sql.query(`UPDATE contact SET ${sets} WHERE workspace_id = $1 AND id = $2 RETURNING id`, [
    workspaceId,
    contactId,
    ...fields.map(([, value]) => value),
  ]);
  return rows.length === 1;
}
