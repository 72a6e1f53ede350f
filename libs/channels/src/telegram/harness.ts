// For the tests: Telegram's world as its Bot API describes it.
import type { Answer, Harness, MadeRequest, Seen } from '../harness.js';

const SECRET = 'x-telegram-bot-api-secret-token';
const person = {
  id: 5001,
  is_bot: false,
  first_name: 'Анна',
  last_name: 'Иванова',
  username: 'anna_i',
  language_code: 'ru',
};
const chat = { id: 5001, type: 'private', first_name: 'Анна' };
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const idIn = (externalId: string) => Number(externalId.split(':')[1]);
const message = (n: number, at: Date, words: object) => ({
  message_id: n,
  from: person,
  chat,
  date: seconds(at),
  ...words,
});

export const harness: Harness = {
  config: { botToken: '7000000001:token', mode: 'webhook', webhookSecret: 'right', groups: true },
  ownAddress: '@shop_bot',
  fixtures: 61,
  conversation: '5001',
  webhook: {
    sign: (_body, config) => ({ headers: { [SECRET]: String(config.webhookSecret) } }),
    signsBody: false,
    forged: [{ headers: { [SECRET]: '' } }, { method: 'GET', headers: { [SECRET]: 'right' } }],
  },
  customer: {
    writes: (n, text, at) => ({ update_id: n, message: message(n, at, { text }) }),
    sendsPicture: (n, at) => ({
      update_id: n,
      message: message(n, at, { photo: [{ file_id: 'F1', file_unique_id: 'u', width: 9, height: 9, file_size: 4 }] }),
    }),
    presses: (n, data, at) => ({
      update_id: n,
      callback_query: { id: `q${n}`, from: person, chat_instance: '1', data, message: message(900, at, { text: '?' }) },
    }),
    reacts: (n, emoji, externalId, at) => ({
      update_id: n,
      message_reaction: {
        chat,
        message_id: idIn(externalId),
        user: person,
        date: seconds(at),
        old_reaction: [],
        new_reaction: emoji ? [{ type: 'emoji', emoji }] : [],
      },
    }),
    edits: (n, text, at) => ({
      update_id: n + 500_000,
      edited_message: { ...message(n, at, { text }), edit_date: seconds(at) },
    }),
    blocks: (at) => {
      const user = { id: 7000000001, is_bot: true, first_name: 'Shop' };
      const members = { old_chat_member: { user, status: 'member' }, new_chat_member: { user, status: 'kicked' } };
      return { update_id: 999_999, my_chat_member: { chat, from: person, date: seconds(at), ...members } };
    },
    echoes: (externalId, text, at) => ({
      update_id: 700_000,
      message: {
        ...message(idIn(externalId), at, { text }),
        from: { id: 7000000001, is_bot: true, first_name: 'Shop' },
      },
    }),
  },
  outside: { settings: (apiRoot) => ({ apiRoot }), answer, seen },
};

const FAULTS: Record<string, [number, string]> = {
  'slow-down': [429, 'Too Many Requests: retry after 3'],
  'who-are-you': [401, 'Unauthorized'],
  gone: [403, 'Forbidden: bot was blocked by the user'],
};

function answer(outcome: string, request: MadeRequest, n: number): Answer {
  const method = request.path.split('/').at(-1)!;
  if (request.path.startsWith('/file/')) return { status: 200, body: new Uint8Array([1, 2, 3, 4]) };
  const ok = (result: unknown) => ({ status: 200, body: { ok: true, result } });
  if (method === 'getFile') return ok({ file_id: 'F1', file_path: 'photos/file_1.jpg' });
  const fault = FAULTS[outcome];
  if (fault) {
    const parameters = fault[0] === 429 ? { retry_after: 3 } : undefined;
    return { status: fault[0], body: { ok: false, error_code: fault[0], description: fault[1], parameters } };
  }
  if (method === 'getMe') return ok({ id: 7000000001, is_bot: true, first_name: 'Shop', username: 'shop_bot' });
  return ok(method.startsWith('send') && method !== 'sendChatAction' ? { message_id: 1000 + n, chat } : true);
}

function seen({ path, headers, body }: MadeRequest): Seen | null {
  if (!/\/send(Message|Photo|Document|MediaGroup)$/.test(path)) return null;
  const words = body.toString();
  const isJson = headers['content-type'] === 'application/json';
  const fields = isJson ? (JSON.parse(words) as Record<string, unknown>) : {};
  const markup = fields.reply_markup as { inline_keyboard?: { text: string; callback_data?: string }[][] } | undefined;
  const buttons = (markup?.inline_keyboard ?? []).flat();
  const caption = /name="caption"\r\n\r\n([\s\S]*?)\r\n--/.exec(words)?.[1];
  return {
    text: String(fields.text ?? caption ?? ''),
    buttons: buttons.map((button) => ({ label: button.text, data: button.callback_data ?? null })),
    files: isJson ? 0 : words.split('; filename="').length - 1,
  };
}
