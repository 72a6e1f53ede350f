// Which of a workspace's own fields make groups: their values are few, and they are what slices keep of a ticket's fields.
import type { Sql } from '../../platform/database/database.js';

/** Of tickets; archived ones too, so that what was counted stays counted. A field never changes its type. */
export async function groupingFields(sql: Pick<Sql, 'query'>, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM field_definition WHERE workspace_id = $1 AND of = 'ticket' AND type = ANY($2::text[])`,
    [workspaceId, GROUPING_TYPES],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Fields whose values are few enough to be groups. */
export const GROUPING_TYPES: readonly string[] = ['choice', 'multi-choice', 'flag'];
