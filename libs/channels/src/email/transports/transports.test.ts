// Every way out by web API × every rule: what is asked for, who gets it, and how each refusal is named.
import { describe, expect, it } from '@jest/globals';
import { ChannelError, type ClientContext } from '../../channel.js';
import { emailClient } from '../client.js';
import { render } from '../render.js';
import type { TransportName } from '../settings-outbound.js';

interface Made {
  url: string;
  headers: Record<string, string>;
  body: string;
}

const CONFIG = {
  address: 'support@shop.example',
  transportKey: 'the-key',
  transportUser: 'the-user',
  transportRegion: '',
  fromName: '{{agent.name}}, Shop',
  signature: ['{{agent.name}}', 'The Shop'],
};
const NAMES: Exclude<TransportName, 'smtp'>[] = [
  'mailgun',
  'sendgrid',
  'postmark',
  'ses',
  'mailjet',
  'brevo',
  'unisender',
];

type Reply = { status: number; body: unknown; headers?: Record<string, string> } | Error;

function context(transport: string, reply: Reply, made: Made[]): ClientContext {
  return {
    config: { ...CONFIG, transport },
    signal: new AbortController().signal,
    hookUrl: '',
    fetch: (async (url: string, init: RequestInit) => {
      const body = init.body instanceof Uint8Array ? Buffer.from(init.body).toString('utf8') : String(init.body ?? '');
      made.push({ url: String(url), headers: init.headers as Record<string, string>, body });
      if (reply instanceof Error) throw reply;
      return new Response(JSON.stringify(reply.body), { status: reply.status, headers: reply.headers ?? {} });
    }) as typeof fetch,
  };
}

async function send(
  transport: string,
  reply: Reply,
): Promise<{ sent: unknown; fault: ChannelError | null; made: Made }> {
  const [part] = await render(
    {
      id: 'm1',
      conversation: 'anna@mail.example',
      text: 'Здравствуйте!',
      html: '<p>Здравствуйте! <img src="cid:pic1"></p>',
      files: [
        { name: 'счёт.pdf', contentType: 'application/pdf', size: 4, read: async () => Buffer.from('%PDF') },
        {
          name: 'p.png',
          contentType: 'image/png',
          size: 3,
          contentId: 'pic1',
          inline: true,
          read: async () => Buffer.from('png'),
        },
      ],
      card: null,
      replyToExternalId: null,
      locale: 'ru',
      template: null,
      mail: {
        from: { name: 'Olga', address: 'support@shop.example' },
        to: [{ name: 'Anna "A" <x>', address: 'anna@mail.example' }],
        cc: [{ name: null, address: 'boss@mail.example' }],
        bcc: [{ name: null, address: 'secret@shop.example' }],
        author: { agent: 'Olga', workspace: 'Shop' },
        replyTo: 'support+t1@shop.example',
        messageId: 'm.1@shop.example',
        inReplyTo: 'a1@mail.example',
        references: ['a0@mail.example', 'a1@mail.example'],
        subject: 'Re: Счёт',
        automatic: false,
        quote: null,
      },
    },
    { ...CONFIG, transport },
  );
  const made: Made[] = [];
  const client = emailClient(context(transport, reply, made));
  let fault: ChannelError | null = null;
  const sent = await client.send(part!, 'anna@mail.example').catch((error: unknown) => {
    expect(error).toBeInstanceOf(ChannelError);
    fault = error as ChannelError;
  });
  return { sent, fault, made: made[0]! };
}

const OK: Record<(typeof NAMES)[number], Reply> = {
  mailgun: { status: 200, body: { id: '<m.1@shop.example>', message: 'Queued.' } },
  sendgrid: { status: 202, body: {} },
  postmark: { status: 200, body: { ErrorCode: 0, Message: 'OK', MessageID: 'x' } },
  ses: { status: 200, body: { MessageId: '0100-abc' } },
  mailjet: { status: 200, body: { Messages: [{ Status: 'success' }] } },
  brevo: { status: 201, body: { messageId: '<2026@relay.brevo.example>' } },
  unisender: { status: 200, body: { status: 'success', job_id: '1', emails: ['anna@mail.example'] } },
};

describe.each(NAMES)('%s', (name) => {
  it('is asked with the key, for everybody, with the thread and the way back', async () => {
    const { made, fault } = await send(name, OK[name]);
    expect(fault).toBeNull();
    expect(made.url).toMatch(/^https:\/\//);
    const whole = `${made.body}\n${decoded(made.body)}`;
    for (const address of ['anna@mail.example', 'boss@mail.example', 'secret@shop.example', 'support+t1@shop.example'])
      expect(whole).toContain(address);
    expect(whole).toContain('a0@mail.example');
    expect(whole).toContain('Olga, Shop');
    expect(whole).not.toContain('{{');
    expect(JSON.stringify(made.headers)).toMatch(/the-key|the-user|Basic [A-Za-z0-9+/=]+/);
  });

  it.each<[string, Reply, string]>([
    ['429', { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '17' } }, 'retry'],
    ['401', { status: 401, body: { message: 'who are you' } }, 'reconnect'],
    ['403', { status: 403, body: { message: 'not you' } }, 'reconnect'],
    ['400', { status: 400, body: { message: 'no such recipient' } }, 'drop'],
    ['500 of its own', { status: 500, body: { message: 'sorry' } }, 'retry'],
    ['nobody there', Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }), 'retry'],
    ['silence', Object.assign(new Error('timeout'), { name: 'TimeoutError' }), 'unknown'],
  ])('%s means what it means', async (_, reply, remedy) => {
    const { fault } = await send(name, reply);
    expect(fault?.remedy).toBe(remedy);
    if (remedy === 'retry' && !(reply instanceof Error) && reply.headers)
      expect(fault?.retryAfterSeconds).toBe(name === 'ses' ? 5 : 17);
  });

  it('says at once whether the key is right', async () => {
    const made: Made[] = [];
    const refused = emailClient(context(name, { status: 401, body: { message: 'no' } }, made)).connect!();
    await expect(refused).rejects.toMatchObject({ remedy: 'reconnect' });
    const right = emailClient(context(name, { status: 200, body: { status: 'success' } }, made)).connect!();
    expect(await right).toEqual({ name: 'support@shop.example', address: 'support@shop.example' });
  });
});

describe('particulars', () => {
  it.each<[string, (typeof NAMES)[number], Reply, string]>([
    [
      'an inactive recipient',
      'postmark',
      { status: 422, body: { ErrorCode: 406, Message: 'Inactive recipient' } },
      'drop',
    ],
    [
      'no sender signature',
      'postmark',
      { status: 422, body: { ErrorCode: 400, Message: 'Sender signature' } },
      'reconnect',
    ],
    ['an unverified sender', 'ses', { status: 400, body: { message: 'Email address is not verified.' } }, 'reconnect'],
    ['throttled', 'ses', { status: 400, body: { __type: 'ThrottlingException', message: 'rate' } }, 'retry'],
    [
      'an error inside the answer',
      'mailjet',
      {
        status: 400,
        body: { Messages: [{ Status: 'error', Errors: [{ ErrorCode: 'mj-0013', ErrorMessage: 'bad' }] }] },
      },
      'drop',
    ],
    ['no credits', 'brevo', { status: 402, body: { code: 'not_enough_credits', message: 'pay' } }, 'reconnect'],
    [
      'a recipient among the failed',
      'unisender',
      { status: 200, body: { status: 'success', failed_emails: { 'anna@mail.example': 'unsubscribed' } } },
      'drop',
    ],
    [
      'a wrong key by number',
      'unisender',
      { status: 400, body: { status: 'error', code: 114, message: 'User' } },
      'reconnect',
    ],
  ])('%s at %s', async (_, name, reply, remedy) => expect((await send(name, reply)).fault?.remedy).toBe(remedy));

  it('a mail is called as the service calls it, where ours is not kept', async () => {
    expect((await send('ses', OK.ses)).sent).toEqual({ externalId: '0100-abc@email.amazonses.com' });
    expect((await send('brevo', OK.brevo)).sent).toEqual({ externalId: '2026@relay.brevo.example' });
    expect((await send('sendgrid', OK.sendgrid)).sent).toEqual({ externalId: 'm.1@shop.example' });
  });

  it('blind copies stand in no head', async () => {
    for (const name of ['mailgun', 'ses'] as const) {
      const body = decoded((await send(name, OK[name])).made.body);
      expect(body).not.toMatch(/^bcc:/im);
      expect(body.slice(body.search(/^from:/im))).not.toContain('secret@shop.example');
    }
  });
});

/** The MIME inside, where it is one. */
function decoded(body: string): string {
  if (!body.startsWith('{')) return body;
  const raw = (JSON.parse(body) as { Content?: { Raw?: { Data?: string } } }).Content?.Raw?.Data;
  return raw ? Buffer.from(raw, 'base64').toString('utf8') : body;
}
