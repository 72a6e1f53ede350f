// The embedded database as a newcomer meets it: made, stopped, left behind by a kill, adopted, guarded against strangers.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.js';
import { lockHolder, takeLock } from '../src/platform/process-lock.js';
import { createTestDatabase } from './postgres.js';

jest.setTimeout(60_000);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(process.env.OTKLIK_TEST_POSTGRES!, 'embedded-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

test('is made, keeps what it was told, knows Cyrillic, and is left running for whoever is connected', async () => {
  const first = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  expect(first.adopted).toBe(false);
  await ask(first.url, `CREATE TABLE kept AS SELECT 'Здравейте' AS word`);
  const guest = await startEmbeddedPostgres({ dataDir: folder, guest: true });
  expect(guest).toMatchObject({ url: first.url, adopted: true });
  const other = new pg.Client({ connectionString: first.url });
  await other.connect();
  await guest.stop();
  expect(await ask(first.url, 'SELECT lower(word) AS word FROM kept')).toEqual({ word: 'здравейте' });
  await other.end();
  await first.stop();

  const again = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  expect(await ask(again.url, 'SELECT word FROM kept')).toEqual({ word: 'Здравейте' });
  await ask(again.url, 'CREATE EXTENSION pg_trgm');
  expect(
    await ask(
      again.url,
      `SELECT similarity('отклик', 'отклики') > 0.5 AS alike, current_setting('max_connections') AS n`,
    ),
  ).toEqual({ alike: true, n: '100' });
  await again.stop();
});

test('a stale postmaster.pid naming a living stranger does not stop the start', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  writeFileSync(
    join(folder, 'postgres', 'postmaster.pid'),
    `${stranger.pid}\n${folder}/postgres\n1\n5\n\n127.0.0.1\n1 1\nready   \n`,
  );
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  expect(server.adopted).toBe(false);
  await server.stop();
  stranger.kill();
});

test('data of another major version is left alone and named', async () => {
  const version = join(folder, 'postgres', 'PG_VERSION');
  writeFileSync(version, '17\n');
  await expect(startEmbeddedPostgres({ dataDir: folder })).rejects.toThrow(
    /written by PostgreSQL 17.*brings PostgreSQL 18/s,
  );
  writeFileSync(version, '18\n');
});

describe('the lock', () => {
  test('names its living holder, and is free again when released', () => {
    const file = join(folder, 'some.pid');
    const lock = takeLock(file);
    if (!('release' in lock)) throw new Error('not taken');
    expect(takeLock(file)).toMatchObject({ pid: process.pid });
    lock.release();
    expect(lockHolder(file)).toBeNull();
  });

  test('a recycled process number does not fool it', () => {
    const file = join(folder, 'recycled.pid');
    writeFileSync(file, JSON.stringify({ pid: process.pid, began: 'another life' }));
    expect(lockHolder(file)).toBeNull();
    const lock = takeLock(file);
    expect('release' in lock).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
  });
});

test('a test database is migrated and its own', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(one.url).not.toBe(two.url);
  expect(await ask(one.url, 'SELECT count(*)::int AS n FROM ticket')).toEqual({ n: 0 });
  await Promise.all([one.drop(), two.drop()]);
});

test('a database that is killed under a living desk comes back on its port', async () => {
  const server = await startEmbeddedPostgres({ dataDir: folder });
  await ask(server.url, 'CREATE TABLE survivor AS SELECT 1 AS n');
  const pid = () => Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const before = pid();
  process.kill(before, 'SIGKILL');
  const until = Date.now() + 20_000;
  let answer: Record<string, unknown> | null = null;
  while (answer === null && Date.now() < until)
    answer = await ask(server.url, 'SELECT n FROM survivor').catch(() => null);
  expect(answer).toEqual({ n: 1 });
  expect(pid()).not.toBe(before);
  await server.stop();
}, 30_000);
