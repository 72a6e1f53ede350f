// The furniture of the desk: connections, working hours, tags and files, as settings pages and other rooms use them.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarInForce } from '../../src/desk/calendar-in-force.js';
import type { CalendarView } from '../../src/desk/calendars.requests.js';
import type { ConnectionView } from '../../src/desk/connections.requests.js';
import { CreateConnection } from '../../src/desk/create-connection.js';
import { signFileUrl } from '../../src/desk/file-links.js';
import { ReadCalendarVersion } from '../../src/desk/read-calendar-version.js';
import { Connections } from '../../src/desk/read-connections.js';
import { EnsureTags } from '../../src/desk/tags.js';
import { Secrets } from '../../src/platform/secrets.js';
import { type Person, TestDesk } from '../desk.js';

let desk: TestDesk;
let owner: Person;

beforeAll(async () => {
  desk = await TestDesk.open();
  owner = desk.main.owner;
}, 60_000);
afterAll(() => desk.close());

const use = <T>(type: new (...parts: never[]) => T): T => desk.app.get<T>(type, { strict: false });

describe('connections', () => {
  const telegram = (config: Record<string, unknown>) =>
    owner.call<ConnectionView & { code: string }>('POST', '/api/v1/connections', {
      kind: 'telegram',
      name: 'Bot',
      config: { botToken: desk.telegram.token, apiRoot: desk.telegram.root, ...config },
    });

  it('never show a secret again, and keep it when the rest is edited', async () => {
    const made = await telegram({ webhookSecret: 'very-secret-word', mode: 'polling' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ state: 'ok', address: '@desk_test_bot', hookUrl: null, notice: null });
    expect(made.body.config).toMatchObject({ botToken: { set: true }, webhookSecret: { set: true }, mode: 'polling' });
    const { id } = made.body;
    await owner.does('PATCH', `/api/v1/connections/${id}`, {
      name: 'Our bot',
      config: { ...made.body.config, webhookSecret: null },
    });
    const shown = await owner.does<ConnectionView>('GET', `/api/v1/connections/${id}`);
    expect(shown).toMatchObject({
      name: 'Our bot',
      config: { botToken: { set: true }, webhookSecret: { set: false } },
    });
    const everything = JSON.stringify(await owner.does('GET', '/api/v1/connections'));
    expect(everything).not.toContain(desk.telegram.token);
    expect((await use(Connections).byId(desk.main.workspaceId, id))!.config.botToken).toBe(desk.telegram.token);
    const [row] = await desk.database.query(
      `SELECT config, secrets FROM connection WHERE workspace_id = $1 AND id = $2`,
      [desk.main.workspaceId, id],
    );
    expect(JSON.stringify(row)).not.toContain(desk.telegram.token);
  });

  it('with a wrong token are refused, and a silent vendor is told apart from that', async () => {
    const wrong = await telegram({ botToken: '1:wrong' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'connection-refused' } });
    const silent = await telegram({ apiRoot: 'http://127.0.0.1:9' });
    expect(silent).toMatchObject({ status: 201, body: { state: 'broken', notice: expect.stringContaining('Saved') } });
    const test = await owner.does('POST', `/api/v1/connections/${silent.body.id}/test`);
    expect(test).toMatchObject({ ok: false, reason: expect.any(String) });
    await owner.does('DELETE', `/api/v1/connections/${silent.body.id}`);
    expect((await owner.call('GET', `/api/v1/connections/${silent.body.id}`)).status).toBe(404);
  });

  it('poll where the world cannot call us, and say so', async () => {
    const create = use(CreateConnection);
    const order = { kind: 'telegram', name: 'Bot', locale: 'ru', ask: false };
    const config = { botToken: '1:x', mode: 'webhook' };
    const made = await create.run(desk.main.workspaceId, { ...order, config });
    expect(made).toMatchObject({
      config: { mode: 'polling' },
      hookUrl: null,
      notice: expect.stringMatching(/PUBLIC_URL/),
    });
    const inside = await create.run(desk.main.workspaceId, {
      ...order,
      config: { ...config, apiRoot: desk.telegram.root },
    });
    expect(inside).toMatchObject({
      config: { mode: 'webhook' },
      hookUrl: `${desk.url}/hooks/telegram/${inside.key}`,
      notice: null,
    });
  });

  it('say which field is wrong, in the reader’s words', async () => {
    const answer = await telegram({ mode: 'pigeon' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'setting-wrong', name: 'mode' } });
    expect(await owner.call('POST', '/api/v1/connections', { kind: 'pigeon', name: 'x', config: {} })).toMatchObject({
      status: 400,
      body: { code: 'kind-unknown' },
    });
  });

  it('of mail have an address that no other has, and answer to it with any plus', async () => {
    const taken = await desk.twin.owner.call('POST', '/api/v1/connections', {
      kind: 'email',
      name: 'Mine',
      config: { address: 'Support@Desk.test' },
    });
    expect(taken).toMatchObject({ status: 409, body: { code: 'address-taken' } });
    const connections = use(Connections);
    expect(await connections.byAddress('SUPPORT+t.1.abc@desk.test')).toMatchObject({ id: desk.main.mail.id });
    expect(await connections.byAddress('twin@desk.test')).toMatchObject({ workspaceId: desk.twin.workspaceId });
    expect(await connections.byAddress('nobody@desk.test')).toBeNull();
  });

  it('are found by key, unless they are deleted or of another kind', async () => {
    const connections = use(Connections);
    expect(await connections.byKey('chat', desk.main.chat.key)).toMatchObject({ id: desk.main.chat.id });
    expect(await connections.byKey('telegram', desk.main.chat.key)).toBeNull();
    const made = await owner.does<ConnectionView>('POST', '/api/v1/connections', {
      kind: 'chat',
      name: 'Shop',
      config: {},
    });
    expect(made.snippet).toBe(`<script src="${desk.url}/widget.js?key=${made.key}" async></script>`);
    await owner.does('DELETE', `/api/v1/connections/${made.id}`);
    expect(await connections.byKey('chat', made.key)).toBeNull();
    expect((await desk.twin.owner.call('DELETE', `/api/v1/connections/${desk.main.chat.id}`)).status).toBe(404);
  });
});

describe('working hours', () => {
  const days = (from: string, to: string) => Array.from({ length: 7 }, () => ({ intervals: [{ from, to }] }));
  const order = {
    name: 'Night',
    timeZone: 'Europe/Moscow',
    weekly: days('22:00', '06:00'),
    holidays: [{ date: '2026-12-31', name: 'Eve', intervals: [{ from: '22:00', to: '23:00' }] }],
  };

  it('are Monday to Friday, nine to six, until a lead says otherwise; every version stays', async () => {
    const [first] = await owner.does<CalendarView[]>('GET', '/api/v1/calendars');
    expect(first).toMatchObject({ isDefault: true, timeZone: 'Europe/Sofia' });
    expect(first!.weekly.map((day) => day.intervals.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
    const changed = await owner.does<CalendarView>('PUT', `/api/v1/calendars/${first!.id}`, {
      ...order,
      name: 'Hours',
    });
    expect(changed).toMatchObject({
      id: first!.id,
      name: 'Hours',
      isDefault: true,
      weekly: order.weekly,
      holidays: order.holidays,
    });
    expect(changed.versionId).not.toBe(first!.versionId);
    const { workspaceId } = desk.main;
    expect(await use(CalendarInForce).run(desk.database, workspaceId, null)).toMatchObject({ id: changed.versionId });
    const old = await use(ReadCalendarVersion).run(desk.database, workspaceId, first!.versionId);
    expect(old).toMatchObject({ timeZone: 'Europe/Sofia', weekly: first!.weekly.map((day) => day.intervals) });
  });

  it('of a team come before those of the workspace, and only one calendar is the default', async () => {
    const night = await owner.does<CalendarView>('POST', '/api/v1/calendars', order);
    expect(night.isDefault).toBe(false);
    const team = await owner.does<{ id: string }>('POST', '/api/v1/teams', { name: 'Night', calendarId: night.id });
    const inForce = (teamId: string | null) => use(CalendarInForce).run(desk.database, desk.main.workspaceId, teamId);
    expect(await inForce(team.id)).toMatchObject({ id: night.versionId });
    expect((await inForce(null))!.id).not.toBe(night.versionId);
    const changed = await owner.does<CalendarView>('PUT', `/api/v1/calendars/${night.id}`, {
      ...order,
      isDefault: true,
    });
    expect(await inForce(null)).toMatchObject({ id: changed.versionId });
    const all = await owner.does<CalendarView[]>('GET', '/api/v1/calendars');
    expect(all.filter((calendar) => calendar.isDefault)).toHaveLength(1);
    const stolen = await desk.twin.owner.call('POST', '/api/v1/teams', { name: 'X', calendarId: night.id });
    expect(stolen.status).toBe(404);
  });

  it('that make no sense are refused with the place', async () => {
    const refused = (change: object) => owner.call('POST', '/api/v1/calendars', { ...order, ...change });
    expect(await refused({ timeZone: 'Mars/Base' })).toMatchObject({
      status: 400,
      body: { code: 'time-zone-unknown' },
    });
    expect(await refused({ weekly: days('9:000', '18:00') })).toMatchObject({
      body: { code: 'hours-wrong', field: 'weekly.0' },
    });
    expect(await refused({ weekly: [] })).toMatchObject({ body: { code: 'weekly-wrong' } });
    expect(await refused({ weekly: 'always' })).toMatchObject({ body: { code: 'validation-failed' } });
  });
});

describe('tags', () => {
  it('are one number each, however they are spelt and however many ask at once', async () => {
    const ensure = (workspaceId: string, names: string[]) =>
      desk.database.transaction((tx) => use(EnsureTags).run(tx, workspaceId, names));
    const { workspaceId } = desk.main;
    const all = await Promise.all(Array.from({ length: 8 }, () => ensure(workspaceId, ['Доставка', 'refund'])));
    expect(new Set(all.map(String)).size).toBe(1);
    const [ids] = all;
    expect(await ensure(workspaceId, [' ДОСТАВКА ', '', 'Refund', 'доставка', 'new  one'])).toEqual([...ids!, 3]);
    expect(await ensure(desk.twin.workspaceId, ['other', 'refund'])).toEqual([1, 2]);
    expect((await owner.does<{ name: string }[]>('GET', '/api/v1/tags')).map((tag) => tag.name)).toEqual([
      'new one',
      'refund',
      'Доставка',
    ]);
  });
});

describe('files', () => {
  const upload = (person: Person, name: string, type: string, content: string | Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.append('file', new Blob([content], { type }), name);
    return fetch(`${desk.url}/api/v1/files`, { method: 'POST', headers: person.headers, body: form });
  };

  it('are fetched by people of the workspace, and by customers with a signed link', async () => {
    const answer = await upload(owner, 'счёт.pdf', 'application/pdf', '%PDF-1.4 hello');
    expect(answer.status).toBe(201);
    const item = (await answer.json()) as { id: string; name: string; size: number; url: string };
    expect(item).toMatchObject({ name: 'счёт.pdf', contentType: 'application/pdf', size: 14, contentId: null });
    const get = (path: string, headers: Record<string, string> = {}) => fetch(desk.url + path, { headers });
    const mine = await get(item.url, owner.headers);
    expect(mine.status).toBe(200);
    expect(await mine.text()).toBe('%PDF-1.4 hello');
    expect(mine.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(mine.headers.get('x-content-type-options')).toBe('nosniff');
    expect(mine.headers.get('content-security-policy')).toMatch(/sandbox/);
    expect(mine.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect((await get(item.url, { ...owner.headers, 'if-none-match': mine.headers.get('etag')! })).status).toBe(304);

    expect((await get(item.url)).status).toBe(401);
    expect((await get(item.url, desk.twin.owner.headers)).status).toBe(404);
    const now = desk.clock.now();
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const sign = (at: Date) => signFileUrl(use(Secrets), desk.main.workspaceId, item, at);
    const signed = sign(now);
    expect((await get(signed)).status).toBe(200);
    expect((await get(sign(daysAgo(89)))).status).toBe(200);
    expect((await get(sign(daysAgo(121)))).status).toBe(410);
    expect((await get(signed.replace(/until=\d+/, 'until=99999'))).status).toBe(404);
    // A link of the first releases names no end: it lives as long from the day of its file.
    const old = use(Secrets).sign('file', `${desk.main.workspaceId}/${item.id}`);
    expect((await get(`${item.url}?sig=${old}`)).status).toBe(200);
    expect((await get(`${signed}x`)).status).toBe(404);
    const other = signFileUrl(use(Secrets), desk.twin.workspaceId, item, now);
    expect((await get(other)).status).toBe(404);
    expect((await get(`/files/${desk.main.workspaceId}/..%2f..%2fsecret`, owner.headers)).status).toBe(404);
  });

  it('are never a page of ours', async () => {
    const answer = await upload(owner, 'page.html', 'text/html', '<script>alert(1)</script>');
    const { url } = (await answer.json()) as { url: string };
    const page = await fetch(desk.url + url, { headers: owner.headers });
    expect(page.headers.get('content-type')).toBe('application/octet-stream');
    expect(page.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  it('arrive whole, packed on the way or not', async () => {
    const text = 'Здравствуйте! '.repeat(5000);
    const { url, size } = (await (await upload(owner, 'long.txt', 'text/plain', text)).json()) as {
      url: string;
      size: number;
    };
    const plain = await fetch(desk.url + url, { headers: { ...owner.headers, 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-length')).toBe(String(size));
    expect(await plain.text()).toBe(text);
    const packed = await fetch(desk.url + url, { headers: { ...owner.headers, 'accept-encoding': 'gzip' } });
    expect(await packed.text()).toBe(text);
  });

  it('too large leave nothing behind', async () => {
    const count = async () =>
      (await desk.database.query(`SELECT id FROM file WHERE workspace_id = $1`, [desk.main.workspaceId])).length;
    const before = await count();
    const answer = await upload(owner, 'big.bin', 'application/octet-stream', new Uint8Array(25 * 1024 * 1024 + 1));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'file-too-large' });
    expect(await count()).toBe(before);
    expect((await owner.call('POST', '/api/v1/files', { not: 'a file' })).status).toBe(415);
  });
});
