// The Bot API's manners: what is sure, what may have arrived, what is fetched, what is polled.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { ClientContext, OutboundFile } from '../channel.js';
import { telegram } from './index.js';

type Seen = { path: string; body: string };
let seen: Seen[];
let answer: (seen: Seen, response: ServerResponse) => void;
const server = createServer((incoming: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const one = { path: incoming.url ?? '', body: Buffer.concat(chunks).toString('latin1') };
    seen.push(one);
    answer(one, response);
  });
});
const ok = (response: ServerResponse, result: unknown) =>
  response.end(typeof result === 'string' ? result : JSON.stringify({ ok: true, result }));

beforeEach(async () => {
  seen = [];
  answer = (_, response) => ok(response, { message_id: 1 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

function context(known: Partial<ClientContext> = {}, config: Record<string, unknown> = {}): ClientContext {
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    config: { botToken: '7:secret-token', apiRoot, ...config },
    fetch,
    signal: AbortSignal.timeout(5000),
    hookUrl: 'https://desk.example/hooks/telegram/k',
    ...known,
  };
}
const text = { payload: { method: 'sendMessage', fields: { text: 'Hi' }, fileFields: [] }, files: [] };
const photo = (file: OutboundFile) => ({
  payload: { method: 'sendPhoto', fields: { caption: 'c' }, fileFields: ['photo'] },
  files: [file],
});
const picture: OutboundFile = {
  name: 'снимка.png',
  contentType: 'image/png',
  size: 3,
  read: async () => new Uint8Array([1, 2, 3]),
};

it('does not know what became of a request cut after it was written', async () => {
  answer = (_, response) => response.destroy();
  await expect(telegram.client(context()).send(text, '5')).rejects.toMatchObject({ remedy: 'unknown' });
});

it('does not know what became of a request that nobody answers', async () => {
  answer = () => undefined;
  const client = telegram.client(context({ signal: AbortSignal.timeout(200) }));
  await expect(client.send(text, '5')).rejects.toMatchObject({ remedy: 'unknown' });
});

it.each([
  [502, '<html>Bad Gateway</html>', 'unknown', null],
  [500, '{"ok":false,"error_code":500,"description":"Internal Server Error"}', 'retry', null],
  [400, '{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}', 'drop', null],
  [404, '{"ok":false,"error_code":404,"description":"Not Found"}', 'reconnect', null],
  [429, '{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":17}}', 'retry', 17],
  [200, 'nonsense', 'unknown', null],
])('%s %s → %s', async (status, body, remedy, retryAfterSeconds) => {
  answer = (_, response) => response.writeHead(status).end(body);
  await expect(telegram.client(context()).send(text, '5')).rejects.toMatchObject({ remedy, retryAfterSeconds });
});

it('never tells the token', async () => {
  const client = telegram.client(context({}, { apiRoot: 'http://127.0.0.1:1' }));
  const fault = await client.send(text, '5').catch((error: Error) => error);
  expect(fault).toMatchObject({ remedy: 'retry' });
  expect(JSON.stringify(fault) + (fault as Error).message).not.toContain('secret-token');
});

it('sends a photo as a form, and as a document when Telegram refuses the picture', async () => {
  answer = ({ path }, response) =>
    path.endsWith('sendPhoto')
      ? response
          .writeHead(400)
          .end('{"ok":false,"error_code":400,"description":"Bad Request: PHOTO_INVALID_DIMENSIONS"}')
      : ok(response, { message_id: 9 });
  expect(await telegram.client(context()).send(photo(picture), '5')).toEqual({ externalId: '5:9' });
  expect(seen.map((one) => one.path)).toEqual(['/bot7:secret-token/sendPhoto', '/bot7:secret-token/sendDocument']);
  expect(seen[1]!.body).toMatch(/name="document"/);
  expect(Buffer.from(seen[1]!.body, 'latin1').toString()).toContain(
    'filename="снимка.png"\r\nContent-Type: image/png\r\n\r\n\u0001\u0002\u0003\r\n--',
  );
  expect(seen[1]!.body).toMatch(/name="caption"\r\n\r\nc/);
});

it('polls from the saved offset, keeps every digit, and moves on', async () => {
  answer = (_, response) =>
    ok(
      response,
      '{"ok":true,"result":[{"update_id":41,"message":{"chat":{"id":9007199254740993123}}},{"update_id":42}]}',
    );
  const { updates, cursor } = await telegram.client(context()).poll!('41');
  expect(JSON.parse(seen[0]!.body)).toMatchObject({ offset: 41 });
  expect(cursor).toBe('43');
  expect(Buffer.from(updates[0]!).toString()).toContain('9007199254740993123');
});

it('takes the webhook away when it stands in the way of polling', async () => {
  answer = ({ path }, response) => {
    if (path.endsWith('deleteWebhook')) return ok(response, true);
    if (seen.length === 1)
      return response
        .writeHead(409)
        .end(
          '{"ok":false,"error_code":409,"description":"Conflict: can\'t use getUpdates method while webhook is active"}',
        );
    return ok(response, []);
  };
  expect(await telegram.client(context()).poll!('5')).toEqual({ updates: [], cursor: '5' });
});

it('sets the webhook with a secret that verify accepts', async () => {
  answer = ({ path }, response) =>
    ok(response, path.endsWith('getMe') ? { id: 7, first_name: 'Shop', username: 'shop_bot' } : true);
  const config = { mode: 'webhook' };
  expect(await telegram.client(context({}, config)).connect!()).toEqual({ name: 'Shop', address: '@shop_bot' });
  const set = JSON.parse(seen[1]!.body) as { url: string; secret_token: string };
  expect(set.url).toBe('https://desk.example/hooks/telegram/k');
  expect(set.secret_token).toMatch(/^[\w-]{20,256}$/);
  const headers = { 'x-telegram-bot-api-secret-token': set.secret_token };
  expect(
    telegram.verify(
      { method: 'POST', path: '', url: '', query: {}, headers, body: new Uint8Array() },
      context({}, config).config,
      { now: new Date(), fetch },
    ),
  ).toEqual({ verdict: 'ok' });
});

it('fetches a file by its id', async () => {
  answer = ({ path }, response) =>
    path.startsWith('/file/') ? response.end('bytes') : ok(response, { file_path: 'photos/file_1.jpg' });
  const file = await telegram.client(context()).fetchFile!('F1');
  expect(file.name).toBe('file_1.jpg');
  expect(await new Response(file.body).text()).toBe('bytes');
});

it('does not mind a button pressed too long ago', async () => {
  answer = (_, response) =>
    response.writeHead(400).end('{"ok":false,"error_code":400,"description":"Bad Request: query is too old"}');
  const [event] = await telegram.normalise(
    {
      body: Buffer.from(
        '{"update_id":1,"callback_query":{"id":"c","from":{"id":5},"data":"x","message":{"message_id":2,"chat":{"id":5,"type":"private"}}}}',
      ),
      envelope: {},
    },
    { config: {}, ownAddresses: [] },
  );
  await expect(telegram.client(context()).acknowledge!(event!, 'Thanks')).resolves.toBeUndefined();
});

it('sends an album as photos, then as files, and knows it by its first message', async () => {
  answer = ({ body }, response) =>
    body.includes('"type":"photo"')
      ? response
          .writeHead(400)
          .end('{"ok":false,"error_code":400,"description":"Bad Request: PHOTO_INVALID_DIMENSIONS"}')
      : ok(response, [{ message_id: 11 }, { message_id: 12 }]);
  const media = [
    { type: 'photo', media: 'attach://file0' },
    { type: 'photo', media: 'attach://file1' },
  ];
  const payload = { method: 'sendMediaGroup', fields: { media }, fileFields: ['file0', 'file1'] };
  expect(await telegram.client(context()).send({ payload, files: [picture, picture] }, '5')).toEqual({
    externalId: '5:11',
  });
  expect(seen[1]!.body.match(/filename=/g)).toHaveLength(2);
  expect(seen[1]!.body).toContain('"type":"document"');
});

it('writes to a topic and through a business account', async () => {
  const client = telegram.client(context());
  expect(await client.send(text, '-100#8')).toEqual({ externalId: '-100:1' });
  expect(await client.send(text, '5@Bc_7x')).toEqual({ externalId: '5@Bc_7x:1' });
  expect(JSON.parse(seen[0]!.body)).toMatchObject({ chat_id: '-100', message_thread_id: 8 });
  expect(JSON.parse(seen[1]!.body)).toMatchObject({ chat_id: '5', business_connection_id: 'Bc_7x' });
});

it('says where a group went on', async () => {
  const description = 'Bad Request: group chat was upgraded to a supergroup chat';
  const parameters = { migrate_to_chat_id: -1009999999999 };
  answer = (_, response) =>
    response.writeHead(400).end(JSON.stringify({ ok: false, error_code: 400, description, parameters }));
  await expect(telegram.client(context()).send(text, '-4001')).rejects.toMatchObject({
    remedy: 'drop',
    reason: expect.stringContaining('-1009999999999'),
  });
});
