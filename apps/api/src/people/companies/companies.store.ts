// Rows of companies, their mail domains, and who belongs to them.
import type { Sql, Tx } from '../../platform/database/database.js';
import type { FieldValues } from '../fields/field-definition.js';

export interface CompanyRow {
  id: string;
  name: string;
  fields: FieldValues;
  domains: string[];
  createdAt: Date;
}

export interface CompanyListed {
  id: string;
  name: string;
  domains: string[];
  /** Up to 1,000 are counted; one more says that there are more. */
  people: number;
}

const DOMAINS = `ARRAY(SELECT d.domain FROM company_domain d WHERE d.workspace_id = $1 AND d.company_id = c.id ORDER BY d.domain)`;

export async function companyName(sql: Sql, workspaceId: string, id: string) {
  const [row] = await sql.query<{ id: string; name: string }>(
    `SELECT id, name FROM company WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

export async function findCompany(sql: Sql, workspaceId: string, id: string): Promise<CompanyRow | null> {
  const [row] = await sql.query<CompanyRow>(
    `SELECT c.id, c.name, c.fields, c.created_at AS "createdAt", ${DOMAINS} AS domains
     FROM company c WHERE c.workspace_id = $1 AND c.id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

export function nameCompanies(sql: Sql, workspaceId: string): Promise<{ id: string; name: string }[]> {
  return sql.query(`SELECT id, name FROM company WHERE workspace_id = $1 ORDER BY lower(name) LIMIT 500`, [
    workspaceId,
  ]);
}

/** By name, after the one named in the cursor. */
export function listCompanies(
  sql: Sql,
  workspaceId: string,
  page: { like: string | null; after: { name: string; id: string } | null; limit: number },
): Promise<CompanyListed[]> {
  const { like, after, limit } = page;
  return sql.query<CompanyListed>(
    `SELECT c.id, c.name, ${DOMAINS} AS domains,
       (SELECT count(*)::int FROM (SELECT 1 FROM contact p WHERE p.workspace_id = $1 AND p.company_id = c.id
          AND p.merged_into IS NULL LIMIT 1001) AS counted) AS people
     FROM company c WHERE c.workspace_id = $1 AND ($2::text IS NULL OR c.name ILIKE $2 OR c.id IN (
         SELECT d.company_id FROM company_domain d WHERE d.workspace_id = $1 AND d.domain ILIKE $2))
       AND ($3::text IS NULL OR lower(c.name) > lower($3))
     ORDER BY lower(c.name) LIMIT $4`,
    [workspaceId, like, after?.name ?? null, limit],
  );
}

/** False: the name is taken. */
export async function insertCompany(
  tx: Tx,
  workspaceId: string,
  company: { id: string; name: string; fields: FieldValues; at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO company (workspace_id, id, name, fields, created_at) VALUES ($1, $2, $3, $4::jsonb, $5)
     ON CONFLICT (workspace_id, lower(name)) DO NOTHING RETURNING id`,
    [workspaceId, company.id, company.name, JSON.stringify(company.fields), company.at],
  );
  return rows.length === 1;
}

/** Those with these names, in any case. */
export async function companiesNamed(sql: Sql, workspaceId: string, names: string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; name: string }>(
    `SELECT id, lower(name) AS name FROM company WHERE workspace_id = $1 AND lower(name) IN (
       SELECT lower(said) FROM unnest($2::text[]) AS said)`,
    [workspaceId, names],
  );
  return new Map(rows.map((row) => [row.name, row.id]));
}

export async function lockCompany(tx: Tx, workspaceId: string, id: string): Promise<CompanyRow | null> {
  const rows = await tx.query(`SELECT 1 FROM company WHERE workspace_id = $1 AND id = $2 FOR UPDATE`, [
    workspaceId,
    id,
  ]);
  return rows.length === 1 ? findCompany(tx, workspaceId, id) : null;
}

export async function updateCompany(tx: Tx, workspaceId: string, company: Pick<CompanyRow, 'id' | 'name' | 'fields'>) {
  await tx.query(`UPDATE company SET name = $3, fields = $4::jsonb WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    company.id,
    company.name,
    JSON.stringify(company.fields),
  ]);
}

/** Whose a domain is already, of those that are not this company's. */
export async function domainHolder(tx: Tx, workspaceId: string, companyId: string, domains: string[]) {
  const [row] = await tx.query<{ domain: string; name: string }>(
    `SELECT d.domain, c.name FROM company_domain d JOIN company c ON c.workspace_id = d.workspace_id AND c.id = d.company_id
     WHERE d.workspace_id = $1 AND d.domain = ANY($2::text[]) AND d.company_id <> $3 LIMIT 1`,
    [workspaceId, domains, companyId],
  );
  return row ?? null;
}

/** Replaces the domains. People who had come by one that is gone leave; those with one that came join, unless somebody has chosen. */
export async function replaceDomains(tx: Tx, workspaceId: string, companyId: string, domains: string[]): Promise<void> {
  await tx.query(
    `DELETE FROM company_domain WHERE workspace_id = $1 AND company_id = $2 AND NOT domain = ANY($3::text[])`,
    [workspaceId, companyId, domains],
  );
  await tx.query(
    `INSERT INTO company_domain (workspace_id, company_id, domain) SELECT $1, $2, said FROM unnest($3::text[]) AS said
     ON CONFLICT DO NOTHING`,
    [workspaceId, companyId, domains],
  );
  await tx.query(
    `UPDATE contact c SET company_id = NULL WHERE c.workspace_id = $1 AND c.company_id = $2 AND NOT c.company_chosen
       AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.workspace_id = $1 AND i.contact_id = c.id AND i.email IS NOT NULL
         AND split_part(i.email, '@', 2) = ANY($3::text[]))`,
    [workspaceId, companyId, domains],
  );
  await tx.query(
    `UPDATE contact c SET company_id = $2 WHERE c.workspace_id = $1 AND c.company_id IS NULL AND NOT c.company_chosen
       AND c.merged_into IS NULL AND c.id IN (SELECT i.contact_id FROM identity i WHERE i.workspace_id = $1
         AND i.email IS NOT NULL AND split_part(i.email, '@', 2) = ANY($3::text[]))`,
    [workspaceId, companyId, domains],
  );
}

export async function deleteCompany(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  await tx.query(
    `UPDATE contact SET company_id = NULL, company_chosen = false WHERE workspace_id = $1 AND company_id = $2`,
    [workspaceId, id],
  );
  const rows = await tx.query(`DELETE FROM company WHERE workspace_id = $1 AND id = $2 RETURNING id`, [
    workspaceId,
    id,
  ]);
  return rows.length === 1;
}
