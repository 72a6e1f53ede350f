// Mail goes out: to whom the agent says, signed and in the mailbox's own manner, by whichever way, and never too much by itself.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageItem, TicketRow } from '@otklik/contract';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { PostMessage } from '../../src/tickets/post-message.js';
import { TestDesk } from '../desk.js';

const HOUR = 3_600_000;
let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

async function ticketFrom(address: string, more: Record<string, unknown> = {}): Promise<TicketRow> {
  await desk.receivesMail({ from: `Someone <${address}>`, subject: `About ${address}`, text: 'Please help.', ...more });
  await desk.settles();
  return (await desk.main.owner.tickets('all')).find((row) => row.subject === `About ${address}`)!;
}
const lastLine = async (id: string): Promise<MessageItem> => (await desk.main.owner.conversation(id)).at(-1)!;
const copiesOf = async (id: string) =>
  (await desk.main.owner.does<{ copies: string[] }>('GET', `/api/v1/tickets/${id}`)).copies;
const setUp = (config: Record<string, unknown>) =>
  desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.mail.id}`, { config });

describe('copies', () => {
  it('go to whom the agent names, are seen by those who may, and are remembered', async () => {
    const ticket = await ticketFrom('kim@example.org', { cc: 'boss@example.org, support@desk.test' });
    expect(await copiesOf(ticket.id)).toEqual(['boss@example.org']);
    await desk.main.owner.replies(ticket.id, 'With our lawyer.', {
      cc: ['Lawyer@example.net', 'support@desk.test', 'kim@example.org'],
      bcc: ['quiet@example.net', 'lawyer@example.net'],
    });
    await desk.settles();
    const [mail] = await desk.relay.mailsTo('kim@example.org');
    expect(mail!.recipients.sort()).toEqual(['Lawyer@example.net', 'kim@example.org', 'quiet@example.net']);
    expect(mail!.cc).toEqual(['Lawyer@example.net']);
    expect(mail!.raw).not.toContain('quiet@example.net');
    expect((await lastLine(ticket.id)).mail).toMatchObject({
      to: ['kim@example.org'],
      cc: ['Lawyer@example.net'],
      bcc: ['quiet@example.net'],
    });
    expect(await copiesOf(ticket.id)).toEqual(['Lawyer@example.net']);
    // The lawyer takes part now: the answer is no stranger's.
    await desk.receivesMail({
      from: 'lawyer@example.net',
      to: mail!.replyTo!,
      subject: 'Re: About kim@example.org',
      text: 'Noted.',
      inReplyTo: mail!.messageId!,
    });
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ text: 'Noted.', why: 'signed-address, participant' });
    await desk.main.owner.replies(ticket.id, 'Thanks.', { cc: [] });
    await desk.settles();
    expect((await desk.relay.mailsTo('kim@example.org', 2)).at(-1)!.recipients).toEqual(['kim@example.org']);
  }, 60_000);

  it('are refused when they are no addresses, or too many', async () => {
    const ticket = await ticketFrom('val@example.org');
    const refused = async (more: object) =>
      (
        await desk.main.owner.call(
          'POST',
          `/api/v1/tickets/${ticket.id}/messages`,
          { text: 'x', ...more },
          { 'idempotency-key': JSON.stringify(more).slice(0, 100) },
        )
      ).status;
    expect(await refused({ cc: ['not an address'] })).toBe(400);
    expect(await refused({ bcc: ['a@b.example\r\nBcc: evil@x.example'] })).toBe(400);
    expect(await refused({ cc: Array.from({ length: 51 }, (_, i) => `p${i}@example.org`) })).toBe(400);
  }, 30_000);
});

describe('a mailbox', () => {
  it('has a sender and a signature of its own', async () => {
    await setUp({
      fromName: '{{agent.name}}, Shop',
      fromAddress: 'hello@desk.test',
      signature: 'Yours, {{agent.name}}\n{{workspace.name}} {{nonsense}}',
      signatureHtml: '<p>Yours, <b>{{agent.name}}</b><script>no</script></p>',
    });
    const ticket = await ticketFrom('sig@example.org');
    await desk.main.owner.replies(ticket.id, 'Hello.');
    await desk.settles();
    const [mail] = await desk.relay.mailsTo('sig@example.org');
    expect(mail).toMatchObject({
      sender: 'support@desk.test',
      from: { name: 'Ольга Орлова, Shop', address: 'hello@desk.test' },
      replyTo: expect.stringMatching(/^support\+t/),
    });
    expect(mail!.text).toContain('-- \nYours, Ольга Орлова\nstory');
    expect(mail!.html).toContain('<b>Ольга Орлова</b>');
    expect(mail!.html).not.toMatch(/script|\{\{/);
    await setUp({ fromName: null, fromAddress: null, signature: null, signatureHtml: null });
  }, 30_000);

  it('signs with a key made here, and says what belongs into DNS', async () => {
    const at = `/api/v1/connections/${desk.main.mail.id}/dkim`;
    expect((await desk.main.owner.call('GET', at)).status).toBe(404);
    const made = await desk.main.owner.does<{ record: { name: string; value: string } }>('POST', at, {});
    expect(made.record.name).toBe('otklik._domainkey.desk.test');
    expect(await desk.main.owner.does('GET', at)).toEqual(made);
    expect((await desk.main.owner.call('POST', at, { selector: 'no/such' })).status).toBe(400);
    expect((await desk.twin.owner.call('GET', at)).status).toBe(404);
    const ticket = await ticketFrom('dkim@example.org');
    await desk.main.owner.replies(ticket.id, 'Signed, 签名.');
    await desk.settles();
    const [mail] = await desk.relay.mailsTo('dkim@example.org');
    const { results } = await dkimVerify(Buffer.from(mail!.raw, 'latin1'), {
      resolver: async (name: string) => (name === made.record.name ? [[made.record.value]] : []),
    });
    expect(results.map((one: { status: { result: string } }) => one.status.result)).toEqual(['pass']);
    await setUp({ dkimDomain: null, dkimSelector: null, dkimKey: null });
  }, 30_000);
});

describe('a mail service', () => {
  let server: Server;
  let taken: { path: string; token: string; body: { To: string; Headers: { Name: string; Value: string }[] } }[] = [];
  let answers: { status: number; headers?: Record<string, string>; body: object; cut?: boolean }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        // At some hours of the day the desk writes to its own agents as well: that is not what is looked at here.
        const toUs = text.includes('@team.test');
        const { status, headers, body, cut } = (toUs ? null : answers.shift()) ?? {
          status: 200,
          body: { ErrorCode: 0 },
        };
        if (!toUs && request.method === 'POST' && (status < 300 || cut)) {
          taken.push({
            path: request.url ?? '',
            token: String(request.headers['x-postmark-server-token']),
            body: JSON.parse(text),
          });
        }
        if (cut) return void request.socket.destroy();
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const transportUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await setUp({ transport: 'postmark', transportKey: 'token-1', transportUrl });
  });
  afterAll(async () => {
    await setUp({ transport: 'smtp' });
    await new Promise((resolve) => server.close(resolve));
  });

  it('carries the mail; "not now" is obeyed, a lost answer is asked again with the same Message-ID', async () => {
    const ticket = await ticketFrom('api@example.org');
    answers = [{ status: 429, headers: { 'retry-after': '120' }, body: { Message: 'slow' } }];
    await desk.main.owner.replies(ticket.id, 'By API.');
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'queued' });
    await desk.travels(60_000);
    expect(taken).toHaveLength(0);
    answers = [{ status: 500, body: {}, cut: true }];
    await desk.travels(70_000);
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'queued' });
    await desk.travels(60_000);
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'sent' });
    expect(taken.map((one) => [one.path, one.token])).toEqual([
      ['/email', 'token-1'],
      ['/email', 'token-1'],
    ]);
    const ids = taken.map((one) => one.body.Headers.find((header) => header.Name === 'Message-ID')!.Value);
    expect(new Set(ids).size).toBe(1);
    expect(desk.relay.mails.some((mail) => mail.recipients.includes('api@example.org'))).toBe(false);
  }, 60_000);

  it('that gives mail a name of its own is not asked twice: a lost answer may have arrived', async () => {
    taken = [];
    await setUp({ transport: 'brevo', transportKey: 'token-1' });
    const ticket = await ticketFrom('brevo@example.org');
    answers = [{ status: 500, body: {}, cut: true }];
    await desk.main.owner.replies(ticket.id, 'Once.');
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'unknown', remedy: expect.stringMatching(/^unknown: /) });
    await desk.travels(3 * HOUR);
    expect(taken.map((one) => one.path)).toEqual(['/v3/smtp/email']);
    answers = [{ status: 201, body: { messageId: '<theirs.1@relay.example>' } }];
    await desk.main.owner.replies(ticket.id, 'Twice.');
    await desk.settles();
    // Its own name for our mail is how an answer finds the ticket.
    await desk.receivesMail({
      from: 'brevo@example.org',
      subject: 'Re: About brevo@example.org',
      text: 'Got it.',
      inReplyTo: '<theirs.1@relay.example>',
    });
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ text: 'Got it.', why: 'known-message-id' });
    await setUp({ transport: 'postmark' });
  }, 60_000);

  it('refuses a recipient: the message fails with its words; refuses us: the mailbox turns red and waits', async () => {
    taken = [];
    const ticket = await ticketFrom('inactive@example.org');
    answers = [{ status: 422, body: { ErrorCode: 406, Message: 'Inactive recipient' } }];
    await desk.main.owner.replies(ticket.id, 'First.');
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({
      state: 'failed',
      remedy: expect.stringMatching(/^drop: .*Inactive/),
    });
    answers = [{ status: 401, body: { ErrorCode: 10, Message: 'Bad token' } }];
    await desk.main.owner.replies(ticket.id, 'Second.');
    await desk.settles();
    const connection = await desk.main.owner.does<{ state: string }>('GET', `/api/v1/connections/${desk.main.mail.id}`);
    expect(connection.state).toBe('broken');
    await setUp({ transportKey: 'token-2' });
    await desk.travels(HOUR);
    expect(taken.map((one) => one.token)).toEqual(['token-2']);
  }, 60_000);
});

describe('automatic mail', () => {
  it('is no more than a few an hour to one address; the next waits, a person’s answer does not', async () => {
    await setUp({ automaticPerHour: 2 });
    const address = 'often@example.org';
    const ticket = await ticketFrom(address);
    const say = (text: string) =>
      desk.app.get(PostMessage).run({
        workspaceId: desk.main.workspaceId,
        ticketId: ticket.id,
        actor: { by: 'rule', agentId: null },
        kind: 'bot',
        text,
        html: null,
        idempotencyKey: null,
        holdSeconds: 0,
      });
    for (const text of ['one', 'two', 'three']) await say(text);
    await desk.settles();
    expect((await desk.relay.mailsTo(address, 2)).map((mail) => mail.text.trim())).toEqual(['one', 'two']);
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'queued', remedy: 'hourly-limit' });
    // The count is in the database: a restart forgets nothing.
    const gained = desk.clock.now().getTime() - Date.now();
    await desk.stop();
    await desk.start();
    desk.clock.travel(gained);
    await desk.main.owner.replies(ticket.id, 'A person.');
    await desk.settles();
    expect((await desk.relay.mailsTo(address, 3)).at(-1)!.text).toContain('A person.');
    await desk.travels(HOUR + 60_000);
    expect((await desk.relay.mailsTo(address, 4)).at(-1)!.text.trim()).toBe('three');
    await setUp({ automaticPerHour: null });
  }, 60_000);

  it('never answers a machine', async () => {
    const ticket = await ticketFrom('robot@example.org', { messageId: '<robot1@example.org>' });
    await desk.receivesMail({
      from: 'robot@example.org',
      subject: 'Away: About robot@example.org',
      text: 'I am away.',
      inReplyTo: '<robot1@example.org>',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await desk.settles();
    await desk.app.get(PostMessage).run({
      workspaceId: desk.main.workspaceId,
      ticketId: ticket.id,
      actor: { by: 'rule', agentId: null },
      kind: 'bot',
      text: 'We have received your mail.',
      html: null,
      idempotencyKey: null,
      holdSeconds: 0,
    });
    await desk.settles();
    expect(await lastLine(ticket.id)).toMatchObject({ state: 'failed', remedy: expect.stringContaining('automatic') });
    expect(desk.relay.mails.some((mail) => mail.recipients.includes('robot@example.org'))).toBe(false);
  }, 30_000);
});
