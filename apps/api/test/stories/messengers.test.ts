// Every messenger through the whole desk, from its harness alone: written, answered, acknowledged, asked, and every bad weather.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { channelOf, channels } from '@otklik/channels';
import { io } from 'socket.io-client';
import type { Harness } from '../../../../libs/channels/src/harness.js';
import { TestDesk } from '../desk.js';
import { Messenger } from '../messenger.js';

const HOUR = 3_600_000;
const harnesses = new Map<string, Harness>();
for (const kind of Object.keys(channels)) {
  const { harness } = (await import(`../../../../libs/channels/src/${kind}/harness.js`)) as { harness: Harness };
  if (harness.webhook && harness.outside && 'answer' in harness.outside) harnesses.set(kind, harness);
}
let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

describe.each([...harnesses.keys()])('%s', (kind) => {
  const harness = harnesses.get(kind)!;
  const abilities = channelOf(kind)!.abilities;
  const lacks = harness.outside && 'lacks' in harness.outside ? (harness.outside.lacks ?? []) : [];
  let there: Messenger;
  let twin: Messenger;
  let ticketId: string;
  const lines = () => desk.main.owner.conversation(ticketId);
  const last = async () => (await lines()).at(-1)!;
  const state = async () =>
    (await desk.main.owner.does<{ state: string }>('GET', `/api/v1/connections/${there.connection.id}`)).state;

  beforeAll(async () => {
    there = await Messenger.connect(desk, kind, harness);
    twin = await Messenger.connect(desk, kind, harness, desk.twin);
  });
  afterAll(async () => {
    await there?.stop();
    await twin?.stop();
  });

  it('a customer writes; delivered twice, it is one message; the twin sees its own', async () => {
    expect(there.connection.state).toBe('ok');
    const body = there.customer.writes(there.next(), 'Where is my order?', there.now());
    await Promise.all([there.hears(body), there.hears(body), twin.hears(body)]);
    await there.hears(body);
    ticketId = (await there.ticket())!.id;
    expect((await lines()).map((line) => line.text)).toEqual(['Where is my order?']);
    expect((await twin.ticket())!.id).not.toBe(ticketId);
  }, 30_000);

  it('a forged call is refused and leaves nothing', async () => {
    const before = (await lines()).length;
    const body = there.customer.writes(there.next(), 'Forged', there.now());
    const forgedWith = Object.fromEntries(Object.entries(harness.config).map(([name, value]) => [name, `${value}0`]));
    const { status } = await there.delivers(body, forgedWith);
    expect(status).toBe(401);
    await desk.settles();
    expect((await lines()).length).toBe(before);
  });

  it('a reply reaches the customer once, and what became of it is shown', async () => {
    await desk.main.owner.replies(ticketId, 'It is on its way.');
    await desk.settles();
    expect(there.sawTexts()).toEqual(['It is on its way.']);
    const line = await last();
    expect(line).toMatchObject({ state: 'sent', kind: 'agent' });
    if (!there.customer.receipt) return;
    const externalId = await externalIdOf(line.id);
    for (const status of ['delivered', 'read', 'delivered'] as const) {
      const body = there.customer.receipt(externalId, status, there.now());
      if (body !== null) await there.hears(body);
    }
    const offers = there.customer.receipt(externalId, 'read', there.now()) !== null;
    expect((await last()).state).toBe(offers ? 'read' : 'delivered');
  }, 30_000);

  it('a picture comes with its bytes', async () => {
    if (!there.customer.sendsPicture) return;
    await there.hears(there.customer.sendsPicture(there.next(), there.now(), there.outside.url));
    const { files } = await last();
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ contentType: expect.stringMatching(/^image\//), size: 4 });
  }, 30_000);

  it('edits, reactions and deletions are shown as such', async () => {
    const { edits, reacts, deletes } = there.customer;
    const n = await there.writes('I meant order 1042');
    const { id } = await last();
    const line = async () => (await lines()).find((each) => each.id === id)!;
    if (edits) {
      await there.hears(edits(n, 'I meant order 1043', there.now()));
      expect(await line()).toMatchObject({ text: 'I meant order 1043', editedAt: expect.any(String) });
    }
    if (reacts) {
      const externalId = await externalIdOf(id);
      await there.hears(reacts(there.next(), '👍', externalId, there.now()));
      expect(await line()).toMatchObject({ reactions: [expect.objectContaining({ emoji: '👍' })] });
      await there.hears(reacts(there.next(), '', externalId, there.now()));
      expect(((await line()) as { reactions?: unknown[] }).reactions ?? []).toEqual([]);
    }
    if (deletes) {
      await there.hears(deletes(n, there.now()));
      expect(await line()).toMatchObject({ deletedAt: expect.any(String) });
    }
  }, 30_000);

  it('while an agent writes, the customer sees it where the channel offers it', async () => {
    if (!abilities.typing) return;
    const before = there.outside.requests.length;
    const socket = io(`${desk.url}/desk`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie: desk.main.owner.headers.cookie! },
    });
    try {
      expect(await socket.emitWithAck('ticket.open', ticketId)).toBe(true);
      socket.emit('ticket.doing', ticketId, 'typing');
      for (let i = 0; i < 100 && there.outside.requests.length === before; i++) await sleep(20);
      expect(there.outside.requests.length).toBeGreaterThan(before);
      expect(harness.outside && 'seen' in harness.outside && harness.outside.seen(there.outside.requests.at(-1)!)).toBe(
        null,
      );
    } finally {
      socket.disconnect();
    }
  }, 30_000);

  it('asked to slow down, waits and sends once', async () => {
    if (lacks.includes('slow-down')) return;
    const before = there.outside.seen.length;
    there.outside.outcome = 'slow-down';
    await desk.main.owner.replies(ticketId, 'Patience');
    await desk.settles();
    expect(await last()).toMatchObject({ state: 'queued', remedy: expect.stringMatching(/^retry/) });
    there.outside.outcome = 'ok';
    await desk.travels(HOUR);
    expect(there.sawTexts().slice(before)).toEqual(['Patience']);
    expect(await last()).toMatchObject({ state: 'sent' });
  }, 30_000);

  it('a refused key turns the connection red; mended, its messages go', async () => {
    if (lacks.includes('who-are-you')) return;
    const before = there.outside.seen.length;
    there.outside.outcome = 'who-are-you';
    await desk.main.owner.replies(ticketId, 'Waiting for the key');
    await desk.settles();
    expect(await state()).toBe('broken');
    expect(await last()).toMatchObject({ state: 'queued' });
    there.outside.outcome = 'ok';
    const { config } = await desk.main.owner.does<{ config: Record<string, unknown> }>(
      'GET',
      `/api/v1/connections/${there.connection.id}`,
    );
    await desk.main.owner.does('PATCH', `/api/v1/connections/${there.connection.id}`, { config });
    expect(await state()).toBe('ok');
    await desk.travels(HOUR);
    expect(there.sawTexts().slice(before)).toEqual(['Waiting for the key']);
  }, 30_000);

  it('an answer that never came is unknown, and is not sent again by itself', async () => {
    if (lacks.includes('silent') || abilities.idempotent) return;
    const before = there.outside.seen.length;
    there.outside.outcome = 'silent';
    await desk.main.owner.replies(ticketId, 'Did it arrive?');
    await desk.settles();
    expect(await last()).toMatchObject({ state: 'unknown' });
    there.outside.outcome = 'ok';
    await desk.travels(3 * HOUR);
    expect(there.sawTexts().slice(before)).toEqual(['Did it arrive?']);
    const { id } = await last();
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticketId}/messages/${id}/resend`);
    await desk.settles();
    expect(there.sawTexts().slice(before)).toEqual(['Did it arrive?', 'Did it arrive?']);
  }, 30_000);

  it('solved: the customer is asked in the channel, once, and the rating is on the ticket', async () => {
    await there.writes('Thank you');
    const before = there.outside.seen.length;
    await desk.main.owner.solves(ticketId);
    await desk.travels(2 * HOUR);
    const asked = there.outside.seen.slice(before);
    if (abilities.buttons) {
      const button = asked
        .flatMap((seen) => seen.buttons)
        .find((each) => each.label.includes('5') || each.data?.endsWith('5'));
      await there.hears(there.customer.presses!(there.next(), button!.data!, there.now()));
    } else {
      const [link] = /https?:\/\/[^\s"<>]+\/s\/[\w.-]+/.exec(asked.map((seen) => seen.text).join('\n')) ?? [];
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await fetch(link!, { method: 'POST', headers, body: 'score=5' })).status).toBeLessThan(400);
      await desk.settles();
    }
    const row = (await desk.main.owner.tickets('all')).find((each) => each.id === ticketId)!;
    expect(row.rating).toMatchObject({ score: 5, good: true });
    await desk.travels(3 * HOUR);
    expect(
      there.outside.seen.slice(before).filter((seen) => seen.buttons.length > 0 || /\/s\//.test(seen.text)),
    ).toHaveLength(1);
  }, 30_000);

  it('blocked by the customer: the address is flagged', async () => {
    if (!there.customer.blocks) return;
    await there.hears(there.customer.blocks(there.now()));
    const { contact } = (await desk.main.owner.tickets('all')).find((each) => each.id === ticketId)!;
    const card = await desk.main.owner.does<{ identities: { kind: string; unreachableAt: string | null }[] }>(
      'GET',
      `/api/v1/contacts/${contact.id}`,
    );
    expect(card.identities.find((one) => one.kind === kind)?.unreachableAt).toBeTruthy();
  }, 30_000);

  async function externalIdOf(messageId: string): Promise<string> {
    const [row] = await desk.database.query<{ externalId: string }>(
      `/* test */ SELECT external_id AS "externalId" FROM message WHERE workspace_id = $1 AND id = $2`,
      [desk.main.workspaceId, messageId],
    );
    return row!.externalId;
  }
});
