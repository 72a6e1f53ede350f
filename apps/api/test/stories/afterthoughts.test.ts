// What happens to a message after it was written: reactions, edits, deletions, receipts, albums; and when an answer may go.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { channelOf, channels, type InboundEvent } from '@otklik/channels';
import type { MessageItem, ReplyLimits } from '@otklik/contract';
import { Connections } from '../../src/desk/read-connections.js';
import type { EventEnd } from '../../src/inbound/raw-work.js';
import { TakeEvent } from '../../src/inbound/take-event.js';
import { PassingNews } from '../../src/platform/events/passing-news.js';
import { newId } from '../../src/platform/ids.js';
import { TestDesk } from '../desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

/** An event of the Telegram connection, as its channel would have understood it. */
async function happens(event: Partial<InboundEvent>): Promise<EventEnd> {
  const { workspaceId, telegram } = desk.main;
  const connection = (await desk.app.get(Connections).byId(workspaceId, telegram.id))!;
  const raw = {
    workspaceId,
    id: newId(),
    connectionId: telegram.id,
    receivedAt: desk.clock.now(),
    envelope: {},
    body: null,
    bodyFile: null,
    attempts: 0,
    source: 'webhook',
    state: 'received',
  };
  const whole: InboundEvent = {
    kind: 'message',
    externalId: randomUUID(),
    conversation: '',
    sender: { id: '', name: null, username: null, phone: null },
    text: '',
    html: null,
    quoted: null,
    attachments: [],
    at: null,
    replyTo: null,
    status: null,
    reason: null,
    button: null,
    language: 'en',
    mail: null,
    ...event,
  };
  let ended: EventEnd | null = null;
  await desk.app.get(TakeEvent).run({
    raw: raw as never,
    connection,
    channel: channelOf('telegram')!,
    event: whole,
    notes: [],
    begin: async () => undefined,
    end: async (_, end) => {
      ended = end;
      return end;
    },
  });
  await desk.settles();
  return ended!;
}

let count = 900;
/** A customer in a chat of their own. */
async function customer(name: string) {
  const id = String(++count);
  const from = { conversation: id, sender: { id, name, username: null, phone: null } };
  const writes = (text: string, more: Partial<InboundEvent> = {}) => happens({ ...from, text, ...more });
  // So that Telegram knows the chat when we write there.
  desk.telegram.customerWrites({ id: Number(id), firstName: name }, 'Hello');
  await desk.telegramDelivers();
  const ticket = (await desk.main.owner.tickets('all')).find((row) => row.contact.name === name)!;
  const lines = () => desk.main.owner.conversation(ticket.id);
  const whole = () =>
    desk.main.owner.does<{ reply: ReplyLimits; preview: string }>('GET', `/api/v1/tickets/${ticket.id}`);
  return { id, from, writes, ticket, lines, whole };
}
const picture = (name: string) => ({
  name,
  contentType: 'image/png',
  size: 3,
  inline: false,
  contentId: null,
  kind: 'photo',
  ref: null,
  content: Buffer.from('png'),
});
const at = (seconds: number) => new Date(desk.clock.now().getTime() + seconds * 1000).toISOString();

describe('a reaction', () => {
  it('stands on the message, changes, and is taken back; an older one that comes late changes nothing', async () => {
    const who = await customer('Rada');
    await who.writes('Look', { externalId: 'rada:1' });
    const react = (text: string, when: string) =>
      happens({ ...who.from, kind: 'reaction', text, replyTo: 'rada:1', at: when });
    expect(await react('👍', at(-9))).toMatchObject({ state: 'accepted', reason: 'reaction 👍' });
    await react('❤️', at(-5));
    await react('👍', at(-9));
    expect((await who.lines()).at(-1)).toMatchObject({ reactions: [{ by: 'customer', emoji: '❤️' }] });
    await react('', at(-1));
    await react('👍', at(-9));
    expect((await who.lines()).at(-1)!.reactions).toEqual([]);
    expect(await happens({ ...who.from, kind: 'reaction', text: '👍', replyTo: 'nobody:1' })).toMatchObject({
      state: 'dropped',
    });
  }, 30_000);
});

describe('an edit', () => {
  it('shows the new words and keeps the earlier ones, once, however often it is told', async () => {
    const who = await customer('Edna');
    await who.writes('Friday', { externalId: 'edna:1' });
    const edit = (text: string) => happens({ ...who.from, kind: 'edit', text, replyTo: 'edna:1' });
    for (const text of ['Saturday', 'Saturday', 'Sunday']) await edit(text);
    const line = (await who.lines()).at(-1)!;
    expect(line).toMatchObject({ text: 'Sunday', editedAt: expect.any(String) });
    expect(line.versions.map((one) => one.text)).toEqual(['Friday', 'Saturday']);
    expect((await who.whole()).preview).toBe('Sunday');
  }, 30_000);

  it('of our own message in the messenger’s own app shows too', async () => {
    const who = await customer('Olga');
    const reply = await desk.main.owner.replies(who.ticket.id, 'We are open');
    await desk.settles();
    const [sent] = await desk.database.query<{ name: string }>(
      'SELECT external_id AS name FROM message WHERE workspace_id = $1 AND id = $2',
      [desk.main.workspaceId, reply.id],
    );
    await happens({ ...who.from, kind: 'edit', text: 'We are closed', replyTo: sent!.name });
    expect((await who.lines()).at(-1)).toMatchObject({
      kind: 'agent',
      text: 'We are closed',
      editedAt: expect.any(String),
    });
    await happens({ ...who.from, kind: 'delete', replyTo: sent!.name });
    expect((await who.lines()).at(-1)).toMatchObject({ text: '', html: null, deletedAt: expect.any(String) });
  }, 30_000);
});

describe('a deletion', () => {
  it('leaves the place and none of the words, files or wordings', async () => {
    const who = await customer('Dilyan');
    await who.writes('my card number', { externalId: 'd:1', attachments: [picture('card.png')] });
    await happens({ ...who.from, kind: 'edit', text: 'my number', replyTo: 'd:1' });
    await happens({ ...who.from, kind: 'delete', replyTo: 'd:1' });
    const line = (await who.lines()).at(-1)!;
    expect(line).toMatchObject({ text: '', files: [], versions: [], deletedAt: expect.any(String) });
    expect(JSON.stringify(line)).not.toContain('number');
    expect((await who.whole()).preview).toBe('');
  }, 30_000);
});

describe('an album', () => {
  it('is one message, also when its parts come at the same instant or twice', async () => {
    const who = await customer('Alba');
    const part = (n: number, text = '') => ({
      externalId: `alba:${n}`,
      album: 'group-1',
      text,
      attachments: [picture(`${n}.png`)],
      at: at(-5),
    });
    await who.writes('Both', part(1, 'Both'));
    await Promise.all([who.writes('', part(2)), who.writes('', part(2)), who.writes('', part(3))]);
    expect(await who.writes('', part(3))).toMatchObject({ state: 'duplicate' });
    const lines = (await who.lines()).slice(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.text).toBe('Both');
    expect(lines[0]!.files.map((file) => file.name).sort()).toEqual(['1.png', '2.png', '3.png']);
    await happens({ ...who.from, kind: 'edit', text: 'All three', replyTo: 'alba:1' });
    await happens({ ...who.from, kind: 'delete', replyTo: 'alba:2' });
    await happens({ ...who.from, kind: 'delete', replyTo: 'alba:2' });
    const [after] = (await who.lines()).slice(1);
    expect(after).toMatchObject({ text: 'All three', deletedAt: null });
    expect(after!.files.map((file) => file.name).sort()).toEqual(['1.png', '3.png']);
  }, 30_000);

  it('that opens the ticket is one message too; another album, a late part, or one after our answer is a message of its own', async () => {
    const id = String(++count);
    const from = { conversation: id, sender: { id, name: 'Alona', username: null, phone: null } };
    desk.telegram.customerWrites({ id: Number(id), firstName: 'Alona' }, 'known');
    const part = (n: number, album: string, seconds: number) =>
      happens({ ...from, externalId: `alona:${n}`, album, attachments: [picture(`${n}.png`)], at: at(seconds) });
    await Promise.all([part(1, 'a', -200), part(2, 'a', -200), part(3, 'a', -199)]);
    await part(4, 'b', -199);
    await part(5, 'a', -100);
    const ticket = (await desk.main.owner.tickets('all')).find((row) => row.contact.name === 'Alona')!;
    await desk.telegramDelivers();
    await desk.main.owner.replies(ticket.id, 'Thank you');
    await desk.settles();
    await part(6, 'a', -99);
    const lines = (await desk.main.owner.conversation(ticket.id)).filter((line) => line.files.length > 0);
    expect(lines.map((line) => line.files.length)).toEqual([3, 1, 1, 1]);
  }, 30_000);
});

describe('a receipt without a message', () => {
  it('says so of everything of ours until then, and never goes back', async () => {
    const who = await customer('Rita');
    const states = async () => (await who.lines()).filter((line) => line.kind === 'agent').map((line) => line.state);
    for (const text of ['one', 'two']) {
      await desk.main.owner.replies(who.ticket.id, text);
      await desk.settles();
    }
    const seen = (status: string, when: string | null) =>
      happens({ ...who.from, kind: 'receipt', status, at: when, externalId: randomUUID() });
    expect(await seen('read', at(-3600))).toMatchObject({ state: 'dropped' });
    expect(await states()).toEqual(['sent', 'sent']);
    await seen('delivered', at(1));
    expect(await states()).toEqual(['delivered', 'delivered']);
    await seen('read', at(1));
    await seen('delivered', at(2));
    expect(await states()).toEqual(['read', 'read']);
    await desk.main.owner.replies(who.ticket.id, 'three');
    await desk.settles();
    await seen('delivered', null);
    expect(await states()).toEqual(['read', 'read', 'delivered']);
  }, 30_000);

  it('of any part of a long answer speaks of the whole', async () => {
    const who = await customer('Lila');
    const reply = await desk.main.owner.replies(who.ticket.id, 'long words '.repeat(500));
    await desk.settles();
    const sent = desk.telegram.sentTo({ id: Number(who.id), firstName: 'Lila' });
    expect(sent.length).toBeGreaterThan(1);
    const last = `${who.id}:${sent.at(-1)!.messageId}`;
    await happens({ ...who.from, kind: 'reaction', text: '👍', replyTo: last });
    const line = (await who.lines()).at(-1)!;
    expect(line).toMatchObject({ id: reply.id, reactions: [{ emoji: '👍' }] });
    expect(await happens({ ...who.from, kind: 'message', text: 'echo', externalId: last })).toMatchObject({
      state: 'duplicate',
      messageId: reply.id,
    });
  }, 30_000);

  it('of failure names its reason on the message', async () => {
    const who = await customer('Fedor');
    const reply = await desk.main.owner.replies(who.ticket.id, 'hello');
    await desk.settles();
    const [sent] = await desk.database.query<{ name: string }>(
      'SELECT external_id AS name FROM message WHERE workspace_id = $1 AND id = $2',
      [desk.main.workspaceId, reply.id],
    );
    await happens({
      ...who.from,
      kind: 'receipt',
      status: 'failed',
      reason: 'drop: number unknown',
      replyTo: sent!.name,
    });
    expect((await who.lines()).at(-1)).toMatchObject({ state: 'failed', remedy: 'drop: number unknown' });
  }, 30_000);
});

describe('the customer', () => {
  it('is seen typing, and being away is a line of the open ticket', async () => {
    const who = await customer('Tycho');
    const heard: string[] = [];
    desk.app.get(PassingNews).listen(({ ticketId }) => heard.push(ticketId));
    await happens({ ...who.from, kind: 'typing' });
    expect(heard).toEqual([who.ticket.id]);
    await happens({ ...who.from, kind: 'blocked', status: 'blocked' });
    await happens({ ...who.from, kind: 'joined', status: 'unblocked' });
    const { items } = await desk.main.owner.does<{ items: { event?: string; payload?: object }[] }>(
      'GET',
      `/api/v1/tickets/${who.ticket.id}/conversation`,
    );
    expect(items.filter((item) => item.event === 'customer.reachability').map((item) => item.payload)).toEqual([
      { reachable: false },
      { reachable: true },
    ]);
  }, 30_000);
});

describe('the time in which a free answer may be sent', () => {
  const abilities = channels.telegram!.abilities;
  const before = { ...abilities };
  afterAll(() => void Object.assign(abilities, before));
  const body = (template: object | null) => ({ text: 'Are you still there?', html: null, template });
  const post = (ticketId: string, template: object | null) =>
    desk.main.owner.call<{ code?: string; item?: MessageItem }>(
      'POST',
      `/api/v1/tickets/${ticketId}/messages`,
      body(template),
      {
        'idempotency-key': randomUUID(),
      },
    );

  it('ends, is told beforehand, and after it only an approved template goes, where there are any', async () => {
    const who = await customer('Willa');
    expect((await who.whole()).reply).toMatchObject({ windowEndsAt: null, templates: false, files: true });
    Object.assign(abilities, { replyWindowHours: 24, templates: true });
    const { reply } = await who.whole();
    expect(new Date(reply.windowEndsAt!).getTime()).toBeGreaterThan(desk.clock.now().getTime());
    expect((await post(who.ticket.id, null)).status).toBe(200);
    await desk.travels(25 * 3_600_000);
    expect(await post(who.ticket.id, null)).toMatchObject({ status: 409, body: { code: 'reply-window-over' } });
    const template = { name: 'still_there', language: 'en', params: ['Willa'] };
    const sent = await post(who.ticket.id, template);
    expect(sent).toMatchObject({ status: 200, body: { item: { template: 'still_there' } } });
    Object.assign(abilities, { templates: false });
    expect((await post(who.ticket.id, template)).status).toBe(400);
    expect((await post(who.ticket.id, null)).status).toBe(409);
    expect(await desk.main.owner.does('GET', `/api/v1/connections/${desk.main.telegram.id}/templates`)).toEqual([]);
  }, 30_000);
});
