// The manners of the API channel: both signatures, every answer a bridge may give, files by size.
import { expect, it } from '@jest/globals';
import type { ClientContext, OutboundFile, OutboundMessage } from '../channel.js';
import { api } from './index.js';
import { SIGNATURE, sign } from './signature.js';

const config = { url: 'https://bridge.example/otklik', secret: 'the secret' };
type Asked = { url: string; headers: Record<string, string>; body: Buffer };

function context(answer: () => Response, asked: Asked[] = []): ClientContext {
  return {
    config,
    fetch: (async (url: string, init?: RequestInit) => {
      const body = Buffer.from((init?.body as Uint8Array | undefined) ?? []);
      asked.push({ url, headers: (init?.headers ?? {}) as Record<string, string>, body });
      return answer();
    }) as typeof fetch,
    signal: AbortSignal.timeout(5000),
    hookUrl: 'https://desk.example/hooks/api/k',
  };
}
const rendered = async (known: Partial<OutboundMessage>) =>
  api.render(
    {
      id: 'm',
      conversation: 'room-1',
      text: 'Hi',
      html: null,
      files: [],
      card: null,
      replyToExternalId: null,
      locale: 'en',
      template: null,
      mail: null,
      ...known,
    },
    config,
  );
const fileOf = (size: number): OutboundFile => ({
  name: 'a.bin',
  contentType: 'application/octet-stream',
  size,
  read: async () => new Uint8Array([1, 2]),
  link: 'https://desk.example/f',
});

it('signs what it posts, as it wants to be signed to', async () => {
  const asked: Asked[] = [];
  const [part] = await rendered({});
  await api.client(context(() => Response.json({ id: 'sent-1' }), asked)).send(part!, 'room-1');
  const { headers, body } = asked[0]!;
  expect(headers['idempotency-key']).toBe('m:0');
  const request = { method: 'POST', path: '/', url: '', query: {}, headers, body };
  expect(api.verify(request, config, { now: new Date(), fetch })).toEqual({ verdict: 'ok' });
});

it('takes either of two secrets while they are changed, and no old call', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  const body = Buffer.from('{}');
  const [moment, v1] = sign(body, 'the secret', now).split(',');
  const verdict = (signature: string, at = now) =>
    api.verify({ method: 'POST', path: '/', url: '', query: {}, headers: { [SIGNATURE]: signature }, body }, config, {
      now: at,
      fetch,
    });
  expect(verdict(`${moment}, v1=${'0'.repeat(64)}, ${v1}`)).toEqual({ verdict: 'ok' });
  expect(verdict(`${v1},${moment}`, new Date(now.getTime() + 299_000))).toEqual({ verdict: 'ok' });
  expect(verdict(`${moment},${v1}`, new Date(now.getTime() + 302_000))).toMatchObject({ verdict: 'refuse' });
  expect(verdict(`t=x,${v1}`)).toMatchObject({ verdict: 'refuse' });
});

it.each([
  [409, 'sent', null],
  [204, 'sent', null],
  [404, 'reconnect', 'HTTP 404'],
  [410, 'drop', 'blocked by the user'],
  [422, 'drop', 'no such room'],
  [503, 'retry', 'HTTP 503'],
])('%s means %s', async (status, meaning, words) => {
  const body = status === 204 ? null : JSON.stringify({ message: 'no such room' });
  const [part] = await rendered({});
  const sending = api.client(context(() => new Response(body, { status }))).send(part!, 'room-1');
  if (meaning === 'sent') expect(await sending).toEqual({ externalId: 'm:0' });
  else await expect(sending).rejects.toMatchObject({ remedy: meaning, reason: expect.stringContaining(words!) });
});

it('puts small files into the post, and a large one into a post of its own, by its link', async () => {
  expect(await rendered({ files: [fileOf(2), fileOf(2)] })).toHaveLength(1);
  expect(await rendered({ text: '', files: [fileOf(2)] })).toHaveLength(1);
  const asked: Asked[] = [];
  const client = api.client(context(() => Response.json({}), asked));
  const parts = await rendered({ files: [fileOf(2), fileOf(11 * 1024 * 1024)] });
  for (const part of parts) await client.send(part, 'room-1');
  const posted = asked.map(({ body }) => JSON.parse(body.toString()) as { text: string; files: object[] });
  expect(posted.map(({ text, files }) => [text, files])).toEqual([
    ['Hi', []],
    ['', [expect.objectContaining({ content: 'AQI=' })]],
    ['', [expect.objectContaining({ content: null, url: 'https://desk.example/f' })]],
  ]);
});
