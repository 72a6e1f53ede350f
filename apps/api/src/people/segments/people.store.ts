// Rows of the people's list.
import type { Sql } from '../../platform/database/database.js';

export interface PersonRow {
  id: string;
  name: string | null;
  locale: string | null;
  company: { id: string; name: string } | null;
  blocked: boolean;
  lastSeenAt: Date | null;
  createdAt: Date;
  identities: { kind: string; address: string; name: string | null; username: string | null }[];
}

/** In the order of the ids. */
export async function peopleByIds(sql: Pick<Sql, 'query'>, workspaceId: string, ids: string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<PersonRow>(
    `SELECT c.id, c.name, c.locale, c.blocked_at IS NOT NULL AS blocked, c.last_seen_at AS "lastSeenAt",
       c.created_at AS "createdAt",
       (SELECT json_build_object('id', o.id, 'name', o.name) FROM company o WHERE o.workspace_id = $1 AND o.id = c.company_id) AS company,
       (SELECT coalesce(json_agg(json_build_object('kind', i.kind, 'address', i.address, 'name', i.name, 'username', i.username)
          ORDER BY i.kind = 'external', i.created_at, i.id), '[]'::json) FROM identity i WHERE i.workspace_id = $1 AND i.contact_id = c.id) AS identities
     FROM contact c WHERE c.workspace_id = $1 AND c.id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
