// A database of the first release is brought to this one: what it holds can be shown, answered and searched as if it were new.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS, migrate } from '../../src/platform/database/migrate.js';
import { ensurePartitions } from '../../src/platform/database/partitions.js';
import { newId } from '../../src/platform/ids.js';
import { createEmptyDatabase, type TestDatabase } from '../postgres.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const workspace = newId();
const box = (address: string) => ({ name: null, address });

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createEmptyDatabase();
  const first = new DataSource({ type: 'postgres', url: database.url, migrations: MIGRATIONS.slice(0, 1) });
  await first.initialize();
  await first.runMigrations();
  await ensurePartitions(first, NOW);
  await first.destroy();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // Rows without the tickets and mailboxes around them.
  await client.query('SET session_replication_role = replica');
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function message(mail: object | null): Promise<string> {
  const id = newId();
  await client.query(
    `INSERT INTO message (workspace_id, id, ticket_id, seq, kind, state, mail, at)
     VALUES ($1, $2, $3, 1, 'customer', 'received', $4, $5)`,
    [workspace, id, newId(), mail && JSON.stringify(mail), NOW],
  );
  return id;
}

async function raw(envelope: object, summary: object | null, words: Record<string, string>): Promise<string> {
  const id = newId();
  await client.query(
    `INSERT INTO raw (workspace_id, id, connection_id, source, envelope, size, state, summary, reason, error, external_id, received_at)
     VALUES ($1, $2, $3, 'smtp', $4, 9, 'accepted', $5, $6, $7, $8, $9)`,
    [workspace, id, newId(), envelope, summary, words.reason, words.error, words.externalId, NOW],
  );
  return id;
}

const one = async (sql: string, id: string) => (await client.query(sql, [id])).rows[0] as Record<string, unknown>;

describe('the first release’s database', () => {
  it('becomes this one’s', async () => {
    const demo = await message({ from: 'anna@mail.example', to: ['help@shop.example'], cc: [], subject: 'Kettle' });
    const head = { from: box('anna@mail.example'), to: [box('help@shop.example')], cc: [], subject: 'Kettle' };
    const mail = await message(head);
    const chat = await message(null);
    const summary = { from: 'Anna <anna@mail.example>', subject: 'Kettle', kind: 'message' };
    const taken = await raw({ from: 'anna@mail.example' }, summary, { reason: 'list', externalId: 'K1@mail.example' });
    const broken = await raw({ from: 'Ivan@mail.example' }, null, { error: 'Disk full' });

    expect(await migrate(database.url, NOW)).toEqual(MIGRATIONS.slice(1).map((one) => one.name));

    const mailOf = 'SELECT mail FROM message WHERE id = $1';
    expect((await one(mailOf, demo)).mail).toEqual({ ...head, participants: [{ address: 'anna@mail.example' }] });
    expect((await one(mailOf, mail)).mail).toEqual(head);
    expect((await one(mailOf, chat)).mail).toBeNull();
    const wordsOf = 'SELECT words FROM raw WHERE id = $1';
    expect((await one(wordsOf, taken)).words).toBe('anna <anna@mail.example> kettle list k1@mail.example');
    expect((await one(wordsOf, broken)).words).toBe('ivan@mail.example disk full');
  });
});
