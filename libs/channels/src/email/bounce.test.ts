// Delivery reports as servers of many kinds write them: recognised, whose address failed, and whether it is dead.
import { describe, expect, it } from '@jest/globals';
import { inspectMail } from '../inspect.js';

interface Told {
  from?: string;
  subject?: string;
  head?: string[];
  body: string;
}

const mailOf = ({
  from = 'Mail Delivery System <mailer-daemon@relay.example>',
  subject = 'Undelivered',
  head = [],
  body,
}: Told) =>
  inspectMail(
    Buffer.from(
      [
        `From: ${from}`,
        'To: desk@otklik.example',
        `Subject: ${subject}`,
        'Date: Mon, 16 Nov 2026 09:40:00 +0200',
        'Message-ID: <report@relay.example>',
        'MIME-Version: 1.0',
        ...(head.length > 0 ? head : ['Content-Type: text/plain; charset=utf-8']),
        '',
        body,
      ].join('\r\n'),
    ),
    'report.eml',
  );

const fields = (recipient: string[], diagnostic: string, status = '5.0.0'): Told => ({
  head: ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
  body: [
    '--b',
    'Content-Type: text/plain',
    '',
    'Your letter was not delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    '',
    ...recipient,
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
    '--b--',
  ].join('\r\n'),
});
const FINAL = ['Final-Recipient: rfc822; vera@shop.example'];

describe('whose address failed', () => {
  const cases: [what: string, told: Told, recipient: string][] = [
    [
      'the words announce it below the head of the letter',
      {
        from: 'System Administrator <postmaster@office.example>',
        subject: 'Undeliverable: Your invoice',
        body: 'Your message\n\n  To:      everyone@lists.example\n  Subject: Your invoice\n\ndid not reach the following recipient(s):\n\nvera@shop.example on Fri, 13 Nov 2026 11:08:59 +0200\n    The recipient name is not recognized\n',
      },
      'vera@shop.example',
    ],
    [
      'in the notation of X.400',
      {
        from: 'System Administrator <postmaster@office.example>',
        subject: 'Undeliverable: Your invoice',
        body: 'Your message\n\n  To:      everyone@lists.example\n\ndid not reach the following recipient(s):\n\nc=BG;a= ;p=SHOP;o=Main;dda:SMTP=vera@shop.example; on Fri, 13 Nov\n    The recipient name is not recognized\n',
      },
      'vera@shop.example',
    ],
    [
      'the sender stands before it',
      {
        subject: '[Postmaster] Email Delivery Failure',
        body: 'This tells that\nan email desk@otklik.example addressed to email address :\n-- vera@shop.example\n\nWith subject Hello could not be delivered.\n-- 4.4.4 Temporary server error\nIt was tried 30 times.\n',
      },
      'vera@shop.example',
    ],
    [
      'the host that keeps the mailbox is not what was written to',
      fields(
        ['Original-Recipient: rfc822; vera@shop.example', 'Final-Recipient: rfc822; v0017@mailstore'],
        '550 refused',
      ),
      'vera@shop.example',
    ],
    [
      'a machine within the domain is not what was written to',
      fields(
        ['Original-Recipient: rfc822; vera@shop.example', 'Final-Recipient: rfc822; V0017@node3.shop.example'],
        '550 refused',
      ),
      'vera@shop.example',
    ],
    [
      'a field holds no proper address',
      fields(['Final-Recipient: rfc822; vera@#shop.example'], '550 refused'),
      'vera@#shop.example',
    ],
  ];
  it.each(cases)('%s', (_what, told, recipient) => {
    const mail = mailOf(told);
    expect([mail.auto, mail.bounce?.recipient]).toEqual(['bounce', recipient]);
  });
});

describe('no such person, however it is said', () => {
  it.each([
    '550 User [vera@shop.example] does not exist',
    '554 Rcpt <vera@shop.example> does not exist',
    '551 <vera@shop.example> is a deactivated mailbox',
    '550 ** No mail box available for this person **',
    '550 BAD_RECIPIENT - see the postmaster',
    '550 No mailbox found',
  ])('%s', (said) => {
    expect(mailOf(fields(FINAL, said)).bounce).toMatchObject({ permanent: true, dead: true });
  });

  it.each([
    '552 Mailbox of vera@shop.example is full',
    '550 The mail to vera@shop.example is rejected as spam',
    '550 the sender desk@otklik.example does not exist.example policy',
  ])('but not: %s', (said) => {
    expect(mailOf(fields(FINAL, said)).bounce?.dead).toBe(false);
  });
});

describe('a report without the marks of one', () => {
  it.each<[string, Told, string]>([
    [
      'a gateway under its own name',
      {
        from: 'SMTP_Gate_Service@mx.example',
        subject: 'Returned Mail - Error During Delivery',
        body: '------ Failed Recipients ------\n\n<vera@shop.example>: Requested action not taken: mailbox unavailable. [SMTP Error Code 550]\n-------- Returned Mail --------\n\nReceived: from a by b\n',
      },
      'vera@shop.example',
    ],
    [
      'an administrator',
      {
        from: 'Administrator@mx.example',
        subject: 'Delivery Failure',
        body: 'Could not deliver message to the following recipient(s):\n\nFailed Recipient: vera@shop.example\nReason: Remote host said: 550 unknown user <vera@shop.example>\n',
      },
      'vera@shop.example',
    ],
    [
      'a mailing list hangs its marks on it',
      {
        from: 'MAILER-DAEMON@mx.example',
        subject: '邮件传输失败！',
        head: ['List-Id: <all.lists.example>', 'Precedence: bulk', 'Content-Type: text/plain; charset=utf-8'],
        body: '邮件无法发送到您指定的地址中。\n\n<vera@shop.example>:\n',
      },
      'vera@shop.example',
    ],
    [
      'nobody at all, and the envelope is a server’s',
      {
        from: '"" <>',
        subject: 'Nicht im Verzeichnis',
        head: ['Return-Path: <MAILER-DAEMON@mx.example>', 'Content-Type: text/plain'],
        body: 'A message could not be delivered to:\nvera@shop.example\n',
      },
      'vera@shop.example',
    ],
    [
      'a mailbox that rejects by a receipt',
      {
        from: 'Mail Delivery Subsystem <admin@shop.example>',
        subject: 'Automatically rejected mail',
        head: ['Content-Type: multipart/report; report-type=disposition-notification; boundary=b'],
        body: '--b\r\nContent-Type: text/plain\r\n\r\nYour message to <vera@shop.example> was automatically rejected:\r\nThe mailbox is over quota\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; vera@shop.example\r\nOriginal-Message-ID: <invoice@otklik.example>\r\nDisposition: automatic-action/MDN-sent-automatically; deleted\r\n--b--\r\n',
      },
      'vera@shop.example',
    ],
  ])('%s', (_what, told, recipient) => {
    const mail = mailOf(told);
    expect([mail.auto, mail.bounce?.recipient]).toEqual(['bounce', recipient]);
  });

  it.each<[string, Told]>([
    [
      'a customer speaks of a failed delivery',
      {
        from: 'Vera <vera@shop.example>',
        subject: 'Delivery failed',
        body: 'Hello,\n\nyour courier says the parcel could not be delivered. My address is on the order, write to vera@home.example please.\n',
      },
    ],
    [
      'a customer tells what her own server said',
      {
        from: 'Vera <vera@shop.example>',
        subject: 'Mail delivery failed',
        body: 'Hello,\n\nI wrote to info@otklik.example twice and each time it came back with 550 unknown user. What is the right address?\n',
      },
    ],
    [
      'nobody’s letter about an unknown user',
      {
        from: '',
        subject: 'Ticket by unknown user',
        head: ['Return-Path: <vera@shop.example>', 'Content-Type: text/plain'],
        body: 'This letter of an unknown user has lost its sender.\n',
      },
    ],
    [
      'a gateway that goes on trying',
      {
        from: 'Scanner_for_SMTP@mx.example',
        subject: 'Delivery failure notification',
        body: 'Your message could not be delivered to the following recipients:\n\nvera@shop.example\n\nDelivery attempts will continue to be made for 5 days.\n',
      },
    ],
    [
      'a letter deleted unread',
      {
        from: 'Vera <vera@shop.example>',
        subject: 'Not read: your invoice',
        head: ['Content-Type: multipart/report; report-type=disposition-notification; boundary=b'],
        body: '--b\r\nContent-Type: text/plain\r\n\r\nYour message was deleted without being read.\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; vera@shop.example\r\nDisposition: manual-action/MDN-sent-automatically; deleted\r\n--b--\r\n',
      },
    ],
  ])('but not: %s', (_what, told) => {
    expect(mailOf(told).auto).not.toBe('bounce');
  });
});
