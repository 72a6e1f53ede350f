// A database that goes away under a living desk: everybody is told so in their own words, and it all goes on by itself.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { countLosses } from '../faults/count-losses.js';
import { live } from '../faults/customers.js';
import { sendMail } from '../standins/mail-standin.js';
import { ShapedDesk } from './shaped-desk.js';

jest.setTimeout(240_000);

/** How long it is away, in milliseconds. */
const AWAY_MS = 6_000;

/** What is said at each door. */
async function said(desk: ShapedDesk, token: string): Promise<Record<string, unknown>> {
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(desk.url + path, { ...init, signal: AbortSignal.timeout(10_000) });
    const type = response.headers.get('content-type') ?? '';
    const code = type.includes('problem+json')
      ? ((await response.json()) as { code: string }).code
      : type.split(';')[0];
    return `${response.status} ${code}`;
  };
  const json = { 'content-type': 'application/json' };
  const line = JSON.stringify({ clientId: randomUUID(), text: 'Hello?', fileIds: [] });
  const mail = { from: 'late@example.com', to: 'support@desk.test', subject: 'Late', text: 'Late' };
  return {
    live: await ask('/health/live'),
    ready: await ask('/health/ready'),
    agent: await ask('/api/v1/tickets', { headers: { cookie: `otklik_session=${'x'.repeat(43)}` } }),
    program: await desk.api('GET', '/api/v1/tickets').then(
      () => 'served',
      (error: Error) => /: (\d{3}) .*"code":"([\w-]+)"/.exec(error.message)?.slice(1).join(' '),
    ),
    widget: await ask('/api/widget/v1/messages', {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${token}` },
      body: line,
    }),
    webhook: await ask(`/hooks/telegram/${'k'.repeat(22)}`, { method: 'POST', headers: json, body: '{}' }),
    mail: await sendMail(desk.smtpPort, mail).then(
      () => 'taken',
      (error: { responseCode?: number }) => error.responseCode,
    ),
  };
}

async function visitorOf(desk: ShapedDesk): Promise<string> {
  const response = await fetch(`${desk.url}/api/widget/v1/visitors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: desk.chatKey, locale: 'en', page: 'https://shop.test/' }),
  });
  return ((await response.json()) as { token: string }).token;
}

const untilServed = async (desk: ShapedDesk) => {
  for (const end = Date.now() + 30_000; Date.now() < end && desk.process.alive; await sleep(50)) {
    const ready = await fetch(`${desk.url}/health/ready`).catch(() => null);
    if (ready?.ok) return;
  }
  throw new Error(
    `The desk did not find its database again: ${JSON.stringify(desk.process)}\n${desk.output.slice(-3000)}`,
  );
};

/** Customers who live through it, begun before it happens; then the independent count. */
async function throughIt(desk: ShapedDesk, happens: () => Promise<void>): Promise<void> {
  const before = await Promise.all([0, 1, 2].map((n) => live(desk, n)));
  const { pid } = desk.process;
  const crowd = Promise.all([3, 4, 5, 6, 7, 8].map((n) => sleep(n * 60).then(() => live(desk, n))));
  await sleep(400);
  await happens();
  const told = [...before, ...(await crowd)];
  await nothingOnItsWay(desk);
  const losses = await countLosses(desk, told);
  expect(losses).toMatchObject({ lost: [], doubled: [], decisions: [] });
  // At most what Telegram was being told in that very instant.
  expect(losses.unknown.messages).toBeLessThanOrEqual(1);
  expect(desk.process).toEqual({ pid, alive: true });
  // Whoever tried again while it was away has let go of what he tried with.
  const [sessions] = await desk.ask<{ n: number }>(
    'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database()',
  );
  expect(sessions!.n).toBeLessThan(50);
  expect(await desk.command('reports', 'verify')).toMatchObject({ code: 0 });
}

async function nothingOnItsWay(desk: ShapedDesk): Promise<void> {
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(100)) {
    const [row] = await desk.ask<{ n: number }>(
      `SELECT ((SELECT count(*) FROM outbox) + (SELECT count(*) FROM raw WHERE state = 'received')
         + (SELECT count(*) FROM message WHERE state IN ('held', 'queued', 'sending'))
         + (SELECT count(*) FROM invitation WHERE state IN ('scheduled', 'posted')))::int AS n`,
    );
    if (row!.n === 0) return;
  }
}

describe('PostgreSQL of its own, not reached for some seconds', () => {
  let desk: ShapedDesk;
  beforeAll(async () => {
    desk = await ShapedDesk.open('standard', { redis: false });
  });
  afterAll(() => desk?.close());

  it('every door says "not now", nobody is lost, and the same process goes on', async () => {
    const token = await visitorOf(desk);
    await throughIt(desk, async () => {
      await desk.loseDatabase();
      const back = Date.now() + AWAY_MS;
      await sleep(300);
      expect(await said(desk, token)).toEqual({
        live: '200 application/json',
        ready: '503 application/json',
        agent: '503 unavailable',
        program: '503 unavailable',
        widget: '503 unavailable',
        webhook: '503 unavailable',
        mail: 451,
      });
      await sleep(Math.max(0, back - Date.now()));
      await desk.findDatabase();
      await untilServed(desk);
    });
  });
});

describe('the embedded PostgreSQL, killed', () => {
  let desk: ShapedDesk;
  beforeAll(async () => {
    desk = await ShapedDesk.open('embedded');
  });
  afterAll(() => desk?.close());

  it('is started again on its port, and the desk goes on as if nothing had been', async () => {
    await throughIt(desk, async () => {
      const before = desk.postmaster;
      process.kill(before, 'SIGKILL');
      await sleep(300);
      await untilServed(desk);
      expect(desk.postmaster).not.toBe(before);
    });
  });
});
