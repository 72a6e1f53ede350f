// Every registered channel × every rule of the contract, from the harness in its folder: nothing here knows a vendor.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { bytesOf, type Harness, type Outcome, type Outside, startOutside } from './harness.js';
import {
  type Channel,
  ChannelError,
  type ClientContext,
  type Config,
  channelOf,
  channels,
  type InboundEvent,
  type OutboundMessage,
  type WebhookRequest,
} from './index.js';
import { told } from './told.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const URL_TOLD = 'https://desk.example/hooks/x/y?z=1';
const here = fileURLToPath(new URL('.', import.meta.url));
const harnesses = new Map<string, Harness>();
for (const kind of Object.keys(channels)) {
  harnesses.set(kind, ((await import(`./${kind}/harness.js`)) as { harness: Harness }).harness);
}
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

describe.each(Object.keys(channels))('%s', (kind) => {
  const channel = channelOf(kind)!;
  const harness = harnesses.get(kind)!;
  const { customer, webhook, outside } = harness;
  const { abilities } = channel;
  const context = { config: harness.config, ownAddresses: harness.ownAddress ? [harness.ownAddress] : [] };
  const understood = async (body: unknown): Promise<InboundEvent[]> =>
    channel.normalise({ body: bytesOf(body), envelope: {} }, context);
  const one = async (body: unknown): Promise<InboundEvent> => {
    const events = await understood(body);
    expect(events).toHaveLength(1);
    return events[0]!;
  };
  const folder = join(here, kind, 'fixtures');
  const inputs = readdirSync(folder).filter((name) => /\.in\.\w+$/.test(name));
  const web = outside && 'answer' in outside ? outside : null;
  const world = async (outcome: Outcome): Promise<{ outside: Outside; config: Config }> => {
    const started = await startOutside(harness, outcome);
    stops.push(started.stop);
    return { outside: started, config: { ...harness.config, ...web!.settings(started.url) } };
  };
  /** A rule for what this channel has; where it has none, its abilities must not promise it. */
  const rule = (name: string, has: unknown, run: () => Promise<void>, otherwise: () => void = () => undefined) =>
    it(has ? name : `${name}: not there`, has ? run : otherwise);

  it('is found by its kind and says it in three languages', () => {
    expect(channel.kind).toBe(kind);
    const said = [channel.label, ...channel.configSchema.flatMap((field) => [field.label, field.hint ?? field.label])];
    for (const words of said) expect([words.en, words.ru, words.bg].every((each) => each.length > 0)).toBe(true);
    const names = channel.configSchema.map((field) => field.name);
    for (const { when } of channel.configSchema) if (when) expect(names).toContain(when.field);
  });

  it('has its fixtures', () => expect(inputs.length).toBeGreaterThanOrEqual(harness.fixtures));

  it.each(inputs)('understands %s', async (name) => {
    const events = await understood(readFileSync(join(folder, name)));
    const expected = readFileSync(join(folder, name.replace(/\.in\.\w+$/, '.out.json')), 'utf8');
    expect(JSON.parse(JSON.stringify(events.map(told)))).toEqual(JSON.parse(expected));
  });

  it('never throws on what is not its own', async () => {
    const rubbish = [
      '',
      '\0',
      '{}',
      '[]',
      '{"a":',
      'null',
      '\xff\xfe',
      '{"message":{}}',
      'From:',
      '\r\r\r',
      'a=b&c',
      '"x"',
    ];
    for (const text of rubbish) expect(Array.isArray(await understood(Buffer.from(text, 'latin1')))).toBe(true);
  });

  it('understands what the customer writes, and names it for good', async () => {
    const first = await one(customer.writes(1, 'Здравствуйте! Where is it? 🙂', NOW));
    expect(first).toMatchObject({
      kind: 'message',
      text: 'Здравствуйте! Where is it? 🙂',
      conversation: harness.conversation,
    });
    expect(first.sender.id).not.toBe('');
    expect(first.at === null || Math.abs(Date.parse(first.at) - NOW.getTime()) < 1000).toBe(true);
    expect((await one(customer.writes(1, 'Здравствуйте! Where is it? 🙂', NOW))).externalId).toBe(first.externalId);
    const second = await one(customer.writes(2, 'And?', NOW));
    expect(first.externalId !== '' && second.externalId !== '' && first.externalId !== second.externalId).toBe(true);
  });

  it('knows a genuine call, refuses a forged one', async () => {
    const verify = async (request: Partial<WebhookRequest>, config: Config) =>
      (await channel.verify(requestOf(request), config, { now: NOW, fetch })).verdict;
    expect(await verify({}, {})).toBe('refuse');
    expect(await verify({}, harness.config)).toBe('refuse');
    if (!webhook) return;
    const body = bytesOf(customer.writes(1, 'Hello', NOW));
    const genuine = { body, ...webhook.sign(body, harness.config, URL_TOLD, NOW) };
    expect(await verify(genuine, harness.config)).toBe('ok');
    const otherSecrets = Object.fromEntries(
      channel.configSchema.filter(({ type }) => type === 'secret').map(({ name }) => [name, `other-${name}`]),
    );
    const another = { ...harness.config, ...otherSecrets };
    expect(await verify({ body, ...webhook.sign(body, another, URL_TOLD, NOW) }, harness.config)).toBe('refuse');
    if (webhook.signsBody) {
      const changed = bytesOf(customer.writes(1, 'Hellp', NOW));
      expect(await verify({ ...genuine, body: changed }, harness.config)).toBe('refuse');
    }
    for (const forged of webhook.forged ?? []) expect(await verify({ body, ...forged }, harness.config)).toBe('refuse');
  });

  rule('answers handshakes', webhook?.handshakes, async () => {
    for (const { request, answer } of webhook!.handshakes!) {
      const verification = await channel.verify(requestOf(request), harness.config, { now: NOW, fetch });
      expect(verification).toMatchObject({ verdict: 'answer', status: 200, body: expect.stringContaining(answer) });
    }
  });

  rule('is silent at the echo of our own message', customer.echoes, async () => {
    const { externalId } = await one(customer.writes(7, 'x', NOW));
    const kinds = (await understood(customer.echoes!(externalId, 'ours', NOW))).map((event) => event.kind);
    expect(kinds.filter((each) => each !== 'ignored' && each !== 'receipt')).toEqual([]);
  });

  rule('understands an edit', customer.edits, async () => {
    const { externalId } = await one(customer.writes(3, 'Befor', NOW));
    expect(await one(customer.edits!(3, 'After', NOW))).toMatchObject({
      kind: 'edit',
      text: 'After',
      replyTo: externalId,
    });
  });

  rule('understands a deletion', customer.deletes, async () => {
    const { externalId } = await one(customer.writes(4, 'Gone', NOW));
    expect(await one(customer.deletes!(4, NOW))).toMatchObject({ kind: 'delete', replyTo: externalId });
  });

  rule('understands a reaction, given and taken back', customer.reacts, async () => {
    const { externalId } = await one(customer.writes(5, 'Thanks', NOW));
    const reaction = { kind: 'reaction', replyTo: externalId };
    expect(await one(customer.reacts!(50, '👍', externalId, NOW))).toMatchObject({ ...reaction, text: '👍' });
    expect(await one(customer.reacts!(51, '', externalId, NOW))).toMatchObject({ ...reaction, text: '' });
  });

  rule('understands being blocked', customer.blocks, async () => {
    expect(await one(customer.blocks!(NOW))).toMatchObject({ kind: 'blocked', status: 'blocked' });
  });

  rule('sends, and says what the message is called there', outside, async () => {
    expect(await sending(channel, await reached('ok'))).toEqual(expect.stringMatching(/\S/));
  });

  it.each([
    ['slow-down', 'retry'],
    ['who-are-you', 'reconnect'],
    ['gone', 'drop'],
    ['silent', abilities.idempotent ? 'retry' : 'unknown'],
  ] as const)('%s means %s', async (outcome, remedy) => {
    if (!outside || outside.lacks?.includes(outcome)) return;
    expect(await sending(channel, await reached(outcome))).toMatchObject({ remedy });
  });

  rule('tries again when nobody listens', outside, async () => {
    expect(await sending(channel, await reached('ok', true))).toMatchObject({ remedy: 'retry' });
  });

  rule(
    'tells what became of a message by the name we were given for it',
    customer.receipt && web,
    async () => {
      const { config } = await world('ok');
      const externalId = String(await sending(channel, config));
      for (const status of ['delivered', 'read', 'failed'] as const) {
        const body = customer.receipt!(externalId, status, NOW);
        if (body === null) continue;
        const event = await one(body);
        expect(event).toMatchObject({ kind: 'receipt', status });
        expect(event.replyTo === externalId || (event.replyTo === null && event.at !== null)).toBe(true);
      }
    },
    () => expect(abilities.receipts && web).toBeFalsy(),
  );

  rule('splits a text that is too long, and loses nothing', web, async () => {
    const words = Array.from({ length: Math.ceil(abilities.maxLength / 3) }, (_, i) => `слово${i} 🙂`).join(' ');
    const { config, outside: there } = await world('ok');
    await sendAll(channel, config, { text: words });
    const texts = there.seen.map((seen) => seen.text);
    expect(texts.every((text) => text.length <= abilities.maxLength && text.isWellFormed())).toBe(true);
    expect(texts.join(' ')).toBe(words);
  });

  rule(
    'sends a file',
    web && abilities.files,
    async () => {
      const { config, outside: there } = await world('ok');
      await sendAll(channel, config, { text: 'Look', files: [picture] });
      expect(there.seen.reduce((files, seen) => files + seen.files, 0)).toBe(1);
      expect(there.seen.map((seen) => seen.text).join('')).toMatch(/Look|^$/);
    },
    () => expect(web && abilities.files).toBeFalsy(),
  );

  rule('fetches a picture of the customer', customer.sendsPicture && web, async () => {
    const { config, outside: there } = await world('ok');
    const event = await one(customer.sendsPicture!(8, NOW, there.url));
    expect(event.kind).toBe('message');
    const [attachment] = event.attachments;
    expect(attachment!.contentType).toMatch(/^image\//);
    const { body } = await channel.client(clientContext(config)).fetchFile!(attachment!.ref!);
    expect([...new Uint8Array(await new Response(body).arrayBuffer())]).toHaveLength(4);
  });

  rule('asks by buttons that come back pressed, or by a link', web, async () => {
    const { config, outside: there } = await world('ok');
    await sendAll(channel, config, { text: '', card });
    const buttons = there.seen.flatMap((seen) => seen.buttons);
    const text = there.seen.map((seen) => seen.text).join('\n');
    expect(text).toContain(card.text);
    if (!abilities.buttons) return expect(text).toContain(card.url);
    expect(buttons.map(({ label, data }) => ({ label, data }))).toEqual(
      card.buttons.map(({ label, data }) => ({ label, data })),
    );
    const pressed = await one(customer.presses!(60, card.buttons[3]!.data, NOW));
    expect(pressed).toMatchObject({ kind: 'button', button: { data: card.buttons[3]!.data } });
  });

  async function reached(outcome: Outcome, gone = false): Promise<Config> {
    if (web) {
      const { config, outside: there } = await world(outcome);
      if (gone) await there.stop();
      return config;
    }
    const started = await (
      outside as { start(outcome: Outcome): Promise<{ config: Config; stop(): Promise<void> }> }
    ).start(outcome);
    if (gone) await started.stop();
    else stops.push(started.stop);
    return { ...harness.config, ...started.config };
  }

  async function sending(of: Channel, config: Config): Promise<unknown> {
    const [part] = await of.render(message({ conversation: harness.conversation }), config);
    try {
      return (await of.client(clientContext(config)).send(part!, harness.conversation)).externalId;
    } catch (fault) {
      expect(fault).toBeInstanceOf(ChannelError);
      return fault;
    }
  }

  async function sendAll(of: Channel, config: Config, known: Partial<OutboundMessage>): Promise<void> {
    const client = of.client(clientContext(config));
    for (const part of await of.render(message({ conversation: harness.conversation, ...known }), config)) {
      await client.send(part, harness.conversation);
    }
  }
});

const picture = {
  name: 'снимка.png',
  contentType: 'image/png',
  size: 4,
  read: async () => new Uint8Array([137, 80, 78, 71]),
  link: 'https://desk.example/files/w/f/picture.png?sig=s',
};
const card = {
  kind: 'survey' as const,
  text: 'How did we do?',
  buttons: ['1', '2', '3', '4', '5'].map((label) => ({
    label,
    data: `s:0193aa:${label}`,
    url: `https://desk.example/s/t?score=${label}`,
  })),
  url: 'https://desk.example/s/t',
};

const clientContext = (config: Config): ClientContext => ({
  config,
  fetch,
  signal: AbortSignal.timeout(10_000),
  hookUrl: 'https://desk.example/hooks/x/y',
});

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
    template: null,
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

const requestOf = (known: Partial<WebhookRequest>): WebhookRequest => ({
  method: 'POST',
  path: '/hooks/x/y',
  url: URL_TOLD,
  query: { z: '1' },
  headers: {},
  body: Buffer.from('{}'),
  ...known,
});
