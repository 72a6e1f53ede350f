// MAX's manners: files that are not ready yet, formatting, the certificate, what is subscribed, and polling.
import { expect, it } from '@jest/globals';
import type { ClientContext, OutboundFile, OutboundMessage } from '../channel.js';
import { harness } from './harness.js';
import { max } from './index.js';

type Call = { method: string; path: string; query: URLSearchParams; json: Record<string, unknown> | null };

function world(answer: (call: Call, n: number) => unknown): { context: ClientContext; calls: Call[] } {
  const calls: Call[] = [];
  const asked = (async (address: string | URL | Request, init?: RequestInit) => {
    const url = new URL(String(address));
    const json = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : null;
    const call = { method: init?.method ?? 'GET', path: url.pathname, query: url.searchParams, json };
    calls.push(call);
    const given = answer(call, calls.length);
    return given instanceof Response ? given : new Response(JSON.stringify(given ?? {}));
  }) as typeof fetch;
  const hookUrl = 'https://desk.example/hooks/max/k';
  return { context: { config: harness.config, fetch: asked, signal: AbortSignal.timeout(9000), hookUrl }, calls };
}
const message: OutboundMessage = {
  id: 'm',
  conversation: '880000001',
  text: 'Hello',
  html: null,
  files: [],
  card: null,
  replyToExternalId: null,
  locale: 'en',
  template: null,
  mail: null,
};
const bodies = (known: Partial<OutboundMessage>) =>
  (max.render({ ...message, ...known }, {}) as { payload: { body: Record<string, unknown> } }[]).map(
    (part) => part.payload.body,
  );
const file = (contentType: string): OutboundFile => ({
  name: 'f',
  contentType,
  size: 1,
  read: async () => new Uint8Array([1]),
});
const sent = { message: { body: { mid: 'mid.1' } } };

it('waits for a file that is not ready yet, for nothing was sent', async () => {
  let tries = 0;
  const { context, calls } = world(({ path }) => {
    if (path === '/uploads') return { url: 'https://store.example/put', token: 'film' };
    if (path === '/put') return new Response('<retval>1</retval>');
    return ++tries < 3 ? new Response('{"code":"attachment.not.ready","message":""}', { status: 400 }) : sent;
  });
  const [part] = await max.render({ ...message, files: [file('video/mp4')] }, {});
  expect(await max.client(context).send(part!, '880000001')).toEqual({ externalId: 'mid.1' });
  expect(calls.filter(({ path }) => path === '/messages')).toHaveLength(3);
  expect(calls.at(-1)!.json).toEqual({ text: 'Hello', attachments: [{ type: 'video', payload: { token: 'film' } }] });
});

it('puts pictures together, any other file by itself', () => {
  const parts = max.render({ ...message, files: [file('image/png'), file('image/jpeg'), file('text/csv')] }, {});
  expect((parts as { files: unknown[] }[]).map((part) => part.files.length)).toEqual([2, 1]);
});

it('writes formatting as MAX reads it, and words without any as they are', () => {
  expect(
    bodies({ text: 'x', html: '<p>One <b>two</b></p><p>1 &lt; 2 <a href="https://a.example/?b=1">link</a></p>' }),
  ).toEqual([{ text: 'One <b>two</b>\n\n1 &lt; 2 <a href="https://a.example/?b=1">link</a>', format: 'html' }]);
  expect(bodies({ text: '1 < 2', html: '<p>1 &lt; 2</p>' })).toEqual([{ text: '1 < 2' }]);
  const long = bodies({ html: `<p><b>${'слово '.repeat(1500)}</b></p>` });
  expect(long.every((body) => String(body.text).length <= 4000)).toBe(true);
});

it('answers the message that was asked', () => {
  expect(bodies({ replyToExternalId: 'mid.7' })[0]!.link).toEqual({ type: 'reply', mid: 'mid.7' });
});

it('says what to do about a certificate that is not trusted', async () => {
  const { context } = world(() => {
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' } });
  });
  await expect(max.client(context).connect!()).rejects.toMatchObject({
    remedy: 'reconnect',
    reason: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
  });
});

it('subscribes with its secret, and says why it was refused', async () => {
  const { context, calls } = world(({ path }) =>
    path === '/me' ? { name: 'Лавка', username: 'lavka_bot' } : { success: true },
  );
  expect(await max.client(context).connect!()).toEqual({ name: 'Лавка', address: '@lavka_bot' });
  expect(calls[1]).toMatchObject({ method: 'POST', path: '/subscriptions', json: { secret: 'right' } });
  const refused = world(({ path }) => (path === '/me' ? {} : { success: false, message: 'https only' }));
  await expect(max.client(refused.context).connect!()).rejects.toMatchObject({
    remedy: 'reconnect',
    reason: expect.stringContaining('https only'),
  });
});

it('takes every subscription away before it polls', async () => {
  const { context, calls } = world(({ path, method }) =>
    path === '/subscriptions' && method === 'GET' ? { subscriptions: [{ url: 'https://old.example/' }] } : {},
  );
  await max.client({ ...context, config: { ...harness.config, mode: 'polling' } }).connect!();
  expect(calls.at(-1)).toMatchObject({ method: 'DELETE', path: '/subscriptions' });
  expect(calls.at(-1)!.query.get('url')).toBe('https://old.example/');
});

it('polls from its marker with every digit', async () => {
  const body = '{"updates":[{"update_type":"x","chat_id":9007199254740993123}],"marker":9007199254740993004}';
  const { context, calls } = world(() => new Response(body));
  const { updates, cursor } = await max.client(context).poll!('5');
  expect(calls[0]!.query.get('marker')).toBe('5');
  expect(cursor).toBe('9007199254740993004');
  expect(Buffer.from(updates[0]!).toString()).toContain('9007199254740993123');
});

it.each([
  [404, 'chat.not.found', 'drop'],
  [403, 'chat.denied', 'drop'],
  [403, 'verify.token', 'reconnect'],
  [400, 'proto.payload', 'drop'],
  [503, 'service.unavailable', 'retry'],
])('%s %s means %s', async (status, code, remedy) => {
  const { context } = world(() => new Response(JSON.stringify({ code, message: 'no' }), { status }));
  const [part] = await max.render(message, {});
  await expect(max.client(context).send(part!, '1')).rejects.toMatchObject({
    remedy,
    reason: expect.stringContaining(code),
  });
});
