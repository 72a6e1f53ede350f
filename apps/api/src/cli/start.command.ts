// `otklik start`: settings, lock, database, migrations, first furniture, doors; then everything again backwards on Ctrl-C.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Env, readEnv, startedByNpm } from '../env.js';
import { DESK_LOCK } from '../platform/database/embedded-postgres.js';
import { migrate } from '../platform/database/migrate.js';
import { witnessSecret } from '../platform/database/secret-witness.js';
import { takeLock } from '../platform/process-lock.js';
import { portTaken, TerminalError } from './explain-failure.js';
import type { FirstRun } from './first-run.js';
import { openDatabase } from './open-database.js';
import { portRefusal } from './ports.js';
import { credentials, welcome } from './welcome.js';

/** Steps that undo what was started; the last started stands first. */
type Undo = (() => Promise<void> | void)[];

/** For all of stopping; and for each step of it. */
const PATIENCE_MS = 60_000;
const STEP_MS = 25_000;

export async function start(): Promise<void> {
  const env = readEnv();
  const undo: Undo = [];
  let first: FirstRun | null = null;
  stopOnSignals(undo);
  try {
    if (env.shape === 'embedded') undo.unshift(lockDesk(env.dataDir));
    await checkPorts(env);
    // The house is read from disk while the database wakes up.
    const house = Promise.all([import('../desk-server.js'), import('./first-run.js')]);
    house.catch(() => {});
    const database = await openDatabase(env, { guest: false });
    undo.unshift(database.close);
    await migrate(database.env.databaseUrl!, new Date());
    await checkSecret(database.env);
    const [{ closeDesk, createDesk, openDesk }, { furnish }] = await house;
    const app = await createDesk(database.env);
    undo.unshift(() => closeDesk(app, env.stopGraceSeconds));
    first = await furnish(app, database.env);
    await openDesk(app, database.env);
    console.log(welcome(database.env, first));
  } catch (error) {
    // The password is known to nobody else: it must not be lost with this start.
    if (first) console.log(credentials(first));
    await takeBack(undo);
    throw error;
  }
}

/** One desk a data folder. @throws TerminalError naming the process that lives there already */
function lockDesk(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const lock = takeLock(join(dataDir, DESK_LOCK));
  if ('release' in lock) return () => lock.release();
  throw new TerminalError(
    `Otklik is already running on ${dataDir}, as process ${lock.pid}. ` +
      `Stop it first (kill ${lock.pid}), or give this one its own OTKLIK_DATA_DIR, PORT and SMTP_PORT.`,
  );
}

/** @throws TerminalError: with another secret every stored password would be unreadable, and every mailed link dead */
async function checkSecret({ databaseUrl, secret, shape }: Env): Promise<void> {
  if ((await witnessSecret(databaseUrl!, secret!, { write: true })) !== 'other') return;
  const where =
    shape === 'embedded'
      ? 'the data folder was copied without its secret, or OTKLIK_SECRET was set anew'
      : 'OTKLIK_SECRET was changed';
  throw new TerminalError(
    `OTKLIK_SECRET is not the one this database was begun with (${where}). The passwords and tokens of your connections are sealed with it: start with the old one.`,
  );
}

/** Before anything is started, because a port is what fails most often. */
async function checkPorts(env: Env): Promise<void> {
  const wanted: ['PORT' | 'SMTP_PORT', number, string][] = [['PORT', env.port, env.host]];
  if (env.role !== 'web') wanted.push(['SMTP_PORT', env.smtpPort, env.smtpHost]);
  for (const [setting, port, host] of wanted) {
    const refusal = await portRefusal(port, host);
    if (refusal === 'EADDRINUSE') throw new TerminalError(portTaken(port, setting));
    if (refusal === 'EACCES') {
      throw new TerminalError(
        `Only root may listen on port ${port}. Choose one above 1023 (${setting}=${port + 3000}) and put a proxy before it.`,
      );
    }
    if (refusal)
      throw new TerminalError(`Nobody can listen on ${host}:${port} (${refusal}). Is that an address of this machine?`);
  }
}

/** The first signal stops everything in order; a second one ends the process at once, and the next start recovers. */
function stopOnSignals(undo: Undo): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(130);
    stopping = true;
    if (signal === 'SIGINT') console.log('\nStopping…');
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    await takeBack(undo);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // The shell between npm and us dies of a signal and passes none on: whoever ended it wants us ended.
  const shell = process.ppid;
  const orphaned = () => process.ppid !== shell && !stopping && void stop('SIGTERM');
  if (startedByNpm()) setInterval(orphaned, 500).unref();
}

async function takeBack(undo: Undo): Promise<void> {
  while (undo.length > 0) {
    try {
      // One that does not end must not keep the next from being done: the database is always stopped.
      const step = undo.shift();
      let patience: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((done) => {
        patience = setTimeout(done, STEP_MS);
      });
      await Promise.race([step?.(), enough]).finally(() => clearTimeout(patience));
    } catch (error) {
      console.error(`While stopping: ${(error as Error).message}`);
    }
  }
}
