// For the tests: LINE's world as its Messaging API describes it.
import { createHmac } from 'node:crypto';
import type { Answer, Harness, MadeRequest, Seen } from '../harness.js';

const BOT = 'Ub0700000000000000000000000000001';
const ANNA = 'Ua0500000000000000000000000000001';
const idOf = (n: number) => String(461_230_966_842_060_000n + BigInt(n));
const hook = (n: number, at: Date, event: object) => ({
  destination: BOT,
  events: [
    {
      mode: 'active',
      timestamp: at.getTime(),
      source: { type: 'user', userId: ANNA },
      webhookEventId: `01HARNESS${n}`,
      deliveryContext: { isRedelivery: false },
      replyToken: `token${n}`,
      ...event,
    },
  ],
});

export const harness: Harness = {
  config: { channelSecret: 'line secret', accessToken: 'right' },
  ownAddress: '@001shop',
  fixtures: 24,
  conversation: ANNA,
  webhook: {
    sign: (body, config) => ({
      headers: {
        'x-line-signature': createHmac('sha256', String(config.channelSecret)).update(body).digest('base64'),
      },
    }),
    signsBody: true,
    forged: [{ headers: { 'x-line-signature': '' } }],
  },
  customer: {
    writes: (n, text, at) =>
      hook(n, at, { type: 'message', message: { id: idOf(n), type: 'text', quoteToken: `q${n}`, text } }),
    sendsPicture: (n, at) =>
      hook(n, at, { type: 'message', message: { id: idOf(n), type: 'image', contentProvider: { type: 'line' } } }),
    presses: (n, data, at) => hook(n, at, { type: 'postback', postback: { data } }),
    edits: (n, text, at) =>
      hook(500_000 + n, at, { type: 'messageEdited', message: { id: idOf(n), type: 'text', text } }),
    deletes: (n, at) => hook(600_000 + n, at, { type: 'unsend', unsend: { messageId: idOf(n) } }),
    blocks: (at) => hook(999_999, at, { type: 'unfollow' }),
  },
  outside: { settings: (apiRoot) => ({ apiRoot }), answer, seen },
};

const FAULTS: Record<string, [number, string]> = {
  'slow-down': [429, 'The API rate limit has been exceeded. Try again later.'],
  'who-are-you': [401, 'Authentication failed. Confirm that the access token in the authorization header is valid.'],
  gone: [400, 'Failed to send messages'],
};

function answer(outcome: string, { path }: MadeRequest, n: number): Answer {
  if (path.endsWith('/content'))
    return { status: 200, headers: { 'content-type': 'image/jpeg' }, body: new Uint8Array([1, 2, 3, 4]) };
  const fault = FAULTS[outcome];
  if (fault) return { status: fault[0], body: { message: fault[1] } };
  if (path.startsWith('/v2/bot/profile/')) return { status: 200, body: { userId: ANNA, displayName: 'Анна' } };
  if (path === '/v2/bot/info') return { status: 200, body: { userId: BOT, basicId: '@001shop', displayName: 'Shop' } };
  if (path !== '/v2/bot/message/push') return { status: 200, body: {} };
  return { status: 200, body: { sentMessages: [{ id: idOf(900_000 + n), quoteToken: 'q' }] } };
}

interface Said {
  type: string;
  text?: string;
  originalContentUrl?: string;
  quickReply?: { items: { action: { label: string; data: string } }[] };
}

function seen({ path, body }: MadeRequest): Seen | null {
  if (path !== '/v2/bot/message/push') return null;
  const [said] = (JSON.parse(body.toString()) as { messages: Said[] }).messages;
  return {
    text: said!.text ?? '',
    buttons: (said!.quickReply?.items ?? []).map(({ action }) => ({ label: action.label, data: action.data })),
    files: said!.type === 'image' ? 1 : 0,
  };
}
