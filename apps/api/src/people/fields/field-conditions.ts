// Custom fields as conditions see them: `field.<key>`, each with the SQL of its value and the same answer from a row.
import type { Field, Fields, FieldValue } from '../../platform/conditions/condition.js';
import type { FieldDefinition, FieldValues } from './field-definition.js';

/** `column`: the jsonb column of the row, e.g. `t.fields`. Keys are `[a-z][a-z0-9_]*` (checked when made): safe in SQL. */
export function fieldConditions<Row>(
  definitions: FieldDefinition[],
  column: string,
  of: (row: Row) => FieldValues,
): Fields<Row> {
  return Object.fromEntries(
    definitions
      .filter((one) => !one.archived)
      .map((definition) => [`field.${definition.key}`, conditionField(definition, column, of)]),
  );
}

function conditionField<Row>(
  { key, type, choices }: FieldDefinition,
  column: string,
  of: (row: Row) => FieldValues,
): Field<Row> {
  const words = `${column}->>'${key}'`;
  const plain = (row: Row) => (of(row)[key] ?? null) as FieldValue;
  const within = { sql: column, document: (value: unknown) => ({ [key]: value }) };
  switch (type) {
    case 'number':
      return { type: 'number', sql: `(${words})::numeric`, of: plain, within };
    case 'date':
      return {
        type: 'instant',
        sql: `((${words})::timestamp AT TIME ZONE 'UTC')`,
        of: (row) => (of(row)[key] === undefined ? null : new Date(`${String(of(row)[key])}T00:00:00Z`)),
      };
    case 'flag':
      return { type: 'flag', sql: `(${words})::boolean`, of: plain, within };
    case 'choice':
      return { type: 'choice', sql: `(${words})`, of: plain, values: choices.map((one) => one.id), within };
    case 'multi-choice':
      return {
        type: 'list',
        sql: `(SELECT array_agg(said.one) FROM jsonb_array_elements_text(${column}->'${key}') AS said(one))`,
        of: plain,
        values: choices.map((one) => one.id),
        within: { sql: column, document: (value: unknown) => ({ [key]: [value] }) },
      };
    default:
      return { type: 'text', sql: `(${words})`, of: plain };
  }
}
