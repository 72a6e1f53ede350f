// The whole line, once by each channel: a customer writes, an agent answers, the ticket is solved, the customer rates.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestDesk } from '../desk.js';

const HOUR = 3_600_000;
let desk: TestDesk;

beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

describe('by e-mail', () => {
  it('threads, answers, asks an hour after solving, and only a POST rates', async () => {
    await desk.receivesMail({
      subject: 'Где мой заказ?',
      text: 'Заказ 1042 не пришёл.',
      html: '<p>Заказ <b>1042</b> не пришёл.</p>',
      messageId: '<first@example.com>',
    });
    await desk.settles();
    const [ticket] = await desk.main.owner.tickets('open');
    expect(ticket).toMatchObject({
      subject: 'Где мой заказ?',
      channel: 'email',
      state: 'new',
      contact: { name: 'Мария', address: 'maria@example.com' },
      unread: true,
    });

    await desk.main.owner.replies(ticket!.id, 'Он уже в пути.');
    await desk.settles();
    const [answer] = await desk.relay.mailsTo('maria@example.com');
    expect(answer).toMatchObject({ subject: 'Re: Где мой заказ?', inReplyTo: '<first@example.com>' });
    expect(answer!.text).toContain('Он уже в пути.');
    expect((await desk.main.owner.conversation(ticket!.id)).map((line) => [line.kind, line.state])).toEqual([
      ['customer', 'received'],
      ['agent', 'sent'],
    ]);

    await desk.receivesMail({
      subject: 'Re: Где мой заказ?',
      text: 'Спасибо!\n\n> Он уже в пути.',
      inReplyTo: answer!.messageId,
      references: [answer!.messageId],
      messageId: '<second@example.com>',
    });
    await desk.settles();
    expect(await desk.main.owner.tickets('open')).toHaveLength(1);
    expect((await desk.main.owner.conversation(ticket!.id)).at(-1)).toMatchObject({
      kind: 'customer',
      text: 'Спасибо!',
    });

    await desk.main.owner.solves(ticket!.id);
    await desk.settles();
    expect(desk.relay.mails).toHaveLength(1);
    await desk.travels(HOUR + 1000);
    const mails = await desk.relay.mailsTo('maria@example.com', 2);
    expect(mails).toHaveLength(2);
    const link = /https?:\/\/[^\s"<>]+\/s\/[^\s"<>]+/.exec(mails[1]!.text)![0].replaceAll('&amp;', '&');

    const page = await fetch(link);
    expect(page.status).toBe(200);
    expect((await desk.main.owner.tickets('solved'))[0]!.rating).toBeNull();
    const posted = await fetch(link.split('?')[0]!, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'score=5',
    });
    expect(posted.status).toBeLessThan(400);
    await desk.settles();
    expect((await desk.main.owner.tickets('solved'))[0]!.rating).toEqual({
      score: 5,
      max: 5,
      good: true,
      comment: null,
    });
  }, 60_000);
});

describe('by Telegram', () => {
  it('answers in the chat and asks there at once, by buttons', async () => {
    const customer = { id: 9_007_199_254_740, firstName: 'Иван', languageCode: 'ru' };
    desk.telegram.customerWrites(customer, 'Добрый день!');
    await desk.telegramDelivers();
    await desk.settles();
    const ticket = (await desk.main.owner.tickets('open')).find((row) => row.channel === 'telegram')!;
    await desk.main.owner.replies(ticket.id, 'Здравствуйте, Иван.');
    await desk.settles();
    expect(desk.telegram.sentTo(customer).map((message) => message.text)).toEqual(['Здравствуйте, Иван.']);
    await desk.main.owner.solves(ticket.id);
    await desk.settles();
    expect(desk.telegram.sentTo(customer)).toHaveLength(2);
    const buttons = desk.telegram.sentTo(customer)[1]!.keyboard.flat();
    expect(buttons).toHaveLength(5);
    desk.telegram.customerPresses(customer, buttons.find((button) => button.text.includes('4'))!.text);
    await desk.telegramDelivers();
    await desk.settles();
    const row = (await desk.main.owner.tickets('solved')).find((item) => item.id === ticket.id)!;
    expect(row.rating).toMatchObject({ score: 4, max: 5, good: true });
  }, 60_000);
});

describe('by the widget', () => {
  it('keeps one line however often it is posted, and takes the rating on its card', async () => {
    const widget = await desk.visits({ locale: 'bg' });
    const clientId = randomUUID();
    for (let times = 0; times < 3; times++) await widget.writes('Здравейте', clientId);
    await desk.settles();
    const ticket = (await desk.main.owner.tickets('open')).find((row) => row.channel === 'chat')!;
    expect(await desk.main.owner.conversation(ticket.id)).toHaveLength(1);
    await desk.main.owner.replies(ticket.id, 'Как да помогнем?');
    await desk.main.owner.solves(ticket.id);
    await desk.settles();
    const lines = await widget.lines();
    expect(lines.map((line) => line.from)).toEqual(['me', 'them', 'them']);
    await widget.rates(lines[2]!.card!.token!, 2);
    await desk.settles();
    const row = (await desk.main.owner.tickets('solved')).find((item) => item.id === ticket.id)!;
    expect(row.rating).toMatchObject({ score: 2, good: false });
  }, 60_000);
});

describe('the other workspace', () => {
  it('has seen none of it', async () => {
    expect(await desk.twin.owner.tickets('all')).toEqual([]);
  });
});

describe('the report', () => {
  it('shows three tickets, their times and the satisfaction', async () => {
    const today = (at: Date) => at.toISOString().slice(0, 10);
    const from = today(new Date(Date.now() - 24 * HOUR));
    const to = today(new Date(Date.now() + 48 * HOUR));
    const report = await desk.main.owner.does<Record<string, never>>(
      'GET',
      `/api/v1/reports/overview?from=${from}&to=${to}`,
    );
    expect(JSON.stringify(report)).toContain('csat');
  });
});

describe('a key that was used', () => {
  it('answers a retry with the same message, and other words with a refusal that says so', async () => {
    const visitor = await desk.visits();
    await visitor.writes('One more thing');
    await desk.settles();
    const ticket = (await desk.main.owner.tickets('open')).find((row) => row.preview === 'One more thing')!;
    const post = (text: string) =>
      desk.main.owner.call<{ code?: string }>(
        'POST',
        `/api/v1/tickets/${ticket.id}/messages`,
        { text },
        { 'idempotency-key': 'the-same' },
      );
    expect((await Promise.all([post('Sure'), post('Sure')])).map((answer) => answer.status)).toEqual([200, 200]);
    expect(await post('Something else')).toMatchObject({ status: 409, body: { code: 'key-reused' } });
    await desk.settles();
    expect((await visitor.lines()).map((line) => line.text)).toEqual(['One more thing', 'Sure']);
  });
});
