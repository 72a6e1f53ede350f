// The fleet: 3 web and 2 worker processes behind a load balancer; restarted in turn and killed, nobody loses a word or sees an error.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { io, type Socket } from 'socket.io-client';
import { countLosses } from '../faults/count-losses.js';
import { live } from '../faults/customers.js';
import { OWNER, redisProgram, ShapedDesk } from '../shapes/shaped-desk.js';
import { nginxProgram } from './nginx.js';

jest.setTimeout(240_000);
if (!redisProgram) {
  process.stderr.write('SKIPPED: the fleet: redis-server is not on this machine (apt-get install redis-server).\n');
}
if (!nginxProgram)
  process.stderr.write(
    'SKIPPED: nginx before the fleet is not on this machine (apt-get install nginx-light): a simpler door stands there.\n',
  );
const it = redisProgram ? test : test.skip;

/** Within so much after a death somebody else must have gone on. */
const TAKEN_OVER_MS = 10_000;
const PAUSE_MS = 2000;

/** A visitor of the widget who writes line after line, each until it is acknowledged. */
class Talker {
  private token = '';
  readonly acknowledged: string[] = [];
  private quiet = false;
  private talking: Promise<void> | null = null;

  constructor(
    private readonly desk: ShapedDesk,
    readonly name: string,
  ) {}

  async begin(): Promise<this> {
    const { token } = await this.post<{ token: string }>('visitors', {
      key: this.desk.chatKey,
      locale: 'en',
      page: 'https://shop.test/',
    });
    this.token = token;
    this.talking = this.talk();
    return this;
  }

  async end(): Promise<void> {
    this.quiet = true;
    await this.talking;
  }

  private async talk(): Promise<void> {
    while (!this.quiet) {
      const text = `${this.name} line ${this.acknowledged.length}`;
      const line = { clientId: randomUUID(), text, fileIds: [], page: 'https://shop.test/', locale: 'en' };
      for (;;) {
        const taken = await this.post('messages', line).then(
          () => true,
          () => false,
        );
        if (taken) break;
        await sleep(100);
      }
      this.acknowledged.push(text);
      await sleep(700);
    }
  }

  private async post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.desk.url}/api/widget/v1/${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(10_000),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

async function signIn(url: string): Promise<{ cookie: string; 'x-csrf-token': string }> {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: cookie.join('; '), 'x-csrf-token': ((await answer.json()) as { csrf: string }).csrf };
}

/** An agent's live line to one process, or through the load balancer; what it hears of tickets stands in `heard`. */
async function listener(url: string): Promise<{ socket: Socket; heard: string[] }> {
  const { cookie } = await signIn(url);
  const heard: string[] = [];
  const socket = io(`${url}/desk`, { extraHeaders: { cookie }, transports: ['websocket'], forceNew: true });
  socket.on('ticket.changed', (row: TicketRow) => heard.push(row.preview));
  await new Promise<void>((connected, refused) => {
    socket.once('connect', connected);
    socket.once('connect_error', refused);
  });
  return { socket, heard };
}

async function within(ms: number, what: string, seen: () => boolean | Promise<boolean>): Promise<number> {
  const began = Date.now();
  while (!(await seen())) {
    if (Date.now() - began > ms) throw new Error(`Not within ${ms} ms: ${what}`);
    await sleep(50);
  }
  return Date.now() - began;
}

/** Which process holds a connection that is asked for news: its session bears its name. */
async function ownerOf(desk: ShapedDesk): Promise<string | null> {
  const rows = await desk.ask<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.classid = 7364012 AND l.granted AND a.datname = current_database()`,
  );
  return rows[0]?.name ?? null;
}

describe('3 web and 2 workers', () => {
  let desk: ShapedDesk;
  beforeAll(async () => {
    if (redisProgram) desk = await ShapedDesk.open('fleet', { undoSeconds: 3 });
  });
  afterAll(() => desk?.close());

  it('agents at every web process hear the same news, wherever it came in', async () => {
    const webs = desk.nodes.filter(({ name }) => name.startsWith('web'));
    const agents = await Promise.all(webs.map(({ url }) => listener(url)));
    const talker = await new Talker(desk, `news ${randomUUID()}`).begin();
    await within(20_000, 'the same news everywhere', () =>
      agents.every(({ heard }) => heard.some((words) => words.includes(talker.name))),
    );
    await talker.end();
    for (const { socket } of agents) socket.close();
  });

  it('a restart of each in turn: no lost word, no second one, no error at the door', async () => {
    const agent = await listener(desk.url);
    const talkers = await Promise.all([0, 1, 2].map((n) => new Talker(desk, `talk ${n} ${randomUUID()}`).begin()));
    const errors = desk.front!.failures.length;
    let rolling = true;
    // Customers come for as long as it lasts.
    const customers = Promise.all(
      [0, 1, 2].map(async (first) => {
        const told = [];
        // So many visitors of one address may begin in a minute.
        for (let n = first; rolling; n += 3, await sleep(PAUSE_MS)) told.push(await live(desk, n));
        return told;
      }),
    );
    for (const node of desk.nodes) {
      await sleep(500);
      const ended = desk.end(node, 'SIGTERM');
      if (node.name.startsWith('web')) await saysThatItGoes(node.url);
      await ended;
      await desk.again(node);
    }
    rolling = false;
    const told = (await customers).flat();
    await Promise.all(talkers.map((talker) => talker.end()));
    expect(desk.front!.failures.slice(errors)).toEqual([]);
    await settled(desk);
    await expectInOrder(desk, talkers);
    // Beside the customers there are these talkers, and the one before.
    const losses = await countLosses(desk, told, talkers.length + 1);
    expect(losses).toMatchObject({ lost: [], doubled: [], decisions: [], unknown: { messages: 0 } });
    // The live line found another process by itself.
    const late = await new Talker(desk, `late ${randomUUID()}`).begin();
    await within(20_000, 'news after the restarts', () => agent.heard.some((words) => words.includes(late.name)));
    await late.end();
    agent.socket.close();
  });

  it('the owner of a polled bot killed: its bot is read and its timers go on within 10 s', async () => {
    const talker = await new Talker(desk, `killed ${randomUUID()}`).begin();
    const connections = await desk.api<{ id: string; kind: string }[]>('GET', '/api/v1/connections');
    const bot = connections.find(({ kind }) => kind === 'telegram')!;
    await desk.api('PATCH', `/api/v1/connections/${bot.id}`, { config: { mode: 'polling' } });
    await within(20_000, 'a worker reads the bot', async () => (await ownerOf(desk)) !== null);
    const owner = await ownerOf(desk);
    const dying = desk.nodes.find(({ name }) => name === owner)!;
    const ticket = await ticketAbout(desk, talker.name);
    const text = `held ${randomUUID()}`;
    const posted = await fetch(`${desk.url}/api/v1/tickets/${ticket.id}/messages`, {
      method: 'POST',
      headers: { ...(await signIn(desk.url)), 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ text }),
    });
    expect(posted.ok).toBe(true);
    await desk.end(dying, 'SIGKILL');
    const died = Date.now();
    const question = `anybody ${randomUUID()}`;
    desk.telegram.customerWrites({ id: 6_000_000_001, firstName: 'Late', username: 'late' }, question);
    const count = async (what: string) =>
      (
        await desk.ask<{ n: number }>(
          `SELECT count(*)::int AS n FROM message WHERE text LIKE '%${what}%' AND (kind = 'customer' OR state = 'sent')`,
        )
      )[0]!.n;
    await within(TAKEN_OVER_MS, 'the bot is read', async () => (await count(question)) === 1);
    const left = TAKEN_OVER_MS - (Date.now() - died);
    await within(left, 'the held reply is sent', async () => (await count(text)) === 1);
    expect(await ownerOf(desk)).not.toBe(dying.name);
    await desk.again(dying);
    await talker.end();
    await settled(desk);
    await expectInOrder(desk, [talker]);
  });
});

/** Told to stop, it first says so to whoever asks for its health, and still answers everybody else. */
async function saysThatItGoes(url: string): Promise<void> {
  await within(1500, 'a process that is not ready any more', async () => {
    const { status } = await fetch(`${url}/health/ready`);
    return status === 503;
  });
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
}

async function ticketAbout(desk: ShapedDesk, words: string): Promise<TicketRow> {
  let found: TicketRow | undefined;
  await within(20_000, `a ticket about ${words}`, async () => {
    const { items } = await desk.api<{ items: TicketRow[] }>('GET', '/api/v1/tickets?view=all&limit=30');
    found = items.find((row) => row.preview.includes(words));
    return found !== undefined;
  });
  return found!;
}

/** Until nothing is on its way any more. */
async function settled(desk: ShapedDesk): Promise<void> {
  await within(90_000, 'nothing on its way', async () => {
    const [row] = await desk.ask<{ n: number }>(
      `SELECT ((SELECT count(*) FROM outbox) + (SELECT count(*) FROM raw WHERE state = 'received')
         + (SELECT count(*) FROM message WHERE state IN ('held', 'queued', 'sending'))
         + (SELECT count(*) FROM invitation WHERE state IN ('scheduled', 'posted')))::int AS n`,
    );
    return row!.n === 0;
  });
}

/** Every acknowledged line stands once, in one ticket, in the order in which it was written. */
async function expectInOrder(desk: ShapedDesk, talkers: Talker[]): Promise<void> {
  for (const { name, acknowledged } of talkers) {
    const rows = await desk.ask<{ ticket_id: string; text: string }>(
      `SELECT ticket_id, text FROM message WHERE kind = 'customer' AND text LIKE '${name} line %' ORDER BY ticket_id, seq`,
    );
    expect(rows.map(({ text }) => text)).toEqual(acknowledged);
    expect(new Set(rows.map(({ ticket_id }) => ticket_id)).size).toBe(1);
  }
}
