// Tables without their indexes and foreign keys for the time of a great load: made anew at its end, all at once, from the rows.
import type { Client } from 'pg';

interface Part {
  table: string;
  name: string;
  definition: string;
}

/**
 * Takes everything off these tables that each new row would have to be entered into, and gives back what puts it on again.
 * Inside the caller's transaction: a load that breaks leaves the tables as they were. They are locked until it ends.
 */
export async function bareTables(
  db: Client,
  tables: readonly string[],
): Promise<(told: (what: string) => void) => Promise<void>> {
  const constraints = await takeOff(db, tables);
  const { rows: indexes } = await db.query<Part>(
    `SELECT i.indrelid::regclass::text AS "table", i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
     WHERE i.indrelid = ANY($1::text[]::regclass[]) AND c.oid IS NULL`,
    [tables],
  );
  for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
  return async (told) => {
    for (const [done, { name, definition }] of indexes.entries()) {
      told(`index ${done + 1} of ${indexes.length}: ${name}`);
      // Of a partitioned table the definition says ONLY: then its partitions would have none.
      await db.query(definition.replace(' ON ONLY ', ' ON '));
    }
    for (const { table, name, definition } of constraints) {
      told(`${table}: ${name}`);
      await db.query(`ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${definition}`);
    }
  };
}

/** Foreign keys; and of partitioned tables the primary key, which nothing points to. Put back in the opposite order of need: keys first. */
async function takeOff(db: Client, tables: readonly string[]): Promise<Part[]> {
  const { rows } = await db.query<Part & { type: string }>(
    `SELECT c.conrelid::regclass::text AS "table", c.conname AS name, c.contype AS type, pg_get_constraintdef(c.oid) AS definition
     FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
     WHERE c.conrelid = ANY($1::text[]::regclass[]) AND c.conparentid = 0
       AND (c.contype = 'f' OR (c.contype = 'p' AND t.relkind = 'p'
         AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.confrelid = c.conrelid)))
     ORDER BY c.contype = 'f', c.conname`,
    [tables],
  );
  for (const { table, name } of [...rows].reverse()) await db.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  return rows;
}
