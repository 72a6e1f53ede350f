// Twilio's manners: what it signs, what it is sent, what its numbered errors mean, whom our password is shown to.
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ClientContext, Config, OutboundMessage, WebhookRequest } from '../channel.js';
import { twilio } from './index.js';

const config: Config = { service: 'sms', accountSid: 'AC1', authToken: 'token', from: '+359882000002' };
type Asked = { url: string; headers: Record<string, string>; form: URLSearchParams };

function context(answer: (asked: Asked) => Response, known: Config = {}, asked: Asked[] = []): ClientContext {
  return {
    config: { ...config, ...known },
    fetch: (async (url: string, init?: RequestInit) => {
      const headers = (init?.headers ?? {}) as Record<string, string>;
      const one = { url, headers, form: new URLSearchParams(String(init?.body ?? '')) };
      asked.push(one);
      return answer(one);
    }) as typeof fetch,
    signal: AbortSignal.timeout(5000),
    hookUrl: 'https://desk.example/hooks/twilio/k',
  };
}
const message = (known: Partial<OutboundMessage>): OutboundMessage => ({
  id: 'm',
  conversation: '+359881000001',
  text: 'Hi',
  html: null,
  files: [],
  card: null,
  replyToExternalId: null,
  locale: 'en',
  template: null,
  mail: null,
  ...known,
});
const file = {
  name: 'plan.pdf',
  contentType: 'application/pdf',
  size: 900,
  read: async () => new Uint8Array(),
  link: 'https://desk.example/files/w/f/plan.pdf?sig=s',
};
const hmac = (text: string) => createHmac('sha1', 'token').update(text).digest('base64');
const verdict = async (known: Partial<WebhookRequest>) => {
  const request = { method: 'POST', path: '/hooks/twilio/k', query: {}, headers: {}, url: '', body: new Uint8Array() };
  return (await twilio.verify({ ...request, ...known }, config, { now: new Date(), fetch })).verdict;
};

describe('the signature', () => {
  const body = Buffer.from('To=%2B2&From=%2B1&Body=a+b&Tag=z&Tag=y&Tag=y');
  const signed = (url: string) => ({ 'x-twilio-signature': hmac(`${url}Bodya bFrom+1TagyTagzTo+2`) });

  it.each([
    ['https://desk.example/hooks/twilio/k?a=1', 'https://desk.example/hooks/twilio/k?a=1'],
    ['https://desk.example/hooks/twilio/k', 'https://desk.example:443/hooks/twilio/k'],
    ['http://desk.example/hooks/twilio/k', 'http://desk.example:80/hooks/twilio/k'],
    ['https://desk.example:8443/hooks/twilio/k', 'https://desk.example/hooks/twilio/k'],
    ['https://desk.example:8443/hooks/twilio/k', 'https://desk.example:8443/hooks/twilio/k'],
  ])('%s may be signed as %s', async (url, as) => {
    expect(await verdict({ url, body, headers: signed(as) })).toBe('ok');
  });

  it('of another host, another path or another query is refused', async () => {
    const url = 'https://desk.example/hooks/twilio/k?a=1';
    for (const as of [
      'https://desk.example/hooks/twilio/k',
      'https://evil.example/hooks/twilio/k?a=1',
      'https://desk.example/hooks/twilio/j?a=1',
    ])
      expect(await verdict({ url, body, headers: signed(as) })).toBe('refuse');
  });

  it('of JSON stands in the address as the hash of the body', async () => {
    const json = Buffer.from('{"MessageSid":"SM1"}');
    const bodySHA256 = createHash('sha256').update(json).digest('hex');
    const url = `https://desk.example/hooks/twilio/k?bodySHA256=${bodySHA256}`;
    const known = { url, query: { bodySHA256 }, headers: { 'x-twilio-signature': hmac(url) } };
    expect(await verdict({ ...known, body: json })).toBe('ok');
    expect(await verdict({ ...known, body: Buffer.from('{"MessageSid":"SM2"}') })).toBe('refuse');
  });
});

describe('sending', () => {
  const sent = async (known: Partial<OutboundMessage>, settings: Config = {}) => {
    const asked: Asked[] = [];
    const there = context(() => Response.json({ sid: 'SM9' }, { status: 201 }), settings, asked);
    for (const part of await twilio.render(message(known), there.config)) {
      await twilio.client(there).send(part, message(known).conversation);
    }
    return asked.map(({ form }) => Object.fromEntries(form));
  };

  it('goes the way the conversation came', async () => {
    expect(await sent({})).toEqual([
      {
        To: '+359881000001',
        From: '+359882000002',
        Body: 'Hi',
        StatusCallback: 'https://desk.example/hooks/twilio/k',
      },
    ]);
    const [whatsapp] = await sent({ conversation: 'whatsapp:+359881000001' });
    expect(whatsapp).toMatchObject({ To: 'whatsapp:+359881000001', From: 'whatsapp:+359882000002' });
    const [bare] = await sent({}, { service: 'whatsapp', messagingService: 'MG1' });
    expect(bare).toMatchObject({ To: 'whatsapp:+359881000001', MessagingServiceSid: 'MG1' });
  });

  it('sends a file where the service takes it, else its link', async () => {
    expect((await sent({ files: [file] }))[1]).toMatchObject({ Body: `plan.pdf\n${file.link}` });
    expect((await sent({ files: [file] }, { mms: true }))[1]).toMatchObject({ MediaUrl: file.link });
    expect((await sent({ files: [file] }, { service: 'whatsapp' }))[1]).toMatchObject({ MediaUrl: file.link });
    const large = { ...file, size: 30_000_000 };
    expect((await sent({ files: [large] }, { service: 'whatsapp' }))[1]).toMatchObject({
      Body: expect.stringContaining(file.link),
    });
  });

  it.each([
    [400, 21610, 'drop', 'opted out'],
    [400, 21211, 'drop', 'no phone number'],
    [400, 21614, 'drop', 'mobile'],
    [400, 63016, 'drop', '24 hours'],
    [401, 20003, 'reconnect', 'Auth Token'],
    [400, 21606, 'reconnect', 'our number'],
    [429, 20429, 'retry', 'too many'],
    [400, 14107, 'retry', 'too many'],
    [400, 39999, 'drop', 'HTTP 400'],
    [503, 20503, 'retry', 'HTTP 503'],
  ])('%s with %s means %s', async (status, code, remedy, words) => {
    const there = context(() => Response.json({ code, message: 'no', status }, { status }));
    const [part] = await twilio.render(message({}), there.config);
    await expect(twilio.client(there).send(part!, '+359881000001')).rejects.toMatchObject({
      remedy,
      reason: expect.stringContaining(words),
    });
  });
});

it('points an SMS number at us, and says so when the account has no such number', async () => {
  const asked: Asked[] = [];
  const answer = (numbers: object[]) => (one: Asked) =>
    Response.json(
      one.url.includes('PhoneNumber=')
        ? { incoming_phone_numbers: numbers }
        : { friendly_name: 'Shop', status: 'active' },
    );
  const there = context(answer([{ sid: 'PN1' }]), { from: '+359 88 200 0002' }, asked);
  expect(await twilio.client(there).connect!()).toEqual({ name: 'Shop', address: '+359882000002' });
  expect(asked.at(-1)!.url).toMatch(/IncomingPhoneNumbers\/PN1\.json$/);
  expect(Object.fromEntries(asked.at(-1)!.form)).toEqual({ SmsUrl: there.hookUrl, SmsMethod: 'POST' });
  await expect(twilio.client(context(answer([]))).connect!()).rejects.toMatchObject({ remedy: 'reconnect' });
});

it('shows our password to Twilio alone, also when Twilio sends us on', async () => {
  const asked: Asked[] = [];
  const there = context(
    ({ url }) =>
      url.startsWith('https://api.twilio.com/')
        ? new Response(null, { status: 307, headers: { location: 'https://media.example/1' } })
        : new Response('bytes'),
    {},
    asked,
  );
  const found = await twilio.client(there).fetchFile!('https://api.twilio.com/2010-04-01/Media/ME1');
  expect(await new Response(found.body).text()).toBe('bytes');
  await twilio.client(there).fetchFile!('https://elsewhere.example/api.twilio.com/x');
  expect(asked.map(({ url, headers }) => [new URL(url).host, 'authorization' in headers])).toEqual([
    ['api.twilio.com', true],
    ['media.example', false],
    ['elsewhere.example', false],
  ]);
});

it('points a WhatsApp sender at us, and leaves the sandbox to its owner', async () => {
  const asked: Asked[] = [];
  const answer = (senders: object[]) => (one: Asked) =>
    Response.json(one.url.includes('/Senders') ? { senders } : { friendly_name: 'Shop', status: 'active' });
  const known = { service: 'whatsapp' };
  const there = context(answer([{ sid: 'XE1', sender_id: 'whatsapp:+359882000002' }]), known, asked);
  await twilio.client(there).connect!();
  expect(asked.at(-1)!.url).toBe('https://messaging.twilio.com/v2/Channels/Senders/XE1');
  expect(await twilio.client(context(answer([]), known)).connect!()).toMatchObject({ name: 'Shop' });
});

describe('templates', () => {
  const content = (known: object) => ({
    sid: 'HX1',
    friendly_name: 'order_late',
    language: 'en',
    types: { 'twilio/text': { body: 'Dear {{name}}, order {{2}} is late. Sorry, {{name}}!' } },
    approval_requests: { status: 'approved' },
    ...known,
  });
  const contents = [
    content({}),
    content({ sid: 'HX2', language: 'bg', types: { 'twilio/quick-reply': { body: 'Поръчка {{1}}?', actions: [] } } }),
    content({ sid: 'HX3', friendly_name: 'waiting', approval_requests: { status: 'pending' } }),
    content({
      sid: 'HX4',
      friendly_name: 'picture',
      types: { 'twilio/media': { body: 'Hi', media: ['https://x.example/{{1}}'] } },
    }),
  ];
  const there = (asked: Asked[] = [], known: Config = { service: 'whatsapp' }) =>
    context(
      ({ url }) =>
        url.includes('ContentAndApprovals')
          ? Response.json({ contents, meta: { next_page_url: null } })
          : Response.json({ sid: 'SM9' }, { status: 201 }),
      known,
      asked,
    );

  it('are those that are approved and want words alone; SMS has none', async () => {
    expect(await twilio.client(there()).templates!()).toEqual([
      { name: 'order_late', language: 'bg', text: 'Поръчка {{1}}?', variables: 1 },
      { name: 'order_late', language: 'en', text: 'Dear {{1}}, order {{2}} is late. Sorry, {{1}}!', variables: 2 },
    ]);
    expect(await twilio.client(there([], {})).templates!()).toEqual([]);
  });

  it('are sent by their names at Twilio', async () => {
    const asked: Asked[] = [];
    const template = { name: 'order_late', language: 'en', params: ['Anna', '10\n42'] };
    const client = twilio.client(there(asked));
    const [part] = await twilio.render(message({ template }), {});
    await client.send(part!, 'whatsapp:+359881000001');
    const sent = Object.fromEntries(asked.at(-1)!.form);
    expect(sent).toMatchObject({ ContentSid: 'HX1', ContentVariables: '{"2":"10 42","name":"Anna"}' });
    expect(sent).not.toHaveProperty('Body');
    const [short] = await twilio.render(message({ template: { ...template, params: ['Anna'] } }), {});
    await expect(client.send(short!, 'whatsapp:+359881000001')).rejects.toMatchObject({ remedy: 'drop' });
  });
});
