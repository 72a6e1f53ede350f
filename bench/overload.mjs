// Three times what a desk takes: one shop writes far more than can be read, a mailbox is flooded too, and a third customer wants an answer.
import { createRequire } from 'node:module';
import { createConnection } from 'node:net';
import { enter, messenger, NEIGHBOURLY, together, until } from './desk-client.mjs';
import { quantile, tell } from './print.mjs';
import { startDesk } from './running-desk.mjs';

const pg = createRequire(new URL('../apps/api/package.json', import.meta.url))('pg');
const TIMES = 3;
const SECONDS = 60;
const CALLERS = 16;
/** A mail every so often to a mailbox, and a message of the modest shop. */
const MAIL_MS = 50;
const MODEST_MS = 500;
/** Within this time the modest customer's words are a ticket, whatever the others do. */
const MODEST_BUDGET_MS = 5000;

export async function bench(options) {
  const n = Number(options.n ?? 1500);
  const seed = Number(options.seed ?? Date.now() % 1_000_000);
  const desk = await startDesk(null, NEIGHBOURLY);
  const opened = await desk.database();
  const db = new pg.Client({ connectionString: opened.url });
  await db.connect();
  const lines = [];
  try {
    const owner = await enter(desk.url);
    const greedy = await messenger(owner);
    const modest = await messenger(owner);
    lines.push(greedy, modest);
    const write = (line, id) =>
      line.offer({ type: 'message', id, conversation: id, sender: { id }, text: `${id}: where is my parcel?` });
    const known = async (ids) =>
      (await db.query('SELECT external_id FROM inbound_key WHERE external_id = ANY($1)', [ids])).rows.length;
    const idle = async () => (await db.query(`SELECT FROM raw WHERE state = 'received' LIMIT 1`)).rowCount === 0;
    const began = performance.now();
    await together(n, CALLERS, (i) => write(greedy, `alone-${seed}-${i}`));
    await until(idle, 'taking in alone', 20);
    const capacity = (n / (performance.now() - began)) * 1000;

    const answers = {};
    const accepted = [];
    const note = (how, status, id) => {
      answers[`${how} ${status}`] = (answers[`${how} ${status}`] ?? 0) + 1;
      if (status === 200) accepted.push(id);
    };
    const writing = new Set();
    const begin = (promise) => {
      const one = promise.catch(() => undefined).finally(() => writing.delete(one));
      writing.add(one);
    };
    const from = performance.now();
    const waits = [];
    const every = (ms, work) => {
      let i = 0;
      const timer = setInterval(
        () => {
          for (; i < (performance.now() - from) / ms; i += 1) begin(work(i));
        },
        Math.max(5, ms),
      );
      return () => clearInterval(timer);
    };
    const stops = [
      every(1000 / (capacity * TIMES), async (i) => {
        const id = `flood-${seed}-${i}`;
        note('webhook', await write(greedy, id).catch(() => 'no answer'), id);
      }),
      every(MAIL_MS, async (i) => {
        const id = `<mail-${seed}-${i}@bench.example>`;
        note('mail', await send(desk.smtp, id).catch(() => 'no answer'), id);
      }),
      every(MODEST_MS, async (i) => {
        const id = `modest-${seed}-${i}`;
        const at = performance.now();
        note('webhook', await write(modest, id), id);
        await until(async () => (await known([id])) === 1, 'the modest shop', 20);
        waits.push(performance.now() - at);
      }),
    ];
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
    for (const stop of stops) stop();
    await Promise.all(writing);
    const ended = performance.now();
    await until(idle, 'recovering', 100, 900_000);
    const recovered = (performance.now() - ended) / 1000;
    // A mail is known by the name between its brackets.
    const names = accepted.map((id) => id.replace(/^<|>$/g, ''));
    let kept = 0;
    for (let i = 0; i < names.length; i += 10_000) kept += await known(names.slice(i, i + 10_000));
    const more = { capacity, times: TIMES, answers, recovered, seed };
    return (
      tell({
        name: 'overload: acknowledged and not in a ticket',
        figure: accepted.length - kept,
        unit: 'messages',
        n: accepted.length,
        budget: 0,
        ...more,
      }) +
      tell({
        name: 'overload: a modest customer waits for a ticket',
        figure: quantile(waits, 0.99),
        unit: 'ms',
        n: waits.length,
        p50: quantile(waits, 0.5),
        p99: quantile(waits, 0.99),
        budget: MODEST_BUDGET_MS,
        seed,
      })
    );
  } finally {
    for (const line of lines) line.close();
    await db.end().catch(() => {});
    await opened.close().catch(() => {});
    await desk.close();
  }
}

/** One mail, one session. @returns {Promise<number>} 200: it was taken; else the code that it was refused with */
function send(port, id) {
  const who = id.slice(1, id.indexOf('@'));
  const words = [
    'EHLO bench.example',
    `MAIL FROM:<${who}@bench.example>`,
    'RCPT TO:<support@desk.localhost>',
    'DATA',
    [
      `From: ${who}@bench.example`,
      'To: support@desk.localhost',
      `Subject: ${who}`,
      `Message-ID: ${id}`,
      '',
      'Where is my parcel?',
      '.',
    ].join('\r\n'),
  ];
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1');
    let said = '';
    let at = 0;
    socket.setTimeout(60_000, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.on('data', (chunk) => {
      said += chunk;
      const last = /^(\d{3}) [^\n]*\n$/m.exec(said);
      if (!last) return;
      said = '';
      const code = Number(last[1]);
      if (code >= 400 || at === words.length) {
        socket.end('QUIT\r\n');
        resolve(code >= 400 ? code : 200);
      } else socket.write(`${words[at++]}\r\n`);
    });
  });
}
