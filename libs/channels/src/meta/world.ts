// For the tests: what the vendors' worlds of WhatsApp, Messenger and Instagram have in common.
import type { Config, WebhookRequest } from '../channel.js';
import type { Answer, Harness, MadeRequest, Outcome, Seen } from '../harness.js';
import { signatureOf } from './webhook.js';

const HEADER = 'x-hub-signature-256';

export const signedByMeta: Pick<NonNullable<Harness['webhook']>, 'sign' | 'signsBody' | 'forged'> = {
  sign: (body: Uint8Array, config: Config): Partial<WebhookRequest> => ({
    headers: { [HEADER]: `sha256=${signatureOf(body, String(config.appSecret))}` },
  }),
  signsBody: true,
  forged: [
    { headers: {} },
    { headers: { [HEADER]: 'sha256=' } },
    { headers: { [HEADER]: `sha256=${'0'.repeat(64)}` } },
    { headers: { [HEADER]: `sha1=${'0'.repeat(40)}` } },
    { method: 'PUT' },
    { method: 'GET', query: { 'hub.mode': 'subscribe', 'hub.verify_token': 'guessed', 'hub.challenge': '1' } },
    { method: 'GET', query: { 'hub.mode': 'unsubscribe', 'hub.verify_token': 'our own word', 'hub.challenge': '1' } },
    { method: 'GET', query: { 'hub.mode': 'subscribe', 'hub.verify_token': 'our own word', 'hub.challenge': '<b>' } },
  ],
};

export const graphHandshakes = (verifyToken: string) => [
  {
    request: {
      method: 'GET',
      query: { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': '1158201444' },
    },
    answer: '1158201444',
  },
];

/** A send's answer, or the refusal for the outcome. */
export function graphAnswer(
  outcome: Exclude<Outcome, 'silent'>,
  faults: Record<Exclude<Outcome, 'silent' | 'ok'>, readonly [status: number, error: object]>,
  sent: unknown,
): Answer {
  if (outcome === 'ok') return { status: 200, body: sent };
  const [status, error] = faults[outcome];
  return { status, body: { error: { type: 'OAuthException', fbtrace_id: 'AbC', ...error } } };
}

/** The customer's deeds as `messaging` items, for Messenger and Instagram. */
export function messagingDeeds(world: { object: string; account: string; person: string; mid: (n: number) => string }) {
  const { object, account, person, mid } = world;
  const item = (fields: Record<string, unknown>) => ({
    object,
    entry: [{ id: account, time: 1, messaging: [{ sender: { id: person }, recipient: { id: account }, ...fields }] }],
  });
  const message = (n: number, at: Date, fields: object) =>
    item({ timestamp: at.getTime(), message: { mid: mid(n), ...fields } });
  return {
    item,
    writes: (n: number, text: string, at: Date) => message(n, at, { text }),
    sendsPicture: (n: number, at: Date, url: string) =>
      message(n, at, { attachments: [{ type: 'image', payload: { url: `${url}/cdn/picture.png?oe=1` } }] }),
    presses: (n: number, data: string, at: Date) => message(n, at, { text: '4', quick_reply: { payload: data } }),
    reacts: (_n: number, emoji: string, externalId: string, at: Date) => {
      const reaction = emoji ? { action: 'react', reaction: 'other', emoji } : { action: 'unreact' };
      return item({ timestamp: at.getTime(), reaction: { mid: externalId, ...reaction } });
    },
    edits: (n: number, text: string, at: Date) =>
      item({ timestamp: at.getTime(), message_edit: { mid: mid(n), text, num_edit: 1 } }),
    deletes: (n: number, at: Date) => message(n, at, { is_deleted: true }),
    echoes: (externalId: string, text: string, at: Date) =>
      item({
        sender: { id: account },
        recipient: { id: person },
        timestamp: at.getTime(),
        message: { mid: externalId, text, is_echo: true, app_id: 1 },
      }),
  };
}

const SEND_FAULTS = {
  'slow-down': [400, { code: 613, message: '(#613) Calls to this API have exceeded the rate limit.' }],
  'who-are-you': [400, { code: 190, error_subcode: 463, message: 'Error validating access token' }],
  gone: [400, { code: 551, error_subcode: 1545041, message: "(#551) This person isn't available right now." }],
} as const;

/** The server behind the Send API. `who`: what it says of the account. */
export function sendApi(world: { account: string; person: string; who: object }): NonNullable<Harness['outside']> {
  const answer = (outcome: Exclude<Outcome, 'silent'>, request: MadeRequest, n: number): Answer => {
    const path = request.path.replace(/^\/(v[\d.]+\/)?/, '').split('?')[0]!;
    if (path === 'cdn/picture.png')
      return { status: 200, headers: { 'content-type': 'image/png' }, body: new Uint8Array([1, 2, 3, 4]) };
    if (path.endsWith('/subscribed_apps')) return { status: 200, body: { success: true } };
    if (path === world.person)
      return {
        status: 200,
        body: { first_name: 'Анна', last_name: 'Иванова', name: 'Анна Иванова', username: 'anna.i' },
      };
    if (request.method === 'GET') return { status: 200, body: world.who };
    const sent = { recipient_id: world.person, message_id: `m_ours${1000 + n}` };
    return graphAnswer(outcome, SEND_FAULTS, sent);
  };
  return { settings: (apiRoot) => ({ apiRoot }), answer, seen: seenBySendApi };
}

interface SentMessage {
  text?: string;
  quick_replies?: { title: string; payload: string }[];
  attachment?: unknown;
}

function seenBySendApi({ method, path, headers, body }: MadeRequest): Seen | null {
  if (method !== 'POST' || !path.endsWith('/messages')) return null;
  if (headers['content-type'] !== 'application/json') return { text: '', buttons: [], files: 1 };
  const { message } = JSON.parse(body.toString()) as { message?: SentMessage };
  if (!message) return null;
  const buttons = (message.quick_replies ?? []).map(({ title, payload }) => ({ label: title, data: payload }));
  return { text: message.text ?? '', buttons, files: message.attachment ? 1 : 0 };
}
