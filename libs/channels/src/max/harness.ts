// For the tests: MAX's world as its documentation describes it.
import type { Answer, Harness, MadeRequest, Seen } from '../harness.js';

const SECRET = 'x-max-bot-api-secret';
const person = { user_id: 5001, first_name: 'Анна', last_name: 'Иванова', name: 'Анна Иванова', is_bot: false };
const bot = { user_id: 7001, first_name: 'Лавка', name: 'Лавка', username: 'lavka_bot', is_bot: true };
const recipient = { chat_id: 880_000_001, chat_type: 'dialog', user_id: 7001 };
const mid = (n: number) => `mid.${String(n).padStart(16, '0')}`;
const message = (n: number, at: Date, body: object, known: object = {}) => ({
  recipient,
  sender: person,
  timestamp: at.getTime(),
  body: { mid: mid(n), seq: `11632799437697${n}`, text: '', ...body },
  ...known,
});
const update = (update_type: string, at: Date, known: object) => ({
  update_type,
  timestamp: at.getTime(),
  user_locale: 'ru',
  ...known,
});

export const harness: Harness = {
  config: { accessToken: 'f9LH-token', mode: 'webhook', webhookSecret: 'right' },
  ownAddress: '@lavka_bot',
  fixtures: 31,
  conversation: '880000001',
  webhook: {
    sign: (_body, config) => ({ headers: { [SECRET]: String(config.webhookSecret) } }),
    signsBody: false,
    forged: [{ headers: { [SECRET]: '' } }, { headers: {} }, { method: 'GET', headers: { [SECRET]: 'right' } }],
  },
  customer: {
    writes: (n, text, at) => update('message_created', at, { message: message(n, at, { text }) }),
    sendsPicture: (n, at, url) => {
      const image = { type: 'image', payload: { photo_id: 77, token: 't', url: `${url}/i?r=1` } };
      return update('message_created', at, { message: message(n, at, { attachments: [image] }) });
    },
    presses: (n, data, at) => {
      const callback = { timestamp: at.getTime(), callback_id: `cb${n}`, payload: data, user: person };
      return update('message_callback', at, { callback, message: message(900, at, { text: '?' }, { sender: bot }) });
    },
    edits: (n, text, at) => update('message_edited', at, { message: message(n, at, { text }) }),
    deletes: (n, at) => update('message_removed', at, { message_id: mid(n), chat_id: 880_000_001, user_id: 5001 }),
    blocks: (at) => update('bot_stopped', at, { chat_id: 880_000_001, user: person }),
    echoes: (externalId, text, at) =>
      update('message_created', at, { message: message(1, at, { text, mid: externalId }, { sender: bot }) }),
  },
  outside: { settings: (apiRoot) => ({ apiRoot }), answer, seen },
};

const FAULTS: Record<string, Answer> = {
  'slow-down': { status: 429, body: { code: 'too.many.requests', message: 'Too many requests' } },
  'who-are-you': { status: 401, body: { code: 'verify.token', message: 'Invalid access_token' } },
  gone: { status: 403, body: { code: 'chat.denied', message: 'error.dialog.suspended' } },
};

function answer(outcome: string, request: MadeRequest, n: number, url: string): Answer {
  const path = request.path.split('?')[0]!;
  const ok = (body: unknown) => ({ status: 200, body });
  if (path === '/i') return ok(new Uint8Array([255, 216, 255, 217]));
  if (path === '/store') return ok({ photos: { p: { token: `photo${n}` } }, token: `file${n}` });
  if (path === '/uploads') return ok({ url: `${url}/store?id=${n}` });
  const fault = FAULTS[outcome];
  if (fault) return fault;
  if (path === '/messages') return ok({ message: { recipient, body: { mid: mid(1000 + n), text: '' }, sender: bot } });
  if (path === '/me') return ok(bot);
  if (path === '/subscriptions' && request.method === 'GET') return ok({ subscriptions: [] });
  return ok({ success: true });
}

function seen({ method, path, body }: MadeRequest): Seen | null {
  if (method !== 'POST' || !path.startsWith('/messages?')) return null;
  const { text = '', attachments = [] } = JSON.parse(body.toString()) as {
    text?: string;
    attachments?: { type: string; payload: { buttons?: { text: string; payload?: string }[][] } }[];
  };
  const buttons = attachments.flatMap(({ payload }) => (payload.buttons ?? []).flat());
  return {
    text,
    buttons: buttons.map((button) => ({ label: button.text, data: button.payload ?? null })),
    files: attachments.filter(({ type }) => type !== 'inline_keyboard').length,
  };
}
