// Tables without their indexes and foreign keys for the time of a great load: made anew at its end, all at once, from the rows.
import type { Client } from 'pg';

/**
 * What few of many tickets are: not finished, laid aside, waiting to be sent. To ask this of a row on its way in costs next to nothing;
 * an index made afterwards reads the whole table to find them.
 */
const RARE =
  /\b(awake|active|open)\b|(snoozed_until|trashed_at|follows|side_of|merged_into|experiment_id|actions) IS NOT NULL|^\(spam|state = 'scheduled'|state = ANY \(ARRAY\['held'|files <> '\[\]'/;

interface Part {
  table: string;
  name: string;
  definition: string;
}

type Told = (what: string) => void;
/** Indexes first: keys are checked by them. */
export interface PutBack {
  indexes: (told: Told) => Promise<void>;
  keys: (told: Told) => Promise<void>;
}

/**
 * Takes off these tables what each new row, or many of them, would have to be entered into, and gives back what puts it on again.
 * Inside the caller's transaction: a load that breaks leaves the tables as they were. They are locked until it ends.
 */
export async function bareTables(db: Client, tables: readonly string[]): Promise<PutBack> {
  const constraints = await takeOff(db, tables);
  const { rows } = await db.query<Part & { holds: string | null }>(
    `SELECT i.indrelid::regclass::text AS "table", i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition,
       pg_get_expr(i.indpred, i.indrelid) AS holds
     FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
     WHERE i.indrelid = ANY($1::text[]::regclass[]) AND c.oid IS NULL`,
    [tables],
  );
  const indexes = rows.filter(
    ({ definition, holds }) => !(definition.includes(' USING btree ') && RARE.test(holds ?? '')),
  );
  for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
  return {
    indexes: (told) => putIndexes(db, indexes, told),
    keys: async (told) => {
      for (const { table, name, definition } of constraints) {
        told(`${table}: ${name}`);
        await db.query(`ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${definition}`);
      }
    },
  };
}

async function putIndexes(db: Client, indexes: Part[], told: Told): Promise<void> {
  for (const [done, { name, definition }] of indexes.entries()) {
    told(`index ${done + 1} of ${indexes.length}: ${name}`);
    // Of a partitioned table the definition says ONLY: then its partitions would have none.
    await db.query(definition.replace(' ON ONLY ', ' ON '));
  }
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
