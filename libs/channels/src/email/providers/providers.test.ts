// Mail by the webhooks of seven services: genuine calls are taken, forged ones are not, and a mail is understood like any other.
import { createHash, createHmac, createSign, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Config, VerifyWorld, WebhookRequest } from '../../channel.js';
import type { InboundEvent } from '../../inbound-event.js';
import { multipart } from '../../multipart.js';
import { email } from '../index.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const HERE = new URL('./fixtures/', import.meta.url);
const PEM = readFileSync(new URL('sns-certificate.pem', HERE), 'utf8');
const SNS_KEY = readFileSync(new URL('sns-key.pem', HERE), 'utf8');
const CERTIFICATE = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-test.pem';
const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:mail';

interface Called extends VerifyWorld {
  fetched: string[];
}
const world = (): Called => {
  const fetched: string[] = [];
  return {
    now: NOW,
    fetched,
    fetch: (async (url: string) => {
      fetched.push(String(url));
      return new Response(String(url).endsWith('.pem') ? PEM : 'ok');
    }) as unknown as typeof fetch,
  };
};

const request = (
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  query: Record<string, string> = {},
): WebhookRequest => ({
  method: 'POST',
  path: '/hooks/email/key',
  url: 'https://desk.test/hooks/email/key',
  query,
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? Buffer.from(body) : body,
});
const config = (provider: string, more: Config = {}): Config => ({
  address: 'help@shop.test',
  inbound: 'webhook',
  provider,
  ...more,
});
const verdict = async (made: WebhookRequest, settings: Config, at: VerifyWorld = world()) =>
  (await email.verify(made, settings, at)).verdict;
const read = async (provider: string, body: string | Uint8Array, type = 'application/json'): Promise<InboundEvent[]> =>
  email.normalise(
    { body: typeof body === 'string' ? Buffer.from(body) : body, envelope: { 'content-type': type } },
    { config: config(provider), ownAddresses: ['help@shop.test'] },
  );
const form = (fields: Record<string, string>) => {
  const made = multipart(fields, []);
  return { body: made.body, type: made.contentType };
};

const MIME =
  'From: "Анна" <anna@mail.test>\r\nTo: help@shop.test\r\nSubject: Kettle\r\nMessage-ID: <k1@mail.test>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nЧайник не греет.\r\n';
const HEADERS = [
  ['From', 'Anna <anna@mail.test>'],
  ['To', 'help@shop.test'],
  ['Subject', 'Kettle'],
  ['Message-Id', '<k1@mail.test>'],
  ['In-Reply-To', '<ours@shop.test>'],
  ['Content-Type', 'multipart/mixed; boundary="old"'],
];
const told = ([event]: InboundEvent[]) => ({
  kind: event!.kind,
  id: event!.externalId,
  from: event!.sender.id,
  subject: event!.mail?.subject,
  text: event!.text,
  files: event!.attachments.map((file) => [
    file.name,
    file.contentType,
    file.inline,
    file.content ? Buffer.from(file.content).toString() : file.ref,
  ]),
  to: event!.mail?.recipients,
});
const news = (events: InboundEvent[]) =>
  events.map(({ kind, status, replyTo, reason, mail }) =>
    kind === 'message'
      ? [
          mail?.auto,
          mail?.bounce?.status ?? null,
          mail?.bounce?.permanent ?? null,
          mail?.bounce?.dead ?? null,
          mail?.references[0] ?? null,
        ]
      : kind === 'receipt'
        ? [status, replyTo]
        : [kind, reason],
  );

describe('without settings', () => {
  it.each(['mailgun', 'sendgrid', 'postmark', 'ses', 'mailjet', 'brevo', 'unisender', 'nobody'])(
    '%s refuses',
    async (provider) => {
      expect(await verdict(request('{}'), config(provider))).toBe('refuse');
      expect(await verdict(request('{}'), { ...config(provider, { webhookSecret: 's' }), inbound: 'smtp' })).toBe(
        'refuse',
      );
    },
  );
  it.each(['', '\0', '{}', '[]', 'null', '{"a":', '[[[[1]]]]', '--x\r\n', '\xff\xfe'])(
    'nobody stumbles over %j',
    async (body) => {
      for (const provider of ['mailgun', 'sendgrid', 'postmark', 'ses', 'mailjet', 'brevo', 'unisender'])
        for (const type of [
          'application/json',
          'multipart/form-data; boundary=x',
          '',
          'application/x-www-form-urlencoded',
        ])
          expect(Array.isArray(await read(provider, Buffer.from(body, 'latin1'), type))).toBe(true);
    },
  );
});

describe('Mailgun', () => {
  const settings = config('mailgun', { webhookSecret: 'signing-key' });
  const signature = (timestamp = SECONDS, key = 'signing-key') => {
    const token = 'a'.repeat(50);
    return {
      timestamp: String(timestamp),
      token,
      signature: createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex'),
    };
  };
  const posted = (fields: Record<string, string>) => {
    const { body, type } = form(fields);
    return request(body, { 'content-type': type });
  };

  it('signs its forms and its JSON', async () => {
    expect(await verdict(posted({ ...signature(), sender: 'a@b.test' }), settings)).toBe('ok');
    expect(
      await verdict(
        request(new URLSearchParams(signature()).toString(), { 'content-type': 'application/x-www-form-urlencoded' }),
        settings,
      ),
    ).toBe('ok');
    expect(await verdict(request(JSON.stringify({ signature: signature(), 'event-data': {} })), settings)).toBe('ok');
    // A call that waited for us through a night of ours is still a mail.
    expect(await verdict(posted(signature(SECONDS - 7 * 3600)), settings)).toBe('ok');
  });
  it.each([
    ['another key', signature(SECONDS, 'guess')],
    ['a day ago', signature(SECONDS - 86_400)],
    ['tomorrow', signature(SECONDS + 86_400)],
    ['a changed moment', { ...signature(), timestamp: String(SECONDS - 1) }],
    ['no token', { ...signature(), token: '' }],
    ['a short digest', { ...signature(), signature: 'abcd' }],
  ])('forged by %s', async (_, fields) => expect(await verdict(posted(fields), settings)).toBe('refuse'));

  it('posts a mail whole', async () => {
    const { body, type } = form({ recipient: 'help+x@shop.test', sender: 'anna@mail.test', 'body-mime': MIME });
    expect(told(await read('mailgun', body, type))).toEqual({
      kind: 'message',
      id: 'k1@mail.test',
      from: 'anna@mail.test',
      subject: 'Kettle',
      text: 'Чайник не греет.',
      files: [],
      to: ['help+x@shop.test'],
    });
  });
  it('posts a mail in pieces, its files beside', async () => {
    const made = multipart(
      {
        recipient: 'help@shop.test',
        sender: 'bounce@mail.test',
        'message-headers': JSON.stringify(HEADERS),
        'body-plain': 'Чайник не греет.\n\n> Ваш заказ',
        'content-id-map': '{"<pic>": "attachment-1"}',
      },
      [
        { field: 'attachment-1', name: 'снимок.png', contentType: 'image/png', content: Buffer.from('PNG') },
        {
          field: 'attachment-2',
          name: 'bill.pdf',
          contentType: 'application/pdf',
          content: Buffer.from('--x\r\nPDF\r\n--'),
        },
      ],
    );
    const [event] = await read('mailgun', made.body, made.contentType);
    expect(told([event!])).toMatchObject({
      id: 'k1@mail.test',
      from: 'anna@mail.test',
      text: 'Чайник не греет.',
      files: [
        ['снимок.png', 'image/png', false, 'PNG'],
        ['bill.pdf', 'application/pdf', false, '--x\r\nPDF\r\n--'],
      ],
    });
    expect(event!.mail!.inReplyTo).toEqual(['ours@shop.test']);
  });
  it('leaves files at Mailgun, to be fetched from its own host with the key', async () => {
    const stored = (url: string) =>
      form({
        recipient: 'help@shop.test',
        sender: 'anna@mail.test',
        'body-plain': 'See.',
        attachments: JSON.stringify([{ url, name: 'bill.pdf', 'content-type': 'application/pdf', size: 3 }]),
      });
    const fetched: [string, string | null][] = [];
    const client = email.client({
      config: config('mailgun', { inboundKey: 'key' }),
      fetch: (async (url: string, init?: RequestInit) => {
        fetched.push([url, new Headers(init?.headers).get('authorization')]);
        return new Response('PDF', { headers: { 'content-type': 'application/pdf' } });
      }) as unknown as typeof fetch,
      signal: AbortSignal.timeout(5_000),
      hookUrl: '',
    });
    const refOf = async (url: string) => {
      const { body, type } = stored(url);
      return (await read('mailgun', body, type))[0]!.attachments[0]!.ref!;
    };
    const url = 'https://storage.eu.mailgun.net/v3/domains/shop.test/messages/m/attachments/0';
    const { body } = await client.fetchFile!(await refOf(url));
    expect(await new Response(body).text()).toBe('PDF');
    expect(fetched).toEqual([[url, `Basic ${Buffer.from('api:key').toString('base64')}`]]);
    for (const wrong of [
      'https://evil.test/a',
      'https://storage.mailgun.net.evil.test/a',
      'http://storage.mailgun.net/a',
    ])
      await expect(client.fetchFile!(await refOf(wrong))).rejects.toThrow(/nobody keeps/);
    expect(fetched).toHaveLength(1);
  });
  it('tells what became of ours', async () => {
    const event = (more: object) =>
      JSON.stringify({
        'event-data': {
          id: 'e',
          recipient: 'anna@mail.test',
          timestamp: SECONDS,
          message: { headers: { 'message-id': 'ours@shop.test' } },
          ...more,
        },
      });
    expect(news(await read('mailgun', event({ event: 'delivered' })))).toEqual([['delivered', 'ours@shop.test']]);
    expect(
      news(
        await read(
          'mailgun',
          event({
            event: 'failed',
            severity: 'permanent',
            'delivery-status': { code: 550, message: '5.1.1 no such user' },
          }),
        ),
      ),
    ).toEqual([['bounce', '5.1.1', true, true, 'ours@shop.test']]);
    expect(
      news(
        await read(
          'mailgun',
          event({
            event: 'failed',
            severity: 'permanent',
            'delivery-status': { code: 552, message: '5.2.2 mailbox full' },
          }),
        ),
      ),
    ).toEqual([['bounce', '5.2.2', true, false, 'ours@shop.test']]);
    expect(
      news(
        await read(
          'mailgun',
          event({ event: 'failed', severity: 'temporary', 'delivery-status': { message: 'greylisted' } }),
        ),
      ),
    ).toEqual([['ignored', 'delayed: greylisted']]);
    expect(news(await read('mailgun', event({ event: 'complained' })))).toEqual([
      ['complaint', null, null, null, 'ours@shop.test'],
    ]);
    expect(news(await read('mailgun', event({ event: 'opened' })))).toEqual([['ignored', 'opened']]);
  });
});

describe('SendGrid', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const eventKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const settings = config('sendgrid', { webhookSecret: 'pass', webhookUser: 'desk', eventKey });
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

  it('is known by the password in the address, its events by ECDSA', async () => {
    const { body, type } = form({ from: 'a@b.test' });
    expect(await verdict(request(body, { 'content-type': type, ...basic('desk:pass') }), settings)).toBe('ok');
    expect(await verdict(request(body, { 'content-type': type }, { secret: 'pass' }), settings)).toBe('ok');
    for (const wrong of [basic('desk:guess'), basic('other:pass'), basic('pass'), {}])
      expect(await verdict(request(body, { 'content-type': type, ...wrong }), settings)).toBe('refuse');
    const events = '[{"event":"delivered"}]';
    const signed = (at = SECONDS, text = events) => ({
      'x-twilio-email-event-webhook-timestamp': String(at),
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(at + text), privateKey).toString('base64'),
    });
    expect(await verdict(request(events, signed()), settings)).toBe('ok');
    expect(await verdict(request(`${events} `, signed()), settings)).toBe('refuse');
    expect(await verdict(request(events, signed(SECONDS - 30 * 3600)), settings)).toBe('refuse');
    expect(await verdict(request(events, basic('desk:pass')), settings)).toBe('refuse');
  });

  it('posts pieces in the charset that it names', async () => {
    const boundary = 'xYz';
    const field = (name: string, value: string | Buffer, more = '') =>
      Buffer.concat([
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`),
        Buffer.from(value as string),
        Buffer.from('\r\n'),
      ]);
    const body = Buffer.concat([
      field(
        'headers',
        'From: Anna <anna@mail.test>\nTo: help@shop.test\nSubject: Kettle\nMessage-ID:\n <k1@mail.test>\n',
      ),
      field('text', Buffer.from([0xd7, 0xe0, 0xe9, 0xed, 0xe8, 0xea])),
      field('charsets', '{"text":"windows-1251"}'),
      field('envelope', '{"to":["help@shop.test"],"from":"anna@mail.test"}'),
      field('attachment-info', '{"attachment1":{"filename":"bill.pdf","type":"application/pdf"}}'),
      field('attachment1', 'PDF', '; filename="x"\r\nContent-Type: application/pdf'),
      Buffer.from(`--${boundary}--\r\n`),
    ]);
    expect(told(await read('sendgrid', body, `multipart/form-data; boundary=${boundary}`))).toEqual({
      kind: 'message',
      id: 'k1@mail.test',
      from: 'anna@mail.test',
      subject: 'Kettle',
      text: 'Чайник',
      files: [['bill.pdf', 'application/pdf', false, 'PDF']],
      to: ['help@shop.test'],
    });
  });
  it('tells what became of ours, several at once', async () => {
    const of = (event: string, more = {}) => ({
      event,
      email: 'anna@mail.test',
      otklik: 'ours@shop.test',
      sg_event_id: event,
      timestamp: SECONDS,
      ...more,
    });
    const list = [
      of('delivered'),
      of('bounce', { status: '5.1.1', reason: '550 5.1.1 user unknown' }),
      of('bounce', { type: 'blocked', reason: '550 spam' }),
      of('deferred', { response: '450 later' }),
      of('spamreport'),
      of('open'),
    ];
    expect(news(await read('sendgrid', JSON.stringify(list)))).toEqual([
      ['delivered', 'ours@shop.test'],
      ['bounce', '5.1.1', true, true, 'ours@shop.test'],
      ['bounce', '5.0.0', true, false, 'ours@shop.test'],
      ['ignored', 'delayed: 450 later'],
      ['complaint', null, null, null, 'ours@shop.test'],
      ['ignored', 'open'],
    ]);
  });
});

describe('Postmark', () => {
  it('posts a mail in pieces', async () => {
    const body = JSON.stringify({
      FromFull: { Email: 'anna@mail.test', Name: 'Анна' },
      ToFull: [{ Email: 'help@shop.test', Name: '' }],
      OriginalRecipient: 'help+t@shop.test',
      Subject: 'Kettle',
      MessageID: '00000000-aaaa',
      Headers: [{ Name: 'Message-ID', Value: '<k1@mail.test>' }],
      TextBody: 'Чайник не греет.',
      Attachments: [
        {
          Name: 'bill.pdf',
          Content: Buffer.from('PDF').toString('base64'),
          ContentType: 'application/pdf',
          ContentID: '',
        },
      ],
    });
    expect(told(await read('postmark', body))).toEqual({
      kind: 'message',
      id: 'k1@mail.test',
      from: 'anna@mail.test',
      subject: 'Kettle',
      text: 'Чайник не греет.',
      files: [['bill.pdf', 'application/pdf', false, 'PDF']],
      to: ['help+t@shop.test'],
    });
  });
  it('tells what became of ours', async () => {
    const of = (RecordType: string, more = {}) =>
      JSON.stringify({ RecordType, MessageID: 'pm', Metadata: { otklik: 'ours@shop.test' }, ...more });
    expect(news(await read('postmark', of('Delivery', { Recipient: 'anna@mail.test' })))).toEqual([
      ['delivered', 'ours@shop.test'],
      ['delivered', 'pm'],
    ]);
    expect(
      news(
        await read(
          'postmark',
          of('Bounce', { ID: 7, Type: 'HardBounce', Email: 'anna@mail.test', Details: '550 5.1.1 unknown user' }),
        ),
      ),
    ).toEqual([['bounce', '5.1.1', true, true, 'ours@shop.test']]);
    expect(news(await read('postmark', of('Bounce', { Type: 'SoftBounce', Details: '552 5.2.2 over quota' })))).toEqual(
      [['bounce', '5.2.2', true, false, 'ours@shop.test']],
    );
    expect(news(await read('postmark', of('Bounce', { Type: 'AutoResponder' })))).toEqual([
      ['ignored', 'no bounce: AutoResponder'],
    ]);
    expect(news(await read('postmark', of('SpamComplaint')))).toEqual([
      ['complaint', null, null, null, 'ours@shop.test'],
    ]);
  });
});

describe('Amazon SES over SNS', () => {
  const settings = config('ses', { topicArn: [TOPIC] });
  const sns = (Type: string, Message: string, more: Record<string, string> = {}, version = '2') => {
    const message: Record<string, string> = {
      Type,
      MessageId: 'm-1',
      TopicArn: TOPIC,
      Message,
      Timestamp: NOW.toISOString(),
      ...more,
    };
    const names =
      Type === 'Notification'
        ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
        : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
    const text = names
      .filter((name) => message[name] !== undefined)
      .map((name) => `${name}\n${message[name]}\n`)
      .join('');
    const Signature = createSign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
      .update(text)
      .sign(SNS_KEY, 'base64');
    return { SigningCertURL: CERTIFICATE, SignatureVersion: version, Signature, ...message };
  };
  const confirm = {
    Token: 't',
    SubscribeURL: 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t',
  };

  it('the test certificate is good for long', () =>
    expect(new Date(new X509Certificate(PEM).validTo) > new Date('2100-01-01')).toBe(true));
  it.each(['1', '2'])('is believed when signed with version %s', async (version) => {
    const at = world();
    expect(
      await verdict(request(JSON.stringify(sns('Notification', 'x', { Subject: 'S' }, version))), settings, at),
    ).toBe('ok');
  });
  it('asks for the certificate once', async () => {
    const at = world();
    const url = CERTIFICATE.replace('test', 'once');
    for (let n = 0; n < 3; n++)
      await verdict(request(JSON.stringify({ ...sns('Notification', 'x'), SigningCertURL: url })), settings, at);
    expect(at.fetched).toEqual([url]);
  });
  it('confirms a subscription, at Amazon only', async () => {
    const at = world();
    expect(await verdict(request(JSON.stringify(sns('SubscriptionConfirmation', 'x', confirm))), settings, at)).toBe(
      'answer',
    );
    expect(at.fetched).toContain(confirm.SubscribeURL);
    for (const SubscribeURL of [
      'https://evil.test/?x',
      'https://sns.eu-central-1.amazonaws.com.evil.test/',
      'http://sns.eu-central-1.amazonaws.com/',
      'https://sns.eu-central-1.amazonaws.com:8443/',
    ])
      expect(
        await verdict(
          request(JSON.stringify(sns('SubscriptionConfirmation', 'x', { ...confirm, SubscribeURL }))),
          settings,
        ),
      ).toBe('refuse');
  });
  it.each([
    ['a changed message', { Message: 'y' }],
    ['another topic', { TopicArn: `${TOPIC}2` }],
    ['a certificate elsewhere', { SigningCertURL: 'https://evil.test/SimpleNotificationService-1.pem' }],
    ['a certificate at a look-alike', { SigningCertURL: 'https://sns.eu-central-1.amazonaws.com.evil.test/a.pem' }],
    ['a bucket of Amazon', { SigningCertURL: 'https://s3.amazonaws.com/sns/a.pem' }],
    ['an unknown version', { SignatureVersion: '3' }],
    ['an inherited type', { Type: 'constructor' }],
  ])('forged by %s', async (_, change) => {
    const at = world();
    expect(await verdict(request(JSON.stringify({ ...sns('Notification', 'x'), ...change })), settings, at)).toBe(
      'refuse',
    );
    expect(at.fetched.filter((url) => !url.startsWith('https://sns.eu-central-1.amazonaws.com/'))).toEqual([]);
  });
  it('brings a mail whole', async () => {
    const Message = (encoding: string) =>
      JSON.stringify({
        notificationType: 'Received',
        mail: { source: 'anna@mail.test' },
        receipt: { recipients: ['help@shop.test'], action: { type: 'SNS', encoding } },
        content: Buffer.from(MIME).toString(encoding === 'BASE64' ? 'base64' : 'utf8'),
      });
    for (const encoding of ['BASE64', 'UTF8'])
      expect(
        told(await read('ses', JSON.stringify({ ...sns('Notification', Message(encoding)) }), 'text/plain')),
      ).toMatchObject({ id: 'k1@mail.test', text: 'Чайник не греет.', to: ['help@shop.test'] });
  });
  it('tells what became of ours', async () => {
    const mail = {
      messageId: '0100',
      sourceArn: 'arn:aws:ses:eu-central-1:1:identity/shop.test',
      headers: [{ name: 'Message-ID', value: '<ours@shop.test>' }],
      destination: ['anna@mail.test'],
    };
    const of = (told: object) => JSON.stringify(sns('Notification', JSON.stringify({ mail, ...told })));
    const recipient = (diagnosticCode: string, status: string) => ({
      emailAddress: 'anna@mail.test',
      diagnosticCode,
      status,
    });
    expect(
      news(
        await read(
          'ses',
          of({
            notificationType: 'Bounce',
            bounce: {
              bounceType: 'Permanent',
              bounceSubType: 'General',
              bouncedRecipients: [recipient('smtp; 550 5.1.1 user unknown', '5.1.1')],
            },
          }),
        ),
      ),
    ).toEqual([['bounce', '5.1.1', true, true, 'ours@shop.test']]);
    expect(
      news(
        await read(
          'ses',
          of({
            eventType: 'Bounce',
            bounce: {
              bounceType: 'Transient',
              bounceSubType: 'MailboxFull',
              bouncedRecipients: [recipient('smtp; 552 full', '5.2.2')],
            },
          }),
        ),
      ),
    ).toEqual([['bounce', '5.2.2', true, false, 'ours@shop.test']]);
    expect(
      news(
        await read(
          'ses',
          of({ eventType: 'Complaint', complaint: { complainedRecipients: [{ emailAddress: 'anna@mail.test' }] } }),
        ),
      ),
    ).toEqual([['complaint', null, null, null, 'ours@shop.test']]);
    expect(
      news(await read('ses', of({ eventType: 'Delivery', delivery: { recipients: ['anna@mail.test'] } }))),
    ).toContainEqual(['delivered', '0100@eu-central-1.amazonses.com']);
    expect(news(await read('ses', of({ eventType: 'DeliveryDelay' })))).toEqual([['ignored', 'DeliveryDelay']]);
  });
});

describe('Mailjet and Brevo', () => {
  it('are known by a secret', async () => {
    for (const provider of ['mailjet', 'brevo', 'postmark']) {
      const settings = config(provider, { webhookSecret: 'pass' });
      expect(
        await verdict(
          request('{}', { authorization: `Basic ${Buffer.from('any:pass').toString('base64')}` }),
          settings,
        ),
      ).toBe('ok');
      expect(await verdict(request('{}', { authorization: 'Bearer pass' }), settings)).toBe('ok');
      expect(await verdict(request('{}', {}, { secret: 'pass ' }), settings)).toBe('refuse');
      expect(await verdict(request('{}'), settings)).toBe('refuse');
    }
  });
  it('post a mail in pieces', async () => {
    const mailjet = {
      Sender: 'anna@mail.test',
      Recipient: 'help@shop.test',
      Headers: {
        From: 'Anna <anna@mail.test>',
        'Message-ID': '<k1@mail.test>',
        Subject: 'Kettle',
        Received: ['a', 'b'],
      },
      Parts: [
        {
          Headers: { 'Content-Type': 'application/pdf; name="bill.pdf"', 'Content-Disposition': 'attachment' },
          ContentRef: 'Attachment1',
        },
      ],
      'Text-part': 'Чайник не греет.',
      Attachment1: Buffer.from('PDF').toString('base64'),
    };
    expect(told(await read('mailjet', JSON.stringify(mailjet)))).toMatchObject({
      id: 'k1@mail.test',
      from: 'anna@mail.test',
      text: 'Чайник не греет.',
      files: [['bill.pdf', 'application/pdf', false, 'PDF']],
      to: ['help@shop.test'],
    });
    const brevo = {
      items: [
        {
          MessageId: '<k1@mail.test>',
          From: { Name: 'Anna', Address: 'anna@mail.test' },
          To: [{ Name: null, Address: 'help@shop.test' }],
          Subject: 'Kettle',
          RawTextBody: 'Чайник не греет.',
          Headers: { 'MIME-Version': '1.0' },
          Attachments: [
            {
              Name: 'bill.pdf',
              ContentType: 'application/pdf',
              ContentLength: 3,
              ContentID: null,
              DownloadToken: 'tok',
            },
          ],
        },
      ],
    };
    expect(told(await read('brevo', JSON.stringify(brevo)))).toMatchObject({
      id: 'k1@mail.test',
      from: 'anna@mail.test',
      text: 'Чайник не греет.',
      files: [['bill.pdf', 'application/pdf', false, 'brevo:tok']],
      to: ['help@shop.test'],
    });
  });
  it('tell what became of ours', async () => {
    const one =
      '{"event":"bounce","time":1763800000,"MessageID":12345678901234567,"CustomID":"ours@shop.test","email":"anna@mail.test","hard_bounce":true,"error_related_to":"recipient","error":"user unknown"}';
    const [event] = await read('mailjet', one);
    expect(news([event!])).toEqual([['bounce', '5.1.1', true, true, 'ours@shop.test']]);
    expect(event!.mail!.references).toContain('12345678901234567');
    expect(
      news(
        await read(
          'mailjet',
          '[{"event":"sent","CustomID":"ours@shop.test"},{"event":"bounce","hard_bounce":false,"error":"greylisted"}]',
        ),
      ),
    ).toEqual([
      ['delivered', 'ours@shop.test'],
      ['ignored', 'delayed: greylisted'],
    ]);
    expect(
      news(
        await read(
          'brevo',
          '{"event":"hard_bounce","email":"anna@mail.test","message-id":"<ours@shop.test>","reason":"550 5.1.1 no such user"}',
        ),
      ),
    ).toEqual([['bounce', '5.1.1', true, true, 'ours@shop.test']]);
    expect(news(await read('brevo', '{"event":"delivered","message-id":"<ours@shop.test>"}'))).toEqual([
      ['delivered', 'ours@shop.test'],
    ]);
  });
});

describe('Unisender Go', () => {
  const key = 'api-key';
  const signed = (events: object[]) => {
    const text = JSON.stringify({ auth: 'AUTH', events_by_user: [{ user_id: 1, events }] });
    return text.replace('AUTH', createHash('md5').update(text.replace('AUTH', key)).digest('hex'));
  };
  const event = (status: string, more = {}) => ({
    event_name: 'transactional_email_status',
    event_data: {
      job_id: 'j',
      metadata: { otklik: 'ours@shop.test' },
      email: 'anna@mail.test',
      status,
      event_time: '2026-11-22 10:00:00',
      ...more,
    },
  });

  it('proves its body by the key', async () => {
    const settings = config('unisender', { webhookSecret: key });
    const body = signed([event('delivered')]);
    expect(await verdict(request(body), settings)).toBe('ok');
    expect(await verdict(request(body.replace('anna', 'olga')), settings)).toBe('refuse');
    expect(await verdict(request(body), config('unisender', { webhookSecret: 'guess' }))).toBe('refuse');
  });
  it('tells what became of ours', async () => {
    const events = [
      event('delivered'),
      event('hard_bounced', {
        delivery_info: { delivery_status: 'err_user_unknown', destination_response: '550 5.1.1 no such user' },
      }),
      event('soft_bounced'),
      event('spam'),
    ];
    expect(news(await read('unisender', signed(events))).filter((one) => one[1] !== 'j')).toEqual([
      ['delivered', 'ours@shop.test'],
      ['bounce', '5.1.1', true, true, 'ours@shop.test'],
      ['ignored', 'delayed: '],
      ['complaint', null, null, null, 'ours@shop.test'],
    ]);
  });
});
