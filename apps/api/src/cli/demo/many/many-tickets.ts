// A year of very many tickets: a lived month, cast again and again with other people, days and numbers, straight into the tables.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Hours } from '../../../desk/business-time.js';
import { ensurePartitions } from '../../../platform/database/partitions.js';
import type { LivedName } from '../live-month.js';
import { bareTables } from './bare-tables.js';
import type { CastBatch, CastOrder } from './cast-worker.js';
import { freshen, placesOf } from './fresh-tables.js';
import { columnsOf, PERSON_TABLES, readLived, TABLES } from './lived-rows.js';
import { takeMould } from './mould.js';

export interface ManyOrder {
  url: string;
  workspaceId: string;
  hours: Hours | null;
  /** The lived tickets that are cast. */
  lived: LivedName[];
  tickets: number;
  active: number;
  seed: number;
  now: number;
  /** How many tickets are in, and what is being done. */
  told: (done: number, what: string) => void;
  /** Adds up the reports, as soon as their rows are in and counted; beside it the other tables are. */
  reports: () => Promise<void>;
}

/** What was done, and how many seconds each took. */
export type Phases = [what: string, seconds: number][];

const MONTHS_BACK = 14;
const ORDERS = 'customer_order';
const LOADED = [...PERSON_TABLES, ...TABLES.map(({ name }) => name), ORDERS];
/** Of every partition so many hundred rows are looked at for the planner, where each look costs the words of a message. */
const SAMPLED = 30;
/** So many batches lie ready while the database takes one in. */
const AHEAD = 2;

/** All or nothing, in one transaction; the desk's tables are locked while it runs. */
export async function makeManyTickets(order: ManyOrder): Promise<Phases> {
  const phases: Phases = [];
  let last = Date.now();
  const phase = (what: string) => {
    phases.push([what, (Date.now() - last) / 1000]);
    last = Date.now();
  };
  const db = new pg.Client({ connectionString: order.url });
  await db.connect();
  try {
    await db.query(`SET TimeZone = 'UTC'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
      SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2; SET synchronous_commit = off;
      SET default_statistics_target = ${SAMPLED}`);
    const found = await readLived(db, order.workspaceId, order.lived);
    await db.query('BEGIN');
    const firstNumber = await takeNumbers(db, order.workspaceId, order.tickets);
    const old = await freshen(db, LOADED);
    const restore = await bareTables(db, LOADED);
    await ensurePartitions(db, new Date(order.now), MONTHS_BACK);
    await pour(db, order, {
      moulds: found.map(({ lived }) => takeMould(lived)),
      homes: found.map(({ homes }) => homes),
      places: await placesOf(db, LOADED, old),
      tickets: order.tickets,
      active: order.active,
      hours: order.hours,
      run: randomBytes(4).toString('hex'),
      seed: order.seed,
      firstNumber,
      workspaceId: order.workspaceId,
      ordersTable: LOADED.indexOf(ORDERS),
      now: order.now,
    });
    phase('tickets cast and loaded');
    const told = (what: string) => order.told(order.tickets, what);
    await restore.indexes(told);
    phase('indexes');
    await restore.keys(told);
    phase('keys');
    await db.query('COMMIT');
    const ofReports = (table: string) => table.startsWith('report_');
    await count(db, LOADED.filter(ofReports), old, told);
    phase('rows of reports counted');
    await Promise.all([
      order.reports(),
      count(
        db,
        LOADED.filter((table) => !ofReports(table)),
        old,
        () => undefined,
      ),
    ]);
    phase('reports added up, and other rows counted');
    return phases;
  } catch (error) {
    await db.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await db.end();
  }
}

/** What the planner goes by; and which pages need no look into the table, which those of a fresh one say already. */
async function count(
  db: pg.Client,
  tables: string[],
  old: ReadonlySet<string>,
  told: (what: string) => void,
): Promise<void> {
  for (const table of tables) {
    told(`counting ${table}`);
    await db.query(old.has(table) ? `VACUUM (ANALYZE) ${table}` : `ANALYZE ${table}`);
  }
}

async function takeNumbers(db: pg.Client, workspaceId: string, count: number): Promise<number> {
  const { rows } = await db.query<{ first: string }>(
    `UPDATE ticket_number SET next = next + $2 WHERE workspace_id = $1 RETURNING next - $2 AS first`,
    [workspaceId, count],
  );
  return Number(rows[0]!.first);
}

/** Batch by batch, while the next ones are being cast in their own thread. */
async function pour(db: pg.Client, order: ManyOrder, cast: CastOrder): Promise<void> {
  const columns = new Map<string, string>();
  for (const table of LOADED) columns.set(table, (await columnsOf(db, table)).map((name) => `"${name}"`).join(', '));
  const worker = new Worker(new URL('./cast-worker.js', import.meta.url), { workerData: cast });
  const ready: (CastBatch | null)[] = [];
  let wake = () => {};
  let broken: Error | null = null;
  worker.on('message', (batch: CastBatch | null) => {
    ready.push(batch);
    wake();
  });
  worker.on('error', (error) => {
    broken = error instanceof Error ? error : new Error(String(error));
    wake();
  });
  try {
    for (let i = 0; i < AHEAD; i += 1) worker.postMessage('next');
    for (let done = 0; ; ) {
      while (ready.length === 0 && !broken) await new Promise<void>((resolve) => (wake = resolve));
      if (broken) throw broken;
      const batch = ready.shift()!;
      if (!batch) return;
      worker.postMessage('next');
      for (const [at, { table, of, fresh }] of cast.places.entries()) {
        const lines = batch.lines[at]!;
        if (lines.byteLength === 0) continue;
        const into = `${table} (${columns.get(LOADED[of]!)})`;
        const stream = db.query(copyFrom(`COPY ${into} FROM STDIN${fresh ? ' WITH (FREEZE)' : ''}`));
        stream.end(lines);
        await once(stream, 'finish');
      }
      done += batch.tickets;
      order.told(done, '');
    }
  } finally {
    await worker.terminate();
  }
}
