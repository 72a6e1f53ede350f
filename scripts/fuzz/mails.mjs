// Part of the fuzz run: mails as nobody would write them: trees of MIME, wrong charsets and encodings, real-looking ones cut and spliced.
import fc from 'fast-check';

const words = fc.constantFrom(
  'Hello, where is my order 1042?',
  'Здравствуйте! Где заказ?',
  'Поръчката ми още я няма.',
  'On Mon, 2 Nov 2026 at 10:00, Anna <anna@mail.example> wrote:',
  '> quoted line',
  '>> > deeper',
  '-- ',
  'Sent from my telephone',
  '-----Original Message-----',
  'From: support@shop.example',
  '________________________________',
  '🙂 👨‍👩‍👧 é',
  '',
);
const lines = fc.array(fc.oneof({ weight: 4, arbitrary: words }, fc.string({ unit: 'binary', maxLength: 60 })), {
  maxLength: 14,
});
const text = lines.map((all) => all.join('\n'));
const tags = fc.constantFrom(
  'div',
  'p',
  'blockquote',
  'table',
  'td',
  'b',
  'span',
  'font',
  'style',
  'script',
  '!--',
  'a',
  'img',
  'br/',
);
const html = fc
  .tuple(
    fc.array(fc.tuple(tags, fc.string({ maxLength: 20 }), words, fc.boolean()), { maxLength: 12 }),
    fc.constantFrom(1, 1, 1, 1, 1, 1, 40, 1000),
  )
  .map(([nodes, times]) => {
    const opened = nodes.map(([tag, attribute, said]) => `<${tag} class="${attribute}">${said}`).join('\n');
    const closed = nodes.filter((node) => node[3]).map(([tag]) => `</${tag}>`);
    return opened.repeat(nodes.length > 0 ? times : 1) + closed.reverse().join('');
  });

const charset = fc.constantFrom(
  'utf-8',
  'UTF-8',
  'us-ascii',
  'koi8-r',
  'windows-1251',
  'cp1251',
  'iso-8859-5',
  'iso-2022-jp',
  'gb18030',
  'big5',
  'utf-7',
  'utf-16',
  'x-unknown',
  '"utf-8',
  '',
);
const encoding = fc.constantFrom(
  '7bit',
  '8bit',
  'binary',
  'base64',
  'quoted-printable',
  'QUOTED-PRINTABLE ',
  'x-uuencode',
  'base 64',
  '',
);
const encoded = (said, as) => {
  const bytes = Buffer.from(said);
  if (as === 'base64') return bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
  if (as.startsWith('quoted')) {
    return [...bytes]
      .map((byte) =>
        byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
      )
      .join('');
  }
  return bytes.toString('latin1');
};

const address = fc.oneof(
  fc.constantFrom(
    'anna@mail.example',
    'Anna Ivanova <anna@mail.example>',
    '"Ivanova, Anna" <anna@mail.example>',
    '=?utf-8?B?0JDQvdC90LA=?= <anna@mail.example>',
    '=?koi8-r?Q?=E1=CE=CE=C1?= <ANNA@MAIL.EXAMPLE>',
    'support@shop.example',
    'MAILER-DAEMON@mail.example',
    'undisclosed-recipients:;',
    'group: a@b.example, c@d.example;',
    '<>',
    '@',
    'a@b@c',
    '<<anna@mail.example>',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const encodedWord = fc
  .tuple(charset, fc.constantFrom('B', 'Q', 'b', 'x'), fc.string({ maxLength: 30 }))
  .map(([set, how, said]) => `=?${set}?${how}?${said}?=`);
const loose = fc.oneof(words, encodedWord, fc.string({ unit: 'binary', maxLength: 80 }));
const messageId = fc.oneof(
  fc.constantFrom('<m1@mail.example>', '<>', '<m1@mail.example', 'm1', '<a b@c> <d@e>'),
  fc
    .integer({ min: 0, max: 3000 })
    .map((n) => Array.from({ length: n }, (_, i) => `<r${i}@mail.example>`).join('\r\n ')),
);
const header = fc.oneof(
  fc.tuple(fc.constantFrom('From', 'To', 'Cc', 'Reply-To', 'Sender', 'Return-Path', 'X-Original-From'), address),
  fc.tuple(fc.constantFrom('Message-ID', 'References', 'In-Reply-To'), messageId),
  fc.tuple(
    fc.constantFrom(
      'Subject',
      'Auto-Submitted',
      'Precedence',
      'List-Id',
      'X-Failed-Recipients',
      'Received',
      'Thread-Topic',
    ),
    loose,
  ),
  fc.tuple(
    fc.constant('Date'),
    fc.constantFrom('Mon, 02 Nov 2026 10:00:00 +0300', 'yesterday', '2026-13-45', '1 Jan 70', ''),
  ),
  fc.tuple(fc.string({ unit: 'binary', maxLength: 12 }), loose),
);

const disposition = fc.constantFrom(
  '',
  'Content-Disposition: attachment\r\n',
  'Content-Disposition: attachment; filename="kettle.png"\r\n',
  "Content-Disposition: attachment; filename*0*=utf-8''%D1%81; filename*1*=%D0%BD%zz; filename*3*=x\r\n",
  'Content-Disposition: inline; filename="=?utf-8?B?0YHRhw==?="\r\nContent-ID: <pic1>\r\n',
  'Content-Disposition: ;;;="\r\n',
);
const REPORT =
  'Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; anna@mail.example\r\nAction: failed\r\nStatus: 5.1.1\r\n';
const type = fc.constantFrom(
  'text/plain',
  'text/html',
  'text/calendar; method=REQUEST',
  'text/rfc822-headers',
  'message/delivery-status',
  'message/feedback-report',
  'application/ms-tnef',
  'application/octet-stream',
  'image/png; name="a.png"',
  'message/rfc822',
  'nonsense',
  '',
);
const tnef = fc
  .uint8Array({ maxLength: 200 })
  .map((rest) => Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22]), rest]).toString('latin1'));

const { part } = fc.letrec((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', maxDepth: 6 },
    { weight: 3, arbitrary: tie('leaf') },
    tie('many'),
    tie('nested'),
  ),
  leaf: fc
    .tuple(type, charset, encoding, disposition, fc.oneof(text, html, tnef, fc.constant(REPORT)))
    .map(([is, set, how, where, said]) => {
      const parameter = set === '' ? '' : `; charset=${set}`;
      return `Content-Type: ${is}${parameter}\r\nContent-Transfer-Encoding: ${how}\r\n${where}\r\n${encoded(said, how)}`;
    }),
  many: fc
    .tuple(
      fc.constantFrom(
        'mixed',
        'alternative',
        'related',
        'report; report-type=delivery-status',
        'digest',
        'signed',
        'x',
      ),
      fc.constantFrom('b1', 'b2', 'b1', '', '=_a b', '"', 'b'.repeat(80)),
      fc.array(tie('part'), { maxLength: 4 }),
      fc.constantFrom('whole', 'unclosed', 'no boundary'),
    )
    .map(([subtype, boundary, parts, how]) => {
      const named = how === 'no boundary' ? '' : `; boundary="${boundary}"`;
      const body = parts.map((each) => `--${boundary}\r\n${each}\r\n`).join('');
      return `Content-Type: multipart/${subtype}${named}\r\n\r\npreamble\r\n${body}${how === 'whole' ? `--${boundary}--\r\n` : ''}`;
    }),
  nested: fc
    .tuple(fc.array(header, { maxLength: 4 }), tie('part'))
    .map(([headers, inner]) => `Content-Type: message/rfc822\r\n\r\n${headersOf(headers)}${inner}`),
}));
const headersOf = (headers) => headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');

const tree = fc
  .tuple(fc.array(header, { maxLength: 12 }), part, fc.constantFrom('\r\n', '\n', '\r'))
  .map(([headers, body, ending]) => Buffer.from((headersOf(headers) + body).replaceAll('\r\n', ending), 'latin1'));

/** Real-looking mails, damaged. */
const damaged = (seeds) => {
  const seed = fc.nat({ max: seeds.length - 1 }).map((i) => seeds[i]);
  const place = fc.nat({ max: 10_000 }).map((n) => n / 10_000);
  const at = (bytes, share) => Math.floor(bytes.length * share);
  return fc.oneof(
    fc.tuple(seed, place).map(([bytes, cut]) => bytes.subarray(0, at(bytes, cut))),
    fc.tuple(seed, place).map(([bytes, cut]) => bytes.subarray(at(bytes, cut))),
    fc
      .tuple(seed, seed, place, place)
      .map(([a, b, x, y]) => Buffer.concat([a.subarray(0, at(a, x)), b.subarray(at(b, y))])),
    fc.tuple(seed, place, place, fc.constantFrom(2, 50)).map(([bytes, x, y, times]) => {
      const [from, to] = [at(bytes, Math.min(x, y)), at(bytes, Math.max(x, y))];
      const again = Array.from({ length: times }, () => bytes.subarray(from, Math.min(to, from + 4000)));
      return Buffer.concat([bytes.subarray(0, to), ...again, bytes.subarray(to)]);
    }),
    fc
      .tuple(seed, fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 40 }))
      .map(([bytes, changes]) => {
        const changed = Buffer.from(bytes);
        for (const [share, byte] of changes) if (changed.length > 0) changed[at(changed, share * 0.9999)] = byte;
        return changed;
      }),
  );
};

/** Once in a while something long, of a shape that slow code is slow at. */
const long = fc
  .tuple(
    fc.constantFrom(
      '> ',
      '\n',
      ' ',
      '<div>',
      '=',
      '=?utf-8?Q?',
      '--b1\r\n',
      '"',
      '(',
      '<',
      '@',
      ';',
      ' \n',
      '\r',
      '&',
      '>>',
      '- ',
      '1. ',
    ),
    fc.constantFrom(1000, 20_000),
  )
  .chain(([piece, times]) =>
    fc
      .constantFrom(
        'From: ',
        'Subject: ',
        'Content-Type: text/html\r\n\r\n',
        'From: a@b.c\r\n\r\n',
        'Content-Type: multipart/mixed; boundary=b1\r\n\r\n',
      )
      .map((before) => Buffer.from(`${before}${piece.repeat(times)}`)),
  );

export const mails = (seeds) =>
  fc.oneof(
    { weight: 50, arbitrary: tree },
    { weight: 40, arbitrary: damaged(seeds) },
    { weight: 1, arbitrary: long },
    { weight: 9, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  );
