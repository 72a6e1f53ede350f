// Every registered channel keeps the contract: fixtures are understood, forgeries refused, our own echo is silent, errors name remedies.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import {
  type Channel,
  ChannelError,
  type ChannelKind,
  type ClientContext,
  type Config,
  channelOf,
  channels,
  type OutboundMessage,
  type WebhookRequest,
} from './index.js';
import { told } from './told.js';

interface Harness {
  config: Config;
  ownAddresses: string[];
  /** At least so many fixtures: deleting one is noticed. */
  fixtures: number;
  genuine: Partial<WebhookRequest> | null;
  forged: Partial<WebhookRequest>[];
  /** Starts an outside that answers every send so; says what to configure. Null: no outside, or no such answer there. */
  outside:
    | ((answer: 'ok' | 'slow-down' | 'who-are-you' | 'gone') => Promise<{ config: Config; stop(): Promise<void> }>)
    | null;
}

const SECRET = 'x-telegram-bot-api-secret-token';
const HARNESS: Record<ChannelKind, Harness> = {
  chat: { config: {}, ownAddresses: [], fixtures: 2, genuine: null, forged: [{}], outside: null },
  email: {
    config: { address: 'support@shop.example' },
    ownAddresses: ['support@shop.example'],
    fixtures: 49,
    genuine: null,
    forged: [{}],
    outside: smtpOutside,
  },
  telegram: {
    config: { botToken: '7000000001:token', webhookSecret: 'right' },
    ownAddresses: [],
    fixtures: 26,
    genuine: { headers: { [SECRET]: 'right' } },
    forged: [
      {},
      { headers: { [SECRET]: 'wrong' } },
      { headers: { [SECRET]: '' } },
      { method: 'GET', headers: { [SECRET]: 'right' } },
    ],
    outside: botApiOutside,
  },
};

const KINDS = Object.keys(channels) as ChannelKind[];
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

describe.each(KINDS)('%s', (kind) => {
  const channel: Channel = channels[kind];
  const harness = HARNESS[kind];
  const folder = join(fileURLToPath(new URL('.', import.meta.url)), kind, 'fixtures');
  const inputs = readdirSync(folder).filter((name) => /\.in\.\w+$/.test(name));

  it('is found by its kind and says it in three languages', () => {
    expect(channelOf(kind)).toBe(channel);
    expect(channel.kind).toBe(kind);
    for (const words of [channel.label, ...channel.configSchema.map((field) => field.label)]) {
      expect([words.en, words.ru, words.bg].every((each) => each.length > 0)).toBe(true);
    }
  });

  it('has its fixtures', () => expect(inputs.length).toBeGreaterThanOrEqual(harness.fixtures));

  it.each(inputs)('understands %s', async (name) => {
    const body = readFileSync(join(folder, name));
    const events = await channel.normalise({ body, envelope: {} }, harness);
    const expected = readFileSync(join(folder, name.replace(/\.in\.\w+$/, '.out.json')), 'utf8');
    expect(JSON.parse(JSON.stringify(events.map(told)))).toEqual(JSON.parse(expected));
  });

  it('never throws on what is not its own', async () => {
    for (const body of ['', '\0', '{}', '[]', '{"a":', 'null', '\xff\xfe', '{"message":{}}', 'From:', '\r\r\r'].map(
      (text) => Buffer.from(text, 'latin1'),
    )) {
      expect(Array.isArray(await channel.normalise({ body, envelope: {} }, harness))).toBe(true);
    }
  });

  it('refuses a forged webhook', () => {
    for (const forged of harness.forged) expect(channel.verify(request(forged), harness.config).verdict).toBe('refuse');
    expect(channel.verify(request({}), {}).verdict).toBe('refuse');
    if (harness.genuine) expect(channel.verify(request(harness.genuine), harness.config).verdict).toBe('ok');
  });

  it('splits a text that is too long, and loses nothing', async () => {
    const words = Array.from({ length: channel.abilities.maxLength / 3 }, (_, i) => `слово${i} 🙂`).join(' ');
    const parts = await channel.render(message({ text: words }), harness.config);
    if (channel.abilities.own || kind === 'email') expect(parts).toHaveLength(1);
    else {
      const texts = parts.map((part) => (part.payload as { fields: { text: string } }).fields.text);
      expect(texts.every((text) => text.length <= channel.abilities.maxLength && text.isWellFormed())).toBe(true);
      expect(texts.join(' ')).toBe(words);
    }
  });

  it.each([
    ['slow-down', 'retry'],
    ['who-are-you', 'reconnect'],
    ['gone', 'drop'],
  ] as const)('%s means %s', async (answer, remedy) => {
    if (!harness.outside) return;
    const { config, stop } = await harness.outside(answer);
    stops.push(stop);
    expect(await sending(channel, { ...harness.config, ...config })).toMatchObject({ remedy });
  });

  it('sends, and says what the message is called there', async () => {
    if (!harness.outside) return;
    const { config, stop } = await harness.outside('ok');
    stops.push(stop);
    expect(await sending(channel, { ...harness.config, ...config })).toEqual(expect.stringMatching(/\S/));
  });

  it('retries when nobody listens', async () => {
    if (!harness.outside) return;
    const { config, stop } = await harness.outside('ok');
    await stop();
    expect(await sending(channel, { ...harness.config, ...config })).toMatchObject({ remedy: 'retry' });
  });
});

async function sending(channel: Channel, config: Config): Promise<unknown> {
  const context: ClientContext = {
    config,
    fetch,
    signal: AbortSignal.timeout(10_000),
    hookUrl: 'https://desk.example/hooks/x/y',
  };
  const [part] = await channel.render(message({}), config);
  try {
    return (await channel.client(context).send(part!, '5001')).externalId;
  } catch (fault) {
    expect(fault).toBeInstanceOf(ChannelError);
    return fault;
  }
}

function message(known: Partial<OutboundMessage>): OutboundMessage {
  return {
    id: '01930000-0000-7000-8000-000000000001',
    conversation: '5001',
    text: 'Hello',
    html: null,
    files: [],
    card: null,
    replyToExternalId: null,
    locale: 'en',
    mail: {
      from: { name: 'Shop', address: 'support@shop.example' },
      to: [{ name: 'Анна', address: 'anna@mail.example' }],
      cc: [],
      replyTo: 'support+t1@shop.example',
      messageId: 'm1@shop.example',
      inReplyTo: null,
      references: [],
      subject: 'Re: Заказ',
      automatic: false,
      quote: null,
    },
    ...known,
  };
}

const request = (known: Partial<WebhookRequest>): WebhookRequest => ({
  method: 'POST',
  path: '/',
  query: {},
  headers: {},
  body: Buffer.from('{}'),
  ...known,
});

async function botApiOutside(answer: string): Promise<{ config: Config; stop(): Promise<void> }> {
  const answers: Record<string, [number, object]> = {
    ok: [200, { ok: true, result: { message_id: 77, chat: { id: 5001 } } }],
    'slow-down': [
      429,
      { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } },
    ],
    'who-are-you': [401, { ok: false, error_code: 401, description: 'Unauthorized' }],
    gone: [403, { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }],
  };
  const [status, body] = answers[answer]!;
  const server: Server = createServer((incoming: IncomingMessage, response) => {
    incoming.resume().on('end', () => response.writeHead(status).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { config: { apiRoot }, stop };
}

async function smtpOutside(answer: string): Promise<{ config: Config; stop(): Promise<void> }> {
  const refusals: Record<string, [number, string]> = {
    'slow-down': [450, '4.7.1 Later'],
    gone: [550, '5.1.1 No such user'],
  };
  const refusal = refusals[answer];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(Object.assign(new Error('5.7.8 wrong password'), { responseCode: 535 })),
    onRcptTo: (_address, _session, done) =>
      done(refusal ? Object.assign(new Error(refusal[1]), { responseCode: refusal[0] }) : null),
    onData: (stream, _session, done) => {
      stream.resume().on('end', () => done());
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const port = (server.server.address() as AddressInfo).port;
  const credentials = answer === 'who-are-you' ? 'user:wrong@' : '';
  return {
    config: { smtpUrl: `smtp://${credentials}127.0.0.1:${port}` },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
