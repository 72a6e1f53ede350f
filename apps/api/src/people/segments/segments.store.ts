// Rows of segments, and of the people in them: asked of the contacts by their indexes each time, so that nobody is in one by mistake.
import type { Condition, Fields } from '../../platform/conditions/condition.js';
import { conditionSql } from '../../platform/conditions/condition-sql.js';
import type { Sql } from '../../platform/database/database.js';

export interface Segment {
  id: string;
  name: string;
  condition: Condition;
  changedAt: Date;
}

export function listSegments(sql: Pick<Sql, 'query'>, workspaceId: string): Promise<Segment[]> {
  return sql.query<Segment>(
    `SELECT id, name, condition, changed_at AS "changedAt" FROM segment WHERE workspace_id = $1 ORDER BY lower(name) LIMIT 200`,
    [workspaceId],
  );
}

/** False: the name is taken. */
export async function insertSegment(sql: Sql, workspaceId: string, segment: Segment): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO segment (workspace_id, id, name, condition, created_at, changed_at) VALUES ($1, $2, $3, $4::jsonb, $5, $5)
     ON CONFLICT (workspace_id, lower(name)) DO NOTHING RETURNING id`,
    [workspaceId, segment.id, segment.name, JSON.stringify(segment.condition), segment.changedAt],
  );
  return rows.length === 1;
}

export async function updateSegment(sql: Sql, workspaceId: string, segment: Segment): Promise<void> {
  await sql.query(
    `UPDATE segment SET name = $3, condition = $4::jsonb, changed_at = $5 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, segment.id, segment.name, JSON.stringify(segment.condition), segment.changedAt],
  );
}

export async function deleteSegment(sql: Sql, workspaceId: string, id: string): Promise<boolean> {
  const rows = await sql.query(`DELETE FROM segment WHERE workspace_id = $1 AND id = $2 RETURNING id`, [
    workspaceId,
    id,
  ]);
  return rows.length === 1;
}

/** The currencies of a workspace's orders: from one to the next by index, however many orders there are. */
export async function currenciesOf(sql: Pick<Sql, 'query'>, workspaceId: string): Promise<string[]> {
  const rows = await sql.query<{ currency: string }>(
    `WITH RECURSIVE each AS (
       (SELECT o.currency FROM customer_order o WHERE o.workspace_id = $1 ORDER BY o.currency LIMIT 1)
       UNION ALL
       SELECT (SELECT o.currency FROM customer_order o WHERE o.workspace_id = $1 AND o.currency > each.currency
               ORDER BY o.currency LIMIT 1) FROM each WHERE each.currency IS NOT NULL)
     SELECT currency FROM each WHERE currency IS NOT NULL LIMIT 40`,
    [workspaceId],
  );
  return rows.map((row) => row.currency);
}

/** The ids of the segments that contact `c` is in, as SQL. */
export function segmentsSql(
  segments: Segment[],
  fields: Fields<never>,
  give: (value: unknown) => string,
  now: Date,
): string {
  const each = segments.map(
    ({ id, condition }) => `CASE WHEN ${conditionSql(condition, fields, give, now)} THEN ${give(id)}::uuid END`,
  );
  return `array_remove(ARRAY[${each.join(', ')}]::uuid[], NULL)`;
}

/** Under which card each of these people is found now; those merged away alone. */
export async function livingCards(
  sql: Pick<Sql, 'query'>,
  workspaceId: string,
  contactIds: string[],
): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; living: string }>(
    `SELECT id, merged_into AS living FROM contact WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND merged_into IS NOT NULL`,
    [workspaceId, contactIds],
  );
  return new Map(rows.map(({ id, living }) => [id, living]));
}

/** Which of these segments each of these people is in: one look at each card, by its key. */
export async function membershipOf(
  sql: Pick<Sql, 'query'>,
  workspaceId: string,
  contactIds: string[],
  segments: Segment[],
  fields: Fields<never>,
  now: Date,
): Promise<Map<string, string[]>> {
  if (segments.length === 0 || contactIds.length === 0) return new Map();
  const params: unknown[] = [workspaceId, contactIds];
  const give = (value: unknown) => `$${params.push(value)}`;
  const rows = await sql.query<{ id: string; segments: string[] }>(
    `SELECT c.id, ${segmentsSql(segments, fields, give, now)} AS segments FROM contact c
     WHERE c.workspace_id = $1 AND c.id = ANY($2::uuid[])`,
    params,
  );
  return new Map(rows.map((row) => [row.id, row.segments]));
}
