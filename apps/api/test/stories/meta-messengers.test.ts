// What only Meta's messengers have, through the whole desk: names asked for, a week for people's answers, templates after a day.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { harness as ofMessenger } from '../../../../libs/channels/src/messenger/harness.js';
import { harness as ofWhatsApp } from '../../../../libs/channels/src/whatsapp/harness.js';
import { TestDesk } from '../desk.js';
import { Messenger } from '../messenger.js';

const HOUR = 3_600_000;
let desk: TestDesk;
let there: Messenger;
const opened: Messenger[] = [];
const connect = async (...given: Parameters<typeof Messenger.connect>) => {
  const messenger = await Messenger.connect(...given);
  opened.push(messenger);
  return messenger;
};
beforeAll(async () => {
  desk = await TestDesk.open();
  there = await connect(desk, 'messenger', ofMessenger);
}, 60_000);
afterAll(async () => {
  for (const messenger of opened) await messenger.stop();
  await desk?.close();
});

const replies = async (ticketId: string, body: object) =>
  desk.main.owner.call('POST', `/api/v1/tickets/${ticketId}/messages`, body, {
    'idempotency-key': crypto.randomUUID(),
  });

it('answers Meta’s handshake with the right word, and only with it', async () => {
  const ask = async (token: string) => {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': token,
      'hub.challenge': '115820',
    });
    const response = await fetch(`${there.connection.hookUrl}?${query}`);
    return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
  };
  expect(await ask(String(ofMessenger.config.verifyToken))).toMatchObject({
    status: 200,
    type: expect.stringContaining('text/plain'),
    body: '115820',
  });
  expect((await ask('guessed')).status).toBe(401);
});

it('names the sender, and asks once for many messages', async () => {
  await there.writes('Where is my order?');
  await there.writes('Number 1042');
  expect((await there.ticket())!.contact.name).toBe('Анна Иванова');
  const asked = there.outside.requests.filter(({ path }) => path.includes(`/${ofMessenger.conversation}?fields=`));
  expect(asked).toHaveLength(1);
});

it('a vendor that does not tell keeps no message waiting', async () => {
  const silent = await connect(desk, 'messenger', ofMessenger, desk.twin);
  await silent.outside.stop();
  await silent.writes('Hello?');
  expect((await silent.ticket())!.contact.name).toBeNull();
}, 30_000);

it('after a day nobody may write, but with the Human Agent permission a person may', async () => {
  const { id } = (await there.ticket())!;
  await desk.travels(30 * HOUR);
  expect(await replies(id, { text: 'Sorry for the wait' })).toMatchObject({ status: 409 });
  const path = `/api/v1/connections/${there.connection.id}`;
  const { config } = await desk.main.owner.does<{ config: object }>('GET', path);
  await desk.main.owner.does('PATCH', path, { config: { ...config, humanAgent: true } });
  expect(await replies(id, { text: 'Sorry for the wait' })).toMatchObject({ status: 200 });
  await desk.settles();
  const sent = there.outside.requests.findLast(({ path: asked }) => asked.endsWith('/messages'))!;
  expect(JSON.parse(sent.body.toString())).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
  await desk.travels(7 * 24 * HOUR);
  expect(await replies(id, { text: 'Still here?' })).toMatchObject({ status: 409 });
}, 30_000);

it('WhatsApp: after a day an approved template still goes, with its values', async () => {
  const whatsapp = await connect(desk, 'whatsapp', ofWhatsApp);
  await whatsapp.writes('Is it ready?');
  const { id } = (await whatsapp.ticket())!;
  await desk.travels(30 * HOUR);
  expect(await replies(id, { text: 'It is' })).toMatchObject({ status: 409 });
  const templates = await desk.main.owner.does('GET', `/api/v1/connections/${whatsapp.connection.id}/templates`);
  expect(templates).toEqual([
    { name: 'order_ready', language: 'bg', text: 'Поръчка {{1}} е готова, {{2}}.', variables: 2 },
  ]);
  const template = { name: 'order_ready', language: 'bg', params: ['1042', 'Мария'] };
  expect(await replies(id, { text: 'Поръчка 1042 е готова, Мария.', template })).toMatchObject({ status: 200 });
  await desk.settles();
  const sent = whatsapp.outside.requests.findLast(({ path }) => path.endsWith('/messages'))!;
  expect(JSON.parse(sent.body.toString())).toMatchObject({
    type: 'template',
    template: { components: [{ type: 'body', parameters: [{ text: '1042' }, { text: 'Мария' }] }] },
  });
  expect((await desk.main.owner.conversation(id)).at(-1)).toMatchObject({ state: 'sent' });
}, 30_000);
