// For the tests: the world of an owner's own server that speaks our JSON.
import type { Answer, Harness, MadeRequest, Seen } from '../harness.js';
import { SIGNATURE, sign } from './signature.js';

const SECRET = 'a long random secret';
const sender = { id: 'anna-1', name: 'Анна', username: 'anna', email: 'anna@mail.example', phone: '+359881000001' };
const event = (type: string, id: string, at: Date, known: object = {}) => ({
  type,
  id,
  conversation: 'room-1',
  sender,
  at: at.toISOString(),
  ...known,
});
const idOf = (n: number) => `m-${n}`;

export const harness: Harness = {
  config: { url: 'https://bridge.example/otklik', secret: SECRET },
  ownAddress: '@shop',
  fixtures: 18,
  conversation: 'room-1',
  webhook: {
    sign: (body, config, _url, now) => ({ headers: { [SIGNATURE]: sign(body, String(config.secret), now) } }),
    signsBody: true,
    forged: [
      { headers: { [SIGNATURE]: 't=1795000000' } },
      // Genuine, and from another day.
      { body: Buffer.from('{}'), headers: { [SIGNATURE]: sign('{}', SECRET, new Date('2026-11-20T10:00:00Z')) } },
    ],
  },
  customer: {
    writes: (n, text, at) => event('message', idOf(n), at, { text }),
    sendsPicture: (n, at, url) => {
      const picture = { name: 'kettle.png', contentType: 'image/png', size: 4, url: `${url}/kept/kettle.png` };
      return [event('message', idOf(n), at, { attachments: [picture] })];
    },
    presses: (n, data, at) => event('button', `b-${n}`, at, { button: { data } }),
    reacts: (n, emoji, externalId, at) => event('reaction', `r-${n}`, at, { text: emoji, replyTo: externalId }),
    edits: (n, text, at) => event('edit', `e-${n}`, at, { text, replyTo: idOf(n) }),
    deletes: (n, at) => event('delete', `d-${n}`, at, { replyTo: idOf(n) }),
    blocks: (at) => event('blocked', `x-${at.getTime()}`, at),
    receipt: (externalId, status, at) =>
      event('receipt', `${status}-${externalId}-${at.getTime()}`, at, { replyTo: externalId, status }),
  },
  outside: { settings: (url) => ({ url: `${url}/otklik` }), answer, seen },
};

const FAULTS: Record<string, number> = { 'slow-down': 429, 'who-are-you': 401, gone: 410 };

function answer(outcome: string, request: MadeRequest, n: number): Answer {
  if (request.method === 'GET')
    return { status: 200, headers: { 'content-type': 'image/png' }, body: new Uint8Array([1, 2, 3, 4]) };
  const fault = FAULTS[outcome];
  if (fault) return { status: fault, headers: { 'retry-after': '3' }, body: { error: { message: 'no' } } };
  const { type } = JSON.parse(request.body.toString()) as { type: string };
  if (type === 'ping') return { status: 200, body: { name: 'Bridge', address: '@shop' } };
  return { status: 200, body: type === 'message' ? { id: `sent-${n}` } : {} };
}

interface Posted {
  type: string;
  text: string;
  files: unknown[];
  card: { text: string; buttons: { label: string; data: string }[] } | null;
}

function seen({ method, body }: MadeRequest): Seen | null {
  const posted = method === 'POST' ? (JSON.parse(body.toString()) as Posted) : null;
  if (posted?.type !== 'message') return null;
  const { text, files, card } = posted;
  const buttons = (card?.buttons ?? []).map(({ label, data }) => ({ label, data }));
  return { text: [text, card?.text].filter(Boolean).join('\n'), buttons, files: files.length };
}
