// For the tests: VK's world as its documentation describes it.
import type { Answer, Harness, MadeRequest, Seen } from '../harness.js';

const GROUP = 229000001;
const REACTIONS: Record<string, number> = { '❤️': 1, '👍': 4, '👎': 9 };
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
const numberIn = (externalId: string) => Number(externalId.split(':')[1]);
const message = (n: number, at: Date, words: object) => ({
  date: seconds(at),
  from_id: 5001,
  id: n + 70_000,
  out: 0,
  conversation_message_id: n,
  peer_id: 5001,
  random_id: 0,
  fwd_messages: [],
  attachments: [],
  ...words,
});
const event = (type: string, id: string, object: object) => ({
  type,
  event_id: id,
  v: '5.199',
  object,
  group_id: GROUP,
});
const fresh = (n: number, at: Date, words: object) =>
  event('message_new', `n${n}`, { message: message(n, at, words), client_info: { lang_id: 0, inline_keyboard: true } });
const withSecret = (body: Uint8Array, secret: unknown) =>
  Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(body).toString()) as object), secret }));
const confirmation = (known: object) =>
  Buffer.from(JSON.stringify({ type: 'confirmation', group_id: GROUP, ...known }));
const hello = fresh(1, new Date('2026-11-22T10:00:00Z'), { text: 'Hello' });

export const harness: Harness = {
  config: {
    groupId: String(GROUP),
    accessToken: 'vk1.a.key',
    mode: 'webhook',
    callbackSecret: 'right',
    confirmationCode: 'c0nf1rm',
  },
  ownAddress: `club${GROUP}`,
  fixtures: 34,
  conversation: '5001',
  webhook: {
    sign: (body, config) => ({ body: withSecret(body, config.callbackSecret) }),
    signsBody: false,
    handshakes: [{ request: { body: confirmation({ secret: 'right' }) }, answer: 'c0nf1rm' }],
    forged: [
      { body: Buffer.from(JSON.stringify(hello)) },
      { body: Buffer.from(JSON.stringify({ ...hello, secret: 'wrong' })) },
      { body: Buffer.from(JSON.stringify({ ...hello, secret: 'right', group_id: 1 })) },
      { body: Buffer.from('no JSON') },
      { body: confirmation({}) },
      { body: confirmation({ secret: 'right', group_id: 1 }) },
      { method: 'GET', body: Buffer.from(JSON.stringify({ ...hello, secret: 'right' })) },
    ],
  },
  customer: {
    writes: (n, text, at) => fresh(n, at, { text }),
    sendsPicture: (n, at, url) => {
      const photo = { id: 3, owner_id: 5001, sizes: [{ type: 'x', url: `${url}/photo.jpg`, width: 9, height: 9 }] };
      return fresh(n, at, { text: '', attachments: [{ type: 'photo', photo }] });
    },
    presses: (n, data) =>
      event('message_event', `p${n}`, {
        user_id: 5001,
        peer_id: 5001,
        event_id: `ev${n}`,
        payload: { otklik: data },
        conversation_message_id: 900,
      }),
    reacts: (n, emoji, externalId) =>
      event('message_reaction_event', `r${n}`, {
        reacted_id: 5001,
        peer_id: 5001,
        cmid: numberIn(externalId),
        ...(emoji ? { reaction_id: REACTIONS[emoji] } : {}),
      }),
    edits: (n, text, at) => event('message_edit', `e${n}`, { ...message(n, at, { text }), update_time: seconds(at) }),
    blocks: () => event('message_deny', 'deny', { user_id: 5001 }),
    receipt: (externalId, status) => {
      if (status !== 'read') return null;
      const read = { from_id: 5001, peer_id: 5001, read_message_id: 1, conversation_message_id: numberIn(externalId) };
      return event('message_read', `read${externalId}`, read);
    },
    echoes: (externalId, text, at) =>
      event('message_reply', 'echo', message(numberIn(externalId), at, { text, from_id: -GROUP, out: 1 })),
  },
  outside: { settings: (apiRoot) => ({ apiRoot }), answer, seen },
};

const FAULTS: Record<string, unknown> = {
  'slow-down': { error: { error_code: 6, error_msg: 'Too many requests per second' } },
  'who-are-you': { error: { error_code: 5, error_msg: 'User authorization failed: invalid access_token (4).' } },
  gone: {
    response: [
      { peer_id: 5001, error: { code: 901, description: "Can't send messages for users without permission" } },
    ],
  },
};

function answer(outcome: string, request: MadeRequest, n: number, url: string): Answer {
  const method = request.path.split('?')[0]!.split('/').at(-1)!;
  const ok = (response: unknown) => ({ status: 200, body: { response } });
  if (method === 'photo.jpg') return { status: 200, body: new Uint8Array([255, 216, 255, 217]) };
  if (method === 'upload') return { status: 200, body: { server: 5, photo: '[{"p":1}]', hash: 'h', file: 'f|1' } };
  if (method.endsWith('UploadServer')) return ok({ upload_url: `${url}/upload` });
  if (method === 'photos.saveMessagesPhoto') return ok([{ id: 30 + n, owner_id: -GROUP, access_key: 'k' }]);
  if (method === 'docs.save') return ok({ type: 'doc', doc: { id: 30 + n, owner_id: -GROUP } });
  const fault = FAULTS[outcome];
  if (fault) return { status: 200, body: fault };
  if (method === 'messages.send')
    return ok([{ peer_id: 5001, message_id: 90_000 + n, conversation_message_id: 1000 + n }]);
  if (method === 'users.get') return ok([{ id: 5001, first_name: 'Анна', last_name: 'Иванова' }]);
  if (method === 'groups.getById') return ok({ groups: [{ id: GROUP, name: 'Лавка', screen_name: 'lavka' }] });
  if (method === 'groups.getCallbackServers') return ok({ count: 0, items: [] });
  if (method === 'groups.addCallbackServer') return ok({ server_id: 2 });
  return ok(1);
}

function seen({ path, body }: MadeRequest): Seen | null {
  if (!path.endsWith('/messages.send')) return null;
  const fields = new URLSearchParams(body.toString());
  const keyboard = JSON.parse(fields.get('keyboard') ?? '{"buttons":[]}') as {
    buttons: { action: { label: string; payload: string } }[][];
  };
  return {
    text: fields.get('message') ?? '',
    buttons: keyboard.buttons.flat().map(({ action }) => ({
      label: action.label,
      data: (JSON.parse(action.payload) as { otklik: string }).otklik,
    })),
    files: (fields.get('attachment') ?? '').split(',').filter(Boolean).length,
  };
}
