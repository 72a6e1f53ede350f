// The terminal as a newcomer uses it: the built `otklik` on an empty folder, killed, started again, and asked questions.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from './free-port.js';

const BIN = join(process.cwd(), 'apps/api/bin/otklik.js');
const SLOW = 120_000;
let folder: string;
let env: Record<string, string>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(process.env.OTKLIK_TEST_POSTGRES!, 'terminal-'));
  // No LANG on purpose: a bare machine has none.
  env = {
    PATH: process.env.PATH ?? '',
    OTKLIK_DATA_DIR: join(folder, 'data'),
    PORT: String(await freePort()),
    SMTP_PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
  };
}, SLOW);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  const postmaster = join(folder, 'data', 'postgres', 'postmaster.pid');
  if (existsSync(postmaster)) process.kill(Number(readFileSync(postmaster, 'utf8').split('\n')[0]), 'SIGQUIT');
  await sleep(500);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}, SLOW);

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

async function otklik(args: string[], more: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...env, ...more }, cwd: folder });
  children.push(child);
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => (ended.out += chunk));
  child.stderr.on('data', (chunk) => (ended.err += chunk));
  const [code] = await once(child, 'close');
  return { ...ended, code };
}

/** Starts the desk and waits for the word "ready". */
async function started(): Promise<{ child: ChildProcess; out: () => string; ms: number }> {
  const began = Date.now();
  const child = spawn(process.execPath, [BIN, 'start'], { env, cwd: folder });
  children.push(child);
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (out += chunk));
  while (!/Otklik is ready: .*\n[\s\S]*Ctrl-C/.test(out)) {
    if (child.exitCode !== null) throw new Error(`The desk ended: ${out}`);
    await sleep(20);
  }
  return { child, out: () => out, ms: Date.now() - began };
}

const url = (path: string) => `http://127.0.0.1:${env.PORT}${path}`;

test(
  'the life of a desk',
  async () => {
    const first = await started();
    expect(first.out()).toContain(`Otklik is ready: http://localhost:${env.PORT}`);
    const password = first.out().match(/password\s+(\S+)\s+\(shown only now\)/)?.[1];
    expect(password).toBeDefined();
    expect(statSync(join(folder, 'data', 'secret')).mode & 0o777).toBe(0o600);
    const signIn = await fetch(url('/api/v1/sign-in'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'owner@desk.localhost', password }),
    });
    expect(signIn.status).toBeLessThan(300);

    const second = await otklik(['start']);
    expect(second.code).toBe(1);
    expect(second.err).toContain(`as process ${first.child.pid}`);

    const made = await otklik(['apikey', 'create', '--name', 'a test']);
    expect(made).toMatchObject({ code: 0 });
    const key = made.out.trimEnd().split('\n').at(-1)!;
    const asked = await fetch(url('/api/v1/tickets'), { headers: { authorization: `Bearer ${key}` } });
    expect(asked.status).toBe(200);

    first.child.kill('SIGKILL');
    await once(first.child, 'close');
    const postmaster = readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];

    const again = await started();
    expect(again.out()).toContain('has been adopted');
    expect(again.out()).not.toContain('shown only now');
    expect(readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]).toBe(postmaster);
    expect(again.ms).toBeLessThan(20_000);
    expect((await fetch(url('/api/v1/tickets'), { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);

    again.child.kill('SIGINT');
    const [code] = await once(again.child, 'close');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).toBe(false);
    expect(existsSync(join(folder, 'data', 'desk.pid'))).toBe(false);
  },
  SLOW,
);

test(
  'the desk ends with the shell that npm put between',
  async () => {
    const byNpm = { ...env, npm_lifecycle_event: 'start' };
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${BIN}" start; true`], { env: byNpm, cwd: folder });
    children.push(shell);
    let out = '';
    shell.stdout.on('data', (chunk) => (out += chunk));
    while (!out.includes('Ctrl-C')) await sleep(50);
    shell.kill('SIGTERM');
    while (existsSync(join(folder, 'data', 'desk.pid'))) await sleep(50);
    expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).toBe(false);
  },
  SLOW,
);

test(
  'commands on a stopped desk start its database and stop it again',
  async () => {
    const made = await otklik(['agent', 'create', '--email', 'vera@example.com', '--role', 'lead']);
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringContaining('vera <vera@example.com> can sign in as lead'),
    });
    const twice = await otklik(['agent', 'create', '--email', 'VERA@example.com']);
    expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('example.com') });
    const reset = await otklik(['agent', 'reset-password', '--email', 'vera@example.com']);
    expect(reset.out).toMatch(/Password \(shown only now\): \S{12,}/);
    expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).toBe(false);
  },
  SLOW,
);

test(
  'another secret is refused before anything sealed is lost',
  async () => {
    const other = { OTKLIK_SECRET: 'another-secret-another-secret-another' };
    const refused = await otklik(['start'], other);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('start with the old one') });
    const looked = await otklik(['doctor'], other);
    expect(looked.out + looked.err).toContain('OTKLIK_SECRET is not the one');
  },
  SLOW,
);

test(
  'a month of the demo agrees with its own report',
  async () => {
    const seeded = await otklik(['seed', '--demo', '--tickets', '40', '--seed', '7']);
    expect(seeded).toMatchObject({ code: 0, out: expect.stringContaining('--seed 7') });
    const verified = await otklik(['reports', 'verify']);
    expect(verified).toMatchObject({ code: 0, out: expect.stringMatching(/: 0 disagree/) });
    const again = await otklik(['replay', '--failed']);
    expect([again.code, again.out.trim()]).toEqual([0, 'Nothing is waiting to be replayed.']);
  },
  SLOW,
);

test(
  'a year cast from a month agrees with its own report',
  async () => {
    const seeded = await otklik(['seed', '--tickets', '600', '--seed', '7']);
    expect(seeded).toMatchObject({ code: 0, out: expect.stringContaining('600 tickets, and the reports of them') });
    const verified = await otklik(['reports', 'verify']);
    expect(verified).toMatchObject({ code: 0, out: expect.stringMatching(/: 0 disagree/) });
    const unsaid = await otklik(['seed']);
    expect(unsaid).toMatchObject({ code: 1, err: expect.stringContaining('--tickets 1000000') });
  },
  SLOW,
);

test(
  'doctor names what is wrong and how to mend it',
  async () => {
    const well = await otklik(['doctor']);
    expect(well.out).toContain('PUBLIC_URL is http://localhost');
    expect(well.out).toContain('SMTP_URL is not set');
    expect(well.code).toBe(0);
    const ill = await otklik(['doctor'], { SMTP_URL: 'smtp://127.0.0.1:1', OTKLIK_OWNER_MAIL: 'x@example.com' });
    expect(ill.code).toBe(1);
    expect(ill.out).toContain('OTKLIK_OWNER_MAIL is set, but this build does not read it');
    expect(ill.out).toMatch(/✗ The mail relay 127\.0\.0\.1:1 refuses us/);
  },
  SLOW,
);

test(
  'a port in use and a wrong setting are named before anything is started',
  async () => {
    const stranger = createServer().listen(Number(env.PORT), '127.0.0.1');
    await once(stranger, 'listening');
    const taken = await otklik(['start']);
    stranger.close();
    expect(taken).toMatchObject({ code: 1, err: expect.stringContaining(`Port ${env.PORT} is taken`) });
    const wrong = await otklik(['start'], { PORT: 'http', ROLE: 'king' });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('PORT must be a whole number');
    expect(wrong.err).toContain('ROLE must be all, web or worker');
    expect(wrong.err).not.toMatch(/\n\s+at /);
  },
  SLOW,
);

test(
  'inspect never throws',
  async () => {
    const mail = await otklik(['inspect', 'mail', join(folder, 'no-such.eml')]);
    expect(mail.code).toBe(0);
    expect(JSON.parse(mail.out)).toMatchObject({ file: expect.stringContaining('no-such.eml'), verdict: 'quarantine' });
    const hook = await otklik(['inspect', 'webhook', '--channel', 'telegram', BIN]);
    expect(JSON.parse(hook.out.split('\n')[0]!)).toMatchObject({ kind: 'ignored' });
  },
  SLOW,
);
