// The embedded shape's database: makes, starts, adopts and stops a PostgreSQL of our own inside the data folder.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lockHolder, processBegan, processCommand, takeLock } from '../process-lock.js';
import { postgresAccount } from './postgres-account.js';
import { EmbeddedPostgresError, findBinaries } from './postgres-binaries.js';
import { clusterFolder, DATABASE, makeCluster, PASSWORD_FILE, USER } from './postgres-cluster.js';
import { launch, stopPostmaster } from './postgres-process.js';

export { EmbeddedPostgresError } from './postgres-binaries.js';

export interface EmbeddedPostgresOptions {
  /** The desk's data folder; the database lives in `postgres` inside it. */
  dataDir: string;
  /**
   * A terminal command is a guest: it uses the database of a living desk, and stops it afterwards only
   * when no desk lives and nobody else is connected. The desk itself (default) always stops what it started or adopted.
   */
  guest?: boolean;
  /** false: faster, and lost in a power cut. Tests only. */
  durable?: boolean;
  /** Further server settings, e.g. `{ max_connections: '300' }`. */
  settings?: Record<string, string>;
  /** Hears one line about anything unusual: a copy made, a database adopted. */
  tell?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Of the database `otklik`, with its password. */
  url: string;
  /** It was running already: left behind by a desk that was killed, or (as a guest) of a living desk. */
  adopted: boolean;
  stop(): Promise<void>;
}

export const DESK_LOCK = 'desk.pid';

/**
 * Starts (or adopts) the PostgreSQL of this data folder and makes sure its database `otklik` exists. About a second
 * the first time, a third of a second later.
 * @throws EmbeddedPostgresError with advice: wrong version, no permission, no room, no program for this machine
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const tell = options.tell ?? (() => {});
  makeFolder(dataDir);
  const lock = await waitForLock(join(dataDir, 'postgres.lock'));
  try {
    const account = postgresAccount(join(dataDir, 'postgres'));
    const cluster = clusterFolder(dataDir, account, tell);
    const running = await findRunning(cluster);
    if (running && !options.guest) tell('The database of the last run was still there and has been adopted.');
    const binaries = findBinaries(account, dataDir, tell);
    if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(binaries, cluster, account);
    checkVersion(cluster);
    const start = (port?: number) =>
      launch(binaries, cluster, account, {
        log: join(dataDir, 'postgres.log'),
        durable: options.durable ?? true,
        settings: options.settings ?? {},
        ...(port === undefined ? {} : { port }),
      });
    return await ready(options, cluster, running ?? (await start()), running !== null, start);
  } finally {
    lock.release();
  }
}

interface Running {
  pid: number;
  port: number;
}

async function ready(
  options: EmbeddedPostgresOptions,
  cluster: string,
  running: Running,
  adopted: boolean,
  start: (port: number) => Promise<Running>,
): Promise<EmbeddedPostgres> {
  const url = (database: string) => address(cluster, running.port, database);
  const client = new pg.Client({ connectionString: url('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rows.length === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
  if (options.guest) {
    const stop = async () => {
      if (!(await stillNeeded(options.dataDir, url('postgres')))) await stopPostmaster(running.pid);
    };
    return { url: url(DATABASE), adopted, stop };
  }
  const unwatch = watch(running, start, options.tell ?? (() => {}));
  const stop = async () => {
    await unwatch();
    await stopPostmaster(running.pid);
  };
  return { url: url(DATABASE), adopted, stop };
}

/** Whoever kills the database under a living desk (the kernel, short of memory) finds it started again on its port. */
function watch(
  running: Running,
  start: (port: number) => Promise<Running>,
  tell: (line: string) => void,
): () => Promise<void> {
  let starting: Promise<void> | null = null;
  const look = () => {
    if (starting || processBegan(running.pid) !== null) return;
    tell('The database has ended by itself; starting it again.');
    starting = start(running.port)
      .then(({ pid }) => {
        running.pid = pid;
      })
      .catch((error: Error) => tell(`The database does not start: ${error.message}`))
      .finally(() => {
        starting = null;
      });
  };
  const timer = setInterval(look, 1000).unref();
  return async () => {
    clearInterval(timer);
    await starting;
  };
}

async function stillNeeded(dataDir: string, url: string): Promise<boolean> {
  if (lockHolder(join(dataDir, DESK_LOCK))) return true;
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query<{ others: string }>(
      `SELECT count(*) AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return Number(rows[0]?.others) > 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** The living postmaster of this cluster, connected to once to be sure that it is ours; a stale pid file is cleared away. */
async function findRunning(cluster: string): Promise<Running | null> {
  const file = join(cluster, 'postmaster.pid');
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    if (!existsSync(file)) return null;
    const lines = readFileSync(file, 'utf8').split('\n');
    const [pid, port] = [Math.abs(Number(lines[0])), Number(lines[3])];
    if (!pid || processBegan(pid) === null) return null;
    const command = processCommand(pid);
    if (command !== null && !command.includes('postgres')) {
      // The machine was restarted and another program has that number now: PostgreSQL itself would refuse to start.
      rmSync(file);
      return null;
    }
    if (port && lines[7]?.trim() === 'ready' && (await isOurs(cluster, port))) return { pid, port };
  }
  throw new EmbeddedPostgresError(
    `A PostgreSQL is running on ${cluster} but does not answer. Stop it (its process number is the first line of ${file}) and start again.`,
  );
}

async function isOurs(cluster: string, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: address(cluster, port, 'postgres'), connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return resolve(rows[0]?.data_directory ?? '') === resolve(cluster);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function address(cluster: string, port: number, database: string): string {
  const password = readFileSync(join(cluster, PASSWORD_FILE), 'utf8').trim();
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

const OUR_MAJOR = '18';

function checkVersion(cluster: string): void {
  const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (major === OUR_MAJOR) return;
  throw new EmbeddedPostgresError(
    `The data in ${cluster} was written by PostgreSQL ${major}; this Otklik brings PostgreSQL ${OUR_MAJOR}, which cannot read it. ` +
      `Nothing was changed. Start the Otklik that wrote it, or run PostgreSQL ${major} on that folder yourself and set DATABASE_URL, ` +
      'or choose another OTKLIK_DATA_DIR to begin afresh.',
  );
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The data folder ${dataDir} cannot be made (${(error as Error).message}). Choose another with OTKLIK_DATA_DIR.`,
    );
  }
}

async function waitForLock(file: string) {
  for (const end = Date.now() + 90_000; ; await sleep(50)) {
    let lock: ReturnType<typeof takeLock>;
    try {
      lock = takeLock(file);
    } catch (error) {
      throw new EmbeddedPostgresError(
        `The data folder cannot be written (${(error as Error).message}). Free some space or mend its owner, then start again.`,
      );
    }
    if ('release' in lock) return lock;
    if (Date.now() > end)
      throw new EmbeddedPostgresError(
        `Process ${lock.pid} has been starting the database for too long. Stop it and try again.`,
      );
  }
}
