// Customers who do not give up: each writes, is answered, solved, asked and rates, by one channel, through any number of kills.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageItem, TicketRow, WidgetLine } from '@otklik/contract';
import { sendMail } from '../standins/mail-standin.js';
import type { KilledDesk } from './killed-desk.js';

/** What one customer did, as the outside world remembers it: the checker holds the desk's database against this. */
export interface Told {
  channel: 'email' | 'telegram' | 'chat' | 'api';
  /** Words that occur nowhere else. */
  question: string;
  /** What was written after it, in this order. */
  further: string[];
  answer: string;
  /** The score given; null when the survey was never delivered (unknown or failed on its channel). */
  score: number | null;
  ticketId: string;
}

/** What customers and agents need of a desk, however many processes it is. */
export type ServedDesk = Pick<KilledDesk, 'url' | 'smtpPort' | 'chatKey' | 'relay' | 'telegram' | 'api'>;

/** What a customer writes after the first words, before anybody answers. */
const FURTHER = 2;

/** Longer than any number of restarts in a row: a desk that is killed while it starts tries nobody’s patience here. */
const PATIENCE_MS = 600_000;

/** Tries until it works: what a mail server, a webhook sender, a widget and an impatient agent all do. */
export async function until<T>(what: string, attempt: () => Promise<T | null | undefined>): Promise<T> {
  const giveUp = Date.now() + PATIENCE_MS;
  let last: unknown = null;
  for (;;) {
    try {
      const done = await attempt();
      if (done !== null && done !== undefined) return done;
    } catch (error) {
      last = error;
    }
    if (Date.now() > giveUp)
      throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s (${String((last as Error)?.message ?? 'not yet')})`);
    await sleep(60);
  }
}

export interface Customer {
  channel: Told['channel'];
  /** What `q=` finds the ticket by. */
  address: string;
  writes(text: string): Promise<void>;
  /** Waits for the survey and rates; null when it did not arrive. */
  rates(score: number, state: () => Promise<string>): Promise<number | null>;
}

function byMail(desk: ServedDesk, n: number): Customer {
  const address = `customer${n}@example.com`;
  let first: string | undefined;
  return {
    channel: 'email',
    address,
    async writes(text) {
      const messageId = `<${randomUUID()}@example.com>`;
      // What a mail server sends again is that mail, its date included: another date would make it another mail.
      const mail = {
        from: address,
        to: 'support@desk.test',
        subject: `Вопрос ${n}`,
        text,
        messageId,
        ...(first ? { inReplyTo: first, references: first } : {}),
        date: new Date(),
      };
      await until('mail', () => sendMail(desk.smtpPort, mail));
      first ??= messageId;
    },
    async rates(score) {
      const link = await until('survey mail', async () => {
        const mail = desk.relay.mails.find(
          (taken) => taken.recipients.includes(address) && /\/s\/[\w.~-]+/.test(taken.text),
        );
        return mail && /https?:\/\/[^\s<>"]+\/s\/[\w.~-]+/.exec(mail.text)![0];
      });
      await until('rating by mail', async () => {
        const answer = await fetch(link, {
          method: 'POST',
          signal: AbortSignal.timeout(5000),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: `score=${score}`,
        });
        return answer.status < 400 ? true : null;
      });
      return score;
    },
  };
}

function byTelegram(desk: ServedDesk, n: number): Customer {
  const customer = { id: 5_000_000_000 + n, firstName: `Customer${n}`, username: `customer_tg_${n}` };
  return {
    channel: 'telegram',
    address: String(customer.id),
    async writes(text) {
      desk.telegram.customerWrites(customer, text);
    },
    async rates(score, state) {
      const arrived = await until('survey in Telegram', async () => {
        if (desk.telegram.sentTo(customer).some((message) => message.keyboard.flat().length > 0)) return 'yes';
        return ['unknown', 'failed'].includes(await state()) ? 'no' : null;
      });
      if (arrived === 'no') return null;
      const survey = desk.telegram.sentTo(customer).find((message) => message.keyboard.flat().length > 0)!;
      const buttons = survey.keyboard.flat();
      desk.telegram.customerPresses(customer, buttons[score - 1]!.callback_data!);
      return score;
    },
  };
}

function byChat(desk: ServedDesk, n: number): Customer {
  let token = '';
  const headers = () => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${desk.url}/api/widget/v1/${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(5000),
      headers: headers(),
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 200)}`);
    return response.json().catch(() => ({}));
  };
  return {
    channel: 'chat',
    address: '',
    async writes(text) {
      token ||= await until(
        'visitor',
        async () =>
          (
            (await post('visitors', { key: desk.chatKey, locale: 'en', page: `https://shop.test/${n}` })) as {
              token: string;
            }
          ).token,
      );
      const clientId = randomUUID();
      await until('chat line', () =>
        post('messages', { clientId, text, fileIds: [], page: 'https://shop.test/', locale: 'en' }),
      );
    },
    async rates(score) {
      const card = await until('survey card', async () => {
        const response = await fetch(`${desk.url}/api/widget/v1/lines`, {
          headers: headers(),
          signal: AbortSignal.timeout(5000),
        });
        const { lines } = (await response.json()) as { lines: WidgetLine[] };
        return lines.find((line) => line.card)?.card;
      });
      await until('rating in the widget', () => post('answers', { token: card.token, score }).then(() => true));
      return score;
    },
  };
}

/** The n-th customer, by the channel whose turn it is. */
export const customerOf = (desk: ServedDesk, n: number): Customer => [byMail, byTelegram, byChat][n % 3]!(desk, n);

/** The ticket that a customer's first words have opened. */
export function ticketOf(desk: ServedDesk, customer: Customer, question: string): Promise<TicketRow> {
  return until(`${customer.channel}: a ticket`, async () => {
    const search = customer.address ? `q=${encodeURIComponent(customer.address)}` : 'view=all&limit=30';
    const { items } = await desk.api<{ items: TicketRow[] }>('GET', `/api/v1/tickets?${search}`);
    return items.find((item) => item.preview.startsWith(question) || item.contact.address === customer.address);
  });
}

/** One customer from the first word to the rating. */
export async function live(desk: ServedDesk, n: number): Promise<Told> {
  const customer = customerOf(desk, n);
  const question = `question-${n}-${randomUUID()}`;
  const answer = `answer-${n}-${randomUUID()}`;
  await customer.writes(question);
  const ticket = await ticketOf(desk, customer, question);
  const further = Array.from({ length: FURTHER }, (_, index) => `further-${n}-${index}-${randomUUID()}`);
  for (const text of further) await customer.writes(text);
  const lines = () =>
    desk.api<{ items: MessageItem[] }>('GET', `/api/v1/tickets/${ticket.id}/conversation`).then((page) => page.items);
  await until('every word', async () => {
    const read = await lines();
    return further.every((text) => read.some((line) => line.text?.includes(text))) || null;
  });
  const key = randomUUID();
  await until('a reply', () =>
    desk.api('POST', `/api/v1/tickets/${ticket.id}/messages`, { text: answer }, { 'idempotency-key': key }),
  );
  await until('a settled reply', async () => {
    const line = (await lines()).find((item) => item.text === answer);
    return line && ['sent', 'delivered', 'read', 'failed', 'unknown'].includes(line.state) ? line : null;
  });
  await until('solving', () =>
    desk.api('POST', `/api/v1/tickets/${ticket.id}/state`, { state: 'solved' }).then(() => true),
  );
  const cardState = async () => (await lines()).find((item) => item.card)?.state ?? 'none';
  const score = await customer.rates((n % 5) + 1, cardState);
  if (score !== null) {
    await until(
      'the rating on the ticket',
      async () => (await desk.api<TicketRow>('GET', `/api/v1/tickets/${ticket.id}`)).rating,
    );
  }
  return { channel: customer.channel, question, further, answer, score, ticketId: ticket.id };
}
