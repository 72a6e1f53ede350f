// Acceptance: the same message delivered three times by each channel makes one message, one after another or at the same instant.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { TestDesk } from '../desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

type Deliver = (key: string) => Promise<() => Promise<unknown>>;

/** A channel's way to hand over one message as often as it likes; the customer is new each time, so tickets could double too. */
const channels: Record<string, Deliver> = {
  async email(key) {
    // One mail: its date too is the same whenever it comes.
    const mail = {
      from: `${key}@example.com`,
      subject: key,
      text: key,
      messageId: `<${key}@example.com>`,
      date: new Date(),
    };
    return () => desk.receivesMail(mail);
  },
  async telegram(key) {
    const id = 6_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
    const person = { id, is_bot: false, first_name: key };
    const chat = { id, type: 'private', first_name: key };
    const message = { message_id: 1, from: person, chat, date: Math.floor(Date.now() / 1000), text: key };
    const body = JSON.stringify({ update_id: id, message });
    return async () => {
      const { status } = await fetch(`${desk.url}/hooks/telegram/${desk.main.telegram.key}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': 'hook-secret-0123456789',
        },
        body,
      });
      expect(status).toBe(200);
    };
  },
  async chat(key) {
    const visitor = await desk.visits();
    const clientId = randomUUID();
    return () => visitor.writes(key, clientId);
  },
};

/** Tickets that show these words, and the lines in them. */
async function found(key: string): Promise<{ tickets: TicketRow[]; lines: string[] }> {
  const tickets = (await desk.main.owner.tickets('all')).filter((row) => row.preview.includes(key));
  const lines = await Promise.all(tickets.map((ticket) => desk.main.owner.conversation(ticket.id)));
  return { tickets, lines: lines.flat().map((line) => line.text) };
}

describe.each(Object.keys(channels))('%s', (channel) => {
  it.each(['one after another', 'at the same instant'])(
    'three times, %s, is one message in one ticket',
    async (manner) => {
      const key = `thrice-${randomUUID()}`;
      const deliver = await channels[channel]!(key);
      if (manner === 'at the same instant') await Promise.all([deliver(), deliver(), deliver()]);
      else for (let times = 0; times < 3; times++) await deliver();
      await desk.settles();
      const { tickets, lines } = await found(key);
      expect(tickets).toHaveLength(1);
      expect(tickets[0]).toMatchObject({ channel, episode: 1 });
      expect(lines).toEqual([key]);
    },
    30_000,
  );

  it('again after the answer and the solving reopens nothing', async () => {
    const key = `later-${randomUUID()}`;
    const deliver = await channels[channel]!(key);
    await deliver();
    await desk.settles();
    const { tickets } = await found(key);
    await desk.main.owner.replies(tickets[0]!.id, 'Hello.');
    await desk.main.owner.solves(tickets[0]!.id);
    await desk.settles();
    await Promise.all([deliver(), deliver()]);
    await desk.settles();
    const again = (await desk.main.owner.conversation(tickets[0]!.id)).filter((line) => line.kind === 'customer');
    expect(again.map((line) => line.text)).toEqual([key]);
    const [ticket] = (await desk.main.owner.tickets('all')).filter((row) => row.id === tickets[0]!.id);
    expect(ticket).toMatchObject({ state: 'solved', episode: 1 });
  }, 30_000);
});

it('nobody else has seen any of it', async () => {
  expect(await desk.twin.owner.tickets('all')).toEqual([]);
});
