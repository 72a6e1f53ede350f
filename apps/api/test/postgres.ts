// The one PostgreSQL of a test run: started by whoever needs it first, a migrated template cloned for every test file.
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.js';
import { migrate } from '../src/platform/database/migrate.js';

export interface TestDatabase {
  url: string;
  /** Closes whoever is still connected and removes the database. */
  drop(): Promise<void>;
}

const TEMPLATE = 'otklik_template';
let cluster: Promise<string> | undefined;
let made = 0;

/**
 * A fresh database with every migration run; about 50 ms. The server behind it is shared by all workers of one jest
 * run (globalSetup names its folder, globalTeardown stops it) and promises nothing across a power cut.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  cluster ??= start();
  const server = await cluster;
  made += 1;
  const name = `test_${process.env.JEST_WORKER_ID ?? '0'}_${process.pid}_${made}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  return {
    url: server.replace(/\/otklik$/, `/${name}`),
    drop: () => onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** An empty database without any table: for tests of the migration itself, or of another tenant of the server. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  cluster ??= start();
  const server = await cluster;
  made += 1;
  const name = `empty_${process.env.JEST_WORKER_ID ?? '0'}_${process.pid}_${made}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
  return {
    url: server.replace(/\/otklik$/, `/${name}`),
    drop: () => onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** @returns the URL of the server's database `otklik`; the migrated template is made by the first worker, the others wait. */
async function start(): Promise<string> {
  const folder = process.env.OTKLIK_TEST_POSTGRES;
  if (!folder) throw new Error('OTKLIK_TEST_POSTGRES is not set: run jest with the configuration of this repository.');
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'desk'),
    guest: true,
    durable: false,
    settings: { max_connections: '300' },
  });
  await onServer(server.url, async (client) => {
    await client.query('SELECT pg_advisory_lock(1)');
    const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rows.length > 0) return;
    const draft = `${TEMPLATE}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    await migrate(server.url.replace(/\/otklik$/, `/${draft}`), new Date());
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
  });
  return server.url;
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
