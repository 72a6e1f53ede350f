// One shop's server hangs with more answers for its customers than the desk sends at once: everybody else is served as if nothing were.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageItem, TicketRow } from '@otklik/contract';
import { live, type Told, until } from './customers.js';
import type { KilledDesk } from './killed-desk.js';

/** More than a process sends at the same time. */
const TALKS = 24;
/** A customer of another channel is asked, answered and heard within this time, on a busy machine too. */
const SERVED_MS = 30_000;

/** Answers who talked there, and what went wrong. `n`: the number of another customer. */
export async function hangListener(desk: KilledDesk, n: number): Promise<{ told: Told[]; wrong: string[] }> {
  const { listener } = desk;
  const told: Told[] = [];
  for (let talk = 0; talk < TALKS; talk++) told.push(await begin(desk));
  listener.hang();
  for (const { ticketId, answer } of told) {
    const key = { 'idempotency-key': randomUUID() };
    await until('a reply', () => desk.api('POST', `/api/v1/tickets/${ticketId}/messages`, { text: answer }, key));
  }
  await until('a hung post', async () => listener.hung > 0 || null);
  const begun = Date.now();
  const other = live(desk, n);
  other.catch(() => undefined);
  const served = await Promise.race([other.then(() => true), sleep(SERVED_MS, false)]);
  listener.wake();
  told.push(await other);
  const wrong = served ? [] : [`another customer waited ${Date.now() - begun} ms for a listener that hangs`];
  for (const { ticketId, answer } of told.slice(0, TALKS)) {
    await until('a settled reply', async () => {
      const path = `/api/v1/tickets/${ticketId}/conversation`;
      const { items } = await desk.api<{ items: MessageItem[] }>('GET', path);
      return items.find((item) => item.text === answer)?.state === 'sent' || null;
    });
    await until('solving', () =>
      desk.api('POST', `/api/v1/tickets/${ticketId}/state`, { state: 'solved' }).then(() => true),
    );
  }
  return { told, wrong };
}

async function begin(desk: KilledDesk): Promise<Told> {
  const conversation = randomUUID();
  const question = `question-${conversation}`;
  await until('a word', async () => (await desk.listener.writes(conversation, question)) || null);
  const ticket = await until('a ticket', async () => {
    const { items } = await desk.api<{ items: TicketRow[] }>('GET', `/api/v1/tickets?q=${conversation}`);
    return items.find(({ contact }) => contact.address === conversation);
  });
  const answer = `answer-${conversation}`;
  return { channel: 'api', question, further: [], answer, score: null, ticketId: ticket.id };
}
