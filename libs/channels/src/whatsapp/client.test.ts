// The Cloud API's manners: uploads, templates, webhooks of one number, people without a number.
import { expect, it } from '@jest/globals';
import type { ClientContext } from '../channel.js';
import { whatsappClient } from './client.js';
import { harness } from './harness.js';
import { whatsapp } from './index.js';

type Made = { method: string; url: string; headers: Record<string, string>; body: string };
/** `answers` by a part of the address; the rest succeeds. */
function world(answers: Record<string, unknown | ((made: Made) => unknown)> = {}) {
  const made: Made[] = [];
  const fetch = async (url: string, init: RequestInit = {}) => {
    const body = init.body ? Buffer.from(init.body as Uint8Array).toString('utf8') : '';
    const one = { method: init.method ?? 'GET', url, headers: init.headers as Record<string, string>, body };
    made.push(one);
    const [, given] = Object.entries(answers).find(([part]) => `${one.method} ${url}`.includes(part)) ?? [];
    const answer = typeof given === 'function' ? given(one) : given;
    if (answer instanceof Response) return answer;
    return Response.json(answer ?? { success: true, messages: [{ id: 'wamid.1=' }] });
  };
  const context: ClientContext = {
    config: { ...harness.config, apiRoot: 'https://graph.example/' },
    fetch: fetch as never,
    signal: AbortSignal.timeout(5000),
    hookUrl: 'https://desk.example/hooks/whatsapp/k',
  };
  return { made, client: whatsappClient(context) };
}
const refusal = (code: number, message: string) => Response.json({ error: { code, message } }, { status: 400 });
const picture = { name: 'снимка.png', contentType: 'image/png', size: 3, read: async () => new Uint8Array([1, 2, 3]) };
const media = { payload: { kind: 'media', media: 'image', caption: 'Ето', context: null }, files: [picture] };
const words = { payload: { kind: 'message', fields: { type: 'text', text: { body: 'Hi' } } }, files: [] };

it('uploads a file and sends it by its id', async () => {
  const { made, client } = world({ '/media': { id: 90071992547409931n.toString() } });
  expect(await client.send(media, '359880000001')).toEqual({ externalId: 'wamid.1=' });
  expect(made.map(({ url }) => url)).toEqual([
    'https://graph.example/v24.0/106500000000001/media',
    'https://graph.example/v24.0/106500000000001/messages',
  ]);
  expect(made[0]!.body).toContain('name="messaging_product"\r\n\r\nwhatsapp');
  expect(JSON.parse(made[1]!.body)).toMatchObject({
    to: '359880000001',
    type: 'image',
    image: { id: '90071992547409931', caption: 'Ето' },
  });
});

it('an upload whose answer never came is tried again: nobody has seen it', async () => {
  const { client } = world({ '/media': () => new Response('<html>', { status: 502 }) });
  await expect(client.send(media, '1')).rejects.toMatchObject({ remedy: 'retry' });
});

it('writes to a person who hides the number by the user id', async () => {
  const { made, client } = world();
  await client.send(words, 'BG.900719925474099312');
  const body = JSON.parse(made[0]!.body) as Record<string, unknown>;
  expect(body).toMatchObject({ recipient: 'BG.900719925474099312', recipient_type: 'individual' });
  expect(body).not.toHaveProperty('to');
});

it('takes the webhook of this number, and lives with the app’s own where Meta refuses', async () => {
  const number = { display_phone_number: '+359 2 900 0000', verified_name: 'Shop' };
  const { made, client } = world({
    'GET https': number,
    'POST https://graph.example/v24.0/106500000000001': refusal(100, 'no'),
  });
  expect(await client.connect!()).toEqual({ name: 'Shop', address: '+359 2 900 0000' });
  expect(made[1]!.url).toContain('/105000000000002/subscribed_apps');
  expect(JSON.parse(made[2]!.body)).toEqual({
    webhook_configuration: {
      override_callback_uri: 'https://desk.example/hooks/whatsapp/k',
      verify_token: 'our own word',
    },
  });
});

it('a number that the token may not see is told at once', async () => {
  const { client } = world({
    'GET https': Response.json({ error: { code: 100, error_subcode: 33, message: 'no' } }, { status: 400 }),
  });
  await expect(client.connect!()).rejects.toMatchObject({ remedy: 'reconnect' });
});

it('fetches a file with the token, from where Meta says', async () => {
  const { made, client } = world({
    '/770': { url: 'https://lookaside.example/f?id=770', mime_type: 'audio/ogg' },
    lookaside: () => new Response('bytes'),
  });
  const file = await client.fetchFile!('770');
  expect(await new Response(file.body).text()).toBe('bytes');
  expect(file.contentType).toBe('audio/ogg');
  expect(made[1]!.headers.authorization).toBe('Bearer token');
});

const template = (known: object) => ({
  name: 'order_ready',
  language: 'bg',
  status: 'APPROVED',
  category: 'UTILITY',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Поръчка {{1}}' },
    { type: 'BODY', text: 'Готова {{2}}, {{1}}. Вземете я {{2}}!' },
    { type: 'FOOTER', text: 'Магазин' },
  ],
  ...known,
});

it('lists what an agent can fill, page by page', async () => {
  const first = {
    data: [
      template({}),
      template({ name: 'rejected', status: 'REJECTED' }),
      template({ name: 'code', category: 'AUTHENTICATION' }),
      template({ name: 'photo', components: [{ type: 'HEADER', format: 'IMAGE' }] }),
      template({
        name: 'track',
        components: [{ type: 'BUTTONS', buttons: [{ type: 'URL', url: 'https://a/{{1}}' }] }],
      }),
      'nonsense',
    ],
    paging: { cursors: { after: 'B' }, next: 'https://x' },
  };
  const second = {
    data: [template({ name: 'a_hello', language: 'en', components: [{ type: 'BODY', text: 'Hi {{who}}' }] })],
  };
  const { made, client } = world({ message_templates: ({ url }: Made) => (url.includes('after=B') ? second : first) });
  expect(await client.templates!()).toEqual([
    { name: 'a_hello', language: 'en', text: 'Hi {{1}}', variables: 1 },
    {
      name: 'order_ready',
      language: 'bg',
      text: 'Поръчка {{1}}\n\nГотова {{3}}, {{2}}. Вземете я {{3}}!\n\nМагазин',
      variables: 3,
    },
  ]);
  expect(made).toHaveLength(2);
});

it('puts the values where the template wants them', async () => {
  const { made, client } = world({ message_templates: { data: [template({ language: 'en' }), template({})] } });
  const params = ['№ 7', 'Мария', 'утре\nследобед'];
  await client.send({ payload: { kind: 'template', name: 'order_ready', language: 'bg', params }, files: [] }, '1');
  expect(JSON.parse(made[1]!.body)).toMatchObject({
    type: 'template',
    template: {
      name: 'order_ready',
      language: { code: 'bg' },
      components: [
        { type: 'header', parameters: [{ type: 'text', text: '№ 7' }] },
        { type: 'body', parameters: [{ text: 'Мария' }, { text: 'утре следобед' }] },
      ],
    },
  });
});

it.each([
  ['other', 'bg', ['1', '2', '3']],
  ['order_ready', 'ru', ['1', '2', '3']],
  ['order_ready', 'bg', ['1', ' ']],
])('a template %s in %s with %j fails for good', async (name, language, params) => {
  const { made, client } = world({ message_templates: { data: [template({})] } });
  const part = { payload: { kind: 'template', name, language, params }, files: [] };
  await expect(client.send(part, '1')).rejects.toMatchObject({ remedy: 'drop' });
  expect(made).toHaveLength(1);
});

it('names the values of a template that names its variables', async () => {
  const named = template({ parameter_format: 'NAMED', components: [{ type: 'BODY', text: '{{who}}, {{when}}' }] });
  const { made, client } = world({ message_templates: { data: [named] } });
  const params = ['Мария', 'утре'];
  await client.send({ payload: { kind: 'template', name: 'order_ready', language: 'bg', params }, files: [] }, '1');
  expect(JSON.parse(made[1]!.body)).toMatchObject({
    template: { components: [{ parameters: [{ parameter_name: 'who', text: 'Мария' }, { parameter_name: 'when' }] }] },
  });
});

it('thanks with a message, where there is no passing notice', async () => {
  const { made, client } = world();
  const body = Buffer.from(JSON.stringify(harness.customer.presses!(1, 's:1:5', new Date())));
  const [event] = await whatsapp.normalise({ body, envelope: {} }, { config: harness.config, ownAddresses: [] });
  await client.acknowledge!(event!, 'Благодарим!');
  await client.acknowledge!(event!, null);
  expect(made).toHaveLength(1);
  expect(JSON.parse(made[0]!.body)).toMatchObject({ to: '359880000001', type: 'text', text: { body: 'Благодарим!' } });
});
