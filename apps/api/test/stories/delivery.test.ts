// Path B under bad weather: what goes out goes once, in order, and says honestly how it fared.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OutgoingParts } from '../../src/outbound/outgoing-parts.js';
import { Database } from '../../src/platform/database/database.js';
import { ABSENCE_MS, INSTANCE_CLASS, Instance } from '../../src/platform/database/instance.js';
import { Facts } from '../../src/platform/events/record-facts.js';
import { Log } from '../../src/platform/log.js';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import { ClaimMessage } from '../../src/tickets/claim-message.js';
import { InFlight } from '../../src/tickets/in-flight.js';
import { ReleaseReplies } from '../../src/tickets/release-replies.js';
import { TestDesk } from '../desk.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
let desk: TestDesk;
let nextCustomer = 1000;

beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

/** A new customer of the bot with a ticket. */
async function ticketByTelegram() {
  const customer = { id: nextCustomer++, firstName: `Customer ${nextCustomer}`, languageCode: 'en' };
  desk.telegram.customerWrites(customer, 'hello');
  await desk.telegramDelivers();
  const ticket = (await desk.main.owner.tickets('open')).find((row) => row.contact.name === customer.firstName)!;
  return { customer, ticket, sent: () => desk.telegram.sentTo(customer).map((message) => message.text) };
}

async function ticketByMail(address: string) {
  const from = `Customer <${address}>`;
  await desk.receivesMail({ from, subject: 'Question', text: 'hello', messageId: `<q.${address}>` });
  await desk.settles();
  return (await desk.main.owner.tickets('open')).find((row) => row.contact.address === address)!;
}

const lastLine = async (ticketId: string) => (await desk.main.owner.conversation(ticketId)).at(-1)!;

/** What another process of the same desk would think of its messages. */
async function secondProcess() {
  const { app, database, clock } = desk;
  const instance = new Instance({ ...desk.env, shape: 'standard' }, database, clock, app.get(Log));
  await instance.onModuleInit();
  return {
    claims: new ClaimMessage(database, clock, instance, app.get(Facts), app.get(ReleaseReplies), new InFlight()),
    knowsAlive: (number: number) => instance.isAlive(number),
    locks: async (number: number) => {
      const rows = await database.query(
        `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [INSTANCE_CLASS, number],
      );
      return rows.length;
    },
    end: () => instance.beforeApplicationShutdown(),
  };
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (const enough = Date.now() + 10_000; !(await done()); await sleep(10))
    if (Date.now() > enough) throw new Error('It did not happen in ten seconds.');
}

describe('Telegram', () => {
  it('asked to wait, waits; then it arrives once', async () => {
    const { ticket, sent } = await ticketByTelegram();
    desk.telegram.refuse(429, { method: 'sendMessage', retryAfter: 20 });
    await desk.main.owner.replies(ticket.id, 'later');
    await desk.settles();
    expect(sent()).toEqual([]);
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'queued', remedy: expect.stringMatching(/^retry/) });
    await desk.travels(15 * SECOND);
    expect(sent()).toEqual([]);
    await desk.travels(10 * SECOND);
    expect(sent()).toEqual(['later']);
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent', remedy: null });
  }, 30_000);

  it('two quick replies keep their order, also when the first must wait', async () => {
    const { ticket, sent } = await ticketByTelegram();
    desk.telegram.refuse(429, { method: 'sendMessage', retryAfter: 1 });
    await desk.main.owner.replies(ticket.id, 'one');
    await desk.main.owner.replies(ticket.id, 'two');
    await desk.settles();
    await desk.travels(30 * SECOND);
    expect(sent()).toEqual(['one', 'two']);
  }, 30_000);

  it('the first of two quick replies fails: the customer was answered by the second, and waits no more', async () => {
    const { ticket, sent } = await ticketByTelegram();
    desk.telegram.refuse(429, { method: 'sendMessage', retryAfter: 1 });
    desk.telegram.refuse(400, { method: 'sendMessage' });
    await desk.main.owner.replies(ticket.id, 'one');
    await desk.main.owner.replies(ticket.id, 'two');
    await desk.settles();
    await desk.travels(30 * SECOND);
    expect(sent()).toEqual(['two']);
    const [first, second] = (await desk.main.owner.conversation(ticket.id)).filter((line) => line.kind === 'agent');
    expect([first!.state, second!.state]).toEqual(['failed', 'sent']);
    const row = await desk.main.owner.does<{ waitingSince: string | null; touches: number }>(
      'GET',
      `/api/v1/tickets/${ticket.id}`,
    );
    expect(row).toMatchObject({ waitingSince: null, touches: 1 });
    const found = await desk.app.get(VerifyReports, { strict: false }).run(desk.main.workspaceId, HEADLINES);
    expect(found.disagreements).toEqual([]);
  }, 30_000);

  it('blocked by the customer: failed, and the address is flagged', async () => {
    const { customer, ticket } = await ticketByTelegram();
    desk.telegram.refuse(403, { method: 'sendMessage' });
    await desk.main.owner.replies(ticket.id, 'hello?');
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'failed', remedy: expect.stringContaining('blocked') });
    const contact = await desk.main.owner.does<{ identities: { address: string; unreachableAt: string | null }[] }>(
      'GET',
      `/api/v1/contacts/${ticket.contact.id}`,
    );
    expect(contact.identities.find((one) => one.address === String(customer.id))?.unreachableAt).toBeTruthy();
  }, 30_000);

  it('cut after accepting: unknown, and never sent again by itself', async () => {
    const { ticket, sent } = await ticketByTelegram();
    desk.telegram.dropAfterAccepting();
    await desk.main.owner.replies(ticket.id, 'did it arrive?');
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'unknown' });
    await desk.travels(3 * HOUR);
    expect(sent()).toEqual(['did it arrive?']);
    const line = await lastLine(ticket.id);
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticket.id}/messages/${line.id}/resend`);
    await desk.settles();
    expect(sent()).toEqual(['did it arrive?', 'did it arrive?']);
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent' });
  }, 30_000);

  it('a long answer of which the second part is refused is partly there, and the first part goes once', async () => {
    const { ticket, sent } = await ticketByTelegram();
    const long = Array.from({ length: 700 }, (_, i) => `line ${i} `).join('\n');
    desk.telegram.refuse(400, { method: 'sendMessage', after: 1 });
    await desk.main.owner.replies(ticket.id, long, { html: null });
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'unknown', remedy: expect.stringMatching(/^partly/) });
    await desk.travels(3 * HOUR);
    expect(sent().filter((text) => text.startsWith('line 0'))).toHaveLength(1);
  }, 30_000);

  it('a revoked token turns the connection red; its messages wait and go when it is mended, others are not held up', async () => {
    const { ticket, sent } = await ticketByTelegram();
    const mailed = await ticketByMail('patient@example.org');
    desk.telegram.revokeToken();
    await desk.main.owner.replies(ticket.id, 'first');
    await desk.main.owner.replies(ticket.id, 'second');
    await desk.settles();
    const connection = () =>
      desk.main.owner.does<{ state: string }>('GET', `/api/v1/connections/${desk.main.telegram.id}`);
    expect(await connection()).toMatchObject({ state: 'broken' });
    await desk.main.owner.replies(mailed.id, 'mail goes');
    await desk.settles();
    expect(await lastLine(mailed.id)).toMatchObject({ state: 'sent' });
    await desk.travels(26 * HOUR);
    expect(sent()).toEqual([]);
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'queued' });
    desk.telegram.revokeToken(false);
    await desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.telegram.id}`, {
      config: { botToken: desk.telegram.token },
    });
    expect(await connection()).toMatchObject({ state: 'ok' });
    await desk.travels(HOUR);
    expect(sent()).toEqual(['first', 'second']);
  }, 60_000);

  it('a process that died while sending leaves unknown behind, not a second message', async () => {
    const { ticket, sent } = await ticketByTelegram();
    await desk.main.owner.replies(ticket.id, 'mid-air');
    await desk.settles();
    const { workspaceId } = desk.main;
    const line = await lastLine(ticket.id);
    await desk.database.query(
      `/* test */ UPDATE message SET state = 'sending', sender = 999999, due_at = now() - interval '1 minute' WHERE workspace_id = $1 AND id = $2`,
      [workspaceId, line.id],
    );
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'unknown', remedy: 'crash' });
    expect(sent()).toEqual(['mid-air']);
  }, 30_000);

  it('a process among peers that is gone may have lost its line for a moment only; then it is dead', async () => {
    const peer = await secondProcess();
    expect(await peer.knowsAlive(999999)).toBe(true);
    desk.clock.travel(ABSENCE_MS);
    expect(await peer.knowsAlive(999999)).toBe(false);
    expect(await peer.knowsAlive(desk.app.get(Instance).number)).toBe(true);
    await peer.end();
  });

  it('a process whose session was thrown out while it was sending finishes: no peer takes it for dead', async () => {
    const { ticket, sent } = await ticketByTelegram();
    const peer = await secondProcess();
    const { number } = desk.app.get(Instance);
    const release = desk.telegram.hold();
    await desk.main.owner.replies(ticket.id, 'slowly');
    await until(() => sent().length === 1);
    const thrown = await desk.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [INSTANCE_CLASS, number],
    );
    expect(thrown).toHaveLength(1);
    const claim = { workspaceId: desk.main.workspaceId, ticketId: ticket.id, idempotent: async () => false };
    expect(await peer.claims.run(claim)).toBeNull();
    await until(async () => (await peer.locks(number)) === 1);
    desk.clock.travel(10 * ABSENCE_MS);
    expect(await peer.claims.run(claim)).toBeNull();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sending' });
    release();
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent' });
    expect(sent()).toEqual(['slowly']);
    await peer.end();
  }, 30_000);

  it('the database goes between the claim and the sending: it is sent once the database is back', async () => {
    const { ticket, sent } = await ticketByTelegram();
    const away = new Error('Connection terminated unexpectedly');
    const failing = jest.spyOn(desk.app.get(OutgoingParts), 'run').mockRejectedValueOnce(away);
    await desk.main.owner.replies(ticket.id, 'after all');
    await until(() => failing.mock.calls.length > 0);
    await desk.settles();
    failing.mockRestore();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent' });
    expect(sent()).toEqual(['after all']);
  }, 30_000);

  it('the answer to the commit of a claim is lost: it is sent, and once', async () => {
    const { ticket, sent } = await ticketByTelegram();
    const database = desk.app.get(Database);
    const transaction = database.transaction.bind(database);
    let lost = 0;
    const failing = jest.spyOn(database, 'transaction').mockImplementation((async (work: never) => {
      const result = await transaction(work);
      if (lost > 0 || !(result as { customerMessages?: unknown } | null)?.customerMessages) return result;
      lost += 1;
      throw new Error('Connection terminated unexpectedly');
    }) as never);
    await desk.main.owner.replies(ticket.id, 'committed');
    await until(() => lost > 0);
    await desk.settles();
    failing.mockRestore();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent' });
    expect(sent()).toEqual(['committed']);
  }, 30_000);
});

describe('e-mail', () => {
  it('refused for now: tried again with the same Message-ID; refused for good: failed', async () => {
    const ticket = await ticketByMail('slow@example.org');
    desk.relay.refuse(451);
    await desk.main.owner.replies(ticket.id, 'patience');
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'queued' });
    await desk.travels(20 * SECOND);
    expect(await desk.relay.mailsTo('slow@example.org')).toHaveLength(1);
    desk.relay.refuse(550);
    await desk.main.owner.replies(ticket.id, 'gone');
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'failed', remedy: expect.stringMatching(/^drop: 550/) });
  }, 30_000);

  it('cut before the 250: sent again, and it is the same mail by its Message-ID', async () => {
    const ticket = await ticketByMail('cut@example.org');
    desk.relay.dropAfterAccepting();
    await desk.main.owner.replies(ticket.id, 'once or twice');
    await desk.settles();
    await desk.travels(20 * SECOND);
    const mails = await desk.relay.mailsTo('cut@example.org', 2);
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(1);
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent' });
  }, 30_000);

  it('carries its files, the thread, a signed way back, and copies those who were copied', async () => {
    await desk.receivesMail({
      from: 'Copied <with@example.org>',
      cc: 'Boss <boss@example.org>, support@desk.test',
      subject: 'Счёт',
      text: 'Пришлите счёт.',
      messageId: '<cc1@example.org>',
    });
    await desk.settles();
    const ticket = (await desk.main.owner.tickets('open')).find((row) => row.contact.address === 'with@example.org')!;
    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.4 счёт'], { type: 'application/pdf' }), 'счёт.pdf');
    const uploaded = await fetch(`${desk.url}/api/v1/files`, {
      method: 'POST',
      body: form,
      headers: desk.main.owner.headers,
    });
    const { id } = (await uploaded.json()) as { id: string };
    await desk.main.owner.replies(ticket.id, 'Вот он.', { fileIds: [id] });
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent', remedy: null });
    const [mail] = await desk.relay.mailsTo('with@example.org');
    expect(mail).toMatchObject({
      recipients: ['with@example.org', 'boss@example.org'],
      subject: 'Re: Счёт',
      inReplyTo: '<cc1@example.org>',
      from: { name: 'Ольга Орлова', address: 'support@desk.test' },
      replyTo: expect.stringMatching(/^support\+t[0-9a-z]{38}@desk\.test$/),
      files: [{ name: 'счёт.pdf', contentType: 'application/pdf' }],
    });
    // The way back works without any header.
    await desk.receivesMail({
      from: 'Copied <with@example.org>',
      to: mail!.replyTo!,
      subject: 'new words',
      text: 'Спасибо',
    });
    await desk.settles();
    expect((await lastLine(ticket.id)).text).toBe('Спасибо');
  }, 30_000);
});

describe('a forgotten password', () => {
  it('is mailed in the agent’s language', async () => {
    await desk.hires('Vera');
    await fetch(`${desk.url}/api/v1/password/forgot`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'vera@team.test' }),
    });
    await desk.settles();
    const [mail] = await desk.relay.mailsTo('vera@team.test');
    expect(mail!.text).toMatch(/https?:\/\/\S+/);
    expect(mail!.headers['auto-submitted']).toBe('auto-generated');
  }, 30_000);
});
