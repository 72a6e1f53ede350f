// What single messengers do beside the common story: business accounts and groups of Telegram; VK and MAX asked by polling; VK trying our address.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageItem } from '@otklik/contract';
import { type Answer, type Harness, type MadeRequest, startOutside } from '../../../../libs/channels/src/harness.js';
import { harness as max } from '../../../../libs/channels/src/max/harness.js';
import { harness as telegram } from '../../../../libs/channels/src/telegram/harness.js';
import { harness as vk } from '../../../../libs/channels/src/vk/harness.js';
import { TestDesk } from '../desk.js';
import { Messenger } from '../messenger.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const anna = { id: 6001, is_bot: false, first_name: 'Анна', username: 'anna_b' };
const boris = { id: 6002, is_bot: false, first_name: 'Борис' };

/** The same vendor with some of its answers given otherwise. */
function vendorThat(harness: Harness, answers: (request: MadeRequest) => Answer | null, config: object): Harness {
  const outside = harness.outside as Extract<Harness['outside'], { answer: unknown }>;
  const answer: typeof outside.answer = (outcome, request, n, url) =>
    answers(request) ?? outside.answer(outcome, request, n, url);
  return { ...harness, config: { ...harness.config, ...config }, outside: { ...outside, answer } };
}
const textsOf = async (ticketId: string) =>
  (await desk.main.owner.conversation(ticketId)).map((line) => (line as MessageItem).text);
async function ticketOf(connectionId: string, about = '') {
  const rows = await desk.main.owner.tickets('all');
  return rows.find((row) => row.connectionId === connectionId && JSON.stringify(row).includes(about));
}

describe('Telegram', () => {
  let there: Messenger;
  let update = 5_000_000;
  beforeAll(async () => {
    there = await Messenger.connect(desk, 'telegram', telegram);
  });
  afterAll(() => there.stop());
  const sent = () => JSON.parse(there.outside.requests.at(-1)!.body.toString()) as Record<string, unknown>;
  const hears = (kind: string, n: number, known: object) =>
    there.hears({ update_id: ++update, [kind]: { message_id: n, date: seconds(there.now()), ...known } });

  it('a customer of a business account is answered through it; what the owner writes is no message of ours', async () => {
    const chat = { id: anna.id, type: 'private', first_name: 'Анна' };
    const inBusiness = { business_connection_id: 'Bc_7x', chat };
    await hears('business_message', 10, { ...inBusiness, from: anna, text: 'Is it in stock?' });
    await hears('business_message', 11, { ...inBusiness, from: boris, text: 'The owner himself' });
    const { id } = (await ticketOf(there.connection.id, 'Анна'))!;
    await desk.main.owner.replies(id, 'Yes, it is');
    await desk.settles();
    expect(sent()).toMatchObject({ chat_id: '6001', business_connection_id: 'Bc_7x', text: 'Yes, it is' });
    expect(await textsOf(id)).toEqual(['Is it in stock?', 'Yes, it is']);
    await there.hears({
      update_id: ++update,
      deleted_business_messages: { business_connection_id: 'Bc_7x', chat, message_ids: [10] },
    });
    const [first] = (await desk.main.owner.conversation(id)) as MessageItem[];
    expect(first).toMatchObject({ deletedAt: expect.any(String) });
    // The same person in the bot's own chat is another conversation.
    await hears('message', 1, { chat, from: anna, text: 'And here I ask the bot' });
    expect(await textsOf(id)).not.toContain('And here I ask the bot');
  }, 30_000);

  it('a group is one conversation of those who address the bot', async () => {
    const chat = { id: -1001234, type: 'supergroup', title: 'Gardeners' };
    const mention = { entities: [{ type: 'mention', offset: 0, length: 9 }] };
    await hears('message', 70, { chat, from: boris, text: 'Nice weather' });
    await hears('message', 71, { chat, from: boris, text: '@shop_bot when do seeds come?', ...mention });
    await hears('message', 72, { chat, from: anna, text: '@shop_bot I wait too', ...mention });
    const { id } = (await ticketOf(there.connection.id, 'Борис'))!;
    expect(await textsOf(id)).toEqual(['@shop_bot when do seeds come?', '@shop_bot I wait too']);
    await desk.main.owner.replies(id, 'On Monday');
    await desk.settles();
    expect(sent()).toMatchObject({ chat_id: '-1001234', text: 'On Monday' });
  }, 30_000);
});

describe('polling', () => {
  const at = new Date('2026-11-22T10:00:00Z');

  it.each(['vk', 'max'] as const)(
    '%s is asked, and what came is taken once',
    async (kind) => {
      const writes = (n: number, text: string) => (kind === 'vk' ? vk : max).customer.writes(n, text, at);
      const all = [writes(1, 'First'), writes(2, 'Second')];
      const next = (asked: number) => all.slice(asked, asked + 1);
      const harness =
        kind === 'vk'
          ? vendorThat(vk, longPoll(next), { mode: 'polling' })
          : vendorThat(max, updates(next), { mode: 'polling' });
      const outside = await startOutside(harness);
      if (kind === 'vk') address = outside.url;
      const there = await Messenger.connect(desk, kind, harness, desk.main, outside);
      try {
        const until = Date.now() + 20_000;
        let seen: string[] = [];
        while (seen.length < all.length && Date.now() < until) {
          await sleep(100);
          const ticket = await ticketOf(there.connection.id);
          seen = ticket ? await textsOf(ticket.id) : [];
        }
        expect(seen).toEqual(['First', 'Second']);
      } finally {
        await desk.main.owner.does('DELETE', `/api/v1/connections/${there.connection.id}`);
        await there.stop();
      }
    },
    40_000,
  );

  let address = '';
  function longPoll(next: (asked: number) => unknown[]) {
    return ({ path }: MadeRequest): Answer | null => {
      const url = new URL(path, 'http://vendor');
      if (url.pathname === '/method/groups.getLongPollServer')
        return { status: 200, body: { response: { server: `${address}/lp`, key: 'k', ts: '0' } } };
      if (url.pathname !== '/lp') return null;
      const given = next(Number(url.searchParams.get('ts')));
      return { status: 200, body: { ts: String(Number(url.searchParams.get('ts')) + given.length), updates: given } };
    };
  }
  function updates(next: (asked: number) => unknown[]) {
    return ({ path }: MadeRequest): Answer | null => {
      const url = new URL(path, 'http://vendor');
      if (url.pathname !== '/updates') return null;
      const marker = Number(url.searchParams.get('marker') ?? 0);
      const given = next(marker);
      return { status: 200, body: { updates: given, marker: marker + given.length } };
    };
  }
});

it('VK tries our address while it is being added, and we confirm ourselves with a string that VK tells us', async () => {
  const tried: Promise<string>[] = [];
  const harness = vendorThat(
    vk,
    ({ path, body }) => {
      const method = path.split('/').at(-1);
      if (method === 'groups.getCallbackConfirmationCode')
        return { status: 200, body: { response: { code: 'fr0mvk' } } };
      if (method !== 'groups.addCallbackServer') return null;
      const fields = new URLSearchParams(body.toString());
      const asked = { type: 'confirmation', group_id: 229000001, secret: fields.get('secret_key') };
      tried.push(
        fetch(fields.get('url')!, { method: 'POST', body: JSON.stringify(asked) }).then((answer) => answer.text()),
      );
      return null;
    },
    { confirmationCode: '', callbackSecret: '' },
  );
  const there = await Messenger.connect(desk, 'vk', harness);
  expect(await Promise.all(tried)).toEqual(['fr0mvk']);
  expect(there.connection.state).toBe('ok');
  await there.stop();
}, 30_000);
