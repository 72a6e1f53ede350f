// How many of one statement a PostgreSQL takes a second, durable: by pgbench, or by pg where there is no pgbench.
import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const pg = createRequire(new URL('../../apps/api/package.json', import.meta.url))('pg');
const SETTINGS = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'max_wal_size',
  'server_version',
];

function pgbench() {
  try {
    return execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** @returns {Promise<{ what: string, rates: Record<number, number> }>} statements a second by number of clients */
export async function rateOf(sql, url, folder, clients, seconds) {
  const version = pgbench();
  const rates = {};
  for (const count of clients) rates[count] = version ? await byPgbench(count) : await byPg(count);
  return { what: `the same rows as one statement, by ${version ?? 'pg: there is no pgbench here'}`, rates };

  async function byPgbench(count) {
    const file = join(folder, 'bench.sql');
    writeFileSync(file, `${sql.replaceAll('\n', ' ')};\n`);
    const words = ['-n', '-M', 'prepared', '-f', file, '-c', String(count), '-j', '1', '-T', String(seconds), url];
    const { stdout } = await promisify(execFile)('pgbench', words);
    return Number(/tps = ([\d.]+)/.exec(stdout)[1]);
  }

  async function byPg(count) {
    const pool = await Promise.all(
      Array.from({ length: count }, async () => {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        return client;
      }),
    );
    const began = performance.now();
    const end = began + seconds * 1000;
    let done = 0;
    await Promise.all(
      pool.map(async (client) => {
        for (; performance.now() < end; done += 1) await client.query({ name: 'same-rows', text: sql });
        await client.end();
      }),
    );
    return (done / (performance.now() - began)) * 1000;
  }
}

/** The settings that decide what a commit costs, as they are. */
export async function settingsOf(db) {
  const { rows } = await db.query('SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY($1)', [
    SETTINGS,
  ]);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
