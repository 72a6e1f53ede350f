// The fleet with a replica: searches and reports are read there, nobody misses what they just wrote, and its death is nobody's error.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { OWNER, redisProgram, ShapedDesk } from '../shapes/shaped-desk.js';
import { FollowedPostgres } from './replica-server.js';

jest.setTimeout(120_000);
if (!redisProgram) {
  process.stderr.write('SKIPPED: the replica: redis-server is not on this machine (apt-get install redis-server).\n');
}
const it = redisProgram ? test : test.skip;

/** The desk notices once a second that its replica is back. */
const USED_AGAIN_MS = 20_000;
/** A second until it is given up, and what a busy machine takes. */
const WAITED_MS = 4_000;

describe('2 web, a worker and a replica', () => {
  let postgres: FollowedPostgres;
  let desk: ShapedDesk;
  let agent: Record<string, string>;
  let ticketId: string;

  beforeAll(async () => {
    if (!redisProgram) return;
    postgres = await FollowedPostgres.start();
    desk = await ShapedDesk.open('split', { postgres });
    desk.telegram.customerWrites({ id: 6_100_000_001, firstName: 'Rae', username: 'rae' }, 'where is my parcel');
    await within(20_000, 'a ticket', async () => {
      const { items } = await desk.api<{ items: TicketRow[] }>('GET', '/api/v1/tickets?view=all&limit=5');
      ticketId = items[0]?.id ?? '';
      return ticketId !== '';
    });
    const answer = await fetch(`${desk.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(OWNER),
    });
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    agent = { cookie: cookie.join('; '), 'x-csrf-token': ((await answer.json()) as { csrf: string }).csrf };
  });
  afterAll(async () => {
    await desk?.close();
    await postgres?.stop();
  });

  /** @returns status 200 or fails */
  async function read(url: string, path: string): Promise<string> {
    const answer = await fetch(url + path, { headers: agent, signal: AbortSignal.timeout(10_000) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text;
  }

  /** How many searches and reports each server has answered, whichever process was asked. */
  async function answered(server: 'replica' | 'primary'): Promise<number> {
    let sum = 0;
    for (const url of [desk.url, desk.otherUrl]) {
      const counted = new RegExp(`^otklik_reads_total\\{server="${server}"\\} (\\d+)$`, 'm');
      sum += Number(counted.exec(await (await fetch(`${url}/metrics`)).text())?.[1] ?? 0);
    }
    return sum;
  }

  const usedAgain = async () => {
    const before = await answered('replica');
    await within(USED_AGAIN_MS, 'the replica is read from', async () => {
      for (const url of [desk.url, desk.otherUrl]) await read(url, '/api/v1/search?q=parcel');
      return (await answered('replica')) > before;
    });
  };

  /** A word nobody wrote before, in a note at one process; then sought at once at the other. */
  async function writesAndSeeks(): Promise<boolean> {
    const word = `w${randomUUID().replaceAll('-', '')}`;
    const answer = await fetch(`${desk.url}/api/v1/tickets/${ticketId}/notes`, {
      method: 'POST',
      headers: { ...agent, 'content-type': 'application/json' },
      body: JSON.stringify({ text: `the agent says ${word}` }),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    const { items } = JSON.parse(await read(desk.otherUrl, `/api/v1/search?q=${word}`)) as { items: unknown[] };
    return items.length === 1;
  }

  it('the replica answers searches and reports', async () => {
    await usedAgain();
    const looks = async (tables: string) => {
      // What a session counted is known to others within a second or when it is idle.
      const [row] = await postgres.onReplica<{ n: number }>(
        `SELECT sum(seq_scan + coalesce(idx_scan, 0))::int AS n FROM pg_stat_user_tables WHERE relname LIKE '${tables}%'`,
      );
      return row!.n;
    };
    for (const [tables, path] of [
      ['message', '/api/v1/search?q=parcel'],
      ['report_', '/api/v1/reports/overview'],
      ['report_', '/api/v1/reports/breakdown?figure=tickets.opened&by=channel'],
      ['report_', '/api/v1/reports/satisfaction'],
    ] as const) {
      const before = { looks: await looks(tables), answered: await answered('replica') };
      await within(10_000, `${path} on the replica`, async () => {
        await read(desk.otherUrl, path);
        return (await looks(tables)) > before.looks && (await answered('replica')) > before.answered;
      });
    }
    expect(await read(desk.url, '/api/v1/search?q=parcel')).toContain(ticketId);
  });

  it('an agent finds at once what they wrote, also while the replica stands still', async () => {
    for (let n = 0; n < 15; n++) expect(await writesAndSeeks()).toBe(true);
    await postgres.onReplica('SELECT pg_wal_replay_pause()');
    const before = await answered('primary');
    for (let n = 0; n < 5; n++) expect(await writesAndSeeks()).toBe(true);
    expect(await answered('primary')).toBe(before + 5);
    await postgres.onReplica('SELECT pg_wal_replay_resume()');
    await usedAgain();
  });

  it('a replica that says nothing more keeps nobody waiting', async () => {
    await usedAgain();
    await postgres.hang(async () => {
      for (const path of ['/api/v1/search?q=parcel', '/api/v1/reports/overview', '/api/v1/search?q=parcel']) {
        const began = performance.now();
        await Promise.all([read(desk.url, path), read(desk.otherUrl, path)]);
        expect(performance.now() - began).toBeLessThan(WAITED_MS);
      }
      expect(await writesAndSeeks()).toBe(true);
    });
    await usedAgain();
  });

  it('the replica killed: every page goes on; back, it is read from again', async () => {
    await usedAgain();
    let reading = true;
    const reader = (async () => {
      let pages = 0;
      for (; reading; pages += 2) {
        await read(desk.url, '/api/v1/search?q=parcel');
        await read(desk.otherUrl, '/api/v1/reports/overview');
      }
      return pages;
    })();
    await sleep(200);
    await postgres.kill();
    expect(await writesAndSeeks()).toBe(true);
    await sleep(2500);
    await postgres.follow();
    reading = false;
    expect(await reader).toBeGreaterThan(10);
    await usedAgain();
  });
});

async function within(ms: number, what: string, seen: () => Promise<boolean>): Promise<void> {
  const began = Date.now();
  while (!(await seen())) {
    if (Date.now() - began > ms) throw new Error(`Not within ${ms} ms: ${what}`);
    await sleep(100);
  }
}
