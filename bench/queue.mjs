// What agents wait for in a desk of very many tickets: every view's pages and counts, a ticket, a search; and how PostgreSQL goes about it.

import { explainAll, forgetPlans, heardDuring, keepPlans, openFilled } from './filled-desk.mjs';
import { quantile, tell } from './print.mjs';

/** Looks before the first that counts. */
const WARM = 200;
/** So many hundredths of the tickets are the oldest, and so many of their messages are looked at for words. */
const OLDEST = 5;
const SAMPLED = 5000;
/** A word that so many of them have is frequent. */
const FREQUENT = 20;
/** Milliseconds, at a million tickets. */
const BUDGET = { view: 25, ticket: 30, rare: 60, common: 60, old: 100, name: 50, filtered: 80 };

/** What a figure may be at a million tickets, as often as at ten thousand. */
const GROWTH = { view: 1.5, search: 3 };

export async function bench(options) {
  const desk = await openFilled(options);
  try {
    return await new Queue(desk, Number(options.n ?? 200), options.smaller ?? false).measure();
  } finally {
    await desk.close();
  }
}

class Queue {
  /** @param smaller this is the desk that a larger one is held against: its plans are not kept */
  constructor({ app, db, enter }, n, smaller) {
    Object.assign(this, { app, db, enter, n, smaller, failed: 0, plans: 0, most: 0, big: [] });
  }

  async measure() {
    const [size] = (
      await this.db.query(`SELECT (SELECT count(*) FROM ticket) AS tickets, (SELECT count(*) FROM message) AS messages,
      (SELECT count(*) FROM ticket WHERE active) AS active`)
    ).rows;
    if (size.tickets < 1000) throw new Error('This desk is empty. Fill it: npx otklik seed --tickets 1000000');
    console.log(JSON.stringify({ name: 'desk', ...size }));
    Object.assign(this, await this.enter());
    await this.warm();
    if (!this.smaller) forgetPlans((name) => !/^(report|path)-/.test(name));
    await this.views();
    await this.tickets();
    await this.search();
    this.failed += tell({
      name: 'plans: big tables read from end to end',
      figure: this.big.length,
      unit: 'scans',
      n: this.plans,
      budget: 0,
      of: this.big.join('; '),
      most: this.most,
    });
    return this.failed;
  }

  /** The first looks after a start read from disk and are compiled meanwhile: not mixed in. */
  async warm() {
    for (let i = 0; i < WARM; i += 1) await this.get('/api/v1/tickets?view=open');
  }

  async get(url) {
    const answer = await this.app.inject({ url, headers: { cookie: this.cookie } });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.payload.slice(0, 300)}`);
    return JSON.parse(answer.payload);
  }

  /** Asks each address once to warm up, then times n of them; the statements of the first are explained. */
  async time(name, urls, budget, { share = 0.99, growth, ...more } = {}) {
    const asked = await heardDuring(() => this.get(urls[0]));
    const times = [];
    for (let i = 0; i < this.n; i += 1) {
      const began = performance.now();
      await this.get(urls[i % urls.length]);
      times.push(performance.now() - began);
    }
    const engine = await explainAll(this.db, asked);
    if (!this.smaller) keepPlans(name, engine.lines);
    this.plans += asked.length;
    this.most = Math.max(this.most, engine.most);
    this.big.push(...engine.big.map((table) => `${name}: ${table}`));
    this.failed += tell({
      name,
      figure: quantile(times, share),
      unit: share === 0.99 ? 'ms p99' : 'ms p95',
      n: this.n,
      budget,
      growsAtMost: growth,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      limit: { what: 'the same statements by pg alone', figure: engine.ms },
      buffers: engine.buffers,
      statements: asked.length,
      ...more,
    });
  }

  async views() {
    const grows = { growth: GROWTH.view };
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
          const name = `view ${view} ${sort}, first page`;
          this.failed += tell({ name, n: 0, unit: 'ms p99', budget: BUDGET.view, error: error.message });
          continue;
        }
        await this.time(`view ${view} ${sort}, first page`, [url], BUDGET.view, grows);
        if (!page.next) continue;
        await this.time(`view ${view} ${sort}, next page`, [`${url}&cursor=${page.next}`], BUDGET.view, grows);
        const deep = await this.walk(url.replace('limit=50', 'limit=100'), 500);
        if (deep)
          await this.time(
            `view ${view} ${sort}, row 50,000 or the last`,
            [`${url}&cursor=${deep}`],
            BUDGET.view,
            grows,
          );
      }
    }
    await this.time('counts', ['/api/v1/tickets/counts'], BUDGET.view, grows);
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
    const found = { share: 0.95, growth: GROWTH.search };
    const url = (q) => `/api/v1/search?q=${encodeURIComponent(q)}`;
    await this.time(
      'search: rare word',
      rows.map(({ word }) => url(word)),
      BUDGET.rare,
      found,
    );
    await this.time(
      'search: common Russian word',
      [url('заказ'), url('посылка'), url('спасибо')],
      BUDGET.common,
      found,
    );
    const old = await this.oldWord();
    const name = 'search: frequent word of the oldest tickets alone';
    if (old) await this.time(name, [url(old.word)], BUDGET.old, { ...found, messages: old.messages });
    else this.failed += tell({ name, n: 0, unit: 'ms p95', budget: BUDGET.old, error: 'this desk has no such word' });
    await this.time(
      'search: name with a typo',
      rows.map(({ name }) => url(typo(name))),
      BUDGET.name,
      found,
    );
    await this.time(
      'search: filter and word',
      [url('status:open заказ'), url('tag:delivery parcel'), url('before:2026-03-01 возврат')],
      BUDGET.filtered,
      found,
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
