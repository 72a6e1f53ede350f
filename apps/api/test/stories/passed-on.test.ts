// Mail that was passed on, mail that may be spam, and machines that answer beside the point: whose it is, and where it goes.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestDesk } from '../desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

const setUp = (config: Record<string, unknown>) =>
  desk.main.owner.does('PATCH', `/api/v1/connections/${desk.main.mail.id}`, { config });
const ticketOf = async (subject: string, view = 'all') =>
  (await desk.main.owner.tickets(view)).find((row) => row.subject === subject)!;
const FORWARD = [
  'Please take this one, he is difficult.',
  '',
  '---------- Forwarded message ---------',
  'From: Peter Stone <peter@customer.example>',
  'Date: Sat, 21 Nov 2026 at 10:00',
  'Subject: Leaking roof',
  'To: <ivo@team.test>',
  '',
  'The roof leaks again.',
].join('\n');

describe('a forward', () => {
  it('becomes the customer’s ticket on request; the remark is not quoted to him', async () => {
    await desk.receivesMail({ from: 'Ivo <ivo@elsewhere.test>', subject: 'Fwd: Leaking roof', text: FORWARD });
    await desk.settles();
    const ticket = await ticketOf('Fwd: Leaking roof');
    expect(ticket.contact.address).toBe('ivo@elsewhere.test');
    await desk.main.owner.does('POST', `/api/v1/tickets/${ticket.id}/requester`, { fromForward: true });
    await desk.settles();
    expect((await ticketOf('Fwd: Leaking roof')).contact).toMatchObject({
      name: 'Peter Stone',
      address: 'peter@customer.example',
    });
    await desk.main.owner.replies(ticket.id, 'We come tomorrow.');
    await desk.settles();
    const [mail] = await desk.relay.mailsTo('peter@customer.example');
    expect(mail!.recipients).toEqual(['peter@customer.example']);
    expect(mail!.text).toContain('The roof leaks again.');
    expect(mail!.raw).not.toContain('difficult');
    // His answer continues the ticket, and no second time may be asked for what is done.
    await desk.receivesMail({
      from: 'peter@customer.example',
      to: mail!.replyTo!,
      subject: 'Re: Leaking roof',
      text: 'Thank you.',
    });
    await desk.settles();
    expect((await desk.main.owner.conversation(ticket.id)).at(-1)).toMatchObject({ text: 'Thank you.' });
  }, 60_000);

  it('is refused where nothing was passed on', async () => {
    await desk.receivesMail({ from: 'plain@customer.example', subject: 'Plain', text: 'Just words.' });
    await desk.settles();
    const { id } = await ticketOf('Plain');
    const at = `/api/v1/tickets/${id}/requester`;
    const { status, body } = await desk.main.owner.call<{ code: string }>('POST', at, { fromForward: true });
    expect([status, body.code]).toEqual([409, 'not-a-forward']);
    expect((await desk.twin.owner.call('POST', at, { address: 'x@y.example' })).status).toBe(404);
    await desk.main.owner.does('POST', at, { address: 'real@customer.example', name: 'Real' });
    expect((await ticketOf('Plain')).contact).toMatchObject({ name: 'Real', address: 'real@customer.example' });
  }, 30_000);

  it('by an agent is the customer’s from the start, where the mailbox says so', async () => {
    await desk.hires('Ivo');
    await setUp({ forwardersAreAgents: true });
    const passedOn = {
      from: 'Ivo <ivo@team.test>',
      cc: 'colleague@team.test',
      subject: 'Fwd: Leaking roof',
      text: FORWARD,
      messageId: '<passed-on@team.test>',
      date: new Date(1.7e12),
    };
    // Delivered twice, it is one message still, though it is another's than its From says.
    for (const mail of [passedOn, passedOn]) await desk.receivesMail(mail);
    await desk.settles();
    const ticket = await ticketOf('Leaking roof');
    expect(ticket.contact.address).toBe('peter@customer.example');
    const [line, ...more] = await desk.main.owner.conversation(ticket.id);
    expect(line).toMatchObject({ text: 'The roof leaks again.', why: 'forwarded' });
    expect(more).toEqual([]);
    expect(line!.quoted).toContain('difficult');
    const { copies } = await desk.main.owner.does<{ copies: string[] }>('GET', `/api/v1/tickets/${ticket.id}`);
    expect(copies).toEqual([]);
    await setUp({ forwardersAreAgents: false });
  }, 30_000);
});

describe('spam', () => {
  it('by the score of the site’s filter is a ticket in Spam, and no figure', async () => {
    await setUp({ spamScore: 6 });
    for (const [score, subject] of [
      ['9.1', 'Win a boat'],
      ['1.3', 'Win a ticket refund'],
    ])
      await desk.receivesMail({
        from: `${subject!.length}@bulk.example`,
        subject,
        text: 'Click.',
        headers: { 'X-Spam-Score': score!, 'X-Spam-Status': `Yes, score=${score} required=5.0` },
      });
    await desk.settles();
    expect((await desk.main.owner.tickets('spam')).map((row) => row.subject)).toEqual(['Win a boat']);
    expect((await desk.main.owner.tickets('open')).map((row) => row.subject)).toContain('Win a ticket refund');
    const { items } = await desk.main.owner.does<{ items: { state: string; reason: string }[] }>(
      'GET',
      '/api/v1/ledger?q=boat',
    );
    expect(items[0]).toMatchObject({ state: 'accepted', reason: 'spam 9.1' });
    await setUp({ spamScore: null });
  }, 30_000);
});

describe('a machine', () => {
  it('that answers with another subject is folded on its ticket; one that belongs nowhere opens nothing', async () => {
    const away = { headers: { 'Auto-Submitted': 'auto-replied' }, text: 'I am away.' };
    await desk.receivesMail({ subject: 'Gate', text: 'Open it.', messageId: '<gate@example.com>' });
    await desk.settles();
    const before = (await desk.main.owner.tickets('all')).length;
    await desk.receivesMail({ ...away, subject: 'Abwesend bis Montag', inReplyTo: '<gate@example.com>' });
    await desk.receivesMail({ ...away, from: 'eve@else.example', subject: 'Away', inReplyTo: '<gate@example.com>' });
    await desk.settles();
    expect((await desk.main.owner.tickets('all')).length).toBe(before);
    expect((await desk.main.owner.conversation((await ticketOf('Gate')).id)).map((line) => line.text)).toEqual([
      'Open it.',
      'I am away.',
    ]);
  }, 30_000);
});

describe('a complaint', () => {
  it('that names our mail ends the asking and flags the address; one that names nothing of ours is only noted', async () => {
    await desk.receivesMail({ from: 'angry@complain.example', subject: 'Enough', text: 'Stop it.' });
    await desk.settles();
    const ticket = await ticketOf('Enough');
    await desk.main.owner.replies(ticket.id, 'We are sorry.');
    await desk.settles();
    const [sent] = await desk.relay.mailsTo('angry@complain.example');
    const report = (messageId: string, id: string) => ({
      from: 'feedback@isp.example',
      messageId: `<${id}@isp.example>`,
      raw: [
        'From: feedback@isp.example\r\nTo: support@desk.test\r\nSubject: complaint about message',
        `Message-ID: <${id}@isp.example>\r\nMIME-Version: 1.0`,
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n',
        '--b\r\nContent-Type: text/plain\r\n\r\nThis is an abuse report.\r\n',
        '--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: Loop/1\r\nVersion: 1\r\n',
        `--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${messageId}\r\nSubject: Re: Enough\r\nFrom: support@desk.test\r\n\r\nWe are sorry.\r\n`,
        '--b--\r\n',
      ].join('\r\n'),
    });
    const card = () =>
      desk.main.owner.does<{ surveyOptOutAt: string | null; identities: { unreachableAt: string | null }[] }>(
        'GET',
        `/api/v1/contacts/${ticket.contact.id}`,
      );
    for (const [messageId, id] of [['<somebody@else.example>', 'c1'] as const, [sent!.messageId!, 'c2'] as const]) {
      const { raw, from } = report(messageId, id);
      await desk.receivesMail({ raw, envelope: { from, to: ['support@desk.test'] } });
      await desk.settles();
      const contact = await card();
      const flagged = id === 'c2';
      expect(contact.surveyOptOutAt !== null).toBe(flagged);
      expect(contact.identities.some((one) => one.unreachableAt !== null)).toBe(flagged);
    }
    const { items } = await desk.main.owner.does<{
      items: { state: string; reason: string; ticketId: string | null }[];
    }>('GET', '/api/v1/ledger?q=complaint');
    expect(items.map((row) => [row.state, row.reason.split(' ')[0], row.ticketId])).toEqual([
      ['dropped', 'complaint', ticket.id],
      ['dropped', 'complaint', null],
    ]);
  }, 30_000);
});

describe('a forger', () => {
  it('who names a Message-ID that he knows does not get into the conversation; a proven sender does', async () => {
    await setUp({ trustedAuthserv: 'mx.desk.test' });
    await desk.receivesMail({
      from: 'rich@bank.example',
      subject: 'Transfer',
      text: 'Please wait.',
      messageId: '<bank1@bank.example>',
    });
    await desk.settles();
    const { id } = await ticketOf('Transfer');
    const says = (result: string, messageId: string, text: string) =>
      desk.receivesMail({
        from: 'rich@bank.example',
        subject: 'Re: Transfer',
        text,
        messageId,
        inReplyTo: '<bank1@bank.example>',
        headers: {
          'Authentication-Results': `mx.desk.test; spf=${result} smtp.mailfrom=bank.example; dkim=${result} header.d=bank.example; dmarc=${result} header.from=bank.example`,
        },
      });
    await says('fail', '<bank2@else.example>', 'Send it to my new account.');
    await says('pass', '<bank3@bank.example>', 'It is settled.');
    await desk.settles();
    expect((await desk.main.owner.conversation(id)).map((line) => line.text)).toEqual([
      'Please wait.',
      'It is settled.',
    ]);
    const forged = (await desk.main.owner.tickets('all')).find((row) => row.preview === 'Send it to my new account.')!;
    expect((await desk.main.owner.conversation(forged.id))[0]).toMatchObject({ why: 'forged-sender' });
    expect(await desk.main.owner.does('GET', `/api/v1/tickets/${forged.id}`)).toMatchObject({ follows: null });
    await setUp({ trustedAuthserv: null });
  }, 30_000);
});
