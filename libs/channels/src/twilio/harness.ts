// For the tests: Twilio's world as its Programmable Messaging describes it.
import { createHmac } from 'node:crypto';
import type { Answer, Harness, MadeRequest, Seen } from '../harness.js';

const ANNA = 'whatsapp:+359881000001';
const SHOP = 'whatsapp:+359882000002';
const ACCOUNT = 'AC00000000000000000000000000000001';
const sidOf = (prefix: string, n: number) => prefix + String(n).padStart(32, '0');
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const comes = (n: number, fields: Record<string, string>) =>
  form({
    SmsMessageSid: sidOf('SM', n),
    MessageSid: sidOf('SM', n),
    SmsStatus: 'received',
    AccountSid: ACCOUNT,
    From: ANNA,
    To: SHOP,
    ProfileName: 'Анна',
    WaId: '359881000001',
    NumSegments: '1',
    NumMedia: '0',
    ApiVersion: '2010-04-01',
    ...fields,
  });

function sign(body: Uint8Array, config: Record<string, unknown>, url: string) {
  const fields = [...new URLSearchParams(Buffer.from(body).toString())].sort(([a], [b]) => (a < b ? -1 : 1));
  const signed = createHmac('sha1', String(config.authToken))
    .update(url + fields.flat().join(''))
    .digest('base64');
  return { headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signed } };
}

const FAILED = { MessageStatus: 'undelivered', SmsStatus: 'undelivered', ErrorCode: '63016' };

export const harness: Harness = {
  config: { service: 'whatsapp', accountSid: ACCOUNT, authToken: 'right', from: '+359 88 200 0002' },
  ownAddress: '+359882000002',
  fixtures: 20,
  conversation: ANNA,
  webhook: { sign, signsBody: true, forged: [{ headers: { 'x-twilio-signature': '' } }] },
  customer: {
    writes: (n, text) => comes(n, { Body: text, MessageType: 'text' }),
    sendsPicture: (n, _at, url) => {
      const media = `${url}/2010-04-01/Accounts/${ACCOUNT}/Messages/${sidOf('SM', n)}/Media/${sidOf('ME', n)}`;
      return comes(n, { Body: '', NumMedia: '1', MediaUrl0: media, MediaContentType0: 'image/jpeg' });
    },
    blocks: () => comes(999_999, { Body: 'STOP', OptOutType: 'STOP' }),
    receipt: (externalId, status) => {
      const told = status === 'failed' ? FAILED : { MessageStatus: status, SmsStatus: status };
      return form({ MessageSid: externalId, SmsSid: externalId, AccountSid: ACCOUNT, From: SHOP, To: ANNA, ...told });
    },
  },
  outside: { settings: (apiRoot) => ({ apiRoot }), answer, seen },
};

const FAULTS: Record<string, [number, number, string]> = {
  'slow-down': [429, 20429, 'Too Many Requests'],
  'who-are-you': [401, 20003, 'Authenticate'],
  gone: [400, 21610, 'Attempt to send to unsubscribed recipient'],
};

function answer(outcome: string, { path }: MadeRequest, n: number, url: string): Answer {
  // Twilio keeps media elsewhere and says where.
  if (path.includes('/Media/')) return { status: 307, headers: { location: `${url}/kept/1` }, body: '' };
  if (path === '/kept/1') {
    return { status: 200, headers: { 'content-type': 'image/jpeg' }, body: new Uint8Array([1, 2, 3, 4]) };
  }
  const fault = FAULTS[outcome];
  if (fault) return { status: fault[0], body: { code: fault[1], message: fault[2], status: fault[0] } };
  if (path.endsWith('/Messages.json'))
    return { status: 201, body: { sid: sidOf('SM', 900_000 + n), status: 'queued' } };
  if (path.includes('/Channels/Senders')) return { status: 200, body: { senders: [{ sid: 'XE1', sender_id: SHOP }] } };
  return { status: 200, body: { sid: ACCOUNT, friendly_name: 'Shop', status: 'active' } };
}

function seen({ path, body }: MadeRequest): Seen | null {
  if (!path.endsWith('/Messages.json')) return null;
  const said = new URLSearchParams(body.toString());
  return { text: said.get('Body') ?? '', buttons: [], files: said.getAll('MediaUrl').length };
}
