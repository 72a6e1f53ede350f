// For the tests: WhatsApp's world as the Cloud API describes it.
import type { Answer, Harness, MadeRequest, Outcome, Seen } from '../harness.js';
import { graphAnswer, graphHandshakes, signedByMeta } from '../meta/world.js';

const NUMBER_ID = '106500000000001';
const PERSON = '359880000001';
const wamid = (n: number) => `wamid.HBgLMzU5ODgwMDAwMDAx${n}AA==`;
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));

const change = (value: object) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '105000000000002',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '35929000000', phone_number_id: NUMBER_ID },
            ...value,
          },
        },
      ],
    },
  ],
});
const message = (n: number, at: Date, words: object) =>
  change({
    contacts: [{ profile: { name: 'Мария Петрова' }, wa_id: PERSON }],
    messages: [{ from: PERSON, id: wamid(n), timestamp: seconds(at), ...words }],
  });

export const harness: Harness = {
  config: {
    phoneNumberId: NUMBER_ID,
    businessAccountId: '105000000000002',
    accessToken: 'token',
    appSecret: 'app-secret',
    verifyToken: 'our own word',
  },
  ownAddress: '+359 2 900 0000',
  fixtures: 39,
  conversation: PERSON,
  webhook: { ...signedByMeta, handshakes: graphHandshakes('our own word') },
  customer: {
    writes: (n, text, at) => message(n, at, { type: 'text', text: { body: text } }),
    sendsPicture: (n, at) =>
      message(n, at, { type: 'image', image: { id: '990000000000000008', mime_type: 'image/png', sha256: 'x' } }),
    presses: (n, data, at) =>
      message(n, at, {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: data, title: '5' } },
      }),
    reacts: (n, emoji, externalId, at) =>
      message(n, at, { type: 'reaction', reaction: { message_id: externalId, emoji } }),
    edits: (n, text, at) =>
      message(n + 500_000, at, {
        type: 'edit',
        edit: { original_message_id: wamid(n), message: { type: 'text', text: { body: text } } },
      }),
    deletes: (n, at) => message(n + 600_000, at, { type: 'revoke', revoke: { original_message_id: wamid(n) } }),
    receipt: (externalId, status, at) => {
      const errors = status === 'failed' ? [{ code: 131026, title: 'Message undeliverable' }] : undefined;
      return change({ statuses: [{ id: externalId, status, timestamp: seconds(at), recipient_id: PERSON, errors }] });
    },
    echoes: (externalId, text, at) => {
      const echo = {
        from: '35929000000',
        to: PERSON,
        id: externalId,
        timestamp: seconds(at),
        type: 'text',
        text: { body: text },
      };
      const body = change({ message_echoes: [echo] });
      body.entry[0]!.changes[0]!.field = 'smb_message_echoes';
      return body;
    },
  },
  outside: { settings: (apiRoot) => ({ apiRoot }), answer, seen },
};

const FAULTS = {
  'slow-down': [400, { code: 130429, message: '(#130429) Rate limit hit' }],
  'who-are-you': [401, { code: 190, message: 'Invalid OAuth access token' }],
  gone: [400, { code: 131026, message: '(#131026) Message undeliverable' }],
} as const;

function answer(outcome: Exclude<Outcome, 'silent'>, request: MadeRequest, n: number, url: string): Answer {
  const path = request.path.replace(/^\/(v[\d.]+\/)?/, '').split('?')[0]!;
  if (path === 'lookaside/8') return { status: 200, body: new Uint8Array([1, 2, 3, 4]) };
  if (path === '990000000000000008')
    return { status: 200, body: { url: `${url}/lookaside/8`, mime_type: 'image/png', id: path } };
  if (path.endsWith('/media')) return { status: 200, body: { id: `77000000000000000${n}` } };
  if (path.endsWith('/message_templates')) return { status: 200, body: { data: [TEMPLATE] } };
  if (path.endsWith('/subscribed_apps') || (path === NUMBER_ID && request.method === 'POST'))
    return { status: 200, body: { success: true } };
  if (path === NUMBER_ID)
    return { status: 200, body: { display_phone_number: '+359 2 900 0000', verified_name: 'Shop', id: NUMBER_ID } };
  const sent = { messaging_product: 'whatsapp', contacts: [{ wa_id: PERSON }], messages: [{ id: wamid(1000 + n) }] };
  return graphAnswer(outcome, FAULTS, sent);
}

const TEMPLATE = {
  name: 'order_ready',
  language: 'bg',
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'POSITIONAL',
  components: [{ type: 'BODY', text: 'Поръчка {{1}} е готова, {{2}}.' }],
};

interface Sent {
  type: string;
  text?: { body: string };
  template?: { name: string };
  interactive?: {
    body: { text: string };
    action: {
      buttons?: { reply: { id: string; title: string } }[];
      sections?: { rows: { id: string; title: string }[] }[];
    };
  };
}

function seen({ method, path, body }: MadeRequest): Seen | null {
  if (method !== 'POST' || !path.endsWith('/messages')) return null;
  const fields = JSON.parse(body.toString()) as Sent;
  const { type, text, template, interactive } = fields;
  const buttons = interactive?.action.buttons?.map(({ reply }) => reply) ?? [];
  const rows = interactive?.action.sections?.flatMap((section) => section.rows) ?? [];
  const media = (fields as unknown as Record<string, { id?: string; caption?: string } | undefined>)[type];
  return {
    text: text?.body ?? interactive?.body.text ?? template?.name ?? media?.caption ?? '',
    buttons: [...buttons, ...rows].map(({ id, title }) => ({ label: title, data: id })),
    files: media?.id ? 1 : 0,
  };
}
