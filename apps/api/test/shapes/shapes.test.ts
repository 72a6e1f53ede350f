// The same build in its three shapes: a customer by each channel lives through the three paths, whatever runs underneath.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { MessageItem, TicketRow } from '@otklik/contract';
import { io, type Socket } from 'socket.io-client';
import { live } from '../faults/customers.js';
import { sendMail } from '../standins/mail-standin.js';
import { OWNER, redisProgram, type Shape, ShapedDesk } from './shaped-desk.js';

jest.setTimeout(240_000);
if (!redisProgram) {
  process.stderr.write(
    'SKIPPED: the standard and the split shape: redis-server is not on this machine (apt-get install redis-server, or brew install redis).\n',
  );
}

describe.each<Shape>(['embedded', 'standard', 'split'])('%s', (shape) => {
  const it = shape === 'embedded' || redisProgram ? test : test.skip;
  let desk: ShapedDesk;
  beforeAll(async () => {
    if (shape === 'embedded' || redisProgram) desk = await ShapedDesk.open(shape);
  });
  afterAll(() => desk?.close());

  it('mail, Telegram and chat: written, answered, solved, asked, rated', async () => {
    const told = await Promise.all([0, 1, 2].map((n) => live(desk, n)));
    expect(told.map(({ channel, score }) => ({ channel, score }))).toEqual([
      { channel: 'email', score: 1 },
      { channel: 'telegram', score: 2 },
      { channel: 'chat', score: 3 },
    ]);
  });

  it('what one process hears, agents at every other see without asking', async () => {
    const socket = await signedIn(desk.otherUrl);
    const heard: string[] = [];
    socket.on('ticket.changed', (row: TicketRow) => heard.push(row.preview));
    const text = `live ${randomUUID()}`;
    await sendMail(desk.smtpPort, { from: 'watcher@example.com', to: 'support@desk.test', subject: 'Live', text });
    for (const end = Date.now() + 20_000; Date.now() < end && !heard.some((words) => words.includes(text)); )
      await sleep(20);
    socket.close();
    expect(heard.some((words) => words.includes(text))).toBe(true);
  });

  it('the report follows from the facts', async () => {
    for (const end = Date.now() + 30_000; ; await sleep(200)) {
      const { code, output } = await desk.command('reports', 'verify');
      expect({ code, output }).toMatchObject({ code: 0 });
      if (!output.includes('on their way') || Date.now() > end) break;
    }
  });

  if (shape === 'standard') {
    it('wiping Redis while a reply waits to be sent loses nothing', async () => {
      const from = `wiped-${randomUUID()}@example.com`;
      await sendMail(desk.smtpPort, { from, to: 'support@desk.test', subject: 'Wiped', text: 'Anybody there?' });
      const ticket = await found(desk, from);
      const text = `still here ${randomUUID()}`;
      // As a person at a screen: the reply waits out its undo window, and the job that will send it stands in Redis.
      const { cookie, csrf } = await signIn(desk.url);
      const posted = await fetch(`${desk.url}/api/v1/tickets/${ticket.id}/messages`, {
        method: 'POST',
        headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({ text }),
      });
      expect(posted.ok).toBe(true);
      await sleep(1000);
      expect(desk.relay.mails.filter((mail) => mail.text.includes(text))).toHaveLength(0);
      await desk.wipeRedis();
      let state = '';
      for (const end = Date.now() + 90_000; Date.now() < end && state !== 'sent'; await sleep(250)) {
        const { items } = await desk.api<{ items: MessageItem[] }>('GET', `/api/v1/tickets/${ticket.id}/conversation`);
        state = items.find((item) => item.text === text)?.state ?? '';
      }
      expect(state).toBe('sent');
      expect(desk.relay.mails.filter((mail) => mail.text.includes(text))).toHaveLength(1);
    });
  }
});

async function found(desk: ShapedDesk, address: string): Promise<TicketRow> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
    const { items } = await desk.api<{ items: TicketRow[] }>('GET', `/api/v1/tickets?q=${encodeURIComponent(address)}`);
    if (items[0]) return items[0];
  }
  throw new Error(`No ticket of ${address} appeared.`);
}

async function signIn(url: string): Promise<{ cookie: string; csrf: string }> {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: cookies.join('; '), csrf: ((await answer.json()) as { csrf: string }).csrf };
}

/** An agent's live line to one of the processes. */
async function signedIn(url: string): Promise<Socket> {
  const { cookie } = await signIn(url);
  const socket = io(`${url}/desk`, { extraHeaders: { cookie }, transports: ['websocket'], forceNew: true });
  await new Promise<void>((connected, refused) => {
    socket.once('connect', connected);
    socket.once('connect_error', refused);
  });
  return socket;
}
