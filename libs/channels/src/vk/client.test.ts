// VK's manners: our address confirmed, the server set once, repeats known by their number, files, polling and its faults.
import { expect, it } from '@jest/globals';
import type { ClientContext, OutboundMessage } from '../channel.js';
import { harness } from './harness.js';
import { vk } from './index.js';

type Call = { method: string; form: Record<string, string>; url: string };
type Answers = Record<string, unknown | ((call: Call, n: number) => unknown)>;

/** A VK that answers by the method's name; anything else is well. */
function world(answers: Answers, config: Record<string, unknown> = {}): { context: ClientContext; calls: Call[] } {
  const calls: Call[] = [];
  const asked = (async (address: string | URL | Request, init?: RequestInit) => {
    const url = String(address);
    const method = new URL(url).pathname.split('/').at(-1)!;
    const form = typeof init?.body === 'string' ? Object.fromEntries(new URLSearchParams(init.body)) : {};
    const call = { method, form, url };
    calls.push(call);
    const known = answers[method];
    const given =
      typeof known === 'function' ? (known as (call: Call, n: number) => unknown)(call, calls.length) : known;
    return new Response(JSON.stringify(given ?? { response: 1 }));
  }) as typeof fetch;
  const hookUrl = 'https://desk.example/hooks/vk/k';
  const context = {
    config: { ...harness.config, ...config },
    fetch: asked,
    signal: AbortSignal.timeout(5000),
    hookUrl,
  };
  return { context, calls };
}
const message: OutboundMessage = {
  id: '01930000-0000-7000-8000-000000000001',
  conversation: '5001',
  text: 'Hello',
  html: null,
  files: [],
  card: null,
  replyToExternalId: null,
  locale: 'en',
  template: null,
  mail: null,
};
const fieldsOf = (known: Partial<OutboundMessage>) =>
  (vk.render({ ...message, ...known }, {}) as { payload: { fields: Record<string, string> } }[]).map(
    (part) => part.payload.fields,
  );
const community = { response: { groups: [{ id: 229000001, name: 'Лавка' }] } };

it('adds its server with its events and its secret; the next time edits the same', async () => {
  const first = world({ 'groups.getById': community, 'groups.addCallbackServer': { response: { server_id: 7 } } });
  expect(await vk.client(first.context).connect!()).toEqual({ name: 'Лавка', address: 'club229000001' });
  const added = first.calls.find(({ method }) => method === 'groups.addCallbackServer')!;
  expect(added.form).toMatchObject({ url: 'https://desk.example/hooks/vk/k', secret_key: 'right' });
  expect(added.form.title!.length).toBeLessThanOrEqual(14);
  expect(first.calls.at(-1)).toMatchObject({
    method: 'groups.setCallbackSettings',
    form: { server_id: '7', message_new: '1', message_event: '1', message_deny: '1' },
  });
  const items = [
    { id: 3, url: 'https://other.example/' },
    { id: 7, url: 'https://desk.example/hooks/vk/k' },
  ];
  const again = world({ 'groups.getById': community, 'groups.getCallbackServers': { response: { items } } });
  await vk.client(again.context).connect!();
  expect(again.calls.map(({ method }) => method)).toContain('groups.editCallbackServer');
  expect(again.calls.map(({ method }) => method)).not.toContain('groups.addCallbackServer');
});

it('refuses a key of another community', async () => {
  const { context } = world({ 'groups.getById': { response: { groups: [{ id: 5, name: 'Other' }] } } });
  await expect(vk.client(context).connect!()).rejects.toMatchObject({ remedy: 'reconnect' });
});

it('confirms its address with a string that VK tells, when the settings do not hold it', async () => {
  const config = { ...harness.config, confirmationCode: '' };
  const { context, calls } = world({ 'groups.getCallbackConfirmationCode': { response: { code: 'fr0mvk' } } });
  const body = Buffer.from('{"type":"confirmation","group_id":229000001,"secret":"right"}');
  const request = { method: 'POST', path: '', url: '', query: {}, headers: {}, body };
  const verdict = await vk.verify(request, config, { now: new Date(), fetch: context.fetch });
  expect(verdict).toMatchObject({ verdict: 'answer', body: 'fr0mvk' });
  expect(calls).toHaveLength(1);
  const silent = (() => Promise.reject(new Error('down'))) as typeof fetch;
  expect(await vk.verify(request, config, { now: new Date(), fetch: silent })).toMatchObject({ verdict: 'refuse' });
});

it('gives each part a number of its own, the same at every try', () => {
  const [a, b] = [fieldsOf({ text: 'x'.repeat(5000) }), fieldsOf({ text: 'x'.repeat(5000) })];
  expect(a.map((fields) => fields.random_id)).toEqual(b.map((fields) => fields.random_id));
  expect(new Set(a.map((fields) => fields.random_id)).size).toBe(2);
  for (const { random_id } of a) expect(Number(random_id)).toBeLessThan(2 ** 31);
});

it('asks by a link when the buttons are too many for VK', () => {
  const buttons = Array.from({ length: 11 }, (_, i) => ({ label: String(i), data: `s:${i}`, url: '' }));
  const card = { kind: 'survey' as const, text: 'How likely?', buttons, url: 'https://desk.example/s/t' };
  const [few] = fieldsOf({ text: '', card: { ...card, buttons: buttons.slice(1) } });
  expect((JSON.parse(few!.keyboard!) as { buttons: unknown[][] }).buttons.map((row) => row.length)).toEqual([5, 5]);
  const [many] = fieldsOf({ text: '', card });
  expect(many).toMatchObject({ message: expect.stringContaining('https://desk.example/s/t') });
  expect(many!.keyboard).toBeUndefined();
});

it('answers a message of the same conversation only', () => {
  expect(JSON.parse(fieldsOf({ replyToExternalId: '5001:12' })[0]!.forward!)).toEqual({
    peer_id: 5001,
    conversation_message_ids: [12],
    is_reply: true,
  });
  expect(fieldsOf({ replyToExternalId: '7:12' })[0]!.forward).toBeUndefined();
  expect(fieldsOf({ replyToExternalId: '5001:id12' })[0]!.forward).toBeUndefined();
});

it('names up to ten files in one message; photos and documents go to servers of their own', async () => {
  const file = (contentType: string) => ({ name: 'f', contentType, size: 1, read: async () => new Uint8Array([1]) });
  const upload = { response: { upload_url: 'https://upload.example/upload' } };
  const { context, calls } = world({
    'photos.getMessagesUploadServer': upload,
    'docs.getMessagesUploadServer': upload,
    upload: { server: 1, photo: '[1]', hash: 'h', file: 'f' },
    'photos.saveMessagesPhoto': { response: [{ id: 1, owner_id: -2, access_key: 'k' }] },
    'docs.save': { response: { type: 'doc', doc: { id: 3, owner_id: -2 } } },
    'messages.send': { response: [{ peer_id: 5001, message_id: 9, conversation_message_id: 4 }] },
  });
  const [part, ...more] = await vk.render({ ...message, files: [file('image/png'), file('application/pdf')] }, {});
  expect(more).toEqual([]);
  expect(await vk.client(context).send(part!, '5001')).toEqual({ externalId: '5001:4' });
  expect(calls.at(-1)!.form).toMatchObject({ attachment: 'photo-2_1_k,doc-2_3', message: 'Hello', peer_ids: '5001' });
});

it('says what VK says of a file it does not take', async () => {
  const file = {
    name: 'run.exe',
    contentType: 'application/x-msdownload',
    size: 1,
    read: async () => new Uint8Array([1]),
  };
  const { context } = world({
    'docs.getMessagesUploadServer': { response: { upload_url: 'https://upload.example/upload' } },
    upload: { error: 'wrong file type' },
  });
  const [part] = await vk.render({ ...message, files: [file] }, {});
  await expect(vk.client(context).send(part!, '5001')).rejects.toMatchObject({
    remedy: 'drop',
    reason: expect.stringMatching(/run\.exe.*wrong file type/),
  });
});

it.each([
  [{ error_code: 9, error_msg: 'Flood control' }, 'retry'],
  [{ error_code: 27, error_msg: 'Group authorization failed' }, 'reconnect'],
  [{ error_code: 7, error_msg: 'Permission to perform this action is denied' }, 'reconnect'],
  [{ error_code: 912, error_msg: 'This is a chat bot feature' }, 'reconnect'],
  [{ error_code: 902, error_msg: 'privacy' }, 'drop'],
  [{ error_code: 914, error_msg: 'Message is too long' }, 'drop'],
])('%o means %s', async (error, remedy) => {
  const { context } = world({ 'messages.send': { error } });
  const [part] = await vk.render(message, {});
  await expect(vk.client(context).send(part!, '5001')).rejects.toMatchObject({ remedy });
});

it('polls from its place, takes a new key when the old is spent, and begins anew when its place is gone', async () => {
  const given: unknown[] = [
    { ts: '11', updates: [{ type: 'message_new', object: {} }] },
    { failed: 2 },
    { ts: '12', updates: [] },
    { failed: 1, ts: '40' },
    { failed: 3 },
  ];
  const place = { response: { server: 'https://lp.example/wh1', key: 'k', ts: '10' } };
  const { context, calls } = world(
    { 'groups.getLongPollServer': place, wh1: () => given.shift() },
    { mode: 'polling' },
  );
  const { poll } = vk.client(context);
  const first = await poll!(null);
  expect(first.cursor).toBe('11');
  expect(first.updates).toHaveLength(1);
  expect(await poll!('11')).toEqual({ updates: [], cursor: '11' });
  expect(await poll!('11')).toEqual({ updates: [], cursor: '12' });
  expect(await poll!('12')).toEqual({ updates: [], cursor: '40' });
  expect(await poll!('40')).toEqual({ updates: [], cursor: null });
  expect(calls.filter(({ method }) => method === 'wh1').map(({ url }) => new URL(url).searchParams.get('ts'))).toEqual([
    '10',
    '11',
    '11',
    '12',
    '40',
  ]);
  expect(calls.filter(({ method }) => method === 'groups.getLongPollServer')).toHaveLength(2);
});

it('thanks for a pressed button, and does not mind one pressed too long ago', async () => {
  const press = harness.customer.presses!(1, 's:5', new Date());
  const raw = { body: Buffer.from(JSON.stringify(press)), envelope: {} };
  const [event] = await vk.normalise(raw, { config: harness.config, ownAddresses: [] });
  const { context, calls } = world({});
  await vk.client(context).acknowledge!(event!, 'Thank you');
  expect(calls[0]!.form).toMatchObject({ event_id: 'ev1', user_id: '5001', peer_id: '5001' });
  expect(JSON.parse(calls[0]!.form.event_data!)).toEqual({ type: 'show_snackbar', text: 'Thank you' });
  const late = world({ 'messages.sendMessageEventAnswer': { error: { error_code: 100, error_msg: 'event_id' } } });
  await expect(vk.client(late.context).acknowledge!(event!, null)).resolves.toBeUndefined();
});

it('tells whose an id is', async () => {
  const person = { id: 5001, first_name: 'Анна', last_name: 'Иванова' };
  const { context, calls } = world({ 'users.get': { response: [person] } });
  expect(await vk.client(context).profile!('5001')).toEqual({ name: 'Анна Иванова', username: null });
  expect(calls[0]!.form.user_ids).toBe('5001');
  expect(await vk.client(world({ 'users.get': { response: [] } }).context).profile!('1')).toEqual({
    name: null,
    username: null,
  });
});

it.each([
  [
    'before it was told a secret, by hand',
    '{"type":"confirmation","group_id":229000001}',
    { callbackSecret: '' },
    'answer',
  ],
  [
    'but not with a wrong one',
    '{"type":"confirmation","group_id":229000001,"secret":"x"}',
    { callbackSecret: '' },
    'refuse',
  ],
  ['nor where one was agreed on', '{"type":"confirmation","group_id":229000001}', {}, 'refuse'],
  ['nor for another community', '{"type":"confirmation","group_id":1}', { callbackSecret: '' }, 'refuse'],
  ['and never anything but that', '{"type":"message_new","group_id":229000001}', { callbackSecret: '' }, 'refuse'],
])('confirms its address %s', async (_, body, known, verdict) => {
  const request = { method: 'POST', path: '', url: '', query: {}, headers: {}, body: Buffer.from(body) };
  expect(await vk.verify(request, { ...harness.config, ...known }, { now: new Date(), fetch })).toMatchObject({
    verdict,
  });
});
