// The stand-ins themselves: they refuse what the real ones refuse, and forget nothing they took.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MailStandin, sendMail } from './mail-standin.js';
import { TelegramStandin } from './telegram-standin.js';

const anna = { id: 501, firstName: 'Анна', languageCode: 'ru' };
let telegram: TelegramStandin;
let relay: MailStandin;

beforeAll(async () => {
  telegram = await new TelegramStandin().start();
  relay = await new MailStandin().start();
});
afterAll(async () => {
  await telegram.stop();
  await relay.stop();
});

const call = async (method: string, params: object, token = telegram.token) => {
  const response = await fetch(`${telegram.root}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as {
    ok: boolean;
    error_code?: number;
    description?: string;
    result?: never;
    parameters?: object;
  };
};

test('a token that is not the bot’s is refused', async () => {
  expect(await call('getMe', {}, '1:wrong')).toMatchObject({ ok: false, error_code: 401 });
  expect(await call('getMe', {})).toMatchObject({ ok: true, result: { is_bot: true } });
});

test('updates come by long polling and are confirmed by offset', async () => {
  const waiting = call('getUpdates', { timeout: 10 });
  telegram.customerWrites(anna, 'Привет');
  const [update] = ((await waiting).result ?? []) as { update_id: number; message: { text: string } }[];
  expect(update!.message.text).toBe('Привет');
  expect((await call('getUpdates', { offset: update!.update_id })).result).toHaveLength(1);
  expect((await call('getUpdates', { offset: update!.update_id + 1 })).result).toHaveLength(0);
});

test('a message is accepted once a call, too long or empty ones never', async () => {
  expect(await call('sendMessage', { chat_id: 999, text: 'x' })).toMatchObject({
    error_code: 400,
    description: 'Bad Request: chat not found',
  });
  expect(await call('sendMessage', { chat_id: 501, text: ' ' })).toMatchObject({ error_code: 400 });
  expect(await call('sendMessage', { chat_id: 501, text: 'я'.repeat(4097) })).toMatchObject({
    description: 'Bad Request: message is too long',
  });
  expect(await call('sendMessage', { chat_id: 501, text: '<b>x', parse_mode: 'HTML' })).toMatchObject({
    error_code: 400,
  });
  expect(await call('sendMessage', { chat_id: 501, text: '<b>x</b> &amp; y', parse_mode: 'HTML' })).toMatchObject({
    ok: true,
  });
  expect(telegram.sentTo(anna).map((m) => m.text)).toEqual(['x & y']);
});

test('429 tells how long to wait; a blocked bot gets 403; a cut connection has still delivered', async () => {
  telegram.refuse(429, { retryAfter: 7 });
  expect(await call('sendMessage', { chat_id: 501, text: 'a' })).toMatchObject({
    error_code: 429,
    parameters: { retry_after: 7 },
  });
  telegram.customerBlocks(anna);
  expect(await call('sendMessage', { chat_id: 501, text: 'a' })).toMatchObject({ error_code: 403 });
  telegram.customerBlocks(anna, false);
  telegram.dropAfterAccepting();
  await expect(call('sendMessage', { chat_id: 501, text: 'cut' })).rejects.toThrow();
  expect(telegram.sentTo(anna).at(-1)?.text).toBe('cut');
});

test('a photo goes as multipart, and its file can be fetched again', async () => {
  const form = new FormData();
  form.set('chat_id', '501');
  form.set('photo', new Blob([new Uint8Array([1, 2, 3])], { type: 'image/png' }), 'p.png');
  const response = await fetch(`${telegram.root}/bot${telegram.token}/sendPhoto`, { method: 'POST', body: form });
  expect(await response.json()).toMatchObject({ ok: true });
  const { file } = telegram.sentTo(anna).at(-1)!;
  const { result } = (await call('getFile', { file_id: file!.fileId })) as { result?: { file_path: string } };
  const bytes = await fetch(`${telegram.root}/file/bot${telegram.token}/${result!.file_path}`).then((r) =>
    r.arrayBuffer(),
  );
  expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3]);
});

test('a webhook gets its secret, in order, again until it says 200; a pressed button comes as a callback', async () => {
  const seen: { secret: unknown; update: Record<string, { data?: string; text?: string }> }[] = [];
  let failures = 1;
  const hook = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = failures-- > 0 ? 500 : 200;
      if (status === 200)
        seen.push({
          secret: request.headers['x-telegram-bot-api-secret-token'],
          update: JSON.parse(String(Buffer.concat(chunks))),
        });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  const keyboard = { inline_keyboard: [[{ text: '5', callback_data: 's:5' }]] };
  await call('sendMessage', { chat_id: 501, text: 'rate', reply_markup: keyboard });
  await call('setWebhook', { url: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/x`, secret_token: 'abc' });
  const before = telegram.updates.made.length;
  telegram.customerWrites(anna, 'one');
  const callback = telegram.customerPresses(anna, '5');
  while (!seen.some((line) => line.update.callback_query)) await new Promise((resolve) => setTimeout(resolve, 20));
  const news = seen.filter(
    (line) =>
      Number((line.update as never as { update_id: number }).update_id) >= telegram.updates.made[before]!.update_id,
  );
  expect(news.map((line) => line.update.message?.text ?? line.update.callback_query?.data)).toEqual(['one', 's:5']);
  expect(new Set(seen.map((line) => line.secret))).toEqual(new Set(['abc']));
  expect(await call('answerCallbackQuery', { callback_query_id: callback })).toMatchObject({ ok: true });
  expect(await call('answerCallbackQuery', { callback_query_id: callback })).toMatchObject({ error_code: 400 });
  expect(await call('getUpdates', {})).toMatchObject({ error_code: 409 });
  await call('deleteWebhook', {});
  await new Promise((resolve) => hook.close(resolve));
});

test('the relay keeps what it took, and refuses when told to', async () => {
  const port = Number(new URL(relay.url).port);
  const mail = {
    from: 'Иван <ivan@example.org>',
    to: 'desk@example.net',
    subject: 'Здравейте',
    text: 'тяло',
    html: '<p>тяло</p>',
  };
  await sendMail(port, mail);
  const [taken] = await relay.mailsTo('desk@example.net');
  expect(taken).toMatchObject({ subject: 'Здравейте', sender: 'ivan@example.org', from: { name: 'Иван' } });
  relay.refuse(451);
  await expect(sendMail(port, mail)).rejects.toMatchObject({ responseCode: 451 });
  relay.dropAfterAccepting();
  await expect(sendMail(port, mail)).rejects.toThrow();
  expect(relay.mails).toHaveLength(2);
});
