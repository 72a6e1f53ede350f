// What leads wait for: every page of reports on a desk of very many tickets, without filters, with one, and with several drawn at random.

import { explainAll, forgetPlans, heardDuring, keepPlans, openFilled } from './filled-desk.mjs';
import { quantile, tell } from './print.mjs';

/** Milliseconds at the 95th percentile, at a million tickets. */
const BUDGET = { few: 100, month: 100, ever: 500, event: 2000 };
/** What a page of a month without filters or with one may be at a million tickets, as often as at ten thousand: all time has a budget of its own. */
const GROWTH = 1.5;
/** So often it is asked before it is timed. */
const WARM = 20;
/** They are of the whole desk. */
const UNFILTERED = new Set(['surveys', 'live board', 'loyalty']);
/** By what filters are named, and breakdowns. */
const GROUPED_BY = {
  ...{ channel: 'channel', teamId: 'team', agentId: 'agent', connectionId: 'connection' },
  ...{ language: 'language', tag: 'tag', priority: 'priority' },
};
/** The rows behind figures, some of each page; in words for the day and for what they are told apart by where they need it. */
const OPENED = {
  overview: ['tickets.opened', 'tickets.solved', 'tickets.waiting', 'first-response', 'not-asked.sampling'],
  breakdown: ['tickets.solved', 'full-resolution', 'csat.good'],
  load: ['tickets.hour.1.10', 'tickets.age.0', 'spread.first-response.8', 'tickets.open.DAY', 'tickets.open.AGES_AGO'],
  satisfaction: ['csat.low', 'csat.silent', 'csat.score.5.1', 'nps.answered'],
  promises: ['promises.ended', 'promises.late', 'promises.kept.first-response', 'promises.broken'],
  work: ['touches.1', 'one-touch', 'reopened', 'requester-wait'],
  cases: ['cases.opened', 'cases.recovered'],
};
/** Rows of a figure are looked at again so many pages on. */
const LATER = 20;
/** What was open then is looked at too, days. */
const AGES_AGO = 240;
/** Tickets that are solved to see how soon a figure knows, and for how long that is waited for. */
const EVENTS = 40;
const PATIENCE_MS = 20_000;
const CARDS = ['csat.good', 'csat.answered', 'first-response', 'full-resolution', 'tickets.solved'];

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
  const seed = options.seed === undefined ? Date.now() % 1_000_000 : Number(options.seed);
  const desk = await openFilled(options);
  try {
    const pages = options.pages?.split(',') ?? null;
    return await new Reports(desk, Number(options.n ?? 100), seed, pages, options.smaller ?? false).measure();
  } finally {
    await desk.close();
  }
}

class Reports {
  /** @param smaller this is the desk that a larger one is held against: its plans are not kept, and nothing is solved in it */
  constructor({ app, db, enter, working }, n, seed, only, smaller) {
    Object.assign(this, { app, db, enter, working, n, seed, only, smaller, failed: 0 });
  }

  async measure() {
    Object.assign(this, await this.enter());
    await this.look();
    if (!this.smaller) forgetPlans((name) => name.startsWith('report-'));
    const d = dice(this.seed);
    for (const [span, days, budget, growth] of [
      ['30 days', 30, BUDGET.month, GROWTH],
      ['all time', this.days, BUDGET.ever, undefined],
    ]) {
      const period = `from=${dayBack(days - 1)}&to=${dayBack(0)}`;
      for (const [page, pages] of Object.entries(this.pages(period, d))) {
        if (this.only && !this.only.includes(page)) continue;
        await this.time(`report ${page}, ${span}, no filter`, pages([]), BUDGET.few, { growth });
        if (UNFILTERED.has(page)) continue;
        const one = Array.from({ length: this.n }, () => this.draw(d, 1));
        await this.time(`report ${page}, ${span}, one dimension`, one.flatMap(pages), BUDGET.few, { growth });
        const some = Array.from({ length: this.n }, () => this.draw(d, 2 + d.whole(4)));
        await this.time(`report ${page}, ${span}, combinations`, some.flatMap(pages), budget);
      }
      for (const [page, first] of Object.entries(this.rows(period, d))) {
        if (this.only && !this.only.includes(page)) continue;
        await this.time(`report rows of ${page}, ${span}, first page`, first, BUDGET.few, { explained: first.length });
        const later = [];
        for (const url of first) later.push(await this.walk(url));
        const there = later.filter((url) => url !== null);
        if (there.length > 0)
          await this.time(`report rows of ${page}, ${span}, a later page`, there, BUDGET.few, {
            explained: there.length,
          });
      }
    }
    if (!this.smaller && (!this.only || this.only.includes('event'))) await this.event();
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
      promises: (filters) => [`promises?${asked(filters)}`],
      work: (filters) => [`work?${asked(filters)}`],
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

  /** By page: the addresses of the rows behind some of its figures. */
  rows(period, d) {
    const of = (figure) =>
      `rows?${period}&clock=calendar&figure=${figure.replace('DAY', dayBack(0)).replace('AGES_AGO', dayBack(AGES_AGO))}`;
    const group = () => `&by=agent&group=${d.one(this.values.agentId)}`;
    const month = dayBack(60).slice(0, 7);
    const loyal = [`left.${month}`, `kept.${month}`, 'value', `cohort.${month}.1`, 'back.low', 'out.strangers'];
    return {
      ...Object.fromEntries(Object.entries(OPENED).map(([page, figures]) => [page, figures.map(of)])),
      overview: [...OPENED.overview.map(of), `${of('first-response')}&sort=largest`],
      breakdown: OPENED.breakdown.map((figure) => of(figure) + group()),
      work: [...OPENED.work.map(of), `${of('requester-wait')}&sort=largest`],
      'open answers': [`../answers?${period}`],
      loyalty: loyal.map((figure) => `../loyalty/rows?figure=loyalty.${figure}`),
    };
  }

  /** The address of the last of `LATER` pages, or of the last there is; null: there is but one. */
  async walk(url) {
    const by = url.startsWith('../loyalty') ? 'after' : 'cursor';
    let later = null;
    for (let i = 1; i < LATER; i += 1) {
      const { next } = await this.get(later ?? url);
      if (next === null) break;
      later = `${url}&${by}=${encodeURIComponent(next)}`;
    }
    return later;
  }

  /**
   * Tickets are solved at the door of a desk that works, until the overview of today says so; every second one is only waited for
   * until the relay has handed its facts to the reports: that is the limit.
   */
  async event() {
    const app = await this.working();
    try {
      const { cookie, csrf } = await this.enter(app);
      const today = `/api/v1/reports/overview?from=${dayBack(0)}&to=${dayBack(-1)}`;
      const solved = async () =>
        JSON.parse((await app.inject({ url: today, headers: { cookie } })).payload).solved.value;
      const taken = async (ticketId) =>
        (await this.db.query(`SELECT FROM outbox WHERE consumer = 'reports' AND ticket_id = $1`, [ticketId]))
          .rowCount === 0;
      const { rows } = await this.db.query(
        `SELECT id FROM ticket WHERE workspace_id = $1 AND active AND NOT spam AND side_of IS NULL ORDER BY id DESC LIMIT ${2 * EVENTS}`,
        [this.workspace],
      );
      const times = { shown: [], relayed: [] };
      for (const [i, { id }] of rows.entries()) {
        const before = await solved();
        const url = `/api/v1/tickets/${id}/state`;
        const headers = { cookie, 'x-csrf-token': csrf };
        const answer = await app.inject({ method: 'POST', url, headers, payload: { state: 'solved' } });
        if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${answer.payload.slice(0, 300)}`);
        const began = performance.now();
        const [list, over] =
          i % 2 ? [times.relayed, () => taken(id)] : [times.shown, async () => (await solved()) > before];
        while (!(await over()))
          if (performance.now() - began > PATIENCE_MS) throw new Error(`${url}: no figure knows of it.`);
        list.push(performance.now() - began);
        // The next one begins from figures that stand still.
        for (const end = performance.now() + PATIENCE_MS; !(await taken(id)) && performance.now() < end; );
      }
      this.failed += tell({
        name: 'report event: a ticket is solved, until the overview shows it',
        figure: quantile(times.shown, 0.95),
        unit: 'ms p95',
        n: times.shown.length,
        budget: BUDGET.event,
        p50: quantile(times.shown, 0.5),
        p99: quantile(times.shown, 0.99),
        limit: { what: 'until the relay has handed the facts over', figure: quantile(times.relayed, 0.95) },
      });
    } finally {
      await app.close();
    }
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
    const [promises] = await many('SELECT count(*)::int FROM report_promise WHERE workspace_id = $1');
    if (promises === 0) console.log('Nothing was promised: promises are measured on an empty page.');
    const told = Object.fromEntries(Object.entries(this.values).map(([name, list]) => [name, list.length]));
    console.log(JSON.stringify({ name: 'desk of reports', ...size, orders, promises, ...told, seed: this.seed }));
  }

  async get(url) {
    const answer = await this.app.inject({
      url: url.startsWith('../') ? `/api/v1/${url.slice(3)}` : `/api/v1/reports/${url}`,
      headers: { cookie: this.cookie },
    });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.payload.slice(0, 300)}`);
    return JSON.parse(answer.payload);
  }

  /** @param explained of how many addresses, from the first on, the statements are explained */
  async time(name, urls, budget, { explained = 1, growth } = {}) {
    const asked = await heardDuring(async () => {
      for (const url of urls.slice(0, explained)) await this.get(url);
    });
    for (let i = 0; i < WARM; i += 1) await this.get(urls[i % urls.length]);
    const times = [];
    const cpu = process.cpuUsage();
    for (let i = 0; i < this.n; i += 1) {
      const began = performance.now();
      await this.get(urls[i % urls.length]);
      times.push(performance.now() - began);
    }
    const { user, system } = process.cpuUsage(cpu);
    const engine = await explainAll(this.db, asked);
    if (!this.smaller) keepPlans(name, engine.lines);
    this.failed += tell({
      name,
      figure: quantile(times, 0.95),
      unit: 'ms p95',
      n: this.n,
      budget,
      growsAtMost: growth,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      cpu: (user + system) / 1000 / this.n,
      limit: { what: 'the same statements by pg alone', figure: engine.ms / explained },
      buffers: engine.buffers,
      statements: asked.length,
      seed: this.seed,
    });
  }
}

const dayBack = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
