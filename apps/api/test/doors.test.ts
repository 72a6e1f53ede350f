// Every door, tried by everybody: the routes are read from the house itself, and what they let in from a table a person has read.
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnsureContact } from '../src/people/ensure-contact.js';
import { RecordAnswer } from '../src/survey/record-answer.js';
import { type Person, TestDesk } from './desk.js';
import { type Door, doorsOf } from './doors.js';

/**
 * `METHOD /path` → who may pass: `owner`, `lead`, `agent`; `agent, a person` where a key for programs is turned away; or
 * `public: ` and what is checked instead. `UPDATE_DOORS=1` writes new doors into it, to be read before they are committed.
 */
const TABLE = new URL('./doors.golden.json', import.meta.url);
const table = JSON.parse(readFileSync(TABLE, 'utf8')) as Record<string, string>;

const nameOf = (door: Door) => `${door.method} ${door.path}`;
const levelOf = (words: string) => words.split(/[:,]/)[0];
const RANK: Record<string, number> = { agent: 1, lead: 2, owner: 3 };

const HOOK = { kind: 'webhook', name: 'Door', url: 'https://hook.invalid/x' };
const POLICY = {
  name: 'Door',
  enabled: true,
  conditions: { all: [] },
  clock: 'calendar',
  firstResponseSeconds: 60,
  nextResponseSeconds: null,
  resolutionSeconds: null,
  warnSeconds: 0,
};

const BOARD = { name: 'Door', seenBy: 'everyone', period: '7', filters: {}, tiles: [] };
const SAVED = { name: 'Door', shared: false, tab: 'overview', period: null, search: {} };
const MAILING = {
  ...{ every: 'week', day: 1, at: '09:00', timeZone: 'UTC', locale: 'en' },
  ...{ agentIds: [] as string[], addresses: ['lead@team.test'], files: ['csv'] },
};

const RULE = {
  name: 'Door',
  enabled: false,
  when: { on: 'event', events: ['opened'] },
  condition: { all: [] },
  actions: [{ do: 'priority', priority: 2 }],
  stop: false,
};

const DRAFT = { base: 0, device: 'door', key: 'door', text: 'x', html: '<p>x</p>', fileIds: [], more: {} };
const MACRO = { name: 'Door', scope: 'shared', text: 'x', html: '<p>x</p>' };

/** A browser with real keys: those of the example in RFC 8291. */
const BROWSER = {
  endpoint: 'http://127.0.0.1:9/push',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  label: 'Door',
};

/** What a well-meant request says, where an empty one would be refused before anybody looks whose ticket it is. */
const BODIES: Record<string, object> = {
  'POST /api/v1/password/change': { current: 'not the password', next: 'another password' },
  'POST /api/v1/tickets/:id/messages': { text: 'x', html: '<p>x</p>', fileIds: [] },
  'POST /api/v1/tickets/:id/notes': { text: 'x', html: '<p>x</p>', fileIds: [] },
  'POST /api/v1/tickets/:id/assign': { agentId: null, teamId: null },
  'POST /api/v1/tickets/:id/state': { state: 'pending' },
  'POST /api/v1/tickets/:id/priority': { priority: 2 },
  'POST /api/v1/tickets/:id/tags': { names: ['x'] },
  'POST /api/v1/tickets/:id/spam': { spam: true },
  'POST /api/v1/tickets/:id/transcript': { address: 'door@customer.test' },
  'POST /api/v1/sides/:id/state': { state: 'closed' },
  'POST /api/v1/tickets/:id/sides': { to: ['x@y.example'], subject: 'x', text: 'x' },
  'POST /api/v1/tickets/:id/snooze': { until: null },
  'POST /api/v1/tickets/:id/merge': { ticketIds: [randomUUID()] },
  'POST /api/v1/tickets/:id/apart': { otherId: randomUUID() },
  'POST /api/v1/tickets/:id/links': { otherId: randomUUID(), kind: 'related' },
  'POST /api/v1/tickets/:id/requester': { address: 'x@y.example' },
  'PUT /api/v1/ledger/retention': { bodyDays: 90, rowDays: null },
  'POST /api/v1/contacts/:id/merge': { otherId: randomUUID(), keep: 'this' },
  'PUT /api/v1/calendars/:id': {
    name: 'x',
    timeZone: 'UTC',
    weekly: Array.from({ length: 7 }, () => ({ intervals: [] })),
  },
  'PUT /api/v1/sla-policies/:id': POLICY,
  'POST /api/v1/saved-reports': SAVED,
  'PUT /api/v1/saved-reports/:id': SAVED,
  'PUT /api/v1/saved-reports/:id/mailing': MAILING,
  'POST /api/v1/boards': BOARD,
  'PUT /api/v1/boards/:id': { ...BOARD, version: 1 },
  'PUT /api/v1/rules/:id': RULE,
  'PUT /api/v1/routing/rules/:id': {
    name: 'Door',
    enabled: false,
    condition: { all: [] },
    teamId: null,
    skills: [],
    first: false,
  },
  'PUT /api/v1/agents/:id/duty': { skills: [], capacity: {}, schedule: null },
  'PUT /api/v1/agents/:id/presence': { state: 'online' },
  'PUT /api/v1/acknowledgements/:connectionId': { enabled: false, wording: {}, quietMinutes: 60 },
  'PUT /api/v1/tickets/:id/draft/:mode': DRAFT,
  'POST /api/v1/tickets/:id/scheduled': { text: 'x', at: new Date(Date.now() + 86_400_000).toISOString() },
  'PUT /api/v1/macros/:id': MACRO,
  'PUT /api/v1/tickets/:id/watchers/me': { watching: true },
  'POST /api/v1/push/browsers': { ...BROWSER, endpoint: 'https://push.invalid/x' },
  'POST /api/v1/push/test': { id: randomUUID() },
  'POST /api/v1/macros/:id/render': { ticketId: randomUUID() },
  'POST /api/v1/companies/:id/notes': { text: 'x' },
  'POST /api/v1/contacts/:id/notes': { text: 'x' },
  'PATCH /api/v1/person-notes/:id': { text: 'x' },
  'POST /api/v1/contacts/:id/identities': { kind: 'email', address: 'door@example.net' },
  'PUT /api/v1/imports/:id/mapping': { mapping: ['externalId', 'placedAt', 'amount', 'email'] },
  'POST /api/v1/tickets/:id/fields': { values: {} },
  'POST /api/v1/surveys/:id/experiment': { question: { en: '?' }, measure: 'answered', base: 0.3, effect: 0.1 },
  'POST /api/v1/surveys/:id/experiment/stop': { keep: 'a' },
  'PUT /api/v1/answers/:id/tags': { names: [] },
  'POST /api/v1/cases/:id/close': { outcome: 'recovered', askAgain: false },
  'PUT /api/v1/you-said/:id': { words: { en: { said: 'x', did: 'y' } }, day: '2026-01-01', shown: false },
  'POST /api/v1/surveys/:id/links': { name: 'x', who: 'anybody' },
  'POST /api/v1/survey-links/:id/people': { contactId: randomUUID() },
};

const WITH_FIGURE: Record<string, string> = {
  rows: '&figure=tickets-in',
  breakdown: '&figure=tickets.opened&by=channel',
  'breakdown.csv': '&figure=tickets.opened&by=channel',
  'breakdown/compare': '&figure=tickets.opened&by=channel&first=chat&second=email',
  file: '&tab=overview&as=csv',
};
/** What else a request must say to be let in at all: an agent may ask for their own figures only. */
const QUERIES: Record<string, () => string> = Object.fromEntries([
  ['GET /api/v1/contacts', () => '?q=example'],
  ['GET /api/v1/search', () => '?q=example'],
  ['GET /api/v1/search/suggest', () => '?q=example'],
  ['GET /api/v1/holidays', () => '?country=BG&year=2026'],
  ...['answers', 'answers/summary', 'answers/themes'].map((answers) => [
    `GET /api/v1/${answers}`,
    () => `?agentId=${people.agent.id}`,
  ]),
  ...[
    'overview',
    'overview.csv',
    'breakdown',
    'breakdown.csv',
    'load',
    'promises',
    'work',
    'rows',
    'satisfaction',
    'file',
    'breakdown/compare',
  ].map((report) => [
    `GET /api/v1/reports/${report}`,
    () => `?from=2026-01-01&to=2026-01-31&agentId=${people.agent.id}${WITH_FIGURE[report] ?? ''}`,
  ]),
]);

let desk: TestDesk;
let doors: Door[];
let people: { agent: Person; lead: Person; owner: Person; stranger: Person };
let key: string;
/** Ids of the story's workspace, by the path they stand in. */
let ids: Record<string, string>;

beforeAll(async () => {
  desk = await TestDesk.open({ smtpUrl: null });
  doors = doorsOf(desk.app);
  people = {
    agent: await desk.hires('Agent'),
    lead: await desk.hires('Lead', 'lead'),
    owner: await desk.hires('Owner2', 'owner'),
    stranger: desk.twin.owner,
  };
  ids = await furnish();
}, 60_000);
afterAll(() => desk.close());

async function furnish(): Promise<Record<string, string>> {
  const { owner, workspaceId } = desk.main;
  await desk.receivesMail({ subject: 'Door', text: 'Knock knock', messageId: '<door@example.com>' });
  await desk.settles();
  const [ticket] = await owner.tickets();
  const message = await owner.replies(ticket!.id, 'Who is there?');
  await desk.settles();
  const one = async (table: string) =>
    (
      await desk.database.query<{ id: string }>(`SELECT id FROM ${table} WHERE workspace_id = $1 LIMIT 1`, [
        workspaceId,
      ])
    )[0]!.id;
  const made = await owner.does<{ id: string; key: string }>('POST', '/api/v1/api-keys', {
    name: 'Door',
    role: 'agent',
  });
  key = made.key;
  const meets = (address: string) =>
    desk.database.transaction((tx) =>
      desk.app
        .get(EnsureContact)
        .run(tx, { workspaceId, kind: 'email', address, name: null, username: null, locale: null }),
    );
  const [first, two, three] = [
    await meets('1@example.com'),
    await meets('2@example.com'),
    await meets('3@example.com'),
  ];
  const body = { otherId: two.contactId, keep: 'this' };
  const merged = await owner.does<{ mergeId: string }>('POST', `/api/v1/contacts/${first.contactId}/merge`, body);
  /** A bad answer: it makes a case. */
  const badAnswer = async () => {
    await desk.receivesMail({ from: 'Rater <rates@example.com>', subject: 'Rated', text: 'x' });
    await desk.settles();
    const rated = (await owner.tickets()).find(({ subject }) => subject === 'Rated')!;
    await owner.solves(rated.id);
    await owner.does('POST', `/api/v1/tickets/${rated.id}/survey`, {});
    await desk.settles();
    const given = { workspaceId, invitationId: await one('invitation'), score: 1, source: 'page' as const };
    await desk.app.get(RecordAnswer, { strict: false }).run(given);
    return one('survey_case');
  };
  const replay = async () => {
    const id = randomUUID();
    await desk.database.query(`INSERT INTO replay (workspace_id, id, total, created_at) VALUES ($1, $2, 0, now())`, [
      workspaceId,
      id,
    ]);
    return id;
  };
  const policy = await owner.does<{ id: string }>('POST', '/api/v1/sla-policies', POLICY);
  const bulk = await owner.does<{ undoId: string }>('POST', '/api/v1/tickets/bulk', {
    ticketIds: [ticket!.id],
    action: { do: 'priority', priority: 2 },
  });
  const view = await owner.does<{ id: string }>('POST', '/api/v1/views', {
    scope: 'shared',
    name: 'Door',
    condition: { all: [] },
  });
  const beside = await owner.does<{ sideId: string }>(
    'POST',
    `/api/v1/tickets/${ticket!.id}/sides`,
    { to: ['door@elsewhere.example'], subject: 'Door', text: 'x' },
    { 'idempotency-key': randomUUID() },
  );
  const macro = await owner.does<{ id: string }>('POST', '/api/v1/macros', MACRO);
  const later = await owner.does<{ id: string }>(
    'POST',
    `/api/v1/tickets/${ticket!.id}/scheduled`,
    BODIES['POST /api/v1/tickets/:id/scheduled'],
    { 'idempotency-key': randomUUID() },
  );
  const company = await owner.does<{ id: string }>('POST', '/api/v1/companies', { name: 'Door' });
  const noted = await owner.does<{ id: string }>('POST', `/api/v1/companies/${company.id}/notes`, { text: 'x' });
  const field = await owner.does<{ id: string }>('POST', '/api/v1/fields', {
    of: 'ticket',
    label: 'Door',
    type: 'text',
  });
  // Otherwise the role alone does not say who may delete.
  await owner.does('PATCH', '/api/v1/workspace', { settings: { agentsMayDelete: true } });
  const condition = { all: [{ field: 'name', op: 'set' }] };
  const segment = await owner.does<{ id: string }>('POST', '/api/v1/segments', { name: 'Door', condition });
  const said = async () => {
    const words = { en: { said: 'x', did: 'y' } };
    await owner.does('POST', '/api/v1/you-said', { words, day: '2026-01-01', shown: false });
    return one('said');
  };
  const link = await owner.does<{ id: string; url: string }>('POST', `/api/v1/surveys/${await one('survey')}/links`, {
    name: 'Door',
    who: 'named',
  });
  const table = new FormData();
  table.append('file', new Blob(['id,date,total,email\n1,2026-01-01,5,x@example.com\n']), 'door.csv');
  const brought = await fetch(`${desk.url}/api/v1/imports?of=orders`, {
    method: 'POST',
    headers: owner.headers,
    body: table,
  });
  return {
    sides: beside.sideId,
    companies: company.id,
    'person-notes': noted.id,
    fields: field.id,
    segments: segment.id,
    imports: ((await brought.json()) as { id: string }).id,
    identities: first.identityId,
    macros: macro.id,
    browsers: (await owner.does<{ id: string }>('POST', '/api/v1/push/browsers', BROWSER)).id,
    scheduled: later.id,
    draft: 'reply',
    of: people.agent.id,
    boards: (await owner.does<{ id: string }>('POST', '/api/v1/boards', BOARD)).id,
    'saved-reports': (await people.agent.does<{ id: string }>('POST', '/api/v1/saved-reports', SAVED)).id,
    'sla-policies': policy.id,
    rules: (await owner.does<{ id: string }>('POST', '/api/v1/rules', RULE)).id,
    acknowledgements: desk.main.chat.id,
    tickets: ticket!.id,
    links: message.id,
    'by-number': String(ticket!.number),
    views: view.id,
    bulk: bulk.undoId,
    messages: message.id,
    agents: people.agent.id,
    teams: (await owner.does<{ id: string }>('POST', '/api/v1/teams', { name: 'Door' })).id,
    'api-keys': made.id,
    contacts: ticket!.contact.id,
    suggestions: three.contactId,
    merges: merged.mergeId,
    connections: desk.main.chat.id,
    calendars: await one('calendar'),
    outbox: await one('kept_mail'),
    ledger: await one('raw'),
    replays: await replay(),
    surveys: await one('survey'),
    // None has answered here: whoever may pass finds nothing.
    answers: ticket!.id,
    cases: await badAnswer(),
    hooks: (await owner.does<{ id: string }>('POST', '/api/v1/hooks', HOOK)).id,
    'you-said': await said(),
    'survey-links': link.id,
    q: link.url.slice(link.url.lastIndexOf('/') + 1),
  };
}

/** The path with its parameters filled: by ids that exist in the story's workspace, or by none that exists anywhere. */
function pathOf(door: Door, real: boolean): string {
  return door.path.replace(/([\w-]+)\/:\w+/g, (_, room: string) => {
    if (!ids[room]) throw new Error(`Say in furnish() which id stands behind ${room}/: in ${door.path}.`);
    // A word is no id: it stands for itself.
    return `${room}/${real || room === 'draft' ? ids[room] : randomUUID()}`;
  });
}

async function knock(
  door: Door,
  headers: Record<string, string>,
  real = false,
): Promise<{ status: number; text: string }> {
  const write = door.method !== 'GET';
  const response = await fetch(desk.url + pathOf(door, real) + (QUERIES[nameOf(door)]?.() ?? ''), {
    method: door.method,
    headers: { ...headers, 'idempotency-key': randomUUID(), ...(write ? { 'content-type': 'application/json' } : {}) },
    ...(write ? { body: JSON.stringify(BODIES[nameOf(door)] ?? {}) } : {}),
  });
  return { status: response.status, text: await response.text() };
}

/** Doors that ask who is there; leaving is tried last, for whoever tried it is gone. */
const guarded = () =>
  doors
    .filter((door) => door.access !== 'public')
    .sort((a, b) => Number(a.path.endsWith('sign-out')) - Number(b.path.endsWith('sign-out')));
/** Everything that went otherwise than the table says, by name. */
async function faultsOf(check: (door: Door) => Promise<string | null>): Promise<string[]> {
  const faults: string[] = [];
  for (const door of guarded()) {
    const fault = await check(door);
    if (fault) faults.push(`${nameOf(door)}: ${fault}`);
  }
  return faults;
}
const verdict = (status: number) => (status >= 500 ? 'broken' : [401, 403].includes(status) ? String(status) : 'in');

describe('the table', () => {
  it('names every door, and nothing that is no door', () => {
    if (process.env.UPDATE_DOORS) {
      const known = (door: Door) =>
        levelOf(table[nameOf(door)] ?? '') === door.access ? table[nameOf(door)] : door.access;
      const lines = Object.fromEntries(doors.map((door) => [nameOf(door), known(door)]));
      writeFileSync(TABLE, `${JSON.stringify(lines, null, 2)}\n`);
    }
    const levels = Object.fromEntries(Object.entries(table).map(([name, words]) => [name, levelOf(words)]));
    expect(Object.fromEntries(doors.map((door) => [nameOf(door), door.access]))).toEqual(levels);
  });

  it('says of every public door what is checked instead', () => {
    const silent = Object.entries(table).filter(
      ([, words]) => levelOf(words) === 'public' && !/^public: \w/.test(words),
    );
    expect(silent).toEqual([]);
  });
});

describe('at every door', () => {
  it('nobody is asked to sign in', async () => {
    expect(await faultsOf(async (door) => told(await knock(door, {}, true), '401'))).toEqual([]);
  }, 60_000);

  it('a stranger finds nothing of ours', async () => {
    const ours = [...Object.values(ids).filter((id) => id.includes('-')), desk.main.workspaceId];
    const faults = await faultsOf(async (door) => {
      const { status, text } = await knock(door, people.stranger.headers, true);
      if (status >= 500) return `${status} ${text}`;
      if (door.path.includes(':')) return status === 404 ? null : `${status} ${text.slice(0, 200)}`;
      const leak = ours.find((id) => text.includes(id));
      return leak ? `shows ${leak}` : null;
    });
    expect(faults).toEqual([]);
  }, 60_000);

  it('a page without the token of its session changes nothing', async () => {
    const { cookie } = people.owner.headers;
    const faults = await faultsOf(async (door) => {
      if (door.method === 'GET') return null;
      const { status, text } = await knock(door, { cookie: cookie! }, true);
      return status === 403 && text.includes('csrf-failed') ? null : `${status} ${text.slice(0, 200)}`;
    });
    expect(faults).toEqual([]);
  }, 60_000);

  it.each(['agent', 'lead', 'owner'] as const)(
    'the %s passes as the table says',
    async (role) => {
      const faults = await faultsOf(async (door) =>
        told(await knock(door, people[role].headers), RANK[role]! >= RANK[door.access!]! ? 'in' : '403'),
      );
      expect(faults).toEqual([]);
    },
    60_000,
  );

  it('an agent’s key passes as the table says', async () => {
    const faults = await faultsOf(async (door) => {
      const person = table[nameOf(door)]!.endsWith(', a person');
      const expected = door.access === 'agent' && !person ? 'in' : '403';
      return told(await knock(door, { authorization: `Bearer ${key}` }), expected);
    });
    expect(faults).toEqual([]);
  }, 60_000);

  it('a wrong key is nobody', async () => {
    const headers = { authorization: 'Bearer otk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
    expect(await faultsOf(async (door) => told(await knock(door, headers, true), '401'))).toEqual([]);
  }, 60_000);
});

function told({ status, text }: { status: number; text: string }, expected: string): string | null {
  return verdict(status) === expected ? null : `${status} instead of ${expected}: ${text.slice(0, 200)}`;
}
