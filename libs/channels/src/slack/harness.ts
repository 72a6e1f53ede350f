// For the tests: Slack's world as its Events API and Web API describe it; the customer writes in a thread of the desk's channel.
import { createHmac } from 'node:crypto';
import type { Answer, Harness, MadeRequest, Seen } from '../harness.js';

const CHANNEL = 'C0DESK';
const ROOT = '1795000000.000100';
const ANNA = 'U0ANNA';
const BOT = 'U0SHOPBOT';
const APP = 'A0SHOP';
const SECRET = 'slack secret';
/** The moment at which the contract is run. */
const THEN = new Date('2026-11-22T10:00:00Z');
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const tsOf = (n: number, at: Date) => `${seconds(at)}.${String(n).padStart(6, '0')}`;

function sign(body: Uint8Array, config: Record<string, unknown>, _url: string, now: Date) {
  const moment = String(seconds(now));
  const hmac = createHmac('sha256', String(config.signingSecret)).update(`v0:${moment}:`).update(body);
  return { headers: { 'x-slack-request-timestamp': moment, 'x-slack-signature': `v0=${hmac.digest('hex')}` } };
}

const callback = (key: string, event: object) => ({
  token: 'old',
  team_id: 'T0SHOP',
  api_app_id: APP,
  type: 'event_callback',
  event_id: `Ev${key}`,
  event_time: 1795000000,
  authorizations: [{ enterprise_id: null, team_id: 'T0SHOP', user_id: BOT, is_bot: true }],
  event,
});
/** As Slack tells it: emojis by their names, their characters in the blocks. */
const written = (text: string) => ({
  text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('🙂', ':slightly_smiling_face:'),
  blocks: [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [{ type: 'emoji', name: 'slightly_smiling_face', unicode: '1f642' }],
        },
      ],
    },
  ],
});
/** A message keeps its name however often it is told: its moment is remembered by its number. */
const moments = new Map<number, string>();
function named(n: number, at: Date): string {
  const ts = moments.get(n) ?? tsOf(n, at);
  moments.set(n, ts);
  return ts;
}
const message = (n: number, at: Date, words: object) => ({
  type: 'message',
  channel: CHANNEL,
  channel_type: 'channel',
  user: ANNA,
  ts: named(n, at),
  thread_ts: ROOT,
  event_ts: named(n, at),
  ...words,
});
const challenge = Buffer.from(JSON.stringify({ token: 'old', challenge: 'word-to-repeat', type: 'url_verification' }));

export const harness: Harness = {
  config: { botToken: 'xoxb-right', signingSecret: SECRET, channels: [CHANNEL] },
  ownAddress: '@shop',
  fixtures: 30,
  conversation: `${CHANNEL}:${ROOT}`,
  webhook: {
    sign,
    signsBody: true,
    handshakes: [
      {
        request: { body: challenge, ...sign(challenge, { signingSecret: SECRET }, '', THEN) },
        answer: 'word-to-repeat',
      },
    ],
    forged: [
      { body: challenge, headers: { 'x-slack-signature': 'v0=' } },
      // Genuine, and six minutes old.
      { body: challenge, ...sign(challenge, { signingSecret: SECRET }, '', new Date(THEN.getTime() - 360_000)) },
    ],
  },
  customer: {
    writes: (n, text, at) => callback(`m${n}`, message(n, at, written(text))),
    sendsPicture: (n, at, url) => {
      const file = { id: `F${n}`, name: 'kettle.png', mimetype: 'image/png', size: 4, mode: 'hosted' };
      const files = [{ ...file, url_private_download: `${url}/files-pri/T0SHOP-F${n}/download/kettle.png` }];
      return callback(`f${n}`, message(n, at, { subtype: 'file_share', text: '', files }));
    },
    presses: (n, data, at) => {
      const pressed = {
        type: 'block_actions',
        user: { id: ANNA, username: 'anna', team_id: 'T0SHOP' },
        api_app_id: APP,
        channel: { id: CHANNEL, name: 'desk' },
        container: { type: 'message', message_ts: tsOf(900, at), channel_id: CHANNEL, thread_ts: ROOT },
        message: { type: 'message', ts: tsOf(900, at), thread_ts: ROOT, text: '?' },
        actions: [{ type: 'button', action_id: 'answer-4', value: data, action_ts: tsOf(n, at) }],
      };
      return `payload=${encodeURIComponent(JSON.stringify(pressed))}`;
    },
    reacts: (n, emoji, externalId, at) => {
      const [channel, ts] = externalId.split(':');
      const type = emoji ? 'reaction_added' : 'reaction_removed';
      const item = { type: 'message', channel, ts };
      return callback(`r${n}`, { type, user: ANNA, reaction: '+1', item, event_ts: tsOf(n, at) });
    },
    edits: (n, text, at) => {
      const before = { type: 'message', user: ANNA, ts: named(n, at), thread_ts: ROOT, text: 'before' };
      const after = { ...before, ...written(text), edited: { user: ANNA, ts: tsOf(0, at) } };
      const changed = { channel: CHANNEL, channel_type: 'channel', message: after, previous_message: before };
      return callback(`e${n}`, { type: 'message', subtype: 'message_changed', ts: tsOf(1, at), ...changed });
    },
    deletes: (n, at) => {
      const before = { type: 'message', user: ANNA, ts: named(n, at), thread_ts: ROOT, text: 'before' };
      const deleted = { channel: CHANNEL, channel_type: 'channel', deleted_ts: before.ts, previous_message: before };
      return callback(`d${n}`, { type: 'message', subtype: 'message_deleted', ts: tsOf(2, at), ...deleted });
    },
    echoes: (externalId, text, at) =>
      callback('echo', {
        ...message(0, at, { text }),
        ts: externalId.split(':')[1],
        user: BOT,
        bot_id: 'B0',
        app_id: APP,
      }),
  },
  outside: { settings: (url) => ({ apiRoot: `${url}/api` }), answer, seen },
};

const FAULTS: Record<string, [number, string]> = {
  'slow-down': [429, 'ratelimited'],
  'who-are-you': [200, 'invalid_auth'],
  gone: [200, 'is_archived'],
};

function answer(outcome: string, request: MadeRequest, n: number, url: string): Answer {
  const { path } = request;
  if (path.startsWith('/files-pri/'))
    return { status: 200, headers: { 'content-type': 'image/png' }, body: new Uint8Array([1, 2, 3, 4]) };
  if (path === '/upload/1') return { status: 200, body: `OK - ${request.body.length}` };
  const fault = FAULTS[outcome];
  if (fault) {
    const headers: Record<string, string> = fault[0] === 429 ? { 'retry-after': '3' } : {};
    return { status: fault[0], headers, body: { ok: false, error: fault[1] } };
  }
  switch (path) {
    case '/api/auth.test':
      return { status: 200, body: { ok: true, team: 'Shop', user: 'shop', user_id: BOT, bot_id: 'B0' } };
    case '/api/users.info':
      return { status: 200, body: { ok: true, user: { id: ANNA, name: 'anna', profile: { real_name: 'Анна' } } } };
    case '/api/files.getUploadURLExternal':
      return { status: 200, body: { ok: true, upload_url: `${url}/upload/1`, file_id: 'F900' } };
    case '/api/chat.postMessage':
      return { status: 200, body: { ok: true, channel: CHANNEL, ts: `1795000999.${String(n).padStart(6, '0')}` } };
    default:
      return { status: 200, body: { ok: true } };
  }
}

interface Said {
  text: string;
  blocks?: { type: string; elements?: { text: { text: string }; value?: string }[] }[];
}

function seen({ path, body }: MadeRequest): Seen | null {
  if (path === '/api/files.completeUploadExternal') return { text: '', buttons: [], files: 1 };
  if (path !== '/api/chat.postMessage') return null;
  const said = JSON.parse(body.toString()) as Said;
  const buttons = (said.blocks ?? [])
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => elements ?? []);
  const text = said.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return {
    text,
    buttons: buttons.map(({ text: { text: label }, value }) => ({ label, data: value ?? null })),
    files: 0,
  };
}
