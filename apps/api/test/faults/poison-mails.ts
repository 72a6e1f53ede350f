// Mails that no parser can make sense of, as spammers and broken programs send them: taken, understood somehow, and no harm to anybody.
const HEAD = ['From: poison@example.net', 'To: support@desk.test', 'Subject: poison'];
const mail = (...lines: string[]) => [...HEAD, ...lines].join('\r\n');
const nested = (depth: number) =>
  Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}`).join(
    '\r\n',
  );

export const POISON_MAILS: (string | Buffer)[] = [
  // Neither head nor body.
  '\r\n\r\n',
  // Bytes of no charset where the head should be.
  Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 167) % 256)),
  // A multipart that names no boundary, one whose boundary never comes, and one that ends in the middle of a part.
  mail('Content-Type: multipart/mixed', '', 'nothing'),
  mail('Content-Type: multipart/mixed; boundary=never', '', 'nothing'),
  mail('Content-Type: multipart/alternative; boundary=cut', '', '--cut', 'Content-Type: text/ht'),
  // Part in part in part.
  mail(nested(300), '', 'deep'),
  mail(
    ...Array.from(
      { length: 60 },
      () => 'Content-Type: message/rfc822\r\n\r\nFrom: poison@example.net\r\nSubject: poison',
    ),
    '',
    'deep',
  ),
  // What is said of the content is untrue.
  mail('Content-Type: text/plain; charset=klingon', 'Content-Transfer-Encoding: base64', '', '!!!! %%% ===='),
  mail('Content-Type: text/html', 'Content-Transfer-Encoding: quoted-printable', '', '=ZZ=0=\u0000=FF<b<<<!--'),
  mail('Content-Type: application/ms-tnef; name=winmail.dat', 'Content-Transfer-Encoding: base64', '', 'eJ8+IgAA'),
  // A head of one enormous line, of a thousand recipients, of a date that is none.
  mail(`X-Long: ${'x'.repeat(200_000)}`, '', 'long'),
  mail(`Cc: ${Array.from({ length: 1000 }, (_, n) => `c${n}@example.net`).join(', ')}`, '', 'many'),
  mail('Date: the day after never', 'Message-ID: <<>>', 'In-Reply-To: <', 'References: > < >', '', 'odd\u0000'),
  mail('Subject: =?utf-8?B?////?= =?x?Q?=ZZ?=', 'From: =?utf-8?Q?=00=00?= <>', '', 'encoded'),
];
