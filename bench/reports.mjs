// What leads wait for: every page of reports on a desk of very many tickets, without filters, with one, and with several drawn at random.

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
/** Milliseconds at the 95th percentile, at a million tickets. */
const BUDGET = { few: 100, month: 100, ever: 500 };
const WIDEST = 400;
/** They are of the whole desk. */
const UNFILTERED = new Set(['surveys', 'live board', 'loyalty']);
/** By what filters are named, and breakdowns. */
const GROUPED_BY = {
  ...{ channel: 'channel', teamId: 'team', agentId: 'agent', connectionId: 'connection' },
  ...{ language: 'language', tag: 'tag', priority: 'priority' },
};
const CARDS = ['csat.good', 'csat.answered', 'first-response', 'full-resolution', 'tickets.solved'];

let heard = null;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function (...args) {
  const [first, second] = args;
  const [sql, params] =
    typeof first === 'string' ? [first, Array.isArray(second) ? second : []] : [first?.text, first?.values ?? []];
  if (heard && typeof sql === 'string' && /^\s*(SELECT|WITH)\b/i.test(sql)) heard.push({ sql, params });
  return query.apply(this, args);
};

/** The same draws again for the same seed. Mulberry32. */
function dice(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below) => Math.floor(next() * below);
  return { whole, one: (of) => of[whole(of.length)], chance: (p) => next() < p };
}

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
  const seed = options.seed === undefined ? Date.now() % 1_000_000 : Number(options.seed);
  try {
    const pages = options.pages?.split(',') ?? null;
    return await new Reports(app, db, Number(options.n ?? 100), seed, pages).measure();
  } finally {
    await app.close();
    await db.end();
    await opened.close();
  }
}

class Reports {
  constructor(app, db, n, seed, only) {
    Object.assign(this, { app, db, n, seed, only, failed: 0 });
  }

  async measure() {
    await this.enter();
    await this.look();
    for (const name of existsSync(PLANS) ? readdirSync(PLANS) : [])
      if (name.startsWith('report-')) rmSync(join(PLANS, name));
    mkdirSync(PLANS, { recursive: true });
    const d = dice(this.seed);
    for (const [span, days, budget] of [
      ['30 days', 30, BUDGET.month],
      ['all time', this.days, BUDGET.ever],
    ]) {
      const period = `from=${dayBack(days - 1)}&to=${dayBack(0)}`;
      for (const [page, pages] of Object.entries(this.pages(period, d))) {
        if (this.only && !this.only.includes(page)) continue;
        await this.time(`report ${page}, ${span}, no filter`, pages([]), BUDGET.few);
        if (UNFILTERED.has(page)) continue;
        const one = Array.from({ length: this.n }, () => this.draw(d, 1));
        await this.time(`report ${page}, ${span}, one dimension`, one.flatMap(pages), BUDGET.few);
        const some = Array.from({ length: this.n }, () => this.draw(d, 2 + d.whole(4)));
        await this.time(`report ${page}, ${span}, combinations`, some.flatMap(pages), budget);
      }
    }
    return this.failed;
  }

  /** By page: the addresses under some filters. A breakdown's figure and dimension are drawn. */
  pages(period, d) {
    const figures = [
      'tickets.opened',
      'tickets.solved',
      'csat.good',
      'csat.answered',
      'first-response',
      'next-response',
    ];
    const more = ['first-resolution', 'full-resolution', 'tickets.unanswered', 'tickets.waiting'];
    const by = [
      ...['channel', 'team', 'agent', 'connection', 'tag', 'language', 'priority'].map((name) => `by=${name}`),
      ...this.fields.map((id) => `by=field&field=${id}`),
    ];
    const clock = () => `clock=${d.one(['calendar', 'business'])}`;
    const asked = (filters) => [period, clock(), ...filters].join('&');
    const figure = () => `figure=${d.one([...figures, ...more])}`;
    const two = () => {
      const known = Object.entries(GROUPED_BY).filter(([name]) => this.values[name]?.length > 1);
      const [name, dimension] = d.one(known);
      const first = d.one(this.values[name]);
      const second = d.one(this.values[name].filter((value) => value !== first));
      return `${figure()}&by=${dimension}&first=${encodeURIComponent(first)}&second=${encodeURIComponent(second)}`;
    };
    // Answers are chosen by fewer things than tickets.
    const ofAnswers = (filters) =>
      [period, ...filters.filter((filter) => /^(channel|teamId|agentId)=/.test(filter))].join('&');
    return {
      overview: (filters) => [`overview?${asked(filters)}`],
      breakdown: (filters) => [`breakdown?${asked(filters)}&${figure()}&${d.one(by)}`],
      compare: (filters) => [`breakdown/compare?${asked(filters)}&${two()}`],
      load: (filters) => [`load?${asked(filters)}`],
      satisfaction: (filters) => [`satisfaction?${asked(filters)}`],
      // A page of five breakdowns: each is timed, the page waits for the slowest.
      scorecards: (filters) => CARDS.map((card) => `breakdown?${asked(filters)}&figure=${card}&by=agent`),
      cases: (filters) => [`cases?${ofAnswers(filters)}`],
      'open answers': (filters) => [
        ...['', '/summary', '/themes'].map((part) => `../answers${part}?${ofAnswers(filters)}`),
      ],
      surveys: () => [`surveys?${period}`],
      loyalty: () => ['../loyalty'],
      // As a screen asks: one look serves all for a second.
      'live board': () => ['live'],
    };
  }

  draw(d, count) {
    const names = Object.keys(this.values).filter((name) => this.values[name].length > 0);
    const drawn = new Set();
    while (drawn.size < Math.min(count, names.length)) drawn.add(d.one(names));
    return [...drawn].map((name) => `${name}=${encodeURIComponent(d.one(this.values[name]))}`);
  }

  async look() {
    const many = async (sql) => (await this.db.query(sql, [this.workspace])).rows.map((row) => Object.values(row)[0]);
    const t = 'FROM report_ticket WHERE workspace_id = $1';
    const [size] = (
      await this.db.query(`SELECT count(*)::int AS tickets, (now()::date - min(opened_at)::date) + 1 AS days ${t}`, [
        this.workspace,
      ])
    ).rows;
    if (size.tickets < 1000) throw new Error('This desk is empty. Fill it: npx otklik seed --tickets 1000000');
    this.days = Math.min(1100, size.days);
    this.values = {
      channel: await many(`SELECT DISTINCT channel ${t}`),
      teamId: await many(`SELECT DISTINCT team_id ${t} AND team_id IS NOT NULL`),
      agentId: await many(`SELECT DISTINCT agent_id ${t} AND agent_id IS NOT NULL`),
      connectionId: await many(`SELECT DISTINCT connection_id ${t}`),
      language: await many(`SELECT DISTINCT language ${t} AND language IS NOT NULL`),
      tag: await many(`SELECT DISTINCT unnest(tags) ${t}`),
      priority: await many(`SELECT DISTINCT priority ${t}`),
      fieldValue:
        await many(`SELECT DISTINCT f.key || ':' || v.value FROM report_ticket r CROSS JOIN jsonb_each(r.fields) AS f
        CROSS JOIN LATERAL jsonb_array_elements_text(CASE jsonb_typeof(f.value) WHEN 'array' THEN f.value ELSE jsonb_build_array(f.value) END) AS v
        JOIN field_definition d ON d.workspace_id = $1 AND d.id = f.key::uuid AND d.type IN ('choice', 'multi-choice', 'flag')
        WHERE r.workspace_id = $1 AND r.fields <> '{}'`),
    };
    this.fields = [...new Set(this.values.fieldValue.map((value) => value.slice(0, value.indexOf(':'))))];
    const [orders] = await many('SELECT count(*)::int FROM customer_order WHERE workspace_id = $1');
    if (orders === 0) console.log('There are no orders: loyalty is measured on an empty page.');
    const told = Object.fromEntries(Object.entries(this.values).map(([name, list]) => [name, list.length]));
    console.log(JSON.stringify({ name: 'desk of reports', ...size, orders, ...told, seed: this.seed }));
  }

  async enter() {
    Object.assign(this, await enterDesk(this.app, this.db, DIST));
  }

  async get(url) {
    const answer = await this.app.inject({
      url: url.startsWith('../') ? `/api/v1/${url.slice(3)}` : `/api/v1/reports/${url}`,
      headers: { cookie: this.cookie },
    });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.payload.slice(0, 300)}`);
  }

  async time(name, urls, budget) {
    heard = [];
    await this.get(urls[0]);
    const asked = heard;
    heard = null;
    const times = [];
    const cpu = process.cpuUsage();
    for (let i = 0; i < this.n; i += 1) {
      const began = performance.now();
      await this.get(urls[i % urls.length]);
      times.push(performance.now() - began);
    }
    const { user, system } = process.cpuUsage(cpu);
    const engine = await this.explain(name, asked);
    this.failed += tell({
      name,
      figure: quantile(times, 0.95),
      unit: 'ms p95',
      n: this.n,
      budget,
      p50: quantile(times, 0.5),
      cpu: (user + system) / 1000 / this.n,
      limit: { what: 'the same statements by pg alone', figure: engine.ms },
      buffers: engine.buffers,
      statements: asked.length,
      seed: this.seed,
    });
  }

  async explain(name, asked) {
    const sum = { ms: 0, buffers: 0 };
    const lines = [];
    for (const { sql, params } of asked) {
      await this.db.query(sql, params);
      const began = performance.now();
      await this.db.query(sql, params);
      sum.ms += performance.now() - began;
      const { rows } = await this.db.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, params);
      const plan = rows[0]['QUERY PLAN'][0].Plan;
      sum.buffers += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
      const text = (await this.db.query(`EXPLAIN (ANALYZE, BUFFERS) ${sql}`, params)).rows;
      lines.push(sql.trim(), '', ...text.map((row) => row['QUERY PLAN']), '', '');
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
}

const dayBack = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
