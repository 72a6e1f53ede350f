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
/** More than a third of all that is written, and no key leads to it or from it: it goes in beside the rest, by a connection of its own. */
const BESIDE = 'fact';
const REST = LOADED.filter((table) => table !== BESIDE);
/** Of every partition so many hundred rows are looked at for the planner, where each look costs the words of a message. */
const SAMPLED = 30;
/** So many batches lie ready while the database takes one in. */
const AHEAD = 2;

/**
 * All or nothing, in one transaction, but for the facts, which are in one of their own that ends with it. The desk's tables are
 * locked while they run.
 */
export async function makeManyTickets(order: ManyOrder): Promise<Phases> {
  const phases: Phases = [];
  let last = Date.now();
  const phase = (what: string) => {
    phases.push([what, (Date.now() - last) / 1000]);
    last = Date.now();
  };
  const [db, beside] = [await connect(order.url), await connect(order.url)];
  try {
    const found = await readLived(db, order.workspaceId, order.lived);
    await ensurePartitions(db, new Date(order.now), MONTHS_BACK);
    await db.query('BEGIN');
    await beside.query('BEGIN');
    const firstNumber = await takeNumbers(db, order.workspaceId, order.tickets);
    const old = new Set([...(await freshen(db, REST)), ...(await freshen(beside, [BESIDE]))]);
    const restore = [await bareTables(db, REST), await bareTables(beside, [BESIDE])] as const;
    await pour(db, beside, order, {
      moulds: found.map(({ lived }) => takeMould(lived)),
      homes: found.map(({ homes }) => homes),
      places: [...(await placesIn(db, REST, old)), ...(await placesIn(beside, [BESIDE], old))],
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
    await together(restore.map((back) => back.indexes(told)));
    phase('indexes');
    await together(restore.map((back) => back.keys(told)));
    phase('keys');
    // Whoever is killed between the two leaves facts that belong to no ticket: nobody sees them, but they take up room.
    await beside.query('COMMIT');
    await db.query('COMMIT').catch(async (error: unknown) => {
      await beside.query(
        `DELETE FROM fact f WHERE f.workspace_id = $1
           AND NOT EXISTS (SELECT FROM ticket t WHERE t.workspace_id = f.workspace_id AND t.id = f.ticket_id)`,
        [order.workspaceId],
      );
      throw error;
    });
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
    for (const one of [beside, db]) await one.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    for (const one of [beside, db]) await one.end();
  }
}

/** Asked by whoever has them locked; `of`: which of all that are loaded. */
const placesIn = async (db: pg.Client, tables: string[], old: ReadonlySet<string>) =>
  (await placesOf(db, tables, old)).map((place) => ({ ...place, of: LOADED.indexOf(tables[place.of]!) }));

async function connect(url: string): Promise<pg.Client> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  await db.query(`SET TimeZone = 'UTC'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
    SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2; SET synchronous_commit = off;
    SET default_statistics_target = ${SAMPLED}`);
  return db;
}

/** Each is waited for, also when another failed: nothing goes on in a transaction that is being given up. */
async function together(works: Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
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
async function pour(db: pg.Client, beside: pg.Client, order: ManyOrder, cast: CastOrder): Promise<void> {
  const columns = new Map<string, string>();
  for (const table of LOADED) columns.set(table, (await columnsOf(db, table)).map((name) => `"${name}"`).join(', '));
  const write = async (into: pg.Client, batch: CastBatch, takes: (table: string) => boolean) => {
    for (const [at, { table, of, fresh }] of cast.places.entries()) {
      const lines = batch.lines[at]!;
      if (lines.byteLength === 0 || !takes(LOADED[of]!)) continue;
      const to = `${table} (${columns.get(LOADED[of]!)})`;
      const stream = into.query(copyFrom(`COPY ${to} FROM STDIN${fresh ? ' WITH (FREEZE)' : ''}`));
      stream.end(lines);
      await once(stream, 'finish');
    }
  };
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
      await together([
        write(db, batch, (table) => table !== BESIDE),
        write(beside, batch, (table) => table === BESIDE),
      ]);
      done += batch.tickets;
      order.told(done, '');
    }
  } finally {
    await worker.terminate();
  }
}
