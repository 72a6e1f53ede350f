// What agents wait for in a desk of very many tickets: every view's pages and counts, a ticket, a search; and how PostgreSQL goes about it.

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enterDesk } from './enter-desk.mjs';
import { quantile, tell } from './print.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PLANS = join(ROOT, 'bench/plans');
const DIST = join(ROOT, 'apps/api/dist');
const pg = createRequire(join(ROOT, 'apps/api/package.json'))('pg');
/** Reading a table as large as this from one end to the other is a fault. */
const BIG = 50_000;
/** Looks before the first that counts. */
const WARM = 200;
/** So many hundredths of the tickets are the oldest, and so many of their messages are looked at for words. */
const OLDEST = 5;
const SAMPLED = 5000;
/** A word that so many of them have is frequent. */
const FREQUENT = 20;
/** A list of a thousand ids says no more than its beginning. */
const WIDEST = 400;
/** Milliseconds, at a million tickets. */
const BUDGET = { view: 25, ticket: 30, rare: 60, common: 60, old: 100, name: 50, filtered: 80 };

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

export async function bench(options) {
  if (options.data) process.env.OTKLIK_DATA_DIR = options.data;
  Object.assign(process.env, {
    PORT: process.env.PORT ?? '28080',
    SMTP_PORT: process.env.SMTP_PORT ?? '28025',
    LOG_LEVEL: 'warn',
  });
  if (!existsSync(join(DIST, 'desk-server.js'))) throw new Error('Nothing is built: run `npm run build`.');
  const { readEnv } = await import(join(DIST, 'env.js'));
  const { openDatabase } = await import(join(DIST, 'cli/open-database.js'));
  const { migrate } = await import(join(DIST, 'platform/database/migrate.js'));
  const { createDesk } = await import(join(DIST, 'desk-server.js'));
  const opened = await openDatabase(readEnv(), { guest: true });
  await migrate(opened.env.databaseUrl, new Date());
  const db = new pg.Client({ connectionString: opened.env.databaseUrl });
  await db.connect();
  const app = await createDesk({ ...opened.env, role: 'web' });
  try {
    return await new Queue(app, db, Number(options.n ?? 200)).measure();
  } finally {
    await app.close();
    await db.end();
    await opened.close();
  }
}

class Queue {
  constructor(app, db, n) {
    Object.assign(this, { app, db, n, failed: 0 });
  }

  async measure() {
    const [size] = (
      await this.db.query(`SELECT (SELECT count(*) FROM ticket) AS tickets, (SELECT count(*) FROM message) AS messages,
      (SELECT count(*) FROM ticket WHERE active) AS active`)
    ).rows;
    if (size.tickets < 1000) throw new Error('This desk is empty. Fill it: npx otklik seed --tickets 1000000');
    console.log(JSON.stringify({ name: 'desk', ...size }));
    await this.enter();
    await this.warm();
    for (const name of existsSync(PLANS) ? readdirSync(PLANS) : [])
      if (!name.startsWith('report-')) rmSync(join(PLANS, name));
    mkdirSync(PLANS, { recursive: true });
    await this.views();
    await this.tickets();
    await this.search();
    const { big, read } = this.verdict ?? { big: [], read: 0 };
    this.failed += tell({
      name: 'plans: big tables read from end to end',
      figure: big.length,
      unit: 'scans',
      budget: 0,
      of: big.join('; '),
      plans: readdirSync(PLANS).length,
      most: read,
    });
    return this.failed;
  }

  /** The first looks after a start read from disk and are compiled meanwhile: not mixed in. */
  async warm() {
    for (let i = 0; i < WARM; i += 1) await this.get('/api/v1/tickets?view=open');
  }

  async enter() {
    Object.assign(this, await enterDesk(this.app, this.db, DIST));
  }

  async get(url) {
    const answer = await this.app.inject({ url, headers: { cookie: this.cookie } });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.payload.slice(0, 300)}`);
    return JSON.parse(answer.payload);
  }

  /** Asks each address once to warm up, then times n of them; the statements of the first are explained. */
  async time(name, urls, budget, share = 0.99) {
    heard = [];
    await this.get(urls[0]);
    const asked = heard;
    heard = null;
    const times = [];
    for (let i = 0; i < this.n; i += 1) {
      const began = performance.now();
      await this.get(urls[i % urls.length]);
      times.push(performance.now() - began);
    }
    const engine = await this.explain(name, asked);
    this.failed += tell({
      name,
      figure: quantile(times, share),
      unit: share === 0.99 ? 'ms p99' : 'ms p95',
      n: this.n,
      budget,
      p50: quantile(times, 0.5),
      limit: { what: 'the same statements by pg alone', figure: engine.ms },
      buffers: engine.buffers,
      statements: asked.length,
    });
  }

  async explain(name, asked) {
    const sum = { ms: 0, buffers: 0 };
    const lines = [];
    this.verdict ??= { big: [], read: 0 };
    for (const { sql, params } of asked) {
      try {
        await this.db.query(sql, params);
        const began = performance.now();
        await this.db.query(sql, params);
        sum.ms += performance.now() - began;
        const { rows } = await this.db.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, params);
        const plan = rows[0]['QUERY PLAN'][0].Plan;
        const buffers = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
        sum.buffers += buffers;
        this.verdict.read = Math.max(this.verdict.read, buffers);
        for (const table of await this.scans(plan)) this.verdict.big.push(`${name}: ${table}`);
        const text = (await this.db.query(`EXPLAIN (ANALYZE, BUFFERS) ${sql}`, params)).rows.map(
          (row) => row['QUERY PLAN'],
        );
        lines.push(sql.trim(), '', ...text, '', '');
      } catch (error) {
        lines.push(sql.trim(), `could not be explained: ${error.message}`, '');
      }
    }
    writeFileSync(
      join(PLANS, `${name.replace(/[^\w-]+/g, '-')}.txt`),
      lines
        .join('\n')
        .split('\n')
        .map((line) => (line.length > WIDEST ? `${line.slice(0, WIDEST)} …` : line))
        .join('\n'),
    );
    return sum;
  }

  async scans(plan) {
    const found = [];
    const walk = (node) => {
      if (node['Node Type'] === 'Seq Scan') found.push([node['Relation Name'], node['Actual Loops']]);
      for (const child of node.Plans ?? []) walk(child);
    };
    walk(plan);
    const big = [];
    for (const [table, loops] of found) {
      if (loops === 0) continue;
      const { rows } = await this.db.query('SELECT reltuples FROM pg_class WHERE oid = $1::text::regclass', [table]);
      if (rows[0].reltuples > BIG) big.push(table);
    }
    return big;
  }

  async views() {
    const views = [
      'open',
      'mine',
      'unassigned',
      'pending',
      'hold',
      'at-risk',
      'my-teams',
      'snoozed',
      'solved-today',
      'solved',
      'spam',
      'all',
    ];
    for (const view of views) {
      for (const sort of view === 'open' ? ['waiting', 'due', 'priority', 'newest'] : ['waiting']) {
        const url = `/api/v1/tickets?view=${view}&sort=${sort}&limit=50`;
        let page;
        try {
          page = await this.get(url);
        } catch (error) {
          console.log(JSON.stringify({ name: `view ${view} ${sort}`, error: error.message }));
          this.failed += 1;
          continue;
        }
        await this.time(`view ${view} ${sort}, first page`, [url], BUDGET.view);
        if (!page.next) continue;
        await this.time(`view ${view} ${sort}, next page`, [`${url}&cursor=${page.next}`], BUDGET.view);
        const deep = await this.walk(url.replace('limit=50', 'limit=100'), 500);
        if (deep)
          await this.time(`view ${view} ${sort}, row 50,000 or the last`, [`${url}&cursor=${deep}`], BUDGET.view);
      }
    }
    await this.time('counts', ['/api/v1/tickets/counts'], BUDGET.view);
  }

  /** The cursor after `pages` pages, or of the last page there is. */
  async walk(url, pages) {
    let cursor = null;
    for (let i = 0; i < pages; i += 1) {
      const { next } = await this.get(cursor ? `${url}&cursor=${cursor}` : url);
      if (!next) break;
      cursor = next;
    }
    return cursor;
  }

  async tickets() {
    const { rows } = await this.db.query(
      `(SELECT id FROM ticket WHERE workspace_id = $1 AND active ORDER BY id DESC LIMIT 60) UNION ALL
       (SELECT id FROM ticket WHERE workspace_id = $1 AND state = 'closed' ORDER BY number LIMIT 60)`,
      [this.workspace],
    );
    const ids = rows.map((row) => row.id);
    await this.time(
      'ticket',
      ids.map((id) => `/api/v1/tickets/${id}`),
      BUDGET.ticket,
    );
    await this.time(
      'conversation',
      ids.map((id) => `/api/v1/tickets/${id}/conversation?limit=300`),
      BUDGET.ticket,
    );
    const { rows: people } = await this.db.query(
      `SELECT contact_id AS id FROM ticket WHERE workspace_id = $1 AND channel = 'email' ORDER BY id DESC LIMIT 60`,
      [this.workspace],
    );
    await this.time(
      'customer card',
      people.map(({ id }) => `/api/v1/contacts/${id}`),
      BUDGET.ticket,
    );
    await this.time(
      'customer’s tickets',
      people.map(({ id }) => `/api/v1/tickets?view=all&contactId=${id}&limit=50`),
      BUDGET.ticket,
    );
  }

  async search() {
    const { rows } = await this.db.query(
      `SELECT substring(m.text FROM '\\m\\d{6}\\M') AS word, c.name FROM message m JOIN contact c ON c.workspace_id = m.workspace_id AND c.id = m.contact_id
       WHERE m.workspace_id = $1 AND m.kind = 'customer' AND m.text ~ '\\m\\d{6}\\M' LIMIT 40`,
      [this.workspace],
    );
    const url = (q) => `/api/v1/search?q=${encodeURIComponent(q)}`;
    await this.time(
      'search: rare word',
      rows.map(({ word }) => url(word)),
      BUDGET.rare,
      0.95,
    );
    await this.time('search: common Russian word', [url('заказ'), url('посылка'), url('спасибо')], BUDGET.common, 0.95);
    const old = await this.oldWord();
    if (old)
      await this.time(
        `search: frequent word of the oldest tickets alone, in ${old.messages} messages`,
        [url(old.word)],
        BUDGET.old,
        0.95,
      );
    else console.log(JSON.stringify({ name: 'search: word of the oldest tickets alone', error: 'this desk has none' }));
    await this.time(
      'search: name with a typo',
      rows.map(({ name }) => url(typo(name))),
      BUDGET.name,
      0.95,
    );
    await this.time(
      'search: filter and word',
      [url('status:open заказ'), url('tag:delivery parcel'), url('before:2026-03-01 возврат')],
      BUDGET.filtered,
      0.95,
    );
  }

  /** The most frequent word of customers' messages in the oldest tickets that no later message has; null: there is none. */
  async oldWord() {
    const { rows: words } = await this.db.query(
      `WITH oldest AS (SELECT id FROM ticket WHERE workspace_id = $1
         ORDER BY id LIMIT (SELECT count(*) * ${OLDEST} / 100 FROM ticket WHERE workspace_id = $1)),
       said AS (SELECT m.text FROM message m WHERE m.workspace_id = $1 AND m.kind = 'customer'
         AND m.ticket_id IN (SELECT id FROM oldest) LIMIT ${SAMPLED})
       SELECT word[1] AS word, (SELECT max(id::text) FROM oldest) AS last
       FROM said CROSS JOIN LATERAL (SELECT DISTINCT regexp_matches(lower(said.text), '[[:alpha:]]{5,}', 'g') AS word) w
       GROUP BY 1 HAVING count(*) >= ${FREQUENT} ORDER BY count(*) DESC LIMIT 200`,
      [this.workspace],
    );
    for (const { word, last } of words) {
      const has = `FROM message m WHERE m.workspace_id = $1 AND m.state NOT IN ('held', 'queued', 'sending', 'undone')
        AND message_words(m.id, m.mail, m.text) @@ plainto_tsquery('public.otklik', $2)`;
      // What was said of a later ticket has a later id itself.
      const later = await this.db.query(`SELECT ${has} AND m.id > $3 AND m.ticket_id > $3 LIMIT 1`, [
        ...[this.workspace, word, last],
      ]);
      if (later.rowCount > 0) continue;
      const { rows } = await this.db.query(`SELECT count(*)::int AS messages ${has}`, [this.workspace, word]);
      return { word, messages: rows[0].messages };
    }
    return null;
  }
}

/** The second and the third letter of a name changed places. */
const typo = (name) => name.replace(/^(.)(.)(.)/, '$1$3$2');
