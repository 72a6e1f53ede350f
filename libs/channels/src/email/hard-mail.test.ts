// Mail that attacks, or only looks like it: understood in linear time, and never thrown at anybody.
import { describe, expect, it } from '@jest/globals';
import { inspectMail, inspectWebhook } from '../index.js';

const HEAD = 'From: anna@mail.example\r\nTo: support@shop.example\r\nSubject: hard\r\n';
const mail = (body: string, type = 'text/plain') => Buffer.from(`${HEAD}Content-Type: ${type}\r\n\r\n${body}`);
const MB = 1024 * 1024;

/** Generous, for two shared cores under load: quadratic time would take many minutes. */
const LIMIT_MS = 30_000;

describe('hard mail', () => {
  it.each<[string, () => Buffer]>([
    ['10 MB of >', () => mail('>'.repeat(10 * MB))],
    ['10 MB of > lines', () => mail('>\r\n'.repeat((10 * MB) / 3))],
    ['1 MB of quotes', () => mail('> some words here\r\n'.repeat(MB / 19))],
    ['1 MB of "wrote:"', () => mail('On Monday 2026 12:30 he wrote:\r\n'.repeat(MB / 32))],
    ['1 MB of From: lines', () => mail('From: a@b.example\r\n'.repeat(MB / 19))],
    ['1 MB of signatures', () => mail('--\r\n'.repeat(MB / 4))],
    ['1 MB of dashes', () => mail('-'.repeat(MB))],
    ['1 MB of blank lines', () => mail('\r\n'.repeat(MB / 2))],
    ...[' ', '\t', '\u00a0', ' \t', '\u2003', '-', '_', '=', '* ', '> ', '.', ':', ', ', '(', '["'].map(
      (run): [string, () => Buffer] => [
        `1 MB of ${JSON.stringify(run)} between two letters`,
        () => mail(`a${run.repeat(MB / run.length)}b\r\nwords`),
      ],
    ),
    ['1 MB of blanks in HTML', () => mail(`<p>a${' '.repeat(MB)}b${'&nbsp;'.repeat(MB / 6)}c</p>`, 'text/html')],
    ['a subject of blanks', () => Buffer.from(`From: a@b.example\r\nSubject: a${' '.repeat(MB)}b\r\n\r\nx`)],
    ['a name of blanks', () => Buffer.from(`From: "a${' '.repeat(MB)}b" <a@b.example>\r\n\r\nx`)],
    ['1 MB of one word', () => mail('а'.repeat(MB / 2))],
    ['100,000 nested elements', () => mail('<div>'.repeat(100_000), 'text/html')],
    ['100,000 nested quotes', () => mail('<blockquote>'.repeat(100_000), 'text/html')],
    ['1 MB of <', () => mail('<'.repeat(MB), 'text/html')],
    ['1 MB of paragraphs', () => mail('<p>words here</p>'.repeat(MB / 17), 'text/html')],
    ['1 MB of open attributes', () => mail('<a href="x" '.repeat(MB / 12), 'text/html')],
    ['3 MB of HTML beyond what anybody shows', () => mail('<b>x</b>'.repeat((3 * MB) / 8), 'text/html')],
    ['a header of 1 MB', () => Buffer.from(`Subject: ${'=?utf-8?B?0LA=?= '.repeat(MB / 17)}\r\n\r\nx`)],
    ['100,000 recipients', () => Buffer.from(`To: ${'a@b.example, '.repeat(100_000)}\r\nFrom: a@b.example\r\n\r\nx`)],
    ['200,000 header lines', () => Buffer.from(`${'X-A: b\r\n'.repeat(200_000)}\r\nx`)],
    [
      'comments in a header',
      () => Buffer.from(`From: ${'('.repeat(MB)} a@b.example\r\nContent-Type: ${'('.repeat(MB)}\r\n\r\nx`),
    ],
    [
      '10,000 containers, each in the one before',
      () =>
        mail(
          Array.from(
            { length: 10_000 },
            (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`,
          ).join(''),
          'multipart/mixed; boundary=b0',
        ),
    ],
    [
      '10,000 mails, each in the one before',
      () => mail('Content-Type: message/rfc822\r\n\r\n'.repeat(10_000), 'message/rfc822'),
    ],
    ['one header line of 1 MB', () => Buffer.from(`${HEAD}X-A: ${'x'.repeat(MB)}\r\n\r\nwords`)],
    ['a header folded 100,000 times', () => Buffer.from(`${HEAD}X-A: a\r\n${' b\r\n'.repeat(100_000)}\r\nwords`)],
    ['lines that look like a delimiter', () => mail('--bx\r\n'.repeat(MB / 6), 'multipart/mixed; boundary=b')],
    ['one line of delimiters', () => mail('--b '.repeat(MB), 'multipart/mixed; boundary=b')],
    ['dashes and a delimiter of dashes', () => mail('-'.repeat(5 * MB), `multipart/mixed; boundary=${'-'.repeat(60)}`)],
    [
      'encoded words that never end',
      () => Buffer.from(`Subject: ${'=?a?Q?'.repeat(80_000)}\r\nFrom: a@b.example\r\n\r\nx`),
    ],
    ['quotes in an address that never end', () => Buffer.from(`From: ${'\\"'.repeat(32_000)}a@b.example\r\n\r\nx`)],
    ['comments in an address that never end', () => Buffer.from(`From: ${'(a '.repeat(20_000)}a@b.example\r\n\r\nx`)],
    [
      'base64 in a million pieces',
      () => Buffer.from(`${HEAD}Content-Transfer-Encoding: base64\r\n\r\n${'QUI=\r\n'.repeat(MB)}`),
    ],
    ['uuencoded files that never end', () => mail('begin 644 a\n'.repeat(MB / 12))],
    [
      'changes of script',
      () => Buffer.from(`${HEAD}Content-Type: text/plain; charset=hz-gb-2312\r\n\r\n${'~{'.repeat(MB)}`),
    ],
    ['escapes of another script', () => mail('\x1b$B!!\x1b(B'.repeat(MB / 8))],
    ['brackets in a bounce told in JSON', () => mail(`{"notificationType":${'['.repeat(MB)}`)],
    [
      'a transcript of refusals',
      () => Buffer.from(`From: mailer-daemon@b.example\r\n\r\n${'<<< 550 user unknown >>> DATA\n'.repeat(MB / 29)}`),
    ],
    [
      'a forward of header lines',
      () => Buffer.from(`From: a@b.example\r\nSubject: Fwd: x\r\n\r\n${'From: x\n'.repeat(MB / 8)}`),
    ],
    ['a signature of openings', () => mail('\x30\x80'.repeat(MB / 2), 'application/pkcs7-mime')],
    ['a winmail.dat of lengths', () => mail(`\x78\x9f\x3e\x22\0\0${'\x01'.repeat(MB)}`, 'application/ms-tnef')],
    ['10,000 parts', () => mail('--b\r\n\r\nx\r\n'.repeat(10_000), 'multipart/mixed; boundary=b')],
    [
      'deep parts',
      () =>
        mail(
          Array.from(
            { length: 300 },
            (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`,
          ).join(''),
          'multipart/mixed; boundary=b0',
        ),
    ],
    ['base64 of padding', () => Buffer.from(`${HEAD}Content-Transfer-Encoding: base64\r\n\r\n${'='.repeat(MB)}`)],
    [
      'quoted-printable of signs',
      () => Buffer.from(`${HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n${'= '.repeat(MB)}`),
    ],
    [
      'a bounce of 5 MB',
      () => Buffer.from(`From: mailer-daemon@x.example\r\nSubject: failure notice\r\n\r\n${'user '.repeat(MB)}`),
    ],
    ['1 MB of NUL', () => mail('\0'.repeat(MB))],
  ])('%s', (_, make) => {
    const bytes = make();
    const began = performance.now();
    const seen = inspectMail(bytes, 'hard');
    expect(performance.now() - began).toBeLessThan(LIMIT_MS);
    expect(seen.reason ?? '').not.toMatch(/unreadable/);
    expect(JSON.stringify(seen)).not.toContain('\\u0000');
  });

  it('keeps the words of a page that is too deep to be shown', () => {
    const seen = inspectMail(mail(`${'<div>'.repeat(10_000)}still words`, 'text/html'), 'deep');
    expect(seen.reply).toBe('still words');
    expect(seen.html === null).toBe(true);
  });

  it('loses no words to a drawing that is never closed', () => {
    const seen = inspectMail(mail('<p>before</p><svg><p>after</p>', 'text/html'), 'svg');
    expect(seen.html).toContain('after');
    expect(seen.reply).toContain('after');
  });

  it('reads any bytes at all', () => {
    let seed = 7;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
    for (let i = 0; i < 200; i++) {
      const bytes = Buffer.from(Array.from({ length: next() % 600 }, () => next() % 256));
      expect(inspectMail(bytes, 'noise').file).toBe('noise');
      expect(inspectMail(Buffer.concat([Buffer.from(HEAD), bytes]), 'noise').file).toBe('noise');
    }
  });

  it('tells of an unknown channel and of a body that is none', async () => {
    expect(await inspectWebhook('pigeon', Buffer.from('{}'), 'f')).toMatchObject([
      { file: 'f', kind: 'ignored', reason: 'unknown channel: pigeon' },
    ]);
    expect(await inspectWebhook('telegram', Buffer.from('\xff{'), 'f')).toMatchObject([
      { kind: 'ignored', reason: 'not JSON' },
    ]);
  });
});

describe('ten thousand copied', () => {
  it('hide neither the words nor the headers below them', () => {
    const crowd = Array.from({ length: 20_000 }, (_, i) => `Person ${i} <p${i}@many.example>`).join(',\r\n ');
    const raw = `From: anna@mail.example\r\nCc: ${crowd}\r\nX-A: b\r\nMessage-ID: <crowd@mail.example>\r\nSubject: All of you\r\n\r\nwords`;
    const { subject, text, messageId, cc } = inspectMail(Buffer.from(raw), 'crowd');
    expect({ subject, text, messageId }).toEqual({
      subject: 'All of you',
      text: 'words',
      messageId: 'crowd@mail.example',
    });
    expect(cc.length).toBeGreaterThan(1000);
  });
});
