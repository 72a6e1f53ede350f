// What a desk takes by SMTP: mails accepted durably, mails that have become tickets, and whether a very large one holds everybody up.
import { createRequire } from 'node:module';
import { createConnection } from 'node:net';
import { NEIGHBOURLY, until } from './desk-client.mjs';
import { bare } from './limits/bare-child.mjs';
import { settingsOf } from './limits/statements.mjs';
import { quantile, tell } from './print.mjs';
import { startDesk } from './running-desk.mjs';

const pg = createRequire(new URL('../apps/api/package.json', import.meta.url))('pg');
const SENDERS = 8;
const SHARES = { accepted: 0.5, processed: 0.25 };
const LARGE_BYTES = 25 * 1024 * 1024;
const STALL_MS = 50;
const TO = 'support@desk.localhost';

export async function bench(options) {
  const n = Number(options.n ?? 1000);
  const seed = Number(options.seed ?? Date.now() % 1_000_000);
  const desk = await startDesk(null, NEIGHBOURLY);
  const opened = await desk.database();
  const db = new pg.Client({ connectionString: opened.url });
  await db.connect();
  let failed = 0;
  try {
    console.log(JSON.stringify({ name: 'desk of mail', seed, senders: SENDERS, settings: await settingsOf(db) }));
    const done = async () => (await db.query(`SELECT FROM raw WHERE state = 'received' LIMIT 1`)).rowCount === 0;
    const mails = (from, count) => Array.from({ length: count }, (_, i) => mail(seed, from + i));
    await send(desk.smtp, mails(0, Math.min(200, n)));
    await until(done, 'warming up');
    if (options.profile) await desk.ask('profile');
    const began = performance.now();
    const times = await send(desk.smtp, mails(10_000, n));
    const accepted = (n / (performance.now() - began)) * 1000;
    await until(done, 'mails become tickets');
    const processed = (n / (performance.now() - began)) * 1000;
    if (options.profile) console.log(JSON.stringify({ profile: await desk.ask('profile', options.profile) }));
    const { rows } = await db.query('SELECT state, count(*)::int AS rows FROM raw GROUP BY state');
    if (options.profile) await desk.ask('profile');
    await desk.ask('stall');
    await send(desk.smtp, [large(seed)]);
    await until(done, 'the large mail');
    const { longest } = await desk.ask('stall');
    if (options.profile)
      console.log(JSON.stringify({ profile: await desk.ask('profile', `${options.profile}.large`) }));
    // The desk does other things too: what stands still without any mail is the machine's.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const idle = await desk.ask('stall');
    await db.end();
    await desk.stop();
    const limits = { accept: await limit('accept', mails(50_000, n)), parse: await limit('parse', mails(50_000, n)) };
    failed += tell({
      name: 'mail, accepted durably',
      figure: accepted,
      unit: 'mails/s',
      n,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      limit: { what: 'bare smtp-server + postal-mime, kept nowhere', figure: limits.parse },
      share: SHARES.accepted,
      bareWithoutParser: limits.accept,
      seed,
    });
    failed += tell({
      name: 'mail, processed to a ticket',
      figure: processed,
      unit: 'mails/s',
      n,
      limit: { what: 'bare smtp-server + postal-mime, kept nowhere', figure: limits.parse },
      share: SHARES.processed,
      became: Object.fromEntries(rows.map(({ state, rows: count }) => [state, count])),
      seed,
    });
    failed += tell({
      name: 'mail of 25 MB: the event loop stands still',
      figure: longest,
      unit: 'ms',
      budget: STALL_MS,
      limit: { what: 'the same desk with nothing to do, for five seconds', figure: idle.longest },
      bytes: LARGE_BYTES,
      seed,
    });
    return failed;
  } finally {
    await db.end().catch(() => {});
    await opened.close().catch(() => {});
    await desk.close();
  }
}

/** How many a second the bare server takes; the first of them warm it up. */
async function limit(what, mails) {
  const engine = await bare('bare-smtp.mjs', [what]);
  await send(engine.said.port, mails.slice(0, 200));
  const began = performance.now();
  await send(engine.said.port, mails);
  const rate = (mails.length / (performance.now() - began)) * 1000;
  engine.close();
  return rate;
}

/** A mail as people write them: two alternatives and an old quote. */
function mail(seed, i) {
  const from = `customer-${seed}-${i}@example.com`;
  const words = `Hello, this is message ${i}: my parcel has not come yet, and the page says that it was delivered on Monday. `;
  const text = `${words.repeat(4)}\r\n\r\nAnna\r\n\r\nOn Monday the shop wrote:\r\n> Your parcel is on its way.\r\n`;
  return envelope(from, [
    ...head(from, seed, i, 'multipart/alternative; boundary="part"'),
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--part',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<html><body>${`<p style="margin:0">${words}</p>`.repeat(8)}<blockquote>Your parcel is on its way.</blockquote></body></html>`,
    '--part--',
  ]);
}

function large(seed) {
  const from = `large-${seed}@example.com`;
  const line = Buffer.alloc(57, 'otklik').toString('base64');
  const lines = Array.from({ length: Math.floor(LARGE_BYTES / (line.length + 2)) }, () => line);
  return envelope(from, [
    ...head(from, seed, 'large', 'multipart/mixed; boundary="part"'),
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'A film of my broken kettle.',
    '--part',
    'Content-Type: video/mp4; name="kettle.mp4"',
    'Content-Disposition: attachment; filename="kettle.mp4"',
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
    '--part--',
  ]);
}

const head = (from, seed, i, type) => [
  `From: Anna ${i} <${from}>`,
  `To: ${TO}`,
  `Subject: Parcel ${i}`,
  `Message-ID: <${seed}.${i}.${Date.now()}@example.com>`,
  `Date: ${new Date().toUTCString()}`,
  'MIME-Version: 1.0',
  `Content-Type: ${type}`,
  '',
];
const envelope = (from, lines) => ({ from, data: Buffer.from(`${lines.join('\r\n')}\r\n.\r\n`) });

/** Sends them all, a few senders at a time, each over one connection. @returns milliseconds from DATA to its 250 */
async function send(port, mails) {
  const times = [];
  let next = 0;
  const sender = async () => {
    const { say, socket } = await greet(port);
    await say('EHLO bench.example', 250);
    while (next < mails.length) {
      const { from, data } = mails[next];
      next += 1;
      await say(`MAIL FROM:<${from}>`, 250);
      await say(`RCPT TO:<${TO}>`, 250);
      await say('DATA', 354);
      const began = performance.now();
      await say(data, 250);
      times.push(performance.now() - began);
    }
    socket.end('QUIT\r\n');
  };
  await Promise.all(Array.from({ length: Math.min(SENDERS, mails.length) }, sender));
  return times;
}

async function greet(port) {
  const socket = createConnection(port, '127.0.0.1').setNoDelay();
  let heard = '';
  let waits = null;
  const answered = () =>
    new Promise((resolve, reject) => {
      waits = { resolve, reject };
    });
  socket.on('data', (chunk) => {
    heard += chunk;
    if (!/^\d{3} .*\r\n$/m.test(heard) || !heard.endsWith('\r\n')) return;
    const whole = heard;
    heard = '';
    waits?.resolve(whole);
  });
  socket.on('error', (error) => waits?.reject(error));
  await answered();
  const say = async (what, code) => {
    const answer = answered();
    socket.write(typeof what === 'string' ? `${what}\r\n` : what);
    const words = await answer;
    if (!words.split('\r\n').at(-2).startsWith(String(code))) throw new Error(`SMTP: ${words}`);
  };
  return { say, socket };
}
