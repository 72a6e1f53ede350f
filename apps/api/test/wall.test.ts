// The watcher of the tenant wall is watched: it must cry at what leaves a tenant table open, and only then.
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { openTables, TENANT_TABLES } from './wall.js';

const tenants = new Set(['ticket', 'contact', 'message']);
const open = (sql: string) => openTables(sql, tenants);

describe('statements that stay inside one workspace', () => {
  it.each([
    ['one table', 'SELECT id FROM ticket WHERE workspace_id = $1 AND id = $2'],
    [
      'a join that passes the workspace on',
      'SELECT 1 FROM ticket t JOIN contact c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id WHERE t.workspace_id = $1',
    ],
    [
      'a correlated subquery',
      'SELECT (SELECT count(*) FROM message m WHERE m.workspace_id = t.workspace_id AND m.ticket_id = t.id) FROM ticket t WHERE t.workspace_id = $1',
    ],
    [
      'a common table expression',
      'WITH one AS (SELECT workspace_id, id FROM ticket WHERE workspace_id = $1) SELECT * FROM one JOIN message m ON m.workspace_id = one.workspace_id',
    ],
    ['an insert that says where', 'INSERT INTO ticket (workspace_id, id) VALUES ($1, $2)'],
    ['an update', 'UPDATE ticket SET seq = seq + 1 WHERE workspace_id = $1 AND id = $2 RETURNING seq'],
    ['a table that belongs to nobody', 'SELECT * FROM workspace WHERE slug = $1'],
  ])('%s', async (_, sql) => expect(await open(sql)).toEqual([]));
});

describe('statements that leave a door open', () => {
  it.each([
    ['no workspace', 'SELECT id FROM ticket WHERE id = $1', ['ticket']],
    [
      'a joined table without its own',
      'SELECT 1 FROM ticket t JOIN contact c ON c.id = t.contact_id WHERE t.workspace_id = $1',
      ['contact'],
    ],
    ['only one side of an OR', 'SELECT 1 FROM ticket WHERE workspace_id = $1 OR id = $2', ['ticket']],
    [
      'a subquery of its own',
      'SELECT 1 FROM ticket WHERE workspace_id = $1 AND id IN (SELECT ticket_id FROM message WHERE id = $2)',
      ['message'],
    ],
    [
      'two tables that only name each other',
      'SELECT 1 FROM ticket t JOIN contact c ON c.workspace_id = t.workspace_id',
      ['ticket', 'contact'],
    ],
    ['an update', 'UPDATE ticket SET spam = true WHERE id = $1', ['ticket']],
    ['a delete', 'DELETE FROM message WHERE id = $1', ['message']],
    ['an insert that does not say where', 'INSERT INTO ticket (id) VALUES ($1)', ['ticket']],
    [
      'inside a common table expression',
      'WITH all_of_them AS (SELECT * FROM ticket) SELECT * FROM all_of_them',
      ['ticket'],
    ],
  ])('%s', async (_, sql, tables) => expect(await open(sql)).toEqual(tables));
});

describe('the list of tenant tables', () => {
  let database: TestDatabase | undefined;
  afterAll(() => database?.drop());

  it('is the schema’s', async () => {
    database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `/* test */ SELECT DISTINCT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE a.attname = 'workspace_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace`,
    );
    await client.end();
    expect([...TENANT_TABLES].sort()).toEqual(rows.map((row) => row.name).sort());
  });
});
