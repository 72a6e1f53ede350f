// `npm run corpus:twice -- DIR`: every mail of a folder through SMTP into a running desk, twice, and the ledger's account of each.
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { build } from '../build.mjs';
import { ROOT } from '../running.mjs';
import { mailsBelow } from './expectations.mjs';

const OWNER = { email: 'owner@desk.test', password: 'corpus-twice-corpus' };
const LANES = 6;

const folder = process.argv[2] ? resolve(process.argv[2]) : null;
if (!folder) console.log('corpus:twice: skipped, no folder was named. Usage: npm run corpus:twice -- DIR');
else if (!(await build({ ifStale: true, only: ['server'] }))) process.exitCode = 1;
else process.exitCode = await twice(join(folder, 'email'));

async function twice(mails) {
  const names = mailsBelow(mails);
  const desk = await startDesk();
  try {
    const passes = [];
    for (const pass of ['first', 'second']) {
      const sent = await sendAll(desk, mails, names, pass);
      await settled(desk, names.length * (passes.length + 1) - sent.refused.length);
      passes.push({ ...sent, ...(await account(desk)), rss: await residentMb(desk.pid) });
      console.log(JSON.stringify({ pass, ...passes.at(-1), refused: sent.refused.length }));
    }
    return verdict(names.length, passes);
  } finally {
    await desk.stop();
  }
}

/** Prints what must hold, and whether it does; 1 when something does not. */
function verdict(n, [first, second]) {
  const automatic = ['bounce', 'auto-reply', 'complaint', 'loop'];
  const opened = Object.entries(second.openedBy).filter(([reason]) =>
    automatic.some((word) => reason.startsWith(word)),
  );
  const rules = {
    'every mail has a row in the ledger': first.rows === n && second.rows === 2 * n,
    'no row waits or failed': second.states.received === undefined && second.states.failed === undefined,
    'the second pass added no ticket': second.tickets === first.tickets,
    'the second pass added no message': second.messages === first.messages,
    'nothing automatic opened a ticket': opened.length === 0,
    'nothing was answered by itself': second.outbox === 0,
    'memory stays flat (second pass within 20 %)': second.rss <= first.rss * 1.2,
  };
  for (const [rule, holds] of Object.entries(rules)) console.log(`${holds ? 'holds ' : 'BROKEN'} ${rule}`);
  return Object.values(rules).every(Boolean) ? 0 : 1;
}

async function startDesk() {
  const data = await mkdtemp(join(tmpdir(), 'otklik-corpus-'));
  // As root, PostgreSQL runs as somebody else, who must be able to enter.
  await chmod(data, 0o755);
  const [port, smtpPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [join(ROOT, 'apps/api/bin/otklik.js'), 'start'], {
    env: {
      ...process.env,
      PORT: String(port),
      SMTP_PORT: String(smtpPort),
      OTKLIK_DATA_DIR: data,
      OTKLIK_OWNER_EMAIL: OWNER.email,
      OTKLIK_OWNER_PASSWORD: OWNER.password,
      MAIL_DOMAIN: 'desk.test',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((ready, failed) => {
    createInterface(child.stdout).on('line', (line) => line.includes('Otklik is ready') && ready());
    child.once('exit', (code) => failed(new Error(`the desk ended with ${code}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  const signedIn = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return {
    pid: child.pid,
    smtpPort,
    read: async (path) => (await fetch(url + path, { headers: { cookie } })).json(),
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A mail server sends again what it was asked to send later; so does this. */
async function sendAll(desk, mails, names, pass) {
  const waiting = names.map((name, index) => ({ name, index }));
  const refused = [];
  let done = 0;
  const began = performance.now();
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, index } = next;
      // From many addresses, as mail comes: one machine alone is asked to slow down.
      const localAddress = process.platform === 'linux' ? `127.0.0.${2 + (index % 200)}` : undefined;
      const transport = createTransport({
        host: '127.0.0.1',
        port: desk.smtpPort,
        localAddress,
        tls: { rejectUnauthorized: false },
      });
      try {
        const raw = await readFile(join(mails, name));
        await transport.sendMail({ raw, envelope: { from: 'relay@sender.test', to: ['support@desk.test'] } });
        if (++done % 200 === 0) console.error(`${pass} pass: ${done} of ${names.length}`);
      } catch (error) {
        if (error.responseCode >= 400 && error.responseCode < 500) {
          waiting.push(next);
          await sleep(500);
        } else refused.push({ name, why: error.message });
      } finally {
        transport.close();
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  for (const { name, why } of refused) console.error(`refused: ${name}: ${why}`);
  return { mails: done, seconds: Math.round((performance.now() - began) / 100) / 10, refused };
}

/** Until the ledger has so many rows and none waits. */
async function settled(desk, rows) {
  for (let tries = 0; tries < 600; tries++) {
    const waiting = await desk.read('/api/v1/ledger?state=received&limit=1');
    if (waiting.items.length === 0 && (await all(desk, '/api/v1/ledger?')).length >= rows) return;
    await sleep(1000);
  }
  throw new Error('the desk does not settle');
}

async function account(desk) {
  const ledger = await all(desk, '/api/v1/ledger?');
  const tickets = await all(desk, '/api/v1/tickets?view=all&sort=newest');
  const states = {};
  const openedBy = {};
  for (const { state, reason, ticketId } of ledger) {
    states[state] = (states[state] ?? 0) + 1;
    if (state === 'dropped' && ticketId) openedBy[reason] = (openedBy[reason] ?? 0) + 1;
  }
  const messages = new Set(ledger.map((row) => row.messageId).filter(Boolean)).size;
  const outbox = (await desk.read('/api/v1/outbox')).items.length;
  return { rows: ledger.length, states, tickets: tickets.length, messages, openedBy, outbox };
}

async function all(desk, path) {
  const items = [];
  for (let next = ''; next !== null; ) {
    const page = await desk.read(`${path}&limit=100${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

async function residentMb(pid) {
  if (process.platform !== 'linux') return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
