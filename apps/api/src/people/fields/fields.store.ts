// Rows of field definitions, and the jsonb columns their values stand in.
import type { Sql } from '../../platform/database/database.js';
import type { FieldDefinition, FieldOwner } from './field-definition.js';

const SELECT = `id, of, key, label, type, required, choices, min::float8 AS min, max::float8 AS max, pattern, place,
  archived_at IS NOT NULL AS archived`;

/** In their order; those of one owner, or all. */
export function listDefinitions(
  sql: Pick<Sql, 'query'>,
  workspaceId: string,
  of: FieldOwner | null = null,
): Promise<FieldDefinition[]> {
  return sql.query<FieldDefinition>(
    `SELECT ${SELECT} FROM field_definition WHERE workspace_id = $1 AND ($2::text IS NULL OR of = $2) ORDER BY of, place, id`,
    [workspaceId, of],
  );
}

export async function insertDefinition(
  sql: Sql,
  workspaceId: string,
  field: FieldDefinition & { createdAt: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO field_definition (workspace_id, id, of, key, label, type, required, choices, min, max, pattern, place, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13)`,
    [
      workspaceId,
      field.id,
      field.of,
      field.key,
      field.label,
      field.type,
      field.required,
      JSON.stringify(field.choices),
      field.min,
      field.max,
      field.pattern,
      field.place,
      field.createdAt,
    ],
  );
}

export async function updateDefinition(sql: Sql, workspaceId: string, field: FieldDefinition, now: Date) {
  await sql.query(
    `UPDATE field_definition SET label = $3, required = $4, choices = $5::jsonb, min = $6, max = $7, pattern = $8,
       archived_at = CASE WHEN $9 THEN coalesce(archived_at, $10) END
     WHERE workspace_id = $1 AND id = $2`,
    [
      workspaceId,
      field.id,
      field.label,
      field.required,
      JSON.stringify(field.choices),
      field.min,
      field.max,
      field.pattern,
      field.archived,
      now,
    ],
  );
}

/** Places them in the order of these ids; those not named come after. */
export async function placeDefinitions(sql: Sql, workspaceId: string, of: FieldOwner, ids: string[]): Promise<void> {
  await sql.query(
    `UPDATE field_definition SET place = coalesce(array_position($3::uuid[], id), 1000 + place)
     WHERE workspace_id = $1 AND of = $2`,
    [workspaceId, of, ids],
  );
}
