// For the tests: Viber's world as its documentation describes it.
import { createHmac } from 'node:crypto';
import type { Answer, Harness, MadeRequest, Seen } from '../harness.js';

const SIGNATURE = 'x-viber-content-signature';
const PERSON = 'aB3xYz+5001/Q==';
/** Longer than a double can hold. */
const token = (n: number) => `57410237${String(n).padStart(11, '0')}`;
const callback = (event: string, at: Date, messageToken: string, known: object) =>
  // The number must stand in the body without quotes.
  `{"event":"${event}","timestamp":${at.getTime()},"message_token":${messageToken},${JSON.stringify(known).slice(1)}`;
const sender = { id: PERSON, name: 'Анна Иванова', avatar: null, language: 'bg', country: 'BG', api_version: 10 };
const message = (n: number, at: Date, words: object) => callback('message', at, token(n), { sender, message: words });
const sign = (body: Uint8Array, secret: unknown) => ({
  headers: { [SIGNATURE]: createHmac('sha256', String(secret)).update(body).digest('hex') },
});

export const harness: Harness = {
  config: { authToken: '44dafb-right', senderName: 'Магазинът' },
  ownAddress: 'shopbot',
  fixtures: 23,
  conversation: PERSON,
  webhook: {
    sign: (body, config) => sign(body, config.authToken),
    signsBody: true,
    forged: [
      { headers: {} },
      { headers: { [SIGNATURE]: '' } },
      { method: 'GET', ...sign(Buffer.from(''), '44dafb-right'), body: Buffer.from('') },
    ],
  },
  customer: {
    writes: (n, text, at) => message(n, at, { type: 'text', text }),
    sendsPicture: (n, at, url) =>
      message(n, at, {
        type: 'picture',
        media: `${url}/p.jpg`,
        thumbnail: `${url}/t.jpg`,
        file_name: 'p.jpg',
        size: 4,
      }),
    presses: (n, data, at) => message(n, at, { type: 'text', text: `otklik:${data}`, tracking_data: '' }),
    blocks: (at) => callback('unsubscribed', at, token(999_999), { user_id: PERSON }),
    receipt: (externalId, status, at) => {
      const event = status === 'read' ? 'seen' : status;
      return callback(event, at, externalId, { user_id: PERSON, ...(status === 'failed' ? { desc: 'expired' } : {}) });
    },
  },
  outside: { settings: (apiRoot) => ({ apiRoot }), answer, seen },
};

const FAULTS: Record<string, unknown> = {
  'slow-down': { status: 12, status_message: 'tooManyRequests' },
  'who-are-you': { status: 2, status_message: 'invalidAuthToken' },
  gone: { status: 6, status_message: 'receiverNotSubscribed' },
};

function answer(outcome: string, { path }: MadeRequest, n: number): Answer {
  if (path.endsWith('.jpg')) return { status: 200, body: new Uint8Array([255, 216, 255, 217]) };
  const fault = FAULTS[outcome];
  if (fault) return { status: 200, body: fault };
  if (path === '/pa/get_account_info')
    return { status: 200, body: { status: 0, id: 'pa:75346', name: 'Магазинът', uri: 'shopbot' } };
  const body = `{"status":0,"status_message":"ok","message_token":${token(500_000 + n)}}`;
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function seen({ path, body }: MadeRequest): Seen | null {
  if (path !== '/pa/send_message') return null;
  const fields = JSON.parse(body.toString()) as {
    text?: string;
    media?: string;
    keyboard?: { Buttons: { Text: string; ActionBody: string }[] };
  };
  const buttons = fields.keyboard?.Buttons ?? [];
  return {
    text: fields.text ?? '',
    buttons: buttons.map(({ Text, ActionBody }) => ({ label: Text, data: ActionBody.replace('otklik:', '') })),
    files: fields.media ? 1 : 0,
  };
}
