// Who may come in: signing in and out, forgotten passwords, roles, keys, and what ends a session.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnsureContact } from '../../src/people/ensure-contact.js';
import { ResetAgentPassword } from '../../src/people/reset-agent-password.js';
import { type Person, TestDesk } from '../desk.js';

const PASSWORD = 'correct horse battery staple';
const DAY = 24 * 3_600_000;
const OWNER = 'owner@team.test';
let desk: TestDesk;

beforeAll(async () => {
  desk = await TestDesk.open();
}, 60_000);
afterAll(() => desk.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${desk.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const signIn = (email: string, password: string, workspace?: string) =>
  post('/api/v1/sign-in', { email, password, ...(workspace ? { workspace } : {}) });
const status = async (person: Person) => (await person.call('GET', '/api/v1/me')).status;

describe('signing in', () => {
  it('gives an HttpOnly cookie and says who I am', async () => {
    const answer = await signIn(` ${OWNER.toUpperCase()} `, PASSWORD, 'story');
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^otklik_session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await answer.json()).toMatchObject({
      agent: { email: OWNER, role: 'owner', preferences: {} },
      workspace: { slug: 'story', timeZone: 'Europe/Sofia' },
      csrf: expect.stringMatching(/^[\w-]{24}$/),
      undoSeconds: 0,
    });
  });

  it('tells nobody whether an address or only the password was wrong', async () => {
    const [unknown, wrong] = [await signIn('nobody@team.test', PASSWORD), await signIn(OWNER, 'wrong password')];
    expect([unknown.status, wrong.status]).toEqual([401, 401]);
    expect(await unknown.json()).toEqual(await wrong.json());
  });

  it('asks which workspace when the password opens several, and not before', async () => {
    const several = await signIn(OWNER, PASSWORD);
    expect(several.status).toBe(409);
    expect(several.headers.getSetCookie()).toEqual([]);
    expect(await several.json()).toMatchObject({ code: 'choose-workspace', workspaces: ['story', 'twin'] });
    expect((await signIn(OWNER, PASSWORD, 'twin')).status).toBe(200);
    expect((await signIn(OWNER, PASSWORD, 'nowhere')).status).toBe(401);
  });

  it('is counted: the eleventh wrong try of one person waits', async () => {
    const tries: number[] = [];
    for (let i = 0; i < 11; i++) tries.push((await signIn('guessed@team.test', `guess ${i} guess`)).status);
    expect(tries).toEqual([...Array(10).fill(401), 429]);
  });

  it('takes JSON only, so that no form of a foreign page can do it', async () => {
    const answer = await fetch(`${desk.url}/api/v1/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: OWNER, password: PASSWORD, workspace: 'story' }),
    });
    expect(answer.status).toBe(415);
  });
});

describe('a session', () => {
  it('changes nothing without the token of its own page', async () => {
    const owner = desk.main.owner;
    const forged = await owner.call('PATCH', '/api/v1/me', { name: 'X' }, { 'x-csrf-token': 'forged' });
    expect(forged).toMatchObject({ status: 403, body: { code: 'csrf-failed' } });
    const own = await owner.call('PATCH', '/api/v1/me', { preferences: { theme: 'dark' } });
    expect(own).toMatchObject({ status: 200, body: { agent: { preferences: { theme: 'dark' } } } });
  });

  it('ends here when a person signs out', async () => {
    const person = await desk.hires('Leaver');
    expect(await status(person)).toBe(200);
    expect((await person.call('POST', '/api/v1/sign-out')).status).toBe(204);
    expect(await status(person)).toBe(401);
  });
});

describe('passwords', () => {
  const linkTo = async (address: string, n = 1) => {
    const mails = await desk.relay.mailsTo(address, n);
    return /reset-password\?token=([\w-]+)/.exec(mails.at(-1)!.text)![1]!;
  };

  it('are changed by those who know them, which signs them out elsewhere', async () => {
    const here = await desk.hires('Changer');
    const there = await desk.signIn('changer@team.test');
    const wrong = await here.call('POST', '/api/v1/password/change', { current: 'wrong', next: 'a new password' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'password-wrong' } });
    await here.does('POST', '/api/v1/password/change', { current: PASSWORD, next: 'a new password' });
    expect([await status(here), await status(there)]).toEqual([200, 401]);
    expect((await signIn('changer@team.test', 'a new password')).status).toBe(200);
  });

  it('are forgotten: a link by mail, once, and everybody else is out', async () => {
    const person = await desk.hires('Forgetful');
    expect((await post('/api/v1/password/forgot', { email: 'forgetful@team.test' })).status).toBe(204);
    expect((await post('/api/v1/password/forgot', { email: 'unknown@team.test' })).status).toBe(204);
    const token = await linkTo('forgetful@team.test');
    expect((await post('/api/v1/password/reset', { token, password: 'remembered now' })).status).toBe(204);
    expect((await post('/api/v1/password/reset', { token, password: 'once again' })).status).toBe(410);
    expect((await post('/api/v1/password/reset', { token: 'forged', password: 'once again' })).status).toBe(410);
    expect(await status(person)).toBe(401);
    expect((await signIn('forgetful@team.test', 'remembered now')).status).toBe(200);
  });

  it('are chosen by whoever is invited', async () => {
    const made = await desk.main.owner.does<{ invited: boolean }>('POST', '/api/v1/agents', {
      name: 'Guest',
      email: 'guest@team.test',
      role: 'agent',
    });
    expect(made.invited).toBe(true);
    expect((await signIn('guest@team.test', PASSWORD)).status).toBe(401);
    const token = await linkTo('guest@team.test');
    expect((await post('/api/v1/password/reset', { token, password: 'my own choice' })).status).toBe(204);
    expect((await signIn('guest@team.test', 'my own choice')).status).toBe(200);
  });

  it('are set from the terminal', async () => {
    await desk.hires('Locked');
    const reset = desk.app.get(ResetAgentPassword, { strict: false });
    const { password } = await reset.run({ email: 'Locked@team.test', workspace: null, password: null });
    expect((await signIn('locked@team.test', password)).status).toBe(200);
    await expect(reset.run({ email: OWNER, workspace: null, password: null })).rejects.toMatchObject({
      code: 'choose-workspace',
    });
    await expect(reset.run({ email: 'x@y.z', workspace: null, password: null })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('agents', () => {
  it('have an address of their own in a workspace', async () => {
    await desk.hires('Twice');
    const order = { name: 'T', email: 'TWICE@team.test', role: 'agent', password: PASSWORD };
    expect(await desk.main.owner.call('POST', '/api/v1/agents', order)).toMatchObject({
      status: 409,
      body: { code: 'address-taken' },
    });
    expect((await desk.twin.owner.call('POST', '/api/v1/agents', order)).status).toBe(201);
  });

  it('are out at once when they are disabled, and a new role counts at once', async () => {
    const person = await desk.hires('Temp');
    expect((await person.call('GET', '/api/v1/api-keys')).status).toBe(403);
    await desk.main.owner.does('PATCH', `/api/v1/agents/${person.id}`, { role: 'owner' });
    expect((await person.call('GET', '/api/v1/api-keys')).status).toBe(200);
    await desk.main.owner.does('PATCH', `/api/v1/agents/${person.id}`, { disabled: true });
    expect(await status(person)).toBe(401);
    expect((await signIn('temp@team.test', PASSWORD)).status).toBe(401);
  });

  it('never leave a workspace without an owner, not even two at once', async () => {
    const { owner } = desk.main;
    const demote = (by: Person, whom: Person) => by.call('PATCH', `/api/v1/agents/${whom.id}`, { role: 'lead' });
    expect(await demote(owner, owner)).toMatchObject({ status: 409, body: { code: 'last-owner' } });
    const alone = await owner.call('PATCH', `/api/v1/agents/${owner.id}`, { disabled: true });
    expect(alone).toMatchObject({ status: 409, body: { code: 'last-owner' } });

    const second = await desk.hires('Second', 'owner');
    const answers = await Promise.all([demote(owner, second), demote(second, owner)]);
    expect(answers.map((answer) => answer.status).sort()).not.toEqual([200, 200]);
    const owners = (await owner.does<{ role: string; disabled: boolean }[]>('GET', '/api/v1/agents')).filter(
      (agent) => agent.role === 'owner' && !agent.disabled,
    );
    expect(owners).toHaveLength(1);
    await desk.database.query(`UPDATE agent SET role = 'owner' WHERE workspace_id = $1 AND id = $2`, [
      desk.main.workspaceId,
      owner.id,
    ]);
  });

  it('of another workspace do not exist', async () => {
    const answer = await desk.twin.owner.call('PATCH', `/api/v1/agents/${desk.main.owner.id}`, { name: 'Mine' });
    expect(answer.status).toBe(404);
    expect((await desk.twin.owner.call('PATCH', '/api/v1/agents/not-an-id', { name: 'Mine' })).status).toBe(404);
  });
});

describe('teams', () => {
  it('are made, changed and dissolved by leads, of people of this workspace only', async () => {
    const lead = await desk.hires('Lead', 'lead');
    const team = await lead.does<{ id: string }>('POST', '/api/v1/teams', {
      name: 'First line',
      memberIds: [lead.id, lead.id],
    });
    expect(team).toMatchObject({ name: 'First line', memberIds: [lead.id], calendarId: null });
    const stranger = await lead.call('PATCH', `/api/v1/teams/${team.id}`, { memberIds: [desk.twin.owner.id] });
    expect(stranger.status).toBe(404);
    await lead.does('PATCH', `/api/v1/teams/${team.id}`, { name: 'Second line', memberIds: [] });
    expect(await lead.does('GET', '/api/v1/teams')).toMatchObject([{ name: 'Second line', memberIds: [] }]);
    await lead.does('DELETE', `/api/v1/teams/${team.id}`, undefined, { 'content-type': 'application/json' });
    expect((await lead.call('DELETE', `/api/v1/teams/${team.id}`)).status).toBe(404);
  });
});

describe('keys for programs', () => {
  it('are shown once, open what their role opens without a page token, and close', async () => {
    const { owner } = desk.main;
    const made = await owner.does<{ id: string; key: string }>('POST', '/api/v1/api-keys', {
      name: 'CRM',
      role: 'lead',
    });
    expect(made.key).toMatch(/^otk_[\w-]{43}$/);
    const listed = await owner.does<Record<string, unknown>[]>('GET', '/api/v1/api-keys');
    expect(JSON.stringify(listed)).not.toContain(made.key);
    const bearer = { authorization: `Bearer ${made.key}` };
    expect((await fetch(`${desk.url}/api/v1/agents`, { headers: bearer })).status).toBe(200);
    expect((await post('/api/v1/teams', { name: 'By program' }, bearer)).status).toBe(201);
    expect((await fetch(`${desk.url}/api/v1/api-keys`, { headers: bearer })).status).toBe(403);
    expect((await fetch(`${desk.url}/api/v1/me`, { headers: bearer })).status).toBe(403);
    await owner.does('DELETE', `/api/v1/api-keys/${made.id}`);
    expect((await fetch(`${desk.url}/api/v1/agents`, { headers: bearer })).status).toBe(401);
  });
});

describe('contacts', () => {
  const seen = (workspaceId: string) => ({
    workspaceId,
    kind: 'email',
    address: 'New.Person@Example.com',
    name: 'New Person',
    username: null,
    locale: null,
  });

  it('are one person, however many first messages come at once', async () => {
    const ensure = desk.app.get(EnsureContact, { strict: false });
    const { workspaceId } = desk.main;
    const all = await Promise.all(
      Array.from({ length: 12 }, () => desk.database.transaction((tx) => ensure.run(tx, seen(workspaceId)))),
    );
    expect(new Set(all.map((contact) => contact.contactId)).size).toBe(1);
    const [{ n }] = (await desk.database.query<{ n: number }>(
      `SELECT count(*) AS n FROM contact WHERE workspace_id = $1 AND name = 'New Person'`,
      [workspaceId],
    )) as [{ n: number }];
    expect(n).toBe(1);
    const twin = await desk.database.transaction((tx) => ensure.run(tx, seen(desk.twin.workspaceId)));
    expect(twin.contactId).not.toBe(all[0]!.contactId);
  });

  it('keep what an agent wrote, learn what is missing, and can be blocked', async () => {
    const ensure = desk.app.get(EnsureContact, { strict: false });
    const { workspaceId, owner } = desk.main;
    const { contactId } = await desk.database.transaction((tx) => ensure.run(tx, seen(workspaceId)));
    await owner.does('PATCH', `/api/v1/contacts/${contactId}`, { name: 'Known Person', blocked: true });
    const again = await desk.database.transaction((tx) =>
      ensure.run(tx, { ...seen(workspaceId), name: 'Nick', locale: 'bg' }),
    );
    expect(again).toMatchObject({ contactId, blocked: true });
    const card = await owner.does('GET', `/api/v1/contacts/${contactId}`);
    expect(card).toMatchObject({
      name: 'Known Person',
      locale: 'bg',
      blockedAt: expect.any(String),
      identities: [{ kind: 'email', address: 'new.person@example.com', name: 'Nick' }],
    });
    expect((await desk.twin.owner.call('GET', `/api/v1/contacts/${contactId}`)).status).toBe(404);
  });
});

/** Last, for the clock does not go back: every other session of this file has ended then. */
describe('a session in time', () => {
  it('lives on while it is used, and ends two weeks after it was not', async () => {
    const person = await desk.hires('Regular');
    await desk.travels(13 * DAY);
    expect(await status(person)).toBe(200);
    await desk.travels(13 * DAY);
    expect(await status(person)).toBe(200);
    await desk.travels(15 * DAY);
    expect(await status(person)).toBe(401);
  });
});
