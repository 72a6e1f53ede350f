// What concerns an agent reaches them: the bell, their browsers, their telephone, and a mail of what they missed; nothing else does.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeskServerEvents, NotificationItem, NotificationNews } from '@otklik/contract';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { markMailed, markRead, takeMissed, takeRinging } from '../../src/notify/notification.store.js';
import type { Tx } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { type Person, TestDesk } from '../desk.js';
import { PushStandin } from '../standins/push-standin.js';

const HOUR = 3600_000;
let desk: TestDesk;
const push = new PushStandin();
let anna: Person;
let boris: Person;
const sockets: Socket[] = [];

beforeAll(async () => {
  await push.start();
  desk = await TestDesk.open();
  anna = await desk.hires('Anna');
  boris = await desk.hires('Boris');
}, 60_000);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(async () => {
  await push.stop();
  await desk.close();
});

const bell = (who: Person) =>
  who.does<{ items: NotificationItem[]; unread: number; next: string | null }>('GET', '/api/v1/notifications');
const unread = async (who: Person) => (await bell(who)).items.filter((item) => !item.readAt);
const clear = (who: Person) => who.does('POST', '/api/v1/notifications/read', { all: true });
const assign = (by: Person, id: string, to: Person | null) =>
  by.does('POST', `/api/v1/tickets/${id}/assign`, { agentId: to?.id ?? null, teamId: null });
const settings = (who: Person, change: object) => who.does('PATCH', '/api/v1/notifications/settings', change);
const note = (who: Person, id: string, text: string) =>
  who.does(
    'POST',
    `/api/v1/tickets/${id}/notes`,
    { text, html: `<p>${text}</p>`, fileIds: [] },
    {
      'idempotency-key': randomUUID(),
    },
  );

/** A page of this agent, as a browser holds it; what it is told is kept. */
async function page(who: Person) {
  const news: NotificationNews[] = [];
  const read: Parameters<DeskServerEvents['notifications.read']>[0][] = [];
  const socket = io(`${desk.url}/desk`, { extraHeaders: who.headers, transports: ['websocket'] });
  sockets.push(socket);
  socket.on('notification.came', (one) => news.push(one));
  socket.on('notifications.read', (one) => read.push(one));
  await new Promise((resolve, reject) => socket.once('connect', () => resolve(null)).once('connect_error', reject));
  const opens = (id: string) => new Promise((resolve) => socket.emit('ticket.open', id, resolve));
  return { socket, news, read, opens };
}
async function soon(look: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5000; !(await look()); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (Date.now() > end) throw new Error('It did not become so.');
}
/** A ticket of a visitor of the site, given to Anna by Boris, its bell cleared. */
async function hers(words = 'Hello') {
  const visitor = await desk.visits();
  const { ticketId } = await visitor.writes(words);
  await desk.settles();
  await assign(boris, ticketId, anna);
  await desk.settles();
  return { visitor, ticketId };
}

describe('the bell', () => {
  it('tells of what others did with mine, folded by ticket, and never of my own deeds', async () => {
    const { visitor, ticketId } = await hers();
    expect(await unread(anna)).toMatchObject([
      { kind: 'assigned', actorId: boris.id, times: 1, ticket: { id: ticketId } },
    ]);
    expect(await unread(boris)).toEqual([]);
    await visitor.writes('And one thing more');
    await desk.settles();
    expect(await unread(anna)).toMatchObject([
      { kind: 'assigned', times: 2, ticket: { preview: 'And one thing more' } },
    ]);
    await anna.replies(ticketId, 'On my way');
    await note(anna, ticketId, 'Looked it up');
    await desk.settles();
    expect((await unread(anna))[0]!.times).toBe(2);
    await clear(anna);
    await assign(anna, ticketId, boris);
    await assign(boris, ticketId, boris);
    await desk.settles();
    expect(await unread(anna)).toEqual([]);
    expect(await unread(boris)).toMatchObject([{ kind: 'assigned', actorId: anna.id }]);
    await clear(boris);
  });

  it('a fact that is told twice changes nothing', async () => {
    const { ticketId } = await hers();
    const rows = () =>
      desk.database.query<{ times: number }>(
        'SELECT times FROM notification WHERE workspace_id = $1 AND ticket_id = $2',
        [desk.main.workspaceId, ticketId],
      );
    const before = await rows();
    await desk.database.query(
      `/* test */ INSERT INTO outbox (consumer, lane, workspace_id, ticket_id, facts)
       SELECT 'notifications', 0, workspace_id, ticket_id, jsonb_agg(jsonb_build_object('id', id, 'workspaceId', workspace_id,
         'ticketId', ticket_id, 'seq', seq, 'type', type, 'at', at, 'payload', payload) ORDER BY seq)
       FROM fact WHERE ticket_id = $1 GROUP BY workspace_id, ticket_id`,
      [ticketId],
    );
    await desk.settles();
    expect(await rows()).toEqual(before);
    await clear(anna);
    await desk.settles();
    expect(await unread(anna)).toEqual([]);
  });

  it('leaves tickets of nobody alone until somebody asks for them, and drops them when one is taken', async () => {
    await settings(boris, { grid: { unassigned: { app: true } } });
    const visitor = await desk.visits();
    const { ticketId } = await visitor.writes('Anybody?');
    await desk.settles();
    expect(await unread(boris)).toMatchObject([{ kind: 'unassigned', ticket: { id: ticketId } }]);
    expect(await unread(anna)).toEqual([]);
    await assign(anna, ticketId, anna);
    await desk.settles();
    expect(await unread(boris)).toEqual([]);
    await settings(boris, { grid: {} });
  });

  it('follows a ticket for those who watch it', async () => {
    const { visitor, ticketId } = await hers();
    const watched = await boris.does<{ agentIds: string[] }>('PUT', `/api/v1/tickets/${ticketId}/watchers/me`, {
      watching: true,
    });
    expect(watched.agentIds).toEqual([boris.id]);
    await visitor.writes('Still there?');
    await note(anna, ticketId, 'Ask the warehouse');
    await desk.settles();
    expect(await unread(boris)).toMatchObject([{ kind: 'watched', times: 2 }]);
    await boris.does('PUT', `/api/v1/tickets/${ticketId}/watchers/me`, { watching: false });
    await clear(boris);
    await visitor.writes('Hello?');
    await desk.settles();
    expect(await unread(boris)).toEqual([]);
    await clear(anna);
  });

  it('says that one I solved was opened again', async () => {
    const { visitor, ticketId } = await hers();
    await anna.replies(ticketId, 'Done');
    await anna.solves(ticketId);
    await desk.settles();
    await clear(anna);
    await visitor.writes('It is not');
    await desk.settles();
    expect(await unread(anna)).toMatchObject([{ kind: 'reopened', times: 1 }]);
    await clear(anna);
  });

  it('says nothing more of a ticket in the trash, and names whom a note names', async () => {
    const { ticketId } = await hers();
    await desk.main.owner.does(
      'POST',
      `/api/v1/tickets/${ticketId}/notes`,
      { text: 'Anna?', html: '<p>Anna?</p>', fileIds: [], mentionedAgentIds: [anna.id] },
      { 'idempotency-key': randomUUID() },
    );
    await desk.settles();
    expect(await unread(anna)).toMatchObject([
      { kind: 'mention', times: 2, actorId: desk.main.owner.id, ticket: { preview: 'Anna?' } },
    ]);
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticketId}/trash`, {});
    await desk.settles();
    expect(await unread(anna)).toEqual([]);
  });

  it('is paged by keyset, and its kinds can be switched off', async () => {
    const tickets = [await hers('one'), await hers('two'), await hers('three')];
    const list = (query: string) =>
      anna.does<{ items: NotificationItem[]; next: string | null }>('GET', `/api/v1/notifications?${query}`);
    const first = await list('limit=2&unread=true');
    const second = await list(`limit=2&unread=true&cursor=${first.next}`);
    expect([...first.items, ...second.items].map((item) => item.ticket?.id)).toEqual(
      tickets.map((one) => one.ticketId).reverse(),
    );
    expect(second.next).toBeNull();
    await clear(anna);
    await settings(anna, { grid: { assigned: { app: false } } });
    await hers('four');
    expect(await unread(anna)).toEqual([]);
    await settings(anna, { grid: {} });
  });

  it('belongs to people alone, and to each their own', async () => {
    const twin = await desk.twin.owner.does<{ items: unknown[] }>('GET', '/api/v1/notifications');
    expect(twin.items).toEqual([]);
    const { ticketId } = await hers();
    expect((await desk.twin.owner.call('GET', `/api/v1/tickets/${ticketId}/watchers`)).status).toBe(404);
    const [item] = await unread(anna);
    await boris.does('POST', '/api/v1/notifications/read', { ids: [item!.id] });
    expect(await unread(anna)).toHaveLength(1);
    await clear(anna);
  });
});

describe('live', () => {
  it('rings every page of the agent, and what one page reads is read on all', async () => {
    const [desktop, laptop, other] = [await page(anna), await page(anna), await page(boris)];
    const { ticketId } = await hers();
    await soon(() => desktop.news.length === 1 && laptop.news.length === 1);
    expect(laptop.news[0]).toMatchObject({
      unread: 1,
      items: [{ kind: 'assigned', ticket: { id: ticketId } }],
      ways: { toast: true, desktop: false, sound: false },
    });
    expect(other.news).toEqual([]);
    await laptop.opens(ticketId);
    await soon(() => desktop.read.length === 1);
    expect(desktop.read[0]).toMatchObject({ unread: 0 });
  });

  it('says nothing of the ticket before my eyes, but does when the page is hidden', async () => {
    const { visitor, ticketId } = await hers();
    const mine = await page(anna);
    await mine.opens(ticketId);
    await soon(async () => (await unread(anna)).length === 0);
    await visitor.writes('You see this');
    await desk.settles();
    expect(mine.news).toEqual([]);
    expect(await unread(anna)).toEqual([]);
    mine.socket.emit('desk.eyes', false);
    await visitor.writes('You do not see this');
    await desk.settles();
    await soon(() => mine.news.length === 1);
    expect(mine.news[0]!.ways.desktop).toBe(true);
    mine.socket.emit('desk.eyes', true);
    await soon(() => mine.read.at(-1)?.unread === 0);
    mine.socket.disconnect();
  });

  it('counts in silence during quiet hours and pauses', async () => {
    await clear(anna);
    const mine = await page(anna);
    await settings(anna, { pausedUntil: new Date(desk.clock.now().getTime() + HOUR).toISOString() });
    await hers();
    await soon(() => mine.news.length === 1);
    expect(mine.news[0]).toMatchObject({ unread: 1, ways: { toast: false, desktop: false, sound: false } });
    await settings(anna, {
      pausedUntil: null,
      quiet: { on: true, from: '00:00', to: '23:59', days: [1, 2, 3, 4, 5, 6, 7] },
    });
    await hers();
    await soon(() => mine.news.length === 2);
    expect(mine.news[1]!.ways.toast).toBe(false);
    await settings(anna, { quiet: { on: false, from: '19:00', to: '08:00', days: [] } });
    await clear(anna);
    mine.socket.disconnect();
  });
});

describe('pushes', () => {
  const subscribe = (who: Person, name: string) =>
    who.does<{ id: string }>('POST', '/api/v1/push/browsers', { ...push.subscribe(name), label: `${name}, Chrome` });
  const browsers = async (who: Person) =>
    (await who.does<{ browsers: { id: string; label: string }[] }>('GET', '/api/v1/push')).browsers;

  it('go sealed to the telephone of somebody who is not there, without the customer’s words unless allowed', async () => {
    const { publicKey } = await anna.does<{ publicKey: string }>('GET', '/api/v1/push');
    await subscribe(anna, 'phone');
    push.taken.length = 0;
    await hers('My secret order');
    expect(push.taken).toHaveLength(1);
    const [taken] = push.taken;
    expect(taken!.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high' });
    expect(taken!.headers.authorization).toContain(`k=${publicKey}`);
    expect(taken!.words).toMatchObject({ title: expect.stringMatching(/^Ticket No\. \d+$/), unread: 1 });
    expect(taken!.words.body).toContain('Boris');
    expect(JSON.stringify(taken!.words)).not.toContain('secret');
    await settings(anna, { wordsInPush: true });
    await hers('My open order');
    expect(JSON.stringify(push.taken[1]!.words)).toContain('My open order');
    await settings(anna, { wordsInPush: false });
    const rows = await desk.database.query(
      '/* test */ SELECT sealed::text AS kept FROM push_subscription UNION ALL SELECT private_key FROM push_key',
    );
    expect(JSON.stringify(rows)).not.toContain('127.0.0.1');
    await clear(anna);
  });

  it('stay away while a page is before their eyes, and when they wish for peace', async () => {
    push.taken.length = 0;
    const mine = await page(anna);
    await hers();
    expect(push.taken).toEqual([]);
    mine.socket.disconnect();
    await settings(anna, { pausedUntil: new Date(desk.clock.now().getTime() + HOUR).toISOString() });
    await hers();
    expect(push.taken).toEqual([]);
    await settings(anna, { pausedUntil: null });
    await clear(anna);
  });

  it('are tried again, once each, and forgotten where the browser has gone', async () => {
    push.taken.length = 0;
    push.refusals.push(503);
    await hers();
    expect(push.taken).toEqual([]);
    await desk.travels(20_000);
    expect(push.taken).toHaveLength(1);
    await clear(anna);
    push.forget('phone');
    await hers();
    expect(await browsers(anna)).toEqual([]);
    expect(await desk.database.query('/* test */ SELECT 1 FROM push')).toEqual([]);
    await clear(anna);
  });

  it('can be tried, and go to nobody’s private address', async () => {
    const { id } = await subscribe(anna, 'laptop');
    expect((await subscribe(anna, 'laptop')).id).toBe(id);
    push.taken.length = 0;
    const [first] = await browsers(anna);
    await anna.does('POST', '/api/v1/push/test', { id: (await browsers(anna)).at(-1)!.id });
    await desk.settles();
    expect(push.taken.map((one) => one.words.title)).toEqual(['It works']);
    expect((await boris.call('POST', '/api/v1/push/test', { id: first!.id })).status).toBe(404);
    const keys = push.subscribe('elsewhere');
    const refused = async (endpoint: string) =>
      (await anna.call('POST', '/api/v1/push/browsers', { ...keys, endpoint, label: 'x' })).status;
    expect(await refused('https://10.0.0.7/push')).toBe(422);
    expect(await refused('http://push.example/x')).toBe(422);
    expect(await refused('ftp://push.example/x')).toBe(422);
    expect(await refused('not an address')).toBe(422);
  });
});

describe('the mail of what was missed', () => {
  const mails = async () =>
    (
      await desk.database.query(
        `/* test */ SELECT 1 FROM system_mail WHERE template = 'missed-news' AND state = 'sent'`,
      )
    ).length;

  it('goes once, at its hour, with what is still unread', async () => {
    await settings(anna, { digest: 'hourly' });
    await clear(anna);
    const before = await mails();
    const { ticketId } = await hers('Where is my tea?');
    await hers('And my cup?');
    await desk.travels(30 * 60_000);
    expect(await mails()).toBe(before);
    await desk.travels(31 * 60_000);
    expect(await mails()).toBe(before + 1);
    const mail = (await desk.relay.mailsTo('anna@team.test', before + 1))[before]!;
    expect(mail.subject).toBe('What you missed at story');
    expect(mail.text).toContain('Where is my tea?');
    expect(mail.text).toContain(`${desk.url}/inbox/open/${ticketId}`);
    expect(mail.text).toContain(`${desk.url}/settings/notifications`);
    await desk.travels(3 * HOUR);
    expect(await mails()).toBe(before + 1);
    // One click of the mail program ends them; opening the link does not.
    expect(mail.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const link = /^<(.+)>$/.exec(mail.headers['list-unsubscribe']!)![1]!;
    const digest = async () => (await anna.does<{ digest: string }>('GET', '/api/v1/notifications/settings')).digest;
    const page = await fetch(link);
    expect([page.status, await digest()]).toEqual([200, 'hourly']);
    expect(await page.text()).toContain('<form method="post"');
    expect((await fetch(`${link}x`, { method: 'POST' })).status).toBe(404);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect([(await fetch(link, { method: 'POST', body })).status, await digest()]).toEqual([200, 'off']);
    await settings(anna, { digest: 'hourly' });
  });

  it('does not go for what was read, looked at, or seen by somebody who is there', async () => {
    const before = await mails();
    await hers();
    await clear(anna);
    await hers();
    await anna.does('POST', '/api/v1/notifications/looked');
    await desk.travels(2 * HOUR);
    expect(await mails()).toBe(before);
    const mine = await page(anna);
    await hers();
    await desk.travels(2 * HOUR);
    expect(await mails()).toBe(before);
    mine.socket.disconnect();
    await soon(async () => {
      await desk.travels(2 * HOUR);
      return (await mails()) === before + 1;
    });
  });
});

describe('many rows at once', () => {
  const key = () => ({ workspaceId: desk.main.workspaceId, agentId: boris.id });

  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['rung', (tx) => takeRinging(tx, key().workspaceId, key().agentId)],
    ['read', (tx) => markRead(tx, key(), { all: true }, new Date())],
    ['mailed', (tx) => takeMissed(tx, key(), null, ['assigned'], 20).then(() => markMailed(tx, key(), new Date()))],
  ])(
    'are %s while news is folded in: neither waits for the other',
    async (_, change) => {
      const tickets: string[] = [];
      for (const address of [`${randomUUID()}@example.org`, `${randomUUID()}@example.org`]) {
        await desk.receivesMail({ from: `Many <${address}>`, subject: 'Many', text: 'hello' });
        await desk.settles();
        tickets.push((await anna.tickets('open')).find((row) => row.contact.address === address)!.id);
      }
      await clear(boris);
      const [first, second] = tickets.sort() as [string, string];
      // The later ticket's row stands first in the table: whoever takes what they meet would begin with it.
      for (const ticketId of [second, first]) await insertUnread(ticketId);
      const lane = new pg.Client({ connectionString: desk.env.databaseUrl! });
      await lane.connect();
      try {
        await lane.query('BEGIN');
        await fold(lane, first);
        const changed = desk.database.transaction(async (tx) => {
          // The plan that PostgreSQL chooses where there are many.
          await tx.query('/* test */ SET LOCAL enable_indexscan = off');
          await change(tx);
        });
        changed.catch(() => undefined);
        await soon(async () => (await waiting()) > 0);
        await fold(lane, second);
        await lane.query('COMMIT');
        await changed;
      } finally {
        await lane.end();
      }
    },
    30_000,
  );

  const waiting = async () => {
    const [row] = await desk.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`,
    );
    return row!.n;
  };
  const fold = (lane: pg.Client, ticketId: string) =>
    lane.query('/* test */ UPDATE notification SET times = times + 1 WHERE workspace_id = $1 AND ticket_id = $2', [
      desk.main.workspaceId,
      ticketId,
    ]);
  const insertUnread = (ticketId: string) =>
    desk.database.query(
      `/* test */ INSERT INTO notification (workspace_id, id, agent_id, ticket_id, kind, weight, seq, at, last_kind, ring_at)
       VALUES ($1, $2, $3, $4, 'assigned', 1, 1000, now(), 'assigned', now() + interval '1 day')`,
      [desk.main.workspaceId, newId(), boris.id, ticketId],
    );
});
