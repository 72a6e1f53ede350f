// Story: where rooms meet. A merge, a split, the trash, sleep, bulk work and words for later, one in the middle of another.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationItem, MessageItem, TicketRow } from '@otklik/contract';
import { io, type Socket } from 'socket.io-client';
import { SettlePresence } from '../../src/people/presence/settle-presence.js';
import type { Tx } from '../../src/platform/database/database.js';
import { INSTANCE_CLASS, Instance } from '../../src/platform/database/instance.js';
import { Files } from '../../src/platform/files.js';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import { EraseTickets } from '../../src/tickets/erase-tickets.js';
import { ReadConversation } from '../../src/tickets/read-conversation.js';
import { DoFollowing } from '../../src/tickets/writing/do-following.js';
import { KeepDraft } from '../../src/tickets/writing/keep-draft.js';
import { SendScheduled } from '../../src/tickets/writing/send-scheduled.js';
import { type Person, TestDesk } from '../desk.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let desk: TestDesk;
let anna: Person;
beforeAll(async () => {
  desk = await TestDesk.open();
  anna = await desk.hires('Anna', 'lead');
}, 60_000);
afterAll(() => desk.close());

interface Whole {
  id: string;
  channel: string;
  state: string;
  subject: string | null;
  waitingSince: string | null;
  snoozedUntil: string | null;
  mergedInto: { id: string } | null;
}
const whole = (id: string) => anna.does<Whole>('GET', `/api/v1/tickets/${id}`);
const merge = (into: string, from: string) => anna.does('POST', `/api/v1/tickets/${into}/merge`, { ticketIds: [from] });
const unmerge = (id: string) => anna.does('POST', `/api/v1/tickets/${id}/unmerge`);
const lines = async (id: string) => (await anna.conversation(id)).sort((a, b) => a.at.localeCompare(b.at));
const texts = async (id: string) => (await lines(id)).map((line) => line.text);
const lineOf = async (id: string, text: string): Promise<MessageItem> =>
  (await lines(id)).find((line) => line.text === text)!;
const split = (id: string, messageId: string, only = false) =>
  anna.does<{ id: string }>('POST', `/api/v1/tickets/${id}/messages/${messageId}/split`, { only });
const inMs = (ms: number) => new Date(desk.clock.now().getTime() + ms).toISOString();
const sql = <Row>(text: string, ...params: unknown[]) =>
  desk.database.query<Row>(`/* test */ ${text}`, [desk.main.workspaceId, ...params]);
/** Holds a ticket's lock for a moment, while something else begins, and then changes it. */
async function held(ticketId: string, work: (tx: Tx) => Promise<unknown>): Promise<{ done: Promise<void> }> {
  let begun = () => {};
  const locked = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const done = desk.database.transaction(async (tx) => {
    const key = [desk.main.workspaceId, ticketId];
    await tx.query(`/* test */ SELECT 1 FROM ticket WHERE workspace_id = $1 AND id = $2 FOR UPDATE`, key);
    begun();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await work(tx);
  });
  await locked;
  return { done };
}
const addsUp = async () => {
  await desk.settles();
  expect((await desk.app.get(VerifyReports).run(desk.main.workspaceId, HEADLINES)).disagreements).toEqual([]);
};

async function mail(subject: string, text: string, more: Record<string, unknown> = {}): Promise<string> {
  await desk.receivesMail({ from: 'lena@example.com', subject, text, date: desk.clock.now(), ...more });
  await desk.settles();
  const [row] = await sql<{ id: string }>(
    `SELECT t.id FROM ticket t JOIN message m ON m.workspace_id = $1 AND m.ticket_id = t.id
     WHERE t.workspace_id = $1 AND m.text = $2 ORDER BY t.id DESC LIMIT 1`,
    text,
  );
  return row!.id;
}

async function chat(text: string) {
  const visitor = await desk.visits();
  await visitor.writes(text);
  await desk.settles();
  const id = (await anna.tickets('all')).find((row) => row.preview === text)!.id;
  return { id, visitor };
}

describe('an open screen', () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  /** Looks again at every message it sees, as a browser does. */
  async function screen(id: string) {
    const socket = io(`${desk.url}/desk`, { extraHeaders: anna.headers, transports: ['websocket'], forceNew: true });
    sockets.push(socket);
    const heard = new Set<string>();
    socket.on('conversation.changed', (ticketId: string, items: ConversationItem[]) => {
      for (const item of items) if (ticketId === id && item.type === 'message' && item.text) heard.add(item.text);
    });
    socket.on('ticket.changed', (row: TicketRow) => {
      if (row.id === id && row.unread) socket.emit('ticket.open', id, () => {});
    });
    expect(await socket.emitWithAck('ticket.open', id)).toBe(true);
    return async (words: string[]) => {
      for (let i = 0; i < 200 && heard.size < words.length; i++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect([...heard].sort()).toEqual([...words].sort());
    };
  }

  it('that looks again at every message hears each of them: it leaves its ticket for no moment', async () => {
    const { id, visitor } = await chat('first of many');
    const hears = await screen(id);
    const words = Array.from({ length: 30 }, (_, index) => `one more, ${index}`);
    for (const one of words) await visitor.writes(one);
    await hears(words);
  }, 60_000);

  it('hears after a moment what could not be read at once', async () => {
    const { id, visitor } = await chat('first of two');
    const hears = await screen(id);
    const failing = jest.spyOn(desk.app.get(ReadConversation), 'lines').mockRejectedValueOnce(new Error('away'));
    await visitor.writes('the second');
    await hears(['the second']);
    expect(failing.mock.results.length).toBeGreaterThan(1);
    failing.mockRestore();
  }, 60_000);

  it('comes back and asks anew after the database was away: what was committed meanwhile may not have been told', async () => {
    const { id } = await chat('before it went');
    await screen(id);
    const lost = new Promise((resolve) => sockets[0]!.once('disconnect', resolve));
    const back = new Promise((resolve) => sockets[0]!.once('connect', () => resolve('connected')));
    await desk.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [INSTANCE_CLASS, desk.app.get(Instance).number],
    );
    // Not a parting by the desk's wish, after which a page does not come back by itself.
    expect(await lost).toBe('transport close');
    expect(await back).toBe('connected');
  }, 10_000);
});

describe('bulk work that is taken back', () => {
  it('leaves a ticket open in which its customer has spoken since', async () => {
    const { id, visitor } = await chat('first question');
    await anna.replies(id, 'an answer', { thenState: 'pending' });
    await desk.settles();
    const done = await anna.does<{ undoId: string }>('POST', '/api/v1/tickets/bulk', {
      ticketIds: [id],
      actions: [{ do: 'state', state: 'open' }],
    });
    await desk.travels(MINUTE);
    await visitor.writes('second question');
    await desk.settles();
    const undone = await anna.does<{ failed: { left: string[] }[] }>(
      'POST',
      `/api/v1/tickets/bulk/${done.undoId}/undo`,
    );
    expect(undone.failed).toMatchObject([{ left: ['state'] }]);
    expect(await whole(id)).toMatchObject({ state: 'open', waitingSince: expect.any(String) });
    await addsUp();
  }, 60_000);
});

describe('a merge', () => {
  it('in the very moment a reply for later goes out: it goes from where it is now', async () => {
    const [kept, gone] = [await mail('Lamp', 'The lamp.'), await mail('Lamp too', 'The lamp again.')];
    const { id } = await anna.does<{ id: string }>(
      'POST',
      `/api/v1/tickets/${gone}/scheduled`,
      { text: 'As promised', at: inMs(60 * MINUTE) },
      { 'idempotency-key': randomUUID() },
    );
    desk.clock.travel(61 * MINUTE);
    const { workspaceId } = desk.main;
    const merging = await held(gone, (tx) =>
      tx.query(`/* test */ UPDATE scheduled_reply SET ticket_id = $3 WHERE workspace_id = $1 AND ticket_id = $2`, [
        workspaceId,
        gone,
        kept,
      ]),
    );
    await Promise.all([merging.done, desk.app.get(SendScheduled).run({ workspaceId, scheduledId: id })]);
    await desk.settles();
    expect((await texts(kept)).at(-1)).toBe('As promised');
  }, 60_000);

  it('in the very moment a draft is saved: it is kept where it will be read', async () => {
    const [kept, gone] = [await mail('Vase', 'The vase.'), await mail('Vase too', 'The vase again.')];
    const { workspaceId } = desk.main;
    const merging = await held(gone, (tx) =>
      tx.query(`/* test */ UPDATE ticket SET merged_into = $3 WHERE workspace_id = $1 AND id = $2`, [
        workspaceId,
        gone,
        kept,
      ]),
    );
    const draft = { base: 0, device: 'one', key: randomUUID(), text: 'half a word', html: '', files: [], more: {} };
    const saving = desk.app.get(KeepDraft).run({
      ...{ workspaceId, ticketId: gone, agentId: anna.id, mode: 'reply' as const, leaving: false },
      ...draft,
    });
    await Promise.all([merging.done, saving]);
    const drafts = await sql<{ ticketId: string }>(
      `SELECT ticket_id AS "ticketId" FROM draft WHERE workspace_id = $1 AND text = 'half a word'`,
    );
    expect(drafts).toEqual([{ ticketId: kept }]);
  }, 60_000);

  it('with another person’s ticket holds a reply for later back, says so, and gives it back', async () => {
    const kept = await mail('Hers', 'Mine, says Vera.', { from: 'vera@example.com' });
    const gone = await mail('His', 'Mine, says Ivan.', { from: 'ivan@example.com' });
    await anna.does(
      'POST',
      `/api/v1/tickets/${gone}/scheduled`,
      { text: 'For Ivan alone', at: inMs(60 * MINUTE) },
      { 'idempotency-key': randomUUID() },
    );
    await merge(kept, gone);
    await desk.settles();
    const scheduled = (id: string) =>
      anna.does<{ state: string; text: string }[]>('GET', `/api/v1/tickets/${id}/scheduled`);
    expect(await scheduled(kept)).toMatchObject([{ state: 'paused', text: 'For Ivan alone' }]);
    const bell = await anna.does<{ items: { kind: string; ticket: { id: string } }[] }>('GET', '/api/v1/notifications');
    expect(bell.items.find((one) => one.ticket.id === kept)).toMatchObject({ kind: 'reply-held' });
    await unmerge(gone);
    expect(await scheduled(kept)).toEqual([]);
    expect(await scheduled(gone)).toMatchObject([{ state: 'paused', text: 'For Ivan alone' }]);
  }, 60_000);

  it('that brings somebody who waits holds the target’s own replies for later back, as their words would have', async () => {
    const kept = await mail('Reminder', 'I will send it.');
    await anna.replies(kept, 'Please do.');
    await desk.settles();
    await anna.does(
      'POST',
      `/api/v1/tickets/${kept}/scheduled`,
      { text: 'Just to remind you', at: inMs(DAY) },
      { 'idempotency-key': randomUUID() },
    );
    await desk.travels(MINUTE);
    const gone = await mail('Here it is', 'I have sent it.');
    await merge(kept, gone);
    expect(await anna.does('GET', `/api/v1/tickets/${kept}/scheduled`)).toMatchObject([
      { state: 'paused', why: 'customer-wrote' },
    ]);
  }, 60_000);

  it('wakes a sleeping ticket when it brings somebody who waits', async () => {
    const kept = await mail('Asleep', 'No hurry.');
    await anna.replies(kept, 'We look into it.');
    await anna.does('POST', `/api/v1/tickets/${kept}/snooze`, { until: inMs(DAY) });
    await desk.travels(MINUTE);
    const gone = await mail('Awake', 'Hurry!');
    await merge(kept, gone);
    await desk.settles();
    expect(await whole(kept)).toMatchObject({ snoozedUntil: null, waitingSince: expect.any(String) });
    expect((await anna.tickets('open')).map((row) => row.id)).toContain(kept);
    await addsUp();
  }, 60_000);

  it('then a split of what it brought: that goes on by its own channel, and the rest comes apart rightly', async () => {
    const kept = await mail('Order 7', 'Where is order 7?');
    const { id: gone, visitor } = await chat('I write here too.');
    await merge(kept, gone);
    await desk.settles();
    const off = (await split(kept, (await lineOf(kept, 'I write here too.')).id)).id;
    await desk.settles();
    expect(await whole(off)).toMatchObject({ channel: 'chat', state: 'new' });
    await anna.replies(off, 'Answered in the chat.');
    await desk.settles();
    expect((await visitor.lines()).map((line) => line.text)).toEqual(['I write here too.', 'Answered in the chat.']);
    await visitor.writes('Thanks!');
    await desk.settles();
    expect((await texts(off)).at(-1)).toBe('Thanks!');
    await mail('Re: Order 7', 'And order 8?');
    await unmerge(gone);
    await desk.settles();
    expect(await whole(gone)).toMatchObject({ mergedInto: null, waitingSince: null });
    await addsUp();
  }, 60_000);
});

describe('a split that is taken back', () => {
  it('is nobody’s news: no rule and no bell hears the old words again', async () => {
    const id = await mail('Two things', 'The first thing.', { messageId: '<two1@example.com>' });
    await mail('Re: Two things', 'The second thing.', { inReplyTo: '<two1@example.com>' });
    const off = (await split(id, (await lineOf(id, 'The second thing.')).id)).id;
    await desk.settles();
    const heard = async () =>
      (
        await sql<{ n: number }>(
          `SELECT count(*)::int AS n FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND type = 'message.received'`,
          id,
        )
      )[0]!.n;
    const before = await heard();
    await anna.does('POST', `/api/v1/tickets/${off}/unsplit`);
    await desk.settles();
    expect(await texts(id)).toEqual(['The first thing.', 'The second thing.']);
    expect(await heard()).toBe(before);
    await addsUp();
  }, 60_000);

  it('brings back what was merged into it, older than either', async () => {
    const older = await mail('Older', 'The oldest words.');
    const id = await mail('Newer', 'New words.', { messageId: '<newer1@example.com>' });
    await mail('Re: Newer', 'Newest words.', { inReplyTo: '<newer1@example.com>' });
    const off = (await split(id, (await lineOf(id, 'Newest words.')).id)).id;
    await merge(off, older);
    await anna.does('POST', `/api/v1/tickets/${off}/unsplit`);
    await desk.settles();
    expect(await texts(id)).toEqual(['The oldest words.', 'New words.', 'Newest words.']);
    await addsUp();
  }, 60_000);

  it('not into the trash, nor out of it', async () => {
    const id = await mail('Half gone', 'Stays.', { messageId: '<half1@example.com>' });
    await mail('Re: Half gone', 'Leaves.', { inReplyTo: '<half1@example.com>' });
    const off = (await split(id, (await lineOf(id, 'Leaves.')).id)).id;
    for (const away of [id, off]) {
      await anna.does('POST', `/api/v1/tickets/${away}/trash`);
      const refused = await anna.call<{ code: string }>('POST', `/api/v1/tickets/${off}/unsplit`);
      expect([refused.status, refused.body.code]).toEqual([409, 'ticket-trashed']);
      await anna.does('POST', `/api/v1/tickets/${away}/restore`);
    }
    await anna.does('POST', `/api/v1/tickets/${off}/unsplit`);
    expect(await texts(id)).toEqual(['Stays.', 'Leaves.']);
    await addsUp();
  }, 60_000);
});

describe('what follows a message', () => {
  it('is done once, however many were told to', async () => {
    const { id } = await chat('one note, please');
    const { id: messageId } = await anna.replies(id, 'Of course.');
    await desk.settles();
    const order = { workspaceId: desk.main.workspaceId, ticketId: id, messageId };
    await sql(
      `UPDATE message SET actions = '[{"do":"note","text":"noted once"}]' WHERE workspace_id = $1 AND id = $2`,
      messageId,
    );
    await Promise.all(Array.from({ length: 4 }, () => desk.app.get(DoFollowing).run(order)));
    expect((await texts(id)).filter((text) => text === 'noted once')).toHaveLength(1);
  }, 60_000);
});

describe('somebody who is gone', () => {
  it('is not thought to be here because the desk has just begun to listen', async () => {
    const key = { workspaceId: desk.main.workspaceId, agentId: (await desk.hires('Oleg')).id };
    const settle = desk.app.get(SettlePresence);
    expect(await settle.run(key, { alive: true })).toMatchObject({ state: 'online' });
    desk.clock.travel(20 * MINUTE);
    expect(await settle.run(key)).toMatchObject({ state: 'offline', why: 'silent' });
    settle.listenAnew();
    expect(await settle.run(key)).toMatchObject({ state: 'offline', why: 'silent' });
  }, 60_000);
});

describe('the trash', () => {
  it('takes no reply for later', async () => {
    const id = await mail('Thrown', 'Throw me away.');
    await anna.does('POST', `/api/v1/tickets/${id}/trash`);
    const body = { text: 'Never', at: inMs(DAY) };
    const key = { 'idempotency-key': randomUUID() };
    const refused = await anna.call<{ code: string }>('POST', `/api/v1/tickets/${id}/scheduled`, body, key);
    expect([refused.status, refused.body.code]).toEqual([409, 'ticket-trashed']);
  }, 60_000);

  it('leaves no file behind where the first attempt broke off', async () => {
    const id = await mail('With a file', 'See the file.', {
      attachments: [{ filename: 'secret.txt', content: `a secret ${randomUUID()}` }],
    });
    await anna.does('POST', `/api/v1/tickets/${id}/trash`);
    await sql(`UPDATE ticket_trash SET erase_at = $2 WHERE workspace_id = $1 AND ticket_id = $3`, desk.clock.now(), id);
    const files = desk.app.get(Files);
    const drop = files.dropContent.bind(files);
    const dropped: string[] = [];
    files.dropContent = async () => {
      throw new Error('killed');
    };
    const order = { workspaceId: desk.main.workspaceId, ticketId: id };
    await expect(desk.app.get(EraseTickets).run(order)).rejects.toThrow('killed');
    files.dropContent = async (workspaceId, sha256) => {
      dropped.push(sha256);
      await drop(workspaceId, sha256);
    };
    await desk.app.get(EraseTickets).run(order);
    files.dropContent = drop;
    expect(dropped).toHaveLength(1);
  }, 60_000);

  it('forgets the words of what was merged into it, and of its rating', async () => {
    const { id: gone, visitor } = await chat('my secret question');
    await anna.replies(gone, 'answered', { thenState: 'solved' });
    await desk.settles();
    const card = (await visitor.lines()).find((line) => line.card)!;
    await visitor.rates((card.card as unknown as { token: string }).token, 2, 'my secret comment');
    await desk.settles();
    const kept = await mail('Kept', 'To be erased.');
    await merge(kept, gone);
    await anna.does('POST', `/api/v1/tickets/${kept}/trash`);
    await desk.travels(31 * DAY);
    await desk.settles();
    const left = await sql(
      `SELECT t.subject, t.preview, t.rating FROM ticket t WHERE t.workspace_id = $1 AND t.id = ANY($2::uuid[])`,
      [kept, gone],
    );
    expect(left).toEqual([
      { subject: null, preview: '', rating: null },
      { subject: null, preview: '', rating: null },
    ]);
    expect(await sql(`SELECT comment FROM answer WHERE workspace_id = $1 AND comment IS NOT NULL`)).toEqual([]);
  }, 60_000);
});
