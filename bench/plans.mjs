// What the working paths of a desk of very many tickets cost: a customer writes, an agent answers and solves, the survey goes out, a browser
// comes back. Each is timed or taken apart: PostgreSQL itself tells the plan of every statement that the running desk makes (auto_explain).
import { createRequire } from 'node:module';
import { asPerson, messenger, NEIGHBOURLY, until } from './desk-client.mjs';
import { forgetPlans, isBig, keepPlans, openFilled } from './filled-desk.mjs';
import { quantile, tell } from './print.mjs';
import { freePort } from './running-desk.mjs';

const require = createRequire(new URL('../apps/api/package.json', import.meta.url));
const pg = require('pg');
const { io } = require('socket.io-client');
/** A statement that reads more of PostgreSQL's pages of 8 KB is a fault. */
const BUFFERS = 500;
/** Milliseconds at the 99th percentile, at a million tickets. */
const BUDGET = { open: 30, reply: 30, solve: 30 };
const LONG = 200;
const IDLE = 'nothing happens';
/** So often each path is walked while its plans are told. */
const WALKS = 8;
const WARM = 10;
/** Ten a second: what each sets going (its delivery, rules, reports, everybody's screens) is carried out meanwhile. */
const PACE_MS = 100;
/** For so long nothing is asked of PostgreSQL but what is asked when nothing happens: what a step has set going is over. */
const STILL_MS = 800;
const PATIENCE_MS = 6000;
/** A desk that was just started has to catch up first: until nothing was written for so long, but no longer than so long. */
const QUIET_MS = 4000;
const CATCH_UP_MS = 20 * 60_000;
/** Long enough for every job by the clock that runs more than once a minute. */
const IDLE_MS = 35_000;
/** So many statements of a path have their plans kept: those that read most. */
const KEPT = 12;
/** Jobs by the clock say so: they are told of where nothing happens, and are no part of the other paths. */
const BY_THE_CLOCK = /^\/\* doorway: sweep \*\//;
const TELLING = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': 0,
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_parameter_max_length': 0,
  // To whoever asks, not into PostgreSQL's log.
  'auto_explain.log_level': 'notice',
};

/** What is done while `told` is a map: by the words of a statement, its plans. */
let told = null;
const always = new Set();
let lastHeard = 0;
let lastWritten = 0;
const connect = pg.Client.prototype.connect;
pg.Client.prototype.connect = function (...args) {
  this.on('notice', ({ message }) => hear(message));
  return connect.apply(this, args);
};

function hear(message) {
  const at = message.indexOf('Query Text: ');
  if (at < 0) return;
  const lines = message.slice(at + 'Query Text: '.length).split('\n');
  const root = lines.findIndex((line) => /\(cost=.*\) \((?:actual|never)/.test(line));
  if (root < 0) return;
  const sql = lines.slice(0, root).join('\n').trim();
  if (!always.has(sql) && !BY_THE_CLOCK.test(sql)) lastHeard = performance.now();
  if (/^(?:INSERT|UPDATE|DELETE|WITH|\/\*.*?\*\/ (?:UPDATE|DELETE))\b/.test(sql)) lastWritten = performance.now();
  if (!told) return;
  const plan = lines.slice(root);
  const read = /^ *Buffers: shared((?: (?:hit|read|dirtied|written)=\d+)+)/.exec(
    plan.find((line) => /^ *Buffers: /.test(line)) ?? '',
  );
  const buffers = [...(read?.[1] ?? '').matchAll(/(?:hit|read)=(\d+)/g)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
  if (!told.has(sql)) told.set(sql, []);
  told.get(sql).push({ buffers, plan });
}

export async function bench(options) {
  Object.assign(process.env, NEIGHBOURLY, { PORT: String(await freePort()), SMTP_PORT: String(await freePort()) });
  const desk = await openFilled(options);
  try {
    const walk = new Walk(desk, Number(options.n ?? 100), Number(options.seed ?? Date.now() % 1_000_000));
    const words = Object.entries(TELLING).map(([name, value]) => `-c ${name}=${value}`);
    process.env.PGOPTIONS = words.join(' ');
    await walk.openDoor(() => walk.explain());
    delete process.env.PGOPTIONS;
    await walk.openDoor(() => walk.time());
    return walk.failed;
  } finally {
    await desk.close();
  }
}

class Walk {
  constructor(desk, n, seed) {
    Object.assign(this, { desk, n, seed, failed: 0, said: 0, big: [] });
  }

  /** A desk that works and is open, with a messenger beside it, while `work` goes on. */
  async openDoor(work) {
    const { app, url, close } = await this.desk.open();
    try {
      const owner = await this.desk.enter(app, ['owner']);
      const lead = await this.desk.enter(app);
      this.url = url;
      this.agent = asPerson(url, lead);
      this.workspace = lead.workspace;
      const line = await messenger(asPerson(url, owner));
      this.line = line;
      try {
        await work();
      } finally {
        await asPerson(url, owner)
          .send('DELETE', `connections/${line.connectionId}`)
          .catch(() => {});
        line.close();
      }
    } finally {
      await close();
    }
  }

  /** @returns the id of the ticket in which the words of this customer stand */
  async write(person, text = 'Where is my parcel?') {
    this.said += 1;
    const id = `plans-${this.seed}-${Date.now()}-${this.said}`;
    await this.line.tell({ type: 'message', id, conversation: person, sender: { id: person, name: 'Anna' }, text });
    const sql =
      'SELECT ticket_id AS id FROM inbound_key WHERE workspace_id = $1 AND connection_id = $2 AND external_id = $3';
    const key = [this.workspace, this.line.connectionId, id];
    let rows = [];
    const there = async () => {
      ({ rows } = await this.desk.db.query(sql, key));
      return rows.length > 0;
    };
    await until(there, 'a message becomes a ticket');
    return rows[0].id;
  }

  async reply(id) {
    this.said += 1;
    const headers = { 'idempotency-key': `plans-${this.seed}-${Date.now()}-${this.said}` };
    await this.agent.send('POST', `tickets/${id}/messages`, { text: 'It is on its way.' }, headers);
  }

  solve(id) {
    return this.agent.post(`tickets/${id}/state`, { state: 'solved' });
  }

  /** One customer after the other, new each time. */
  who(i) {
    return `customer-${this.seed}-${Date.now()}-${i}`;
  }

  async time() {
    const person = this.who('long');
    const long = await this.write(person);
    for (let i = 1; i < LONG; i += 1) await this.write(person, `Where is my parcel number ${i}?`);
    await this.timed(`open a ticket of ${LONG} messages`, BUDGET.open, () =>
      Promise.all([this.agent.get(`tickets/${long}`), this.agent.get(`tickets/${long}/conversation`)]),
    );
    const ids = [];
    for (let i = 0; i < this.n + WARM; i += 1) ids.push(await this.write(this.who(i)));
    await this.timed('post a reply', BUDGET.reply, (i) => this.reply(ids[i]));
    await this.timed('solve', BUDGET.solve, (i) => this.solve(ids[i]));
    // Surveys go out while there is still somebody to take them.
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  }

  /** One after the other, as fast as two hundred busy agents would; the first few do not count. */
  async timed(name, budget, work) {
    const times = [];
    for (let i = 0; i < this.n + WARM; i += 1) {
      const began = performance.now();
      await work(i);
      if (i >= WARM) times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
    }
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
    this.failed += tell({ name, figure: p99, unit: 'ms p99', n: this.n, budget, p50, p99, seed: this.seed });
  }

  async explain() {
    forgetPlans((name) => name.startsWith('path-'));
    const people = Array.from({ length: WALKS }, (_, i) => this.who(`walk-${i}`));
    let ids = [];
    // What is only made once, or read once and then known, is not the path.
    const first = this.who('first');
    const known = await this.write(first);
    await this.reply(known);
    await this.solve(known);
    await this.caughtUp();
    await this.path(IDLE, () => new Promise((resolve) => setTimeout(resolve, IDLE_MS / WALKS)));
    await this.path('a new customer writes, until reports and screens have it', async (i) => {
      ids = [...ids, await this.write(people[i])];
    });
    await this.path('a customer writes again, until reports and screens have it', (i) => this.write(people[i]));
    await this.path('an agent replies, until it is delivered', (i) => this.reply(ids[i]));
    await this.path('an agent opens a ticket', async (i) => {
      await Promise.all([this.agent.get(`tickets/${ids[i]}`), this.agent.get(`tickets/${ids[i]}/conversation`)]);
    });
    await this.path('a browser comes back and catches up', (i) => this.comeBack(ids[i]));
    await this.path('a ticket is solved, until its survey is out', (i) => this.solve(ids[i]));
    this.failed += tell({
      name: 'working paths: big tables read from end to end',
      figure: this.big.length,
      unit: 'scans',
      budget: 0,
      of: this.big.join('; '),
    });
  }

  /** The socket as it is opened anew with a ticket before it, and what a screen then asks for. */
  async comeBack(id) {
    const { cookie } = this.agent;
    const socket = io(`${this.url}/desk`, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } });
    try {
      await new Promise((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
      await new Promise((resolve) => socket.emit('ticket.open', id, resolve));
      const asked = ['tickets?view=open&sort=waiting&limit=50', 'tickets/counts', `tickets/${id}`];
      await Promise.all([...asked, `tickets/${id}/conversation?after=1`].map((path) => this.agent.get(path)));
    } finally {
      socket.close();
    }
  }

  async caughtUp() {
    lastWritten = performance.now();
    const soonest = performance.now() + IDLE_MS;
    for (const end = performance.now() + CATCH_UP_MS; performance.now() < end; ) {
      const calm = performance.now() > soonest && performance.now() - lastWritten > QUIET_MS;
      // Answers that were filled in are read a portion every half minute.
      if (calm && (await this.desk.db.query('SELECT FROM answer WHERE reading IS NULL LIMIT 1')).rowCount === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Until the desk asks nothing any more. */
  async still() {
    const end = performance.now() + PATIENCE_MS;
    lastHeard = performance.now();
    while (performance.now() - lastHeard < STILL_MS && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }

  async path(name, walk) {
    const idle = name === IDLE;
    told = new Map();
    for (let i = 0; i < WALKS; i += 1) {
      await walk(i);
      if (!idle) await this.still();
    }
    const heard = [...told].filter(([sql]) => idle || !BY_THE_CLOCK.test(sql));
    told = null;
    if (idle) for (const [sql] of heard) always.add(sql);
    const statements = heard
      .map(([sql, runs]) => ({ sql, times: runs.length, most: runs.reduce((a, b) => (b.buffers > a.buffers ? b : a)) }))
      .sort((a, b) => b.most.buffers - a.most.buffers);
    for (const { most } of statements)
      for (const table of await this.scans(most.plan)) this.big.push(`${name}: ${table}`);
    const kept = statements.slice(0, KEPT);
    const lines = [`Of ${statements.length} statements the ${kept.length} that read most; ${WALKS} walks.`, ''];
    for (const { sql, times, most } of kept)
      lines.push(`-- ${times} times, at most ${most.buffers} buffers`, sql, '', ...most.plan, '', '');
    keepPlans(`path-${name}`, lines);
    const line = (sql) => sql.replace(/\s+/g, ' ').slice(0, 90);
    this.failed += tell({
      name: `statements of: ${name}`,
      figure: statements[0]?.most.buffers ?? null,
      unit: 'buffers at most',
      // Without auto_explain nothing is told, and nothing holds.
      n: statements.length,
      budget: BUFFERS,
      p50: quantile(
        statements.map(({ most }) => most.buffers),
        0.5,
      ),
      walks: WALKS,
      each: kept.map(({ sql, times, most }) => `${most.buffers} (${times}): ${line(sql)}`),
    });
  }

  async scans(plan) {
    const found = plan.flatMap((line) => {
      const [, table] = /Seq Scan on (\w+)/.exec(line) ?? [];
      return table && !line.includes('never executed') ? [table] : [];
    });
    const big = [];
    for (const table of new Set(found)) if (await isBig(this.desk.db, table)) big.push(table);
    return big;
  }
}
