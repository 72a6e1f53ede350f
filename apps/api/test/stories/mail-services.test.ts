// Mail by a service's webhook: signed or refused, once however it comes; and what the service tells of our answers reaches them.
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageItem } from '@otklik/contract';
import { MailNames } from '../../src/inbound/mail-names.js';
import { StoreRaw } from '../../src/inbound/store-raw.js';
import { TestDesk } from '../desk.js';

const KEY = 'mailgun-signing-key';
let desk: TestDesk;
let hook = '';
let connectionId = '';

beforeAll(async () => {
  desk = await TestDesk.open();
  const config = { address: 'care@desk.test', inbound: 'webhook', provider: 'mailgun', webhookSecret: KEY };
  const made = await desk.main.owner.does<{ id: string; hookUrl: string }>('POST', '/api/v1/connections', {
    kind: 'email',
    name: 'Care',
    config,
  });
  [hook, connectionId] = [made.hookUrl, made.id];
}, 60_000);
afterAll(() => desk.close());

const signature = (key = KEY) => {
  const timestamp = String(Math.floor(desk.clock.now().getTime() / 1000));
  const token = randomUUID();
  return {
    timestamp,
    token,
    signature: createHmac('sha256', key)
      .update(timestamp + token)
      .digest('hex'),
  };
};
const posts = (fields: Record<string, string>, key = KEY) =>
  fetch(hook, { method: 'POST', body: new URLSearchParams({ ...fields, ...signature(key) }) });
const tells = (event: object) =>
  fetch(hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      signature: signature(),
      'event-data': { id: randomUUID(), timestamp: Date.now() / 1000, ...event },
    }),
  });
const mime = (subject: string, id: string, more = '') =>
  `From: Olga <olga@mail.test>\r\nTo: care@desk.test\r\nSubject: ${subject}\r\nMessage-ID: <${id}@mail.test>\r\n${more}\r\nThe lamp hums.\r\n`;
const posted = (body: string) => ({ recipient: 'care@desk.test', sender: 'olga@mail.test', 'body-mime': body });
const ticketsOf = async (subject: string) =>
  (await desk.main.owner.tickets('all')).filter((row) => row.subject === subject);

describe('a mail', () => {
  it('has a hook to come by, and is refused without its signature', async () => {
    expect(hook).toMatch(/\/hooks\/email\//);
    expect((await posts(posted(mime('Forged', 'forged')), 'guess')).status).toBe(401);
    expect((await fetch(hook, { method: 'POST', body: 'x' })).status).toBe(401);
    await desk.settles();
    expect(await ticketsOf('Forged')).toEqual([]);
  });

  it('that comes twice by webhook and once more by SMTP is one message', async () => {
    for (let times = 0; times < 2; times++) expect((await posts(posted(mime('Lamp', 'lamp')))).status).toBe(200);
    await desk.receivesMail({
      from: 'Olga <olga@mail.test>',
      to: 'care@desk.test',
      subject: 'Lamp',
      messageId: '<lamp@mail.test>',
      text: 'The lamp hums.',
    });
    await desk.settles();
    const [ticket, ...others] = await ticketsOf('Lamp');
    expect(others).toEqual([]);
    expect((await desk.main.owner.conversation(ticket!.id)).map(({ text }) => text)).toEqual(['The lamp hums.']);
  });

  it('in pieces brings its files', async () => {
    const form = new FormData();
    const fields = {
      ...signature(),
      recipient: 'care@desk.test',
      sender: 'olga@mail.test',
      'body-plain': 'See the picture.',
      'message-headers': JSON.stringify([
        ['From', 'Olga <olga@mail.test>'],
        ['Subject', 'Pieces'],
        ['Message-Id', '<pieces@mail.test>'],
      ]),
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('attachment-1', new Blob([Buffer.from('89504e470d0a1a0a', 'hex')], { type: 'image/png' }), 'лампа.png');
    expect((await fetch(hook, { method: 'POST', body: form })).status).toBe(200);
    await desk.settles();
    const [ticket] = await ticketsOf('Pieces');
    const [message] = await desk.main.owner.conversation(ticket!.id);
    expect([message!.text, message!.files.map(({ name, size }) => [name, size])]).toEqual([
      'See the picture.',
      [['лампа.png', 8]],
    ]);
  });
});

describe('news of our answers', () => {
  const answer = async (): Promise<{ ticketId: string; messageId: string; item: () => Promise<MessageItem> }> => {
    const subject = `News ${randomUUID()}`;
    await posts(posted(mime(subject, randomUUID())));
    await desk.settles();
    const [ticket] = await ticketsOf(subject);
    await desk.main.owner.replies(ticket!.id, 'We send a new one.');
    await desk.settles();
    const item = async () => (await desk.main.owner.conversation(ticket!.id)).find((one) => one.kind === 'agent')!;
    return { ticketId: ticket!.id, messageId: desk.relay.mails.at(-1)!.messageId!.replace(/[<>]/g, ''), item };
  };
  const about = (messageId: string) => ({
    recipient: 'olga@mail.test',
    message: { headers: { 'message-id': messageId } },
  });

  it('that it was delivered marks it', async () => {
    const { messageId, item } = await answer();
    expect((await item()).state).toBe('sent');
    expect((await tells({ event: 'delivered', ...about(messageId) })).status).toBe(200);
    await desk.settles();
    expect((await item()).state).toBe('delivered');
  });

  it('that it bounced marks it as failed, and the address as dead', async () => {
    const { messageId, item } = await answer();
    const status = { code: 550, message: '5.1.1 no such user here' };
    await tells({
      event: 'failed',
      severity: 'temporary',
      'delivery-status': { message: 'greylisted' },
      ...about(messageId),
    });
    await desk.settles();
    expect((await item()).state).toBe('sent');
    await tells({ event: 'failed', severity: 'permanent', 'delivery-status': status, ...about(messageId) });
    await desk.settles();
    expect(await item()).toMatchObject({ state: 'failed', remedy: expect.stringContaining('5.1.1') });
  });
});

describe('a sender', () => {
  const zone: Record<string, string> = {
    '_dmarc.bank.test': 'v=DMARC1; p=reject',
    'bank.test': 'v=spf1 ip4:203.0.113.5 -all',
    'evil.test': 'v=spf1 ip4:203.0.113.66 -all',
  };
  const arrives = async (remoteAddress: string, from: string, subject: string, id: string, more = '') => {
    const body = `From: Teller <teller@bank.test>\r\nTo: care@desk.test\r\nSubject: ${subject}\r\nMessage-ID: <${id}@bank.test>\r\n${more}\r\nWords of ${id}.\r\n`;
    const envelope = { from, to: ['care@desk.test'], remoteAddress, helo: 'mx.test', tls: true };
    await desk.app
      .get(StoreRaw)
      .run([{ workspaceId: desk.main.workspaceId, connectionId, source: 'smtp', envelope, body: Buffer.from(body) }]);
    await desk.settles();
  };

  it('who is proven shows it; a forged one is told of, and does not go on with a ticket by naming its mail', async () => {
    desk.app.get(MailNames).resolve = async (name, type) => {
      if (type === 'TXT' && zone[name]) return [[zone[name]]];
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    };
    await arrives('203.0.113.5', 'teller@bank.test', 'Card', 'first');
    const [ticket] = await ticketsOf('Card');
    const reply = 'In-Reply-To: <first@bank.test>\r\nReferences: <first@bank.test>\r\n';
    await arrives('203.0.113.66', 'x@evil.test', 'Re: Card', 'forged', reply);
    await arrives('203.0.113.5', 'teller@bank.test', 'Re: Card', 'second', reply);
    const shown = async (ticketId: string) =>
      (await desk.main.owner.conversation(ticketId)).map(({ text, mail }) => [
        text,
        mail?.authentication?.verdict,
        mail?.authentication?.dmarc,
      ]);
    expect(await shown(ticket!.id)).toEqual([
      ['Words of first.', 'pass', 'pass'],
      ['Words of second.', 'pass', 'pass'],
    ]);
    const [other] = (await desk.main.owner.tickets('all')).filter((row) => row.subject === 'Re: Card');
    expect(await shown(other!.id)).toEqual([['Words of forged.', 'fail', 'fail']]);
  });
});
