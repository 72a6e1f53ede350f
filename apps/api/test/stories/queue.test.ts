// Story: a day at the queue. What sleeps is out of sight and comes back; views of one's own, of a team and of all.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import type { SavedViewView, TicketFieldView } from '../../src/tickets/views/views.requests.js';
import { type Person, TestDesk, type Visitor } from '../desk.js';

const HOUR = 3_600_000;
type Counts = Record<string, number> & { views: { id: string; count: number; more: boolean }[] };
let desk: TestDesk;
let owner: Person;
let anna: Person;
let oleg: Person;
let teamId: string;

beforeAll(async () => {
  desk = await TestDesk.open();
  owner = desk.main.owner;
  [anna, oleg] = [await desk.hires('Anna'), await desk.hires('Oleg')];
  const team = await owner.does<{ id: string }>('POST', '/api/v1/teams', { name: 'Returns', memberIds: [anna.id] });
  teamId = team.id;
}, 60_000);
afterAll(() => desk.close());

async function asks(text: string): Promise<{ visitor: Visitor; id: string; number: number }> {
  const visitor = await desk.visits();
  await visitor.writes(text);
  await desk.settles();
  const { id, number } = (await owner.tickets('all')).find((row) => row.preview === text)!;
  return { visitor, id, number };
}
const read = (id: string) => owner.does<TicketRow>('GET', `/api/v1/tickets/${id}`);
const inView = async (view: string, who = owner, sort = 'waiting') =>
  (await who.does<{ items: TicketRow[] }>('GET', `/api/v1/tickets?view=${view}&sort=${sort}`)).items.map(
    ({ id }) => id,
  );
const counts = (who = owner) => who.does<Counts>('GET', '/api/v1/tickets/counts?after=news');
const inMs = (ms: number) => new Date(desk.clock.now().getTime() + ms).toISOString();
const facts = async (id: string) =>
  (
    await desk.database.query<{ type: string; payload: { why?: string } }>(
      `SELECT type, payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND type LIKE 'ticket.%' ORDER BY seq`,
      [desk.main.workspaceId, id],
    )
  ).map(({ type, payload }) => (payload.why ? `${type} ${payload.why}` : type));

describe('a snoozed ticket', () => {
  it('leaves the queue, stands among the snoozed, and comes back at its instant', async () => {
    const { id } = await asks('wake me up');
    await anna.does('POST', `/api/v1/tickets/${id}/assign`, { agentId: anna.id });
    const until = inMs(3 * HOUR);
    await anna.does('POST', `/api/v1/tickets/${id}/snooze`, { until });
    expect(await read(id)).toMatchObject({ snoozedUntil: until, snoozedBy: anna.id, state: 'new' });
    for (const view of ['open', 'mine', 'unassigned']) expect(await inView(view, anna)).not.toContain(id);
    expect(await inView('snoozed')).toEqual([id]);
    expect(await inView('all')).toContain(id);
    expect(await counts(anna)).toMatchObject({ mine: 0, snoozed: 1 });
    await desk.travels(2 * HOUR);
    expect(await inView('mine', anna)).toEqual([]);
    await desk.travels(2 * HOUR);
    expect(await inView('mine', anna)).toEqual([id]);
    expect(await read(id)).toMatchObject({ snoozedUntil: null, snoozedBy: null });
    expect(await facts(id)).toEqual(['ticket.opened', 'ticket.assigned', 'ticket.snoozed', 'ticket.woken time']);
    await owner.solves(id);
  });

  it('wakes when the customer writes, in the same breath; not when they only send a notice', async () => {
    const { id, visitor } = await asks('later, please');
    await anna.does('POST', `/api/v1/tickets/${id}/snooze`, { until: inMs(HOUR) });
    await visitor.writes('no, now');
    expect(await read(id)).toMatchObject({ snoozedUntil: null, preview: 'no, now' });
    expect(await facts(id)).toEqual(['ticket.opened', 'ticket.snoozed', 'ticket.woken customer']);
    await anna.does('POST', `/api/v1/tickets/${id}/snooze`, { until: inMs(HOUR) });
    await anna.does('POST', `/api/v1/tickets/${id}/snooze`, { until: null });
    expect((await facts(id)).at(-1)).toBe('ticket.woken person');
    await owner.solves(id);
  });

  it('that is solved sleeps no more, and its hour never opens it again', async () => {
    const { id } = await asks('solve me asleep');
    await anna.does('POST', `/api/v1/tickets/${id}/snooze`, { until: inMs(HOUR) });
    await anna.solves(id);
    expect(await read(id)).toMatchObject({ state: 'solved', snoozedUntil: null });
    const again = await anna.call('POST', `/api/v1/tickets/${id}/snooze`, { until: inMs(HOUR) });
    expect(again.status).toBe(409);
    await desk.travels(2 * HOUR);
    expect(await read(id)).toMatchObject({ state: 'solved' });
    expect(await facts(id)).toEqual(['ticket.opened', 'ticket.snoozed', 'ticket.solved']);
  });

  it('only ever for a time to come, of at most a year', async () => {
    const { id } = await asks('too early');
    for (const until of [inMs(-1000), inMs(400 * 24 * HOUR), 'tomorrow'])
      expect((await anna.call('POST', `/api/v1/tickets/${id}/snooze`, { until })).status).toBe(400);
    await owner.solves(id);
  });
});

describe('the desk’s own views', () => {
  it('are those of one’s teams, of today, and by what is urgent', async () => {
    const [low, urgent, other] = [await asks('can wait'), await asks('cannot wait'), await asks('of nobody')];
    await owner.does('POST', `/api/v1/tickets/${urgent.id}/priority`, { priority: 3 });
    for (const { id } of [low, urgent])
      await owner.does('POST', `/api/v1/tickets/${id}/assign`, { agentId: null, teamId });
    expect(await inView('open', owner, 'waiting')).toEqual([low.id, urgent.id, other.id]);
    expect(await inView('open', owner, 'priority')).toEqual([urgent.id, low.id, other.id]);
    expect(await inView('my-teams', anna)).toEqual([low.id, urgent.id]);
    expect(await inView('my-teams', oleg)).toEqual([]);
    expect((await counts(anna)).myTeams).toBe(2);
    expect((await counts(oleg)).myTeams).toBe(0);
    for (const { id } of [low, urgent, other]) await owner.solves(id);
    const today = await inView('solved-today');
    expect(today).toEqual(expect.arrayContaining([other.id, urgent.id, low.id]));
    expect((await counts()).solvedToday).toBe(today.length);
    await desk.travels(24 * HOUR);
    expect(await inView('solved-today')).toEqual([]);
  });

  it('page by page miss nobody and repeat nobody, whatever the order', async () => {
    const made = [];
    for (let n = 0; n < 7; n++) {
      const { id } = await asks(`page ${n}`);
      await owner.does('POST', `/api/v1/tickets/${id}/priority`, { priority: n % 3 });
      made.push(id);
    }
    for (const sort of ['waiting', 'due', 'priority', 'newest']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { items: TicketRow[]; next: string | null } = await owner.does(
          'GET',
          `/api/v1/tickets?view=open&sort=${sort}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      expect(seen).toEqual(await inView('open', owner, sort));
      expect([...seen].sort()).toEqual([...made].sort());
    }
    expect((await owner.call('GET', '/api/v1/tickets?view=open&cursor=MHwx')).status).toBe(400);
    for (const id of made) await owner.solves(id);
  });

  it('a ticket is found by its number', async () => {
    const { id, number } = await asks('what is my number?');
    expect(await owner.does('GET', `/api/v1/tickets/by-number/${number}`)).toMatchObject({ id, number });
    for (const wrong of ['999999', 'abc', '1e3'])
      expect((await owner.call('GET', `/api/v1/tickets/by-number/${wrong}`)).status).toBe(404);
    await owner.solves(id);
  });
});

const OPEN = { field: 'state', op: 'in', value: ['new', 'open'] };
const saves = (who: Person, view: Record<string, unknown>) => who.does<SavedViewView>('POST', '/api/v1/views', view);

describe('saved views', () => {
  it('are one’s own, a team’s or everybody’s', async () => {
    const own = await saves(anna, { scope: 'personal', name: ' Mine alone ', icon: '🔥', condition: { all: [OPEN] } });
    expect(own).toMatchObject({ name: 'Mine alone', icon: '🔥', past: false, mayChange: true, gone: [] });
    const team = await saves(anna, { scope: 'team', teamId, name: 'Returns', condition: { all: [OPEN] } });
    const refused = await anna.call('POST', '/api/v1/views', { scope: 'shared', name: 'All', condition: { all: [] } });
    expect(refused.status).toBe(403);
    const shared = await saves(owner, { scope: 'shared', name: 'Everything', condition: { all: [] } });
    expect(shared.past).toBe(true);
    const seen = async (who: Person) =>
      (await who.does<SavedViewView[]>('GET', '/api/v1/views')).map(({ name, mayChange }) => `${name} ${mayChange}`);
    expect(await seen(anna)).toEqual(['Everything false', 'Returns true', 'Mine alone true']);
    expect(await seen(oleg)).toEqual(['Everything false']);
    expect(await seen(owner)).toEqual(['Everything true', 'Returns true']);
    expect((await oleg.call('GET', `/api/v1/tickets?view=${team.id}`)).status).toBe(404);
    expect((await anna.call('DELETE', `/api/v1/views/${shared.id}`)).status).toBe(403);
    expect((await anna.call('PATCH', `/api/v1/views/${own.id}`, { scope: 'shared' })).status).toBe(403);
    await anna.does('PATCH', `/api/v1/views/${own.id}`, { name: 'Ours', scope: 'team', teamId });
    await anna.does('PUT', '/api/v1/views/order', { ids: [own.id, team.id] });
    expect(await seen(anna)).toEqual(['Everything false', 'Ours true', 'Returns true']);
    for (const { id } of [own, team, shared]) await owner.does('DELETE', `/api/v1/views/${id}`);
    expect(await seen(anna)).toEqual([]);
  });

  it('hold what their nested condition says, count it live, and mean whoever looks', async () => {
    const [first, second, third] = [await asks('red'), await asks('green'), await asks('blue')];
    await owner.does('POST', `/api/v1/tickets/${first.id}/tags`, { names: ['colour'] });
    await owner.does('POST', `/api/v1/tickets/${second.id}/assign`, { agentId: anna.id });
    const [tag] = await owner.does<{ id: number; name: string }[]>('GET', '/api/v1/tags');
    const condition = {
      all: [
        OPEN,
        {
          any: [
            { field: 'tag', op: 'contains', value: [tag!.id] },
            { field: 'assignee', op: 'is', value: 'me' },
          ],
        },
      ],
    };
    expect(await anna.does('POST', '/api/v1/views/count', { condition })).toEqual({ count: 2, more: false });
    const view = await saves(owner, { scope: 'shared', name: 'Coloured', condition, sort: 'newest' });
    expect(await inView(view.id, anna)).toEqual([first.id, second.id]);
    expect(await inView(view.id, oleg)).toEqual([first.id]);
    const counted = async (who: Person) => (await counts(who)).views.find(({ id }) => id === view.id);
    expect(await counted(anna)).toEqual({ id: view.id, count: 2, more: false });
    expect(await counted(oleg)).toEqual({ id: view.id, count: 1, more: false });
    await oleg.does('POST', `/api/v1/tickets/${third.id}/assign`, { agentId: oleg.id });
    expect(await counted(oleg)).toEqual({ id: view.id, count: 2, more: false });
    await oleg.does('POST', `/api/v1/tickets/${third.id}/snooze`, { until: inMs(HOUR) });
    expect(await counted(oleg)).toEqual({ id: view.id, count: 1, more: false });
    for (const { id } of [first, second, third]) await owner.solves(id);
    expect(await inView(view.id, anna)).toEqual([]);
    await owner.does('DELETE', `/api/v1/views/${view.id}`);
  });

  it('that reach into the past go back from the newest, page by page', async () => {
    const view = await saves(owner, {
      scope: 'shared',
      name: 'What was of Anna',
      condition: { all: [{ field: 'assignee', op: 'is', value: anna.id }] },
    });
    expect(view.past).toBe(true);
    const seen = await inView(view.id);
    expect(seen.length).toBeGreaterThan(1);
    const page = await owner.does<{ items: TicketRow[]; next: string }>(
      'GET',
      `/api/v1/tickets?view=${view.id}&limit=1`,
    );
    const rest = await owner.does<{ items: TicketRow[] }>('GET', `/api/v1/tickets?view=${view.id}&cursor=${page.next}`);
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(seen);
    expect((await counts()).views).toEqual([{ id: view.id, count: seen.length, more: false }]);
    await owner.does('DELETE', `/api/v1/views/${view.id}`);
  });

  it('that name something gone say so; what makes no sense is refused', async () => {
    const team = await owner.does<{ id: string }>('POST', '/api/v1/teams', { name: 'Short-lived', memberIds: [] });
    const condition = { all: [OPEN, { field: 'team', op: 'in', value: [team.id, 'mine'] }] };
    const view = await saves(owner, { scope: 'shared', name: 'Of a team', condition });
    expect(view.gone).toEqual([]);
    await owner.does('DELETE', `/api/v1/teams/${team.id}`);
    expect(await owner.does('GET', `/api/v1/views/${view.id}`)).toMatchObject({
      gone: [{ field: 'team', value: team.id }],
    });
    expect(await inView(view.id)).toEqual([]);
    await desk.database.query(
      `/* test */ UPDATE saved_view SET condition = '{"field": "field.gone", "op": "is", "value": 1}' WHERE workspace_id = $1`,
      [desk.main.workspaceId],
    );
    expect(await owner.does('GET', `/api/v1/views/${view.id}`)).toMatchObject({
      gone: [{ field: 'field.gone', value: null }],
    });
    expect(await inView(view.id)).toEqual([]);
    expect((await counts()).views).toEqual([{ id: view.id, count: 0, more: false }]);
    await owner.does('DELETE', `/api/v1/views/${view.id}`);
    const wrong = await owner.call<{ fields: string[] }>('POST', '/api/v1/views', {
      scope: 'shared',
      name: 'Nonsense',
      condition: { any: [{ field: 'state', op: 'is', value: 'asleep' }] },
    });
    expect(wrong).toMatchObject({ status: 400, body: { fields: ['condition.any.0.value'] } });
  });

  it('are made of fields with names, questions and values', async () => {
    const fields = await anna.does<TicketFieldView[]>('GET', '/api/v1/ticket-fields');
    const field = (name: string) => fields.find((one) => one.name === name)!;
    expect(field('state')).toMatchObject({
      type: 'choice',
      ops: expect.arrayContaining(['in', 'not-in']),
      numeric: false,
    });
    expect(field('priority').values!.map(({ value }) => value)).toEqual(['0', '1', '2', '3']);
    expect(field('team').values).toEqual([
      { value: 'mine', label: null },
      { value: teamId, label: 'Returns' },
    ]);
    expect(field('assignee').values!.map(({ label }) => label)).toContain('Anna');
    expect(field('waiting-since')).toMatchObject({ type: 'instant', values: null });
  });
});

it('after all of it the reports agree with the facts', async () => {
  await desk.settles(120_000);
  const found = await desk.app.get(VerifyReports, { strict: false }).run(undefined, HEADLINES);
  expect(found).toMatchObject({ pending: 0, disagreements: [] });
}, 180_000);
