// A great load takes indexes and keys off its tables: afterwards, or after it broke, they are what they were.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { bareTables } from '../../src/cli/demo/many/bare-tables.js';
import { PERSON_TABLES, TABLES } from '../../src/cli/demo/many/lived-rows.js';
import { ensurePartitions } from '../../src/platform/database/partitions.js';
import { createTestDatabase, type TestDatabase } from '../postgres.js';

const LOADED = [...PERSON_TABLES, ...TABLES.map(({ name }) => name)];
let database: TestDatabase;
let db: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** Every index and key of these tables and of their partitions, in words. */
async function shape(): Promise<string[]> {
  const { rows } = await db.query<{ line: string }>(
    `SELECT tablename || ': ' || regexp_replace(indexdef, '^CREATE (UNIQUE )?INDEX \\S+', '\\1') AS line FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}

test('what was taken off is put on again, on partitions too', async () => {
  const before = await shape();
  await db.query('BEGIN');
  const restore = await bareTables(db, LOADED);
  expect((await shape()).length).toBeLessThan(before.length - 30);
  const named: string[] = [];
  await restore.indexes((what) => named.push(what));
  await restore.keys((what) => named.push(what));
  await db.query('COMMIT');
  expect(await shape()).toEqual(before);
  expect(named.length).toBeGreaterThan(30);
});

test('partitions made meanwhile get everything, and a broken load leaves nothing', async () => {
  const before = await shape();
  await db.query('BEGIN');
  const restore = await bareTables(db, LOADED);
  await ensurePartitions(db, new Date(), 3);
  await restore.indexes(() => undefined);
  await restore.keys(() => undefined);
  const wider = await shape();
  expect(wider.length).toBeGreaterThan(before.length);
  await db.query('ROLLBACK');
  expect(await shape()).toEqual(before);
});
