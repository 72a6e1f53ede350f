// A desk that was filled before and is stopped: opened for a benchmark in this process, with what it asks of PostgreSQL and how that goes about it.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enterDesk } from './enter-desk.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PLANS = join(ROOT, 'bench/plans');
const DIST = join(ROOT, 'apps/api/dist');
const pg = createRequire(join(ROOT, 'apps/api/package.json'))('pg');
/** Rows. */
const BIG = 50_000;
/** A list of a thousand ids says no more than its beginning. */
const WIDEST = 400;

/** Whatever is asked of PostgreSQL while `heard` is a list. */
let heard = null;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (...args) {
  const [first, second] = args;
  const [sql, params] =
    typeof first === 'string' ? [first, Array.isArray(second) ? second : []] : [first?.text, first?.values ?? []];
  if (heard && typeof sql === 'string' && /^\s*(SELECT|WITH)\b/i.test(sql)) heard.push({ sql, params });
  return query.apply(this, args);
};

/** What this process asks of PostgreSQL while `work` goes on. @returns {Promise<{ sql: string, params: unknown[] }[]>} */
export async function heardDuring(work) {
  heard = [];
  try {
    await work();
    return heard;
  } finally {
    heard = null;
  }
}

/**
 * The desk of `--data` (or of OTKLIK_DATA_DIR), serving its pages and doing no jobs.
 * @returns its `app`; `db`, a connection of the benchmark's own; `enter(app, roles)`, which signs in; `working()`, a desk on the same
 *   data that relays facts and does its jobs, and `open()`, such a one with its door open; `close()`
 */
export async function openFilled(options) {
  if (options.data) process.env.OTKLIK_DATA_DIR = options.data;
  Object.assign(process.env, {
    PORT: process.env.PORT ?? '28080',
    SMTP_PORT: process.env.SMTP_PORT ?? '28025',
    LOG_LEVEL: 'error',
  });
  const { readEnv } = await import(join(DIST, 'env.js'));
  const { openDatabase } = await import(join(DIST, 'cli/open-database.js'));
  const { migrate } = await import(join(DIST, 'platform/database/migrate.js'));
  const { createDesk, openDesk } = await import(join(DIST, 'desk-server.js'));
  const opened = await openDatabase(readEnv(), { guest: true });
  await migrate(opened.env.databaseUrl, new Date());
  const db = new pg.Client({ connectionString: opened.env.databaseUrl });
  await db.connect();
  const app = await createDesk({ ...opened.env, role: 'web' });
  const working = () => createDesk({ ...opened.env, role: 'all' });
  return {
    app,
    db,
    enter: (entered = app, roles = ['owner', 'lead']) => enterDesk(entered, db, DIST, roles),
    working,
    open: async () => {
      const own = await working();
      await openDesk(own, { port: opened.env.port, host: '127.0.0.1' });
      return { app: own, url: `http://127.0.0.1:${opened.env.port}`, close: () => own.close() };
    },
    close: async () => {
      await app.close();
      await db.end();
      await opened.close();
    },
  };
}

/** Throws away the plans of another run, those whose file `isOurs`. */
export function forgetPlans(isOurs) {
  mkdirSync(PLANS, { recursive: true });
  for (const name of readdirSync(PLANS)) if (isOurs(name)) rmSync(join(PLANS, name));
}

/**
 * Each statement alone, without the desk: what it takes, what it reads and by what plan.
 * @returns milliseconds and buffers of them all, `most` buffers of one, the big tables one reads from end to end, and the plans in words
 */
export async function explainAll(db, statements) {
  const told = { ms: 0, buffers: 0, most: 0, big: [], lines: [] };
  for (const { sql, params } of statements) {
    try {
      await db.query(sql, params);
      const began = performance.now();
      await db.query(sql, params);
      told.ms += performance.now() - began;
      const { rows } = await db.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, params);
      const plan = rows[0]['QUERY PLAN'][0].Plan;
      const buffers = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
      told.buffers += buffers;
      told.most = Math.max(told.most, buffers);
      told.big.push(...(await bigScans(db, plan)));
      const text = (await db.query(`EXPLAIN (ANALYZE, BUFFERS) ${sql}`, params)).rows;
      told.lines.push(sql.trim(), '', ...text.map((row) => row['QUERY PLAN']), '', '');
    } catch (error) {
      told.lines.push(sql.trim(), `could not be explained: ${error.message}`, '');
    }
  }
  return told;
}

/** The big tables that a plan reads from end to end. */
async function bigScans(db, plan) {
  const found = [];
  const walk = (node) => {
    if (node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0) found.push(node['Relation Name']);
    for (const child of node.Plans ?? []) walk(child);
  };
  walk(plan);
  const big = [];
  for (const table of found) if (await isBig(db, table)) big.push(table);
  return big;
}

/** Whether reading this table from one end to the other is a fault. */
export async function isBig(db, table) {
  const { rows } = await db.query('SELECT reltuples FROM pg_class WHERE oid = to_regclass($1::text)', [table]);
  return rows[0]?.reltuples > BIG;
}

/** Keeps the plans of what one name stands for. */
export function keepPlans(name, lines) {
  const narrow = (line) => (line.length > WIDEST ? `${line.slice(0, WIDEST)} …` : line);
  writeFileSync(
    join(PLANS, `${name.replace(/[^\w-]+/g, '-')}.txt`),
    lines.join('\n').split('\n').map(narrow).join('\n'),
  );
}
