// What is promised is kept, warned of and told apart from what is not: policies, deadlines, breaches, on a clock that travels.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import type { CalendarView } from '../../src/desk/calendars.requests.js';
import type { SlaPolicyRequest, SlaPolicyView } from '../../src/desk/sla-policies.requests.js';
import type { PromisesReport } from '../../src/reports/promises.requests.js';
import type { RowsPage } from '../../src/reports/report-rows.requests.js';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import { RINGING } from '../../src/rules/sla-target.store.js';
import { ticketsSql, type View } from '../../src/tickets/list-tickets.js';
import { type Person, TestDesk, type Visitor } from '../desk.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let desk: TestDesk;
let owner: Person;

beforeAll(async () => {
  desk = await TestDesk.open();
  owner = desk.main.owner;
}, 60_000);
afterAll(() => desk.close());

const plain: SlaPolicyRequest = {
  name: 'Everyone',
  enabled: true,
  conditions: { all: [] },
  clock: 'calendar',
  firstResponseSeconds: 3600,
  nextResponseSeconds: 1800,
  resolutionSeconds: 8 * 3600,
  warnSeconds: 600,
};
const promise = (more: Partial<SlaPolicyRequest> = {}) =>
  owner.does<SlaPolicyView>('POST', '/api/v1/sla-policies', { ...plain, ...more });

beforeEach(async () => {
  for (const { id } of await owner.does<SlaPolicyView[]>('GET', '/api/v1/sla-policies'))
    await owner.does('DELETE', `/api/v1/sla-policies/${id}`);
  for (const { id } of await owner.tickets('open')) await owner.solves(id);
  await desk.settles();
});

/** A new ticket of a new visitor. */
async function asks(text: string): Promise<{ visitor: Visitor; id: string; at: number }> {
  const visitor = await desk.visits();
  await visitor.writes(text);
  await desk.settles();
  const row = (await owner.tickets('open')).find((ticket) => ticket.preview === text)!;
  return { visitor, id: row.id, at: Date.parse(row.waitingSince!) };
}
const read = (id: string) => owner.does<TicketRow>('GET', `/api/v1/tickets/${id}`);
const dueIn = async (id: string) => Date.parse((await read(id)).sla!.dueAt) - desk.clock.now().getTime();

interface SlaFact {
  type: string;
  at: Date;
  payload: { target: string; part: number; dueAt: string; metAt?: string; late?: boolean };
}
const facts = (id: string) =>
  desk.database.query<SlaFact>(
    `SELECT type, at, payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND type LIKE 'sla.%' ORDER BY seq`,
    [desk.main.workspaceId, id],
  );
const told = async (id: string) => (await facts(id)).map(({ type, payload }) => `${type} ${payload.target}`);

/** Waits in real time, as an agent would. */
async function until<T>(look: () => Promise<T>, right: (value: T) => boolean, withinMs: number): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await look();
    if (right(value)) return value;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('a promise', () => {
  it('runs from the customer’s words, is warned of, overdue at its instant, and met too late', async () => {
    await promise();
    const { id, at } = await asks('is it late?');
    expect((await read(id)).sla).toEqual({
      target: 'first-response',
      dueAt: new Date(at + HOUR).toISOString(),
      warned: false,
      breached: false,
    });
    await desk.travels(51 * MINUTE);
    expect((await read(id)).sla).toMatchObject({ warned: true, breached: false });
    expect((await owner.tickets('at-risk')).map((row) => row.id)).toEqual([id]);
    expect(await owner.does('GET', '/api/v1/tickets/counts')).toMatchObject({ atRisk: 1 });
    await desk.travels(3 * HOUR);
    const [warned, breached, ...more] = await facts(id);
    expect(more).toEqual([]);
    expect(warned).toMatchObject({ type: 'sla.warned', payload: { target: 'first-response' } });
    // Noticed hours later, it speaks of the instant that was promised.
    expect(breached).toMatchObject({
      type: 'sla.breached',
      payload: { target: 'first-response', part: 1, dueAt: new Date(at + HOUR).toISOString() },
    });
    await owner.replies(id, 'Sorry!');
    await desk.settles();
    expect(await told(id)).toEqual([
      'sla.warned first-response',
      'sla.breached first-response',
      'sla.met first-response',
    ]);
    expect((await facts(id)).at(-1)!.payload).toMatchObject({ late: true, dueAt: new Date(at + HOUR).toISOString() });
    expect((await read(id)).sla).toMatchObject({ target: 'resolution', breached: false });
    expect(await owner.tickets('at-risk')).toEqual([]);
  });

  it('is noticed within two seconds of its instant, by the clock on the wall', async () => {
    await promise({ firstResponseSeconds: 2, warnSeconds: 1, resolutionSeconds: null });
    const { id, at } = await asks('quick, please');
    const found = await until(
      () => facts(id),
      (all) => all.some((fact) => fact.type === 'sla.breached'),
      6000,
    );
    const breach = found.find((fact) => fact.type === 'sla.breached')!;
    expect(breach.payload.dueAt).toBe(new Date(at + 2000).toISOString());
    const late = breach.at.getTime() - Date.parse(breach.payload.dueAt);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(2000);
  });

  it('that fell due while the desk was down is told once, and a restart doubles none', async () => {
    await promise({ resolutionSeconds: null });
    const { id, at } = await asks('nobody home?');
    const offset = desk.clock.now().getTime() - Date.now();
    await desk.stop();
    await desk.start();
    desk.clock.travel(offset + 2 * HOUR);
    await until(
      () => told(id),
      (all) => all.length >= 2,
      5000,
    );
    await desk.stop();
    await desk.start();
    desk.clock.travel(offset + 3 * HOUR);
    await desk.settles();
    expect(await told(id)).toEqual(['sla.warned first-response', 'sla.breached first-response']);
    expect((await facts(id))[1]!.payload.dueAt).toBe(new Date(at + HOUR).toISOString());
    owner = desk.main.owner = await desk.signIn('owner@team.test', undefined, 'story');
  }, 60_000);

  it('of the next answer is made anew by each wait; of the resolution it pauses while we wait for the customer', async () => {
    await promise({
      firstResponseSeconds: 3600,
      nextResponseSeconds: 1800,
      resolutionSeconds: 4 * 3600,
      warnSeconds: 0,
    });
    const { id, visitor } = await asks('and then?');
    await owner.replies(id, 'What colour?', { thenState: 'pending' });
    await desk.settles();
    expect((await read(id)).sla).toBeNull();
    await desk.travels(24 * HOUR);
    expect((await read(id)).sla).toBeNull();
    await visitor.writes('Green.');
    await desk.settles();
    expect((await read(id)).sla).toMatchObject({ target: 'next-response' });
    expect(await dueIn(id)).toBeGreaterThan(29 * MINUTE);
    await owner.replies(id, 'Thank you.');
    await desk.settles();
    expect((await read(id)).sla).toMatchObject({ target: 'resolution' });
    const left = await dueIn(id);
    expect(left).toBeGreaterThan(3 * HOUR + 58 * MINUTE);
    expect(left).toBeLessThanOrEqual(4 * HOUR);
    await owner.solves(id);
    await desk.settles();
    expect((await read(id)).sla).toBeNull();
    await visitor.writes('It came back.');
    await desk.settles();
    const open = await desk.database.query(
      `SELECT target, part FROM sla_target WHERE workspace_id = $1 AND ticket_id = $2 AND met_at IS NULL AND stopped_at IS NULL ORDER BY target`,
      [desk.main.workspaceId, id],
    );
    expect(open).toEqual([
      { target: 'next-response', part: 3 },
      { target: 'resolution', part: 2 },
    ]);
    expect(await told(id)).toEqual(['sla.met first-response', 'sla.met next-response', 'sla.met resolution']);
    expect((await facts(id)).every((fact) => fact.payload.late === false)).toBe(true);
  });

  it('of spam is none, and comes back with the ticket', async () => {
    await promise();
    const { id } = await asks('cheap pills');
    await owner.does('POST', `/api/v1/tickets/${id}/spam`, { spam: true });
    await desk.travels(2 * HOUR);
    expect(await told(id)).toEqual([]);
    await owner.does('POST', `/api/v1/tickets/${id}/spam`, { spam: false });
    await desk.settles();
    expect((await read(id)).sla).toMatchObject({ target: 'first-response', breached: true });
  });
});

describe('policies', () => {
  it('speak in their order; a change of priority, tag or of the policy moves what is open', async () => {
    const everyone = await promise({ firstResponseSeconds: 7200, nextResponseSeconds: null, resolutionSeconds: null });
    const urgent = await promise({
      name: 'Urgent',
      conditions: { all: [{ field: 'priority', op: 'in', value: [3] }] },
      firstResponseSeconds: 600,
      warnSeconds: 60,
    });
    const { id } = await asks('how soon?');
    expect(await dueIn(id)).toBeGreaterThan(119 * MINUTE);
    await owner.does('POST', `/api/v1/tickets/${id}/priority`, { priority: 3 });
    await desk.settles();
    expect(await dueIn(id)).toBeGreaterThan(119 * MINUTE);
    await owner.does('PUT', '/api/v1/sla-policies/order', { ids: [urgent.id, everyone.id] });
    await desk.settles();
    expect(await dueIn(id)).toBeLessThan(10 * MINUTE);
    const { id: _, ...body } = urgent;
    await owner.does('PUT', `/api/v1/sla-policies/${urgent.id}`, { ...body, firstResponseSeconds: 1200 });
    await desk.settles();
    expect(await dueIn(id)).toBeGreaterThan(15 * MINUTE);
    expect(await dueIn(id)).toBeLessThan(20 * MINUTE);
    await owner.does('DELETE', `/api/v1/sla-policies/${urgent.id}`);
    await desk.settles();
    expect(await dueIn(id)).toBeGreaterThan(119 * MINUTE - 20_000);
    await owner.does('DELETE', `/api/v1/sla-policies/${everyone.id}`);
    await desk.settles();
    expect((await read(id)).sla).toBeNull();
    expect(await told(id)).toEqual([]);
  });

  it('made late reckon the tickets that wait already', async () => {
    const { id, at } = await asks('since long');
    expect((await read(id)).sla).toBeNull();
    await promise();
    await desk.settles();
    expect((await read(id)).sla!.dueAt).toBe(new Date(at + HOUR).toISOString());
    expect((await desk.twin.owner.tickets('all')).every((row) => row.sla === null)).toBe(true);
    expect(await desk.twin.owner.does('GET', '/api/v1/sla-policies')).toEqual([]);
  });

  it('by working hours follow the calendar when it is edited', async () => {
    await promise({ clock: 'business', resolutionSeconds: null });
    const { id } = await asks('in your own time');
    const [calendar] = await owner.does<CalendarView[]>('GET', '/api/v1/calendars');
    const shut = { ...calendar!, weekly: calendar!.weekly.map(() => ({ intervals: [] })) };
    const always = { ...shut, weekly: shut.weekly.map(() => ({ intervals: [{ from: '00:00', to: '24:00' }] })) };
    const put = async (hours: CalendarView) => {
      const { id: calendarId, versionId: _, ...body } = hours;
      await owner.does('PUT', `/api/v1/calendars/${calendarId}`, body);
      await desk.settles();
    };
    await put(always);
    expect(await dueIn(id)).toBeLessThanOrEqual(HOUR);
    await put(shut);
    expect((await read(id)).sla).toBeNull();
    await put(calendar!);
    expect((await read(id)).sla).toMatchObject({ target: 'first-response' });
  });

  it('are for leads, and must promise something to somebody', async () => {
    const agent = await desk.hires('Pavel');
    expect((await agent.call('GET', '/api/v1/sla-policies')).status).toBe(403);
    const nothing = { ...plain, firstResponseSeconds: null, nextResponseSeconds: null, resolutionSeconds: null };
    expect(await owner.call('POST', '/api/v1/sla-policies', nothing)).toMatchObject({
      status: 400,
      body: { code: 'validation-failed' },
    });
    const nobody = { ...plain, conditions: { all: [{ field: 'tag', is: ['vip'] }] } };
    expect(await owner.call('POST', '/api/v1/sla-policies', nobody)).toMatchObject({ status: 400 });
    expect((await owner.call('PUT', '/api/v1/sla-policies/order', { ids: [desk.main.chat.id] })).status).toBe(409);
  });
});

describe('the reports', () => {
  it('verify over tickets with promises, kept and broken', async () => {
    const found = await desk.app.get(VerifyReports, { strict: false }).run(undefined, [...HEADLINES, 'promises']);
    expect(found).toMatchObject({ pending: 0, disagreements: [] });
  }, 60_000);

  it('tell what was kept, what was missed by how much, and what is broken while its customer waits', async () => {
    await promise({ nextResponseSeconds: null, resolutionSeconds: null });
    const firsts = async () => {
      await desk.settles();
      const { targets } = await owner.does<PromisesReport>('GET', '/api/v1/reports/promises');
      return targets.find(({ target }) => target === 'first-response')!;
    };
    const opens = async (figure: string) =>
      (await owner.does<RowsPage>('GET', `/api/v1/reports/rows?figure=${figure}.first-response&limit=200`)).items;
    const before = await firsts();
    const kept = await asks('in good time');
    await owner.replies(kept.id, 'At once.');
    const missed = await asks('two hours late');
    const givenUp = await asks('never answered');
    await desk.travels(3 * HOUR);
    expect((await firsts()).broken.value).toBe(before.broken.value + 2);
    expect((await opens('promises.broken')).map((row) => row.ticketId)).toEqual(
      expect.arrayContaining([missed.id, givenUp.id]),
    );
    await owner.replies(missed.id, 'Sorry.');
    await owner.solves(givenUp.id);
    const after = await firsts();
    expect(after.broken.value).toBe(before.broken.value);
    expect([after.kept.n - before.kept.n, after.kept.count - before.kept.count]).toEqual([3, 1]);
    expect(after.late.n - before.late.n).toBe(2);
    const late = (await opens('promises.late')).filter((row) => [missed.id, givenUp.id].includes(row.ticketId));
    for (const row of late) expect(Math.abs(row.value! - 2 * 3600)).toBeLessThan(60);
    expect((await opens('promises.kept')).map((row) => row.ticketId)).toContain(kept.id);
    const found = await desk.app.get(VerifyReports, { strict: false }).run(undefined, [...HEADLINES, 'promises']);
    expect(found).toMatchObject({ pending: 0, disagreements: [] });
  }, 60_000);
});

describe('the queue by due time', () => {
  it('pages without repeating or skipping, nearest first, tickets without a promise last', async () => {
    await promise({ conditions: { all: [{ field: 'priority', op: 'in', value: [2] }] } });
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three', 'four', 'five']) ids.push((await asks(text)).id);
    for (const id of [ids[3]!, ids[1]!]) await owner.does('POST', `/api/v1/tickets/${id}/priority`, { priority: 2 });
    await desk.settles();
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: TicketRow[]; next: string | null } = await owner.does(
        'GET',
        `/api/v1/tickets?view=open&sort=due&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      found.push(...page.items.map((row) => row.id));
      cursor = page.next;
    }
    expect(found).toEqual([ids[1], ids[3], ids[0], ids[2], ids[4]]);
  });

  it('is read by its indexes', async () => {
    const { workspaceId } = desk.main;
    const { id } = await asks('one of many');
    await desk.database.query(
      `/* test */ INSERT INTO ticket (workspace_id, id, number, channel, connection_id, contact_id, identity_id, state, opened_at,
         waiting_since, queued_at, state_since, last_message_at, sla_target, sla_due_at, sla_warned)
       SELECT t.workspace_id, gen_random_uuid(), 1000000 + n, t.channel, t.connection_id, t.contact_id, t.identity_id,
         (ARRAY['new', 'open', 'pending', 'solved'])[1 + n % 4], now(), now(), now(), now(), now(),
         CASE WHEN n % 2 = 0 THEN 'resolution' END, CASE WHEN n % 2 = 0 THEN now() + n * interval '1 minute' END, n % 500 = 0
       FROM ticket t, generate_series(1, 30000) n WHERE t.workspace_id = $1 AND t.id = $2`,
      [workspaceId, id],
    );
    await desk.database.query('/* test */ ANALYZE ticket, contact, identity');
    const [middle] = await desk.database.query<{ at: string; id: string }>(
      `/* test */ SELECT to_char(sla_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, id FROM ticket
       WHERE workspace_id = $1 AND number = 1015000`,
      [workspaceId],
    );
    const cursors = [null, Buffer.from(`0|${middle!.at}|${middle!.id}`).toString('base64url')];
    for (const view of ['open', 'at-risk', 'unassigned'] as View[]) {
      for (const cursor of cursors) {
        const { sql, params } = ticketsSql({ workspaceId, agentId: null, view, sort: 'due', cursor, limit: 50 });
        const rows = await desk.database.query<Record<string, string>>(`EXPLAIN (ANALYZE) ${sql}`, params);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).toMatch(
          view === 'at-risk' ? /Index Scan using ticket_(at_risk|due)/ : /Index Scan using ticket_due/,
        );
        expect(plan).not.toMatch(/Seq Scan on ticket|Sort Key: .*sla_due_at[\s\S]*Rows Removed by Filter: \d{4}/);
        expect(Number(/Execution Time: ([\d.]+) ms/.exec(plan)![1])).toBeLessThan(100);
      }
    }
    await desk.database.query(
      `/* test */ INSERT INTO sla_target (workspace_id, ticket_id, target, part, policy_id, clock, seconds, started_at, due_at, alarm_at)
       SELECT workspace_id, id, 'resolution', 1, id, 'calendar', 60, now(), sla_due_at, sla_due_at + interval '1 day' FROM ticket
       WHERE workspace_id = $1 AND number > 1000000 AND sla_due_at IS NOT NULL`,
      [workspaceId],
    );
    await desk.database.query('/* test */ ANALYZE sla_target');
    const alarms = await desk.database.query<Record<string, string>>(`EXPLAIN ${RINGING}`, [desk.clock.now()]);
    expect(alarms.map((row) => row['QUERY PLAN']).join('\n')).toContain('Index Scan using sla_target_alarm');
  }, 60_000);
});
