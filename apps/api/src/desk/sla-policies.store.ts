// Rows of SLA policies, in their order; a deleted one stays for the facts that name it.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { type SlaPolicy, sharedConditions } from './sla-policy.js';

const COLUMNS = `p.id, p.name, p.enabled, p.conditions, p.clock, p.first_response_s AS "firstResponseSeconds",
  p.next_response_s AS "nextResponseSeconds", p.resolution_s AS "resolutionSeconds", p.warn_s AS "warnSeconds", p.created_at AS "createdAt"`;

/** However long ago their conditions were written. */
export async function listPolicies(sql: Sql, workspaceId: string): Promise<SlaPolicy[]> {
  const rows = await sql.query<SlaPolicy>(
    `SELECT ${COLUMNS} FROM sla_policy p WHERE p.workspace_id = $1 AND p.deleted_at IS NULL ORDER BY p.place, p.id`,
    [workspaceId],
  );
  return rows.map((row) => ({ ...row, conditions: sharedConditions(row.conditions) }));
}

/** At the end of the order if it is new. */
export async function writePolicy(
  tx: Tx,
  workspaceId: string,
  policy: Omit<SlaPolicy, 'createdAt'>,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO sla_policy (workspace_id, id, name, place, enabled, conditions, clock, first_response_s, next_response_s,
       resolution_s, warn_s, created_at, changed_at)
     SELECT $1, $2, $3, coalesce((SELECT max(place) FROM sla_policy WHERE workspace_id = $1), 0) + 1, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $11
     ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled,
       conditions = excluded.conditions, clock = excluded.clock, first_response_s = excluded.first_response_s,
       next_response_s = excluded.next_response_s, resolution_s = excluded.resolution_s, warn_s = excluded.warn_s,
       changed_at = excluded.changed_at`,
    [
      workspaceId,
      policy.id,
      policy.name,
      policy.enabled,
      JSON.stringify(policy.conditions),
      policy.clock,
      policy.firstResponseSeconds,
      policy.nextResponseSeconds,
      policy.resolutionSeconds,
      policy.warnSeconds,
      at,
    ],
  );
}

export async function placePolicies(tx: Tx, workspaceId: string, ids: string[], at: Date): Promise<void> {
  await tx.query(
    `UPDATE sla_policy p SET place = wanted.place, changed_at = $3
     FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place) WHERE p.workspace_id = $1 AND p.id = wanted.id`,
    [workspaceId, ids, at],
  );
}

/** False: there is none. */
export async function dropPolicy(tx: Tx, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE sla_policy SET deleted_at = $3, changed_at = $3 WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
    [workspaceId, id, at],
  );
  return rows.length > 0;
}

/**
 * For each workspace that ever had a policy (or this one), a mark that changes whenever a policy, a calendar or the hours
 * of a team do.
 */
export function markTerms(sql: Sql, workspaceId: string | null): Promise<{ workspaceId: string; terms: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT w.workspace_id AS "workspaceId", md5(concat_ws('|',
         (SELECT string_agg(concat_ws(':', p.id, p.place, p.changed_at, p.deleted_at), ',' ORDER BY p.id)
          FROM sla_policy p WHERE p.workspace_id = w.workspace_id),
         (SELECT string_agg(concat_ws(':', c.id, c.is_default, c.current_version_id), ',' ORDER BY c.id)
          FROM calendar c WHERE c.workspace_id = w.workspace_id),
         (SELECT string_agg(concat_ws(':', t.id, t.calendar_id), ',' ORDER BY t.id)
          FROM team t WHERE t.workspace_id = w.workspace_id))) AS terms
       FROM (SELECT DISTINCT workspace_id FROM sla_policy WHERE $1::uuid IS NULL OR workspace_id = $1) w`,
    ),
    [workspaceId],
  );
}
