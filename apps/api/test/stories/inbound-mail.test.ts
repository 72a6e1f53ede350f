// Mail comes in: once, however often it is delivered; proven threads only; nothing lost, and nothing without a reason.

import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids.js';
import { TestDesk } from '../desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

interface Row {
  id: string;
  state: string;
  reason: string | null;
  error: string | null;
  ticketId: string | null;
  messageId: string | null;
  summary: { from: string; subject: string } | null;
}
const ledger = async (q: string): Promise<Row[]> =>
  (await desk.main.owner.does<{ items: Row[] }>('GET', `/api/v1/ledger?q=${encodeURIComponent(q)}`)).items;
const ticketOf = async (subject: string) =>
  (await desk.main.owner.tickets('all')).find((row) => row.subject === subject)!;
const counted = async (subject: string) =>
  (await desk.main.owner.tickets('all')).filter((row) => row.subject === subject).length;

/** A mail sent byte by byte, for what no mail library would write. */
function rawMail(to: string, data: string | Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const answers: string[] = [];
    const socket = connect(desk.smtpPort, '127.0.0.1');
    const steps = ['EHLO test', 'MAIL FROM:<anna@example.com>', `RCPT TO:<${to}>`, 'DATA'];
    socket.setTimeout(20_000, () => reject(new Error(`SMTP is silent after ${answers.at(-1)}`)));
    socket.on('error', reject);
    socket.on('close', () => resolve(answers));
    let seen = '';
    socket.on('data', (chunk) => {
      seen += chunk.toString();
      const line = seen.split('\r\n').find((one) => /^\d{3} /.test(one));
      if (!line || socket.writableEnded) return;
      seen = '';
      answers.push(line);
      if (line.startsWith('354')) {
        socket.write(data);
        socket.write('\r\n.\r\n');
      } else if (/^[45]/.test(line) || steps.length === 0) socket.end('QUIT\r\n');
      else socket.write(`${steps.shift()}\r\n`);
    });
  });
}
const head = (subject: string, id: string) =>
  `From: Anna <anna@example.com>\r\nTo: support@desk.test\r\nSubject: ${subject}\r\nMessage-ID: <${id}@example.com>\r\n`;

/** A server's report that a mail of ours did not reach somebody. */
const reportOf = (messageId: string, recipient: string, id: string) =>
  [
    `From: MAILER-DAEMON@example.com\r\nTo: support@desk.test\r\nSubject: Undelivered Mail Returned to Sender\r\nMessage-ID: <${id}@example.com>`,
    'Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n',
    '--b\r\nContent-Type: text/plain\r\n\r\nThe mail could not be delivered.\r\n',
    `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; ${recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n`,
    `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${messageId}\r\nTo: ${recipient}\r\nSubject: Re: Gone\r\n`,
    '--b--',
  ].join('\r\n');

describe('delivery', () => {
  it('makes one message of the same mail delivered three times, and says so in the ledger', async () => {
    const mail = {
      subject: 'Thrice',
      text: 'Once is enough.',
      messageId: '<thrice@example.com>',
      date: new Date(),
    };
    for (let times = 0; times < 3; times++) await desk.receivesMail(mail);
    await desk.settles();
    expect(await counted('Thrice')).toBe(1);
    expect(await desk.main.owner.conversation((await ticketOf('Thrice')).id)).toHaveLength(1);
    expect((await ledger('Thrice')).map((row) => row.state).sort()).toEqual(['accepted', 'duplicate', 'duplicate']);
  }, 30_000);

  it('loses nothing to programs that put one Message-ID on every mail, nor to strangers who borrow one', async () => {
    const messageId = '<every-form@example.com>';
    const anna = {
      from: 'anna.form@example.com',
      subject: 'Form',
      text: 'First words',
      date: new Date(1.7e12),
      messageId,
    };
    const boris = { ...anna, from: 'boris.form@example.com', text: 'Words of another' };
    const later = { ...anna, text: 'Second words', date: new Date(1.71e12) };
    for (const mail of [anna, boris, later, boris, later, anna]) await desk.receivesMail(mail);
    await desk.settles();
    const previews = (await desk.main.owner.tickets('all'))
      .filter((row) => row.subject === 'Form')
      .map((row) => row.preview);
    expect(previews.sort()).toEqual(['First words', 'Second words', 'Words of another']);
    expect((await ledger('Form')).map((row) => row.state).sort()).toEqual([
      ...Array(3).fill('accepted'),
      ...Array(3).fill('duplicate'),
    ]);
  }, 30_000);

  it('tells such mails apart also when they come at the same instant', async () => {
    const messageId = '<same-instant@example.com>';
    const all = Array.from({ length: 6 }, (_, n) => ({
      from: `f${n}@example.com`,
      subject: 'Instant',
      text: `Words ${n}`,
      messageId,
    }));
    await Promise.all([...all, ...all].map((mail) => desk.receivesMail({ ...mail, date: new Date(1.7e12) })));
    // One that met the others at every step waits a little and is read again.
    await desk.settles();
    await desk.travels(300_000);
    expect((await ledger('Instant')).map((row) => row.state).sort()).toEqual([
      ...Array(6).fill('accepted'),
      ...Array(6).fill('duplicate'),
    ]);
    expect(await counted('Instant')).toBe(6);
  }, 30_000);

  it('refuses a mailbox that is not ours, and a mail that is too large', async () => {
    await expect(desk.receivesMail({ to: 'nobody@desk.test', text: 'x' })).rejects.toThrow(/550/);
    const answers = await rawMail('support@desk.test', Buffer.alloc(51 * 1024 * 1024, 'x\r\n'));
    expect(answers.at(-1)).toMatch(/^552/);
  }, 60_000);

  it('says 451 while it cannot store, and takes the mail when it can', async () => {
    const mail = { subject: 'Patience', text: 'Again.', messageId: '<patience@example.com>', date: new Date() };
    await desk.database.query('/* test */ ALTER TABLE raw RENAME TO raw_away');
    try {
      await expect(desk.receivesMail(mail)).rejects.toThrow(/451/);
    } finally {
      await desk.database.query('/* test */ ALTER TABLE raw_away RENAME TO raw');
    }
    await desk.receivesMail(mail);
    await desk.settles();
    expect(await counted('Patience')).toBe(1);
  }, 30_000);

  it('brings files along, large ones too, and shows the picture inside the words', async () => {
    const content = Buffer.alloc(20 * 1024 * 1024, 7);
    await desk.receivesMail({
      subject: 'Files',
      html: '<p>See <img src="cid:pic@x"></p>',
      text: 'See',
      messageId: '<files@example.com>',
      attachments: [
        { filename: 'отчёт.bin', content },
        { filename: 'p.png', content: Buffer.from('89504e470d0a1a0a', 'hex'), contentType: 'image/png', cid: 'pic@x' },
      ],
    });
    await desk.settles();
    const [message] = await desk.main.owner.conversation((await ticketOf('Files')).id);
    expect(message!.files.map(({ name, size, contentId }) => [name, size, contentId])).toEqual(
      expect.arrayContaining([
        ['отчёт.bin', content.length, null],
        ['p.png', 8, 'pic@x'],
      ]),
    );
  }, 60_000);
});

describe('threads', () => {
  it('let the contact and those in copy go on, and give a stranger a ticket of his own, linked', async () => {
    await desk.receivesMail({
      subject: 'Order',
      text: 'Where is it?',
      cc: 'boss@example.com',
      messageId: '<order@example.com>',
    });
    await desk.settles();
    const ticket = await ticketOf('Order');
    await desk.main.owner.replies(ticket.id, 'On its way.');
    await desk.settles();
    const answer = (await desk.relay.mailsTo('maria@example.com')).find((mail) => mail.subject.includes('Order'))!;
    const reply = { to: answer.replyTo ?? 'support@desk.test', inReplyTo: answer.messageId ?? undefined };

    await desk.receivesMail({ ...reply, subject: 'Re: Order', text: 'Thank you.', messageId: '<order2@example.com>' });
    await desk.receivesMail({
      ...reply,
      from: 'boss@example.com',
      subject: 'Re: Order',
      text: 'I follow.',
      messageId: '<order3@example.com>',
    });
    await desk.receivesMail({
      ...reply,
      from: 'eve@elsewhere.example',
      subject: 'Fwd: Order',
      text: 'What is this?',
      messageId: '<order4@elsewhere.example>',
    });
    await desk.settles();
    const lines = await desk.main.owner.conversation(ticket.id);
    expect(lines.filter((line) => line.kind === 'customer').map((line) => line.text)).toEqual([
      'Where is it?',
      'Thank you.',
      'I follow.',
    ]);
    const strange = await ticketOf('Fwd: Order');
    expect((await desk.main.owner.conversation(strange.id))[0]!.why).toBe('stranger-reply');
    const details = await desk.main.owner.does<{ follows: { id: string } | null }>(
      'GET',
      `/api/v1/tickets/${strange.id}`,
    );
    expect(details.follows?.id).toBe(ticket.id);
  }, 30_000);

  it('do not believe an unsigned Message-ID that anybody may name', async () => {
    await desk.receivesMail({
      from: 'eve@elsewhere.example',
      subject: 'Forged',
      text: 'Let me in.',
      inReplyTo: '<order@example.com>',
      messageId: '<forged@elsewhere.example>',
    });
    await desk.settles();
    const forged = await ticketOf('Forged');
    expect((await desk.main.owner.conversation(forged.id))[0]!.why).toBe('unproven-reply');
  }, 30_000);
});

describe('machines', () => {
  it('are shown folded when they answer a ticket, reopen nothing, and open nothing of their own', async () => {
    const ticket = await ticketOf('Order');
    await desk.main.owner.solves(ticket.id);
    const away = { headers: { 'Auto-Submitted': 'auto-replied' }, text: 'I am on holiday.' };
    await desk.receivesMail({
      ...away,
      subject: 'Away: Order',
      inReplyTo: '<order@example.com>',
      messageId: '<away@example.com>',
    });
    await desk.receivesMail({ ...away, from: 'x@y.example', subject: 'Away', messageId: '<away2@y.example>' });
    await desk.settles();
    expect((await ticketOf('Order')).state).toBe('solved');
    expect((await ledger('Away')).map((row) => [row.summary!.subject, row.state, row.reason]).sort()).toEqual([
      ['Away', 'dropped', 'auto-reply'],
      ['Away: Order', 'accepted', 'auto-reply'],
    ]);
  }, 30_000);

  it('tell us of a dead address: the message fails, the identity is flagged', async () => {
    await desk.receivesMail({ from: 'gone@example.com', subject: 'Gone', text: 'Hi', messageId: '<gone@example.com>' });
    await desk.settles();
    const ticket = await ticketOf('Gone');
    await desk.main.owner.replies(ticket.id, 'Hello.');
    await desk.settles();
    const [sent] = await desk.relay.mailsTo('gone@example.com');
    const report = reportOf(sent!.messageId!, 'gone@example.com', 'dsn');
    await rawMail('support@desk.test', report);
    await desk.settles();
    const lines = await desk.main.owner.conversation(ticket.id);
    expect(lines.at(-1)).toMatchObject({ kind: 'agent', state: 'failed', remedy: 'bounced 5.1.1' });
    const contact = await desk.main.owner.does<{ identities: { address: string; unreachableAt: string | null }[] }>(
      'GET',
      `/api/v1/contacts/${ticket.contact.id}`,
    );
    expect(contact.identities[0]!.unreachableAt).not.toBeNull();
  }, 30_000);

  it('tell us of a copy that did not arrive: a note says so, once, and the answer stays sent', async () => {
    await desk.receivesMail({ from: 'here@example.com', subject: 'Copied', text: 'Hi' });
    await desk.settles();
    const ticket = await ticketOf('Copied');
    await desk.main.owner.replies(ticket.id, 'Hello.', { cc: ['colleague@dead.example'] });
    await desk.settles();
    const [sent] = await desk.relay.mailsTo('here@example.com');
    const report = reportOf(sent!.messageId!, 'colleague@dead.example', 'dsn-copy');
    for (let n = 0; n < 2; n++) await rawMail('support@desk.test', report);
    await desk.settles();
    const [, answer, note, ...more] = await desk.main.owner.conversation(ticket.id);
    expect([answer!.state, note!.kind, more]).toEqual(['sent', 'note', []]);
    expect(note!.text).toContain('colleague@dead.example did not arrive (5.1.1)');
  }, 30_000);
});

describe('bad input', () => {
  it.each([
    ['NUL bytes', 'Nul', 'Content-Type: text/plain; charset=utf-8\r\n\r\nbe\0fore and after'],
    ['ten megabytes of >', 'Angles', `\r\nHello\r\n${'>'.repeat(10 * 1024 * 1024)}`],
    [
      'a MIME tree without an end',
      'Endless',
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\nHello',
    ],
    ['an unknown charset', 'Charset', 'Content-Type: text/plain; charset=klingon\r\n\r\nHello'],
  ])(
    '%s become a message all the same',
    async (_, subject, rest) => {
      expect((await rawMail('support@desk.test', head(subject, subject.toLowerCase()) + rest)).at(-1)).toMatch(/^2/);
      await desk.settles();
      const [row] = await ledger(subject);
      expect([row!.state, row!.error]).toEqual(['accepted', null]);
      expect(JSON.stringify(await desk.main.owner.conversation(row!.ticketId!))).not.toContain('\\u0000');
    },
    60_000,
  );

  it('quarantines what has neither words nor files, with the reason', async () => {
    await rawMail('support@desk.test', 'From: Anna <anna@example.com>\r\nMessage-ID: <empty@example.com>\r\n\r\n');
    await desk.settles();
    const rows = (await desk.main.owner.does<{ items: Row[] }>('GET', '/api/v1/ledger?state=quarantined')).items;
    expect(rows).toHaveLength(1);
    expect(rows[0]!.reason).toBeTruthy();
  }, 30_000);
});

describe('the ledger', () => {
  it('recovers a mail whose job a crash has lost, and reading it twice is harmless', async () => {
    const { workspaceId, mail } = desk.main;
    const id = newId();
    const body = Buffer.from(`${head('Crash', 'crash')}\r\nStored, and then the lights went out.`);
    await desk.database.query(
      `INSERT INTO raw (workspace_id, id, connection_id, source, envelope, body, size, state, due_at, received_at)
       VALUES ($1, $2, $3, 'smtp', '{"to":["support@desk.test"]}', $4, $5, 'received', $6, $6)`,
      [workspaceId, id, mail.id, body, body.length, desk.clock.now()],
    );
    await desk.settles();
    expect(await counted('Crash')).toBe(1);
    await desk.database.query(`UPDATE raw SET state = 'received', due_at = now() WHERE workspace_id = $1 AND id = $2`, [
      workspaceId,
      id,
    ]);
    await desk.settles();
    expect(await counted('Crash')).toBe(1);
    expect((await ledger('Crash'))[0]!.state).toBe('duplicate');
  }, 30_000);

  it('lets a poisonous row rest after its attempts, keeps others going, and replays it once mended', async () => {
    const { workspaceId, mail } = desk.main;
    const body = Buffer.from(`${head('Poison', 'poison')}\r\nHello`);
    const id = newId();
    await desk.database.query(
      `INSERT INTO raw (workspace_id, id, connection_id, source, envelope, body_file, size, state, due_at, received_at)
       VALUES ($1, $2, $3, 'smtp', '{"to":["support@desk.test"]}', 'raw/nowhere', $4, 'received', $5, $5)`,
      [workspaceId, id, mail.id, body.length, desk.clock.now()],
    );
    await desk.receivesMail({ subject: 'Beside', text: 'I am well.', messageId: '<beside@example.com>' });
    for (const seconds of [0, 2, 11, 61, 301]) await desk.travels(seconds * 1000);
    expect(await counted('Beside')).toBe(1);
    const { items } = await desk.main.owner.does<{ items: Row[] }>('GET', '/api/v1/ledger?state=failed');
    expect(items.map((row) => row.id)).toEqual([id]);
    expect(items[0]!.error).toBeTruthy();
    await desk.database.query(`UPDATE raw SET body = $3, body_file = NULL WHERE workspace_id = $1 AND id = $2`, [
      workspaceId,
      id,
      body,
    ]);
    expect(await desk.main.owner.does('POST', '/api/v1/ledger/replay-failed')).toMatchObject({ replayed: 1 });
    await desk.settles();
    expect(await counted('Poison')).toBe(1);
    expect((await desk.main.owner.call('POST', `/api/v1/ledger/${id}/replay`)).status).toBe(409);
  }, 60_000);

  it('shows a row with its head and its bytes, to owners of its own workspace', async () => {
    const [row] = await ledger('Crash');
    const whole = await desk.main.owner.does<{ headers: string; text: string }>('GET', `/api/v1/ledger/${row!.id}`);
    expect(whole.headers).toContain('Subject: Crash');
    expect(whole.text).toContain('lights went out');
    expect(String(await desk.main.owner.does('GET', `/api/v1/ledger/${row!.id}/raw`))).toContain(
      'Message-ID: <crash@example.com>',
    );
    expect((await desk.twin.owner.call('GET', `/api/v1/ledger/${row!.id}`)).status).toBe(404);
    const agent = await desk.hires('Ledgerless');
    expect((await agent.call('GET', '/api/v1/ledger')).status).toBe(403);
  }, 30_000);
});
