// Work finds the right person: never one who is not there, never more than they can hold, and back to the queue when they go.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TicketRow } from '@otklik/contract';
import { createDesk } from '../../src/desk-server.js';
import { EnsureContact } from '../../src/people/ensure-contact.js';
import type { PresenceView } from '../../src/people/presence/presence.requests.js';
import { SettlePresence } from '../../src/people/presence/settle-presence.js';
import type { TeamView } from '../../src/people/teams.requests.js';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import type { Now } from '../../src/rules/routing/read-now.js';
import type { RoutingPlanFields, RoutingRuleRequest, RoutingView } from '../../src/rules/routing/routing.requests.js';
import type { Placement } from '../../src/tickets/events.js';
import { ReceiveMessage } from '../../src/tickets/receive-message.js';
import { type Person, TestDesk } from '../desk.js';
import { freePort } from '../free-port.js';

const MINUTE = 60_000;
let desk: TestDesk;
let lead: Person;
let anna: Person;
let boris: Person;
let vera: Person;
let orders: TeamView;
let billing: TeamView;

beforeAll(async () => {
  desk = await TestDesk.open();
  lead = desk.main.owner;
  [anna, boris, vera] = await Promise.all([desk.hires('Anna'), desk.hires('Boris'), desk.hires('Vera')]);
  const team = (name: string, ...people: Person[]) =>
    lead.does<TeamView>('POST', '/api/v1/teams', { name, memberIds: people.map((one) => one.id) });
  orders = await team('Orders', anna, boris, vera);
  billing = await team('Billing', vera);
}, 60_000);
afterAll(() => desk.close());

const duty = (person: Person, more: Record<string, unknown> = {}) =>
  lead.does('PUT', `/api/v1/agents/${person.id}/duty`, {
    skills: [],
    capacity: { messenger: 5 },
    schedule: null,
    ...more,
  });
const says = (person: Person, state: string, handBack = false) =>
  person.does<PresenceView>('PUT', '/api/v1/me/presence', { state, handBack });
const plan = (teamId: string | null, more: Partial<RoutingPlanFields> = {}) =>
  lead.does<RoutingView>('PUT', '/api/v1/routing/plan', {
    teamId,
    mode: 'round-robin',
    useCapacity: true,
    overflowSeconds: null,
    overflowTo: 'anyone',
    overflowTeamId: null,
    giveBack: 'at-once',
    giveBackSeconds: 600,
    ...more,
  });
const terms = (more: Record<string, unknown> = {}) =>
  lead.does<RoutingView>('PUT', '/api/v1/routing/terms', {
    defaultTeamId: orders.id,
    byLanguage: false,
    capacity: {},
    ...more,
  });
const rule = (more: Partial<RoutingRuleRequest>) =>
  lead.does<RoutingView>('POST', '/api/v1/routing/rules', {
    name: 'A rule',
    enabled: true,
    condition: { all: [] },
    teamId: null,
    skills: [],
    first: false,
    ...more,
  });

beforeEach(async () => {
  const { rules } = await lead.does<RoutingView>('GET', '/api/v1/routing');
  for (const { id } of rules) await lead.does('DELETE', `/api/v1/routing/rules/${id}`);
  for (const person of [anna, boris, vera]) {
    await says(person, 'offline');
    await duty(person);
  }
  await desk.settles();
  for (let page = await everything(); page.length > 0; page = await everything())
    await Promise.all(page.map((row) => lead.solves(row.id)));
  await terms();
  await plan(orders.id);
  await plan(billing.id, { mode: 'manual', giveBack: 'never' });
  await desk.settles();
}, 120_000);

async function everything(): Promise<TicketRow[]> {
  return [...(await lead.tickets('open')), ...(await lead.tickets('pending'))];
}
const read = (id: string) => lead.does<TicketRow>('GET', `/api/v1/tickets/${id}`);

let people = 0;
/** A message of somebody new, as a messenger would bring it; `customer`: of the same one again. */
async function arrives(text: string, customer = String(++people)): Promise<{ id: string; customer: string }> {
  const { workspaceId, telegram } = desk.main;
  const { contactId, identityId } = await desk.database.transaction((tx) =>
    desk.app.get(EnsureContact, { strict: false }).run(tx, {
      workspaceId,
      kind: 'telegram',
      address: customer,
      name: `Customer ${customer}`,
      username: null,
      locale: 'en',
    }),
  );
  const { ticketId } = await desk.app.get(ReceiveMessage, { strict: false }).run({
    workspaceId,
    connectionId: telegram.id,
    channel: 'telegram',
    externalId: randomUUID(),
    conversation: customer,
    contactId,
    identityId,
    at: desk.clock.now(),
    text,
    html: null,
  });
  return { id: ticketId, customer };
}

async function asks(text: string): Promise<{ id: string; writes: (text: string) => Promise<void> }> {
  const { id, customer } = await arrives(text);
  await desk.settles();
  return {
    id,
    writes: async (more) => {
      await arrives(more, customer);
      await desk.settles();
    },
  };
}

/** Why it is where it is: the last time it was given to anybody. */
async function why(id: string): Promise<Placement | undefined> {
  const [fact] = await desk.database.query<{ payload: { why?: Placement } }>(
    `SELECT payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND type = 'ticket.assigned' ORDER BY seq DESC LIMIT 1`,
    [desk.main.workspaceId, id],
  );
  return fact?.payload.why;
}

describe('whoever is not there gets nothing', () => {
  it('it waits, and is given the moment somebody comes; with the reason', async () => {
    const { id } = await asks('is anybody here?');
    expect(await read(id)).toMatchObject({ assigneeId: null, teamId: orders.id });
    expect(await why(id)).toMatchObject({ how: 'default-team', teamId: orders.id });
    await says(boris, 'away');
    await desk.settles();
    expect((await read(id)).assigneeId).toBeNull();
    await says(boris, 'online');
    await desk.settles();
    expect((await read(id)).assigneeId).toBe(boris.id);
    expect(await why(id)).toMatchObject({ how: 'round-robin', teamId: orders.id, load: 1, of: 5 });
  });

  it('somebody who is not of the team does not count', async () => {
    await plan(billing.id);
    await rule({ teamId: billing.id, condition: { field: 'subject', op: 'unset' } });
    await says(anna, 'online');
    const { id } = await asks('where is my invoice?');
    expect(await read(id)).toMatchObject({ assigneeId: null, teamId: billing.id });
    expect(await why(id)).toMatchObject({ how: 'rule' });
    await says(vera, 'online');
    await desk.settles();
    expect((await read(id)).assigneeId).toBe(vera.id);
  });

  it('nor does somebody outside their hours', async () => {
    const never = { timeZone: 'UTC', weekly: Array.from({ length: 7 }, () => ({ intervals: [] as object[] })) };
    const day = new Date(desk.clock.now()).getUTCDay();
    never.weekly[(day + 9) % 7]!.intervals.push({ from: '09:00', to: '10:00' });
    await says(anna, 'online');
    await desk.travels(1000);
    await duty(anna, { schedule: never });
    const people = await lead.does<PresenceView[]>('GET', '/api/v1/presence');
    expect(people.find((one) => one.agentId === anna.id)?.state).toBe('online');
    const past = new Date(desk.clock.now().getTime() - 30 * 24 * 60 * MINUTE);
    await desk.database.query(
      `/* test */ UPDATE agent_presence SET chosen_at = '${past.toISOString()}' WHERE agent_id = '${anna.id}'`,
    );
    await desk.app.get(SettlePresence).run({ workspaceId: desk.main.workspaceId, agentId: anna.id });
    const { id } = await asks('after hours');
    expect((await read(id)).assigneeId).toBeNull();
    const after = await lead.does<PresenceView[]>('GET', '/api/v1/presence');
    expect(after.find((one) => one.agentId === anna.id)).toMatchObject({ state: 'offline', why: 'hours' });
  });
});

describe('who goes', () => {
  it('signed out of the last screen: gone at once', async () => {
    const there = await desk.signIn('anna@team.test', undefined, 'story');
    await says(there, 'online');
    const { id } = await asks('before she goes');
    expect((await read(id)).assigneeId).toBe(anna.id);
    await desk.database.query(`/* test */ DELETE FROM session WHERE agent_id = '${anna.id}' AND seen_at < now() - interval '0'
      AND token_hash <> (SELECT token_hash FROM session WHERE agent_id = '${anna.id}' ORDER BY created_at DESC LIMIT 1)`);
    await there.does('POST', '/api/v1/sign-out');
    await desk.settles();
    expect((await read(id)).assigneeId).toBeNull();
    anna = await desk.signIn('anna@team.test', undefined, 'story');
  });

  it('silent for ten minutes: what is unanswered goes back and on to the next; what waits for the customer stays', async () => {
    await says(anna, 'online');
    const answered = await asks('first');
    const open = await asks('second');
    await anna.replies(answered.id, 'Done?', { thenState: 'pending' });
    await desk.travels(3 * MINUTE);
    await says(boris, 'online');
    await desk.settles();
    expect((await read(open.id)).assigneeId).toBe(anna.id);
    await desk.travels(8 * MINUTE);
    await says(boris, 'online');
    await desk.settles();
    expect((await read(answered.id)).assigneeId).toBe(anna.id);
    expect((await read(open.id)).assigneeId).toBe(boris.id);
    const told = await desk.database.query<{ how: string }>(
      `SELECT payload->'why'->>'how' AS how FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND type = 'ticket.assigned' ORDER BY seq`,
      [desk.main.workspaceId, open.id],
    );
    expect(told.map((fact) => fact.how)).toEqual(['default-team', 'round-robin', 'offline', 'round-robin']);
    // The customer of the one that stayed writes again: nobody is there to read it, so it goes on.
    await answered.writes('No, not done.');
    expect((await read(answered.id)).assigneeId).toBe(boris.id);
  });

  it('later, if the team wants it so; back in time, they keep it', async () => {
    await plan(orders.id, { giveBack: 'later', giveBackSeconds: 1200 });
    await says(anna, 'online');
    const { id } = await asks('later');
    await says(anna, 'offline');
    await desk.travels(10 * MINUTE);
    expect((await read(id)).assigneeId).toBe(anna.id);
    await says(anna, 'online');
    await desk.travels(1.5 * MINUTE);
    await says(anna, 'offline');
    await desk.travels(19 * MINUTE);
    expect((await read(id)).assigneeId).toBe(anna.id);
    await desk.travels(2 * MINUTE);
    expect((await read(id)).assigneeId).toBeNull();
  });

  it('never, if the team wants it so; at once, if they themselves do', async () => {
    await plan(orders.id, { giveBack: 'never' });
    await says(anna, 'online');
    const { id } = await asks('never');
    await says(anna, 'offline');
    await desk.travels(60 * MINUTE);
    expect((await read(id)).assigneeId).toBe(anna.id);
    await says(anna, 'online');
    await says(anna, 'away', true);
    await desk.settles();
    expect((await read(id)).assigneeId).toBeNull();
    expect(await why(id)).toMatchObject({ how: 'handed-back' });
  });
});

describe('what people decide stands', () => {
  it('given to somebody who is not there, it stays with them', async () => {
    await says(anna, 'online');
    const { id, writes } = await asks('for Boris, who knows it');
    await lead.does('POST', `/api/v1/tickets/${id}/assign`, { agentId: boris.id });
    await desk.settles();
    await writes('more of it');
    await desk.travels(60 * MINUTE);
    expect((await read(id)).assigneeId).toBe(boris.id);
  });

  it('given back by its holder, it goes to another, not to them again', async () => {
    await says(anna, 'online');
    const { id } = await asks('not for me');
    await anna.does('POST', `/api/v1/tickets/${id}/assign`, { agentId: null });
    await desk.settles();
    expect((await read(id)).assigneeId).toBeNull();
    await says(boris, 'online');
    await desk.settles();
    expect((await read(id)).assigneeId).toBe(boris.id);
  });

  it('a team that hands out by hand is left alone', async () => {
    await says(vera, 'online');
    await plan(orders.id, { mode: 'manual', giveBack: 'never' });
    const { id } = await asks('by hand');
    expect(await read(id)).toMatchObject({ assigneeId: null, teamId: orders.id });
    await plan(orders.id);
    await desk.settles();
    expect((await read(id)).assigneeId).toBe(vera.id);
  });
});

describe('the queue', () => {
  it('first those whom a rule puts first, then by priority, then who has waited longest', async () => {
    await duty(anna, { capacity: { messenger: 1 } });
    await rule({ condition: { field: 'priority', op: 'is', value: 0 }, first: true });
    const plain = await asks('plain');
    const later = await asks('later');
    const urgent = await asks('urgent');
    const vip = await asks('vip');
    await lead.does('POST', `/api/v1/tickets/${urgent.id}/priority`, { priority: 3 });
    await lead.does('POST', `/api/v1/tickets/${vip.id}/priority`, { priority: 0 });
    await desk.settles();
    await says(anna, 'online');
    await desk.settles();
    const order: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const [mine] = await anna.tickets('mine');
      order.push(mine!.id);
      await anna.solves(mine!.id);
      await desk.settles();
    }
    expect(order).toEqual([vip.id, urgent.id, plain.id, later.id]);
  });

  it('first the customers of a segment: VIPs, whatever they write about', async () => {
    await lead.does('POST', '/api/v1/fields', { of: 'contact', label: 'VIP', type: 'flag', required: false });
    const condition = { all: [{ field: 'field.vip', op: 'is', value: true }] };
    const { id: segment } = await lead.does<{ id: string }>('POST', '/api/v1/segments', { name: 'VIP', condition });
    const known = await asks('who they are');
    await lead.does('PATCH', `/api/v1/contacts/${(await read(known.id)).contact.id}`, { fields: { vip: true } });
    await lead.solves(known.id);
    await duty(anna, { capacity: { messenger: 1 } });
    await rule({ condition: { field: 'segment', op: 'contains', value: [segment] }, first: true });
    const plain = await asks('came before');
    await known.writes('comes later, and is served first');
    await desk.settles();
    await says(anna, 'online');
    await desk.settles();
    expect((await anna.tickets('mine')).map((row) => row.id)).toEqual([known.id]);
    await anna.solves(known.id);
    await desk.settles();
    expect((await read(plain.id)).assigneeId).toBe(anna.id);
  });

  it('asks for skills; whom nobody there can help does not stand in the way of the others', async () => {
    await duty(boris, { skills: ['language:bg', 'Refunds'] });
    await rule({ condition: { field: 'priority', op: 'is', value: 2 }, skills: ['refunds'] });
    const special = await asks('a refund');
    await lead.does('POST', `/api/v1/tickets/${special.id}/priority`, { priority: 2 });
    const plain = await asks('plain');
    await desk.settles();
    await says(anna, 'online');
    await desk.settles();
    expect((await read(special.id)).assigneeId).toBeNull();
    expect((await read(plain.id)).assigneeId).toBe(anna.id);
    await says(boris, 'online');
    await desk.settles();
    expect((await read(special.id)).assigneeId).toBe(boris.id);
    expect((await why(special.id))?.skills).toHaveLength(1);
  });

  it('goes over to another team, or to anybody of it, when the time has come', async () => {
    await plan(orders.id, { overflowSeconds: 300, overflowTo: 'team', overflowTeamId: billing.id });
    await plan(billing.id);
    const { id } = await asks('somebody, please');
    await desk.travels(4 * MINUTE);
    expect((await read(id)).teamId).toBe(orders.id);
    await desk.travels(2 * MINUTE);
    expect(await read(id)).toMatchObject({ teamId: billing.id, assigneeId: null });
    expect(await why(id)).toMatchObject({ how: 'overflow-team' });
    await says(vera, 'online');
    await desk.settles();
    expect((await read(id)).assigneeId).toBe(vera.id);

    await plan(orders.id, { overflowSeconds: 300 });
    await rule({ skills: ['Chinese'] });
    await says(vera, 'offline');
    const rare = await asks('你好');
    await desk.travels(6 * MINUTE);
    await says(anna, 'online');
    await desk.settles();
    expect((await read(rare.id)).assigneeId).toBe(anna.id);
    expect(await why(rare.id)).toMatchObject({ anyone: true });
  });
});

describe('many tickets at once', () => {
  let second: NestFastifyApplication;
  beforeAll(async () => {
    second = await createDesk({ ...desk.env, port: await freePort(), smtpPort: 0 });
  }, 60_000);
  afterAll(() => second.close());

  it('300 tickets, 3 people who can hold 5, 2 processes: 5 each, in turns; and the next ones the moment there is room', async () => {
    for (const person of [anna, boris, vera]) await says(person, 'online');
    const [before] = await desk.database.query<{ id: string }>(
      `/* test */ SELECT id FROM fact ORDER BY id DESC LIMIT 1`,
    );
    for (let batch = 0; batch < 30; batch++)
      await Promise.all(Array.from({ length: 10 }, (_, index) => arrives(`question ${batch * 10 + index}`)));
    await desk.settles(120_000);
    const counted = async () => {
      const rows = await desk.database.query<{ id: string | null; n: number }>(
        `SELECT assignee_id AS id, count(*)::int AS n FROM ticket
         WHERE workspace_id = $1 AND awake AND state IN ('new', 'open') GROUP BY assignee_id`,
        [desk.main.workspaceId],
      );
      return new Map(rows.map((row) => [row.id, row.n]));
    };
    expect(await counted()).toEqual(
      new Map([
        [anna.id, 5],
        [boris.id, 5],
        [vera.id, 5],
        [null, 285],
      ]),
    );
    const facts = await desk.database.query<{ agent: string; load: number }>(
      `SELECT payload->>'toAgentId' AS agent, (payload->'why'->>'load')::int AS load FROM fact
       WHERE workspace_id = $1 AND type = 'ticket.assigned' AND payload->>'toAgentId' IS NOT NULL AND id > $2 ORDER BY id`,
      [desk.main.workspaceId, before!.id],
    );
    expect(Math.max(...facts.map((fact) => fact.load))).toBe(5);
    for (let given = 1; given <= facts.length; given++) {
      const each = [anna, boris, vera].map(
        (one) => facts.slice(0, given).filter((fact) => fact.agent === one.id).length,
      );
      expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
    }
    const [oldest] = await desk.database.query<{ id: string }>(
      `SELECT id FROM ticket WHERE workspace_id = $1 AND awake AND assignee_id IS NULL ORDER BY queued_at, id LIMIT 1`,
      [desk.main.workspaceId],
    );
    const mine = (await anna.tickets('mine')).slice(0, 2);
    await anna.solves(mine[0]!.id);
    await anna.replies(mine[1]!.id, 'We look into it.', { thenState: 'pending' });
    await desk.settles(120_000);
    expect((await counted()).get(anna.id)).toBe(5);
    expect((await counted()).get(null)).toBe(283);
    expect((await read(oldest!.id)).assigneeId).toBe(anna.id);
    const now = await lead.does<Now>('GET', '/api/v1/routing/now');
    expect(now.agents.find((one) => one.agentId === anna.id)).toMatchObject({
      state: 'online',
      load: { messenger: 5 },
    });
    expect(now.queues.find((one) => one.teamId === orders.id)).toMatchObject({ online: 3, waiting: 283 });
    const reports = await desk.app.get(VerifyReports, { strict: false }).run(desk.main.workspaceId, HEADLINES);
    expect(reports).toMatchObject({ pending: 0, disagreements: [] });
  }, 300_000);
});
