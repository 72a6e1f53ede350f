// Story: many tickets at once. Each is done, skipped or refused by itself, and all of it comes back but for what others changed since.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketRow } from '@otklik/contract';
import { HEADLINES, VerifyReports } from '../../src/reports/verify-reports.js';
import { ReceiveMessage } from '../../src/tickets/receive-message.js';
import { type Person, TestDesk } from '../desk.js';

const HOUR = 3_600_000;
let desk: TestDesk;
let owner: Person;
let anna: Person;
let oleg: Person;
let teamId: string;

beforeAll(async () => {
  desk = await TestDesk.open({ undoSeconds: 60 });
  owner = desk.main.owner;
  [anna, oleg] = [await desk.hires('Anna'), await desk.hires('Oleg')];
  const team = await owner.does<{ id: string }>('POST', '/api/v1/teams', { name: 'Returns', memberIds: [anna.id] });
  teamId = team.id;
}, 60_000);
afterAll(() => desk.close());

async function asks(text: string): Promise<{ id: string; number: number }> {
  const visitor = await desk.visits();
  await visitor.writes(text);
  await desk.settles();
  return (await owner.tickets('all')).find((row) => row.preview === text)!;
}
const read = (id: string) => owner.does<TicketRow>('GET', `/api/v1/tickets/${id}`);
const inView = async (view: string) => (await owner.tickets(view)).map(({ id }) => id);
const inMs = (ms: number) => new Date(desk.clock.now().getTime() + ms).toISOString();

interface Done {
  undoId: string | null;
  done: number;
  skipped: number;
  failed: { ticketId: string; number: number; code: string; words: string; left: string[] }[];
  more: boolean;
}
const does = (who: Person, order: object, key?: string) =>
  who.does<Done>('POST', '/api/v1/tickets/bulk', order, key ? { 'idempotency-key': key } : {});
const undoes = (who: Person, id: string) => who.does<Done>('POST', `/api/v1/tickets/bulk/${id}/undo`);

describe('many at once', () => {
  it('are done, skipped or refused one by one, and a retry does nothing twice', async () => {
    const [one, two, three] = [await asks('bulk 1'), await asks('bulk 2'), await asks('bulk 3')];
    await owner.does('POST', `/api/v1/tickets/${two.id}/priority`, { priority: 2 });
    await owner.solves(three.id);
    await desk.database.query(`/* test */ UPDATE ticket SET state = 'closed' WHERE workspace_id = $1 AND id = $2`, [
      desk.main.workspaceId,
      three.id,
    ]);
    const order = { ticketIds: [one.id, two.id, three.id], action: { do: 'priority', priority: 2 } };
    const answer = await does(anna, order, 'once');
    expect(answer).toMatchObject({ done: 1, skipped: 1, more: false });
    expect(answer.failed).toMatchObject([{ ticketId: three.id, number: three.number, code: 'ticket-closed' }]);
    expect(await does(anna, order, 'once')).toEqual(answer);
    const other = { ...order, action: { do: 'priority', priority: 1 } };
    expect((await anna.call('POST', '/api/v1/tickets/bulk', other, { 'idempotency-key': 'once' })).status).toBe(409);
    expect((await oleg.call('POST', `/api/v1/tickets/bulk/${answer.undoId}/undo`)).status).toBe(404);
    expect(await undoes(anna, answer.undoId!)).toMatchObject({ done: 1, failed: [] });
    expect(await undoes(anna, answer.undoId!)).toMatchObject({ done: 1, failed: [] });
    expect(await read(one.id)).toMatchObject({ priority: 1 });
    expect(await read(two.id)).toMatchObject({ priority: 2 });
    for (const { id } of [one, two]) await owner.solves(id);
  });

  it('all or nothing on each ticket; what makes no sense is refused as a whole', async () => {
    const { id } = await asks('whole or not at all');
    await owner.solves(id);
    const actions = [
      { do: 'priority', priority: 3 },
      { do: 'snooze', until: inMs(HOUR) },
    ];
    expect(await does(anna, { ticketIds: [id], actions })).toMatchObject({
      done: 0,
      undoId: null,
      failed: [{ ticketId: id }],
    });
    expect(await read(id)).toMatchObject({ priority: 1 });
    for (const wrong of [
      { ticketIds: [id] },
      { ticketIds: [id], action: { do: 'assign', agentId: teamId } },
      { ticketIds: [id], view: 'open', action: { do: 'spam', spam: true } },
      { view: 'nowhere', action: { do: 'spam', spam: true } },
    ])
      expect((await anna.call('POST', '/api/v1/tickets/bulk', wrong)).status).toBe(400);
  });

  it('everything of them comes back: state, wait, sleep, tags, holder, spam and unsent words', async () => {
    const { id } = await asks('put me back');
    await owner.does('POST', `/api/v1/tickets/${id}/tags`, { names: ['before'] });
    await owner.does('POST', `/api/v1/tickets/${id}/assign`, { agentId: oleg.id });
    const until = inMs(30 * HOUR);
    await owner.does('POST', `/api/v1/tickets/${id}/snooze`, { until });
    const before = await read(id);
    const shown = ({ state, priority, assigneeId, tags, spam, snoozedUntil, waitingSince }: TicketRow) => ({
      ...{ state, priority, assigneeId, tags, spam, snoozedUntil, waitingSince },
    });
    for (const actions of [
      [
        { do: 'assign', agentId: anna.id, teamId },
        { do: 'add-tags', names: ['after'] },
        { do: 'remove-tags', names: ['BEFORE'] },
      ],
      [
        { do: 'snooze', until: null },
        { do: 'priority', priority: 3 },
        { do: 'state', state: 'pending' },
      ],
      [{ do: 'state', state: 'solved' }],
      [{ do: 'spam', spam: true }],
      [{ do: 'reply', text: 'Too quick' }],
    ]) {
      const { undoId, done } = await does(anna, { ticketIds: [id], actions });
      expect(done).toBe(1);
      if (actions[0]!.do !== 'reply') expect(shown(await read(id))).not.toEqual(shown(before));
      expect(await undoes(anna, undoId!)).toMatchObject({ done: 1, failed: [] });
      expect(shown(await read(id))).toEqual(shown(before));
    }
    const said = await anna.conversation(id);
    expect(said.map(({ state }) => state)).toEqual(['received', 'undone']);
    const noted = await does(anna, { ticketIds: [id], action: { do: 'note', text: 'stays' } });
    expect((await undoes(anna, noted.undoId!)).failed).toMatchObject([{ code: 'note-stays', left: ['noted'] }]);
    await owner.solves(id);
  });

  it('own fields are filled on many at once, held to their rules, and come back', async () => {
    const field = (body: object) => owner.does('POST', '/api/v1/fields', { of: 'ticket', required: false, ...body });
    await field({ label: 'Plan', type: 'choice', choices: [{ label: 'Gold' }, { label: 'Free' }] });
    await field({ label: 'Seats', type: 'number', min: 1 });
    const [one, two] = [await asks('fields 1'), await asks('fields 2')];
    const values = async (id: string) => (await owner.does<{ fields: object }>('GET', `/api/v1/tickets/${id}`)).fields;
    await owner.does('POST', `/api/v1/tickets/${one.id}/fields`, { values: { plan: 'free' } });
    const ticketIds = [one.id, two.id];
    const fill = (given: object) => ({ ticketIds, action: { do: 'set-fields', values: given } });
    for (const wrong of [{ seats: 0 }, { plan: 'silver' }, { nowhere: 1 }])
      expect((await anna.call('POST', '/api/v1/tickets/bulk', fill(wrong))).status).toBe(400);
    const { undoId, done } = await does(anna, fill({ plan: 'Gold', seats: '3' }));
    expect(done).toBe(2);
    expect([await values(one.id), await values(two.id)]).toEqual([
      { plan: 'gold', seats: 3 },
      { plan: 'gold', seats: 3 },
    ]);
    expect(await does(anna, fill({ plan: 'gold' }))).toMatchObject({ done: 0, skipped: 2 });
    await owner.does('POST', `/api/v1/tickets/${two.id}/fields`, { values: { seats: 5 } });
    expect((await undoes(anna, undoId!)).failed).toMatchObject([{ ticketId: two.id, left: ['fields'] }]);
    expect([await values(one.id), await values(two.id)]).toEqual([{ plan: 'free' }, { plan: 'gold', seats: 5 }]);
    for (const id of ticketIds) await owner.solves(id);
  });

  it('solved by mistake and taken back at once: nobody is asked, nothing was reopened, and no report knows of it', async () => {
    const { id } = await asks('solved with many others');
    const facts = async () =>
      (
        await desk.database.query<{ type: string }>(
          `/* test */ SELECT type FROM fact WHERE workspace_id = $1 AND ticket_id = $2 ORDER BY seq`,
          [desk.main.workspaceId, id],
        )
      ).map(({ type }) => type);
    const kinds = async () => (await anna.conversation(id)).map(({ kind }) => kind);
    const solves = () => does(anna, { ticketIds: [id], action: { do: 'state', state: 'solved' } });
    const before = await read(id);
    const mistake = await solves();
    await desk.settles();
    expect(await kinds()).toEqual(['customer']);
    await desk.travels(10_000);
    expect(await undoes(anna, mistake.undoId!)).toMatchObject({ done: 1, failed: [] });
    await desk.travels(60_000);
    await desk.settles();
    const { state, waitingSince, episode, solvedAt } = before as TicketRow & { episode: number; solvedAt: null };
    expect(await read(id)).toMatchObject({ state, waitingSince, episode, solvedAt });
    expect(await kinds()).toEqual(['customer']);
    expect((await facts()).filter((type) => /reopened|survey/.test(type))).toEqual([]);
    const told = await desk.database.query(
      `/* test */ SELECT 1 FROM report_episode WHERE workspace_id = $1 AND ticket_id = $2`,
      [desk.main.workspaceId, id],
    );
    expect(told).toEqual([]);
    expect((await desk.app.get(VerifyReports).run(desk.main.workspaceId, HEADLINES)).disagreements).toEqual([]);
    const meant = await solves();
    await desk.settles();
    expect(await kinds()).toEqual(['customer']);
    await desk.travels(31_000);
    await desk.settles();
    expect(await kinds()).toEqual(['customer', 'bot']);
    await undoes(anna, meant.undoId!);
    await desk.settles();
    expect((await facts()).filter((type) => /reopened|annulled/.test(type))).toEqual([
      'solve.annulled',
      'response.annulled',
      'ticket.reopened',
      'response.annulled',
    ]);
    expect((await desk.app.get(VerifyReports).run(desk.main.workspaceId, HEADLINES)).disagreements).toEqual([]);
    await owner.solves(id);
  });

  it('a reply that solving has sent stays an answer: its customer does not wait again', async () => {
    const { id } = await asks('answered and solved');
    const actions = [
      { do: 'reply', text: 'Done for all of you' },
      { do: 'state', state: 'solved' },
    ];
    const { undoId, done } = await does(anna, { ticketIds: [id], actions });
    expect(done).toBe(1);
    await desk.travels(61_000);
    expect((await undoes(anna, undoId!)).failed).toMatchObject([{ left: ['replies'] }]);
    await desk.settles();
    expect(await read(id)).toMatchObject({ state: 'open', waitingSince: null, firstResponseAt: expect.any(String) });
    expect((await desk.app.get(VerifyReports).run(desk.main.workspaceId, HEADLINES)).disagreements).toEqual([]);
    await owner.solves(id);
  });

  it('200 of them, while somebody else changes some: the other’s change is kept, and it is said where', async () => {
    const { id: model } = await asks('model');
    await desk.settles();
    const ids: string[] = await copies(model, 200);
    const order = {
      ticketIds: ids,
      actions: [
        { do: 'priority', priority: 3 },
        { do: 'assign', agentId: anna.id },
      ],
    };
    const [answer] = await Promise.all([
      does(anna, order),
      ...ids.slice(0, 5).map((id) => oleg.does('POST', `/api/v1/tickets/${id}/tags`, { names: ['meanwhile'] })),
    ]);
    expect(answer).toMatchObject({ done: 200, failed: [] });
    for (const id of ids.slice(0, 3)) await oleg.does('POST', `/api/v1/tickets/${id}/priority`, { priority: 0 });
    const back = await undoes(anna, answer.undoId!);
    expect(back.done).toBe(197);
    expect(back.failed.map(({ ticketId }) => ticketId).sort()).toEqual(ids.slice(0, 3).sort());
    expect(back.failed[0]).toMatchObject({
      code: 'changed-since',
      left: ['priority'],
      words: expect.stringMatching(/changed it since/),
    });
    const rows = (await Promise.all([ids[0]!, ids[4]!, ids[199]!].map(read))).map(({ priority, assigneeId, tags }) => ({
      priority,
      assigneeId,
      tags: tags.length,
    }));
    expect(rows).toEqual([
      { priority: 0, assigneeId: null, tags: 1 },
      { priority: 1, assigneeId: null, tags: 1 },
      { priority: 1, assigneeId: null, tags: 0 },
    ]);
    // And all that stand in a view, by the view.
    const all = await does(anna, { view: 'open', action: { do: 'state', state: 'solved' } });
    expect(all).toMatchObject({ done: 201, more: false });
    expect(await inView('open')).toEqual([]);
  }, 240_000);
});

/** As many new tickets of the same person. */
async function copies(model: string, count: number): Promise<string[]> {
  const { workspaceId, mail } = desk.main;
  const [whose] = await desk.database.query<{ contactId: string; identityId: string }>(
    `SELECT contact_id AS "contactId", identity_id AS "identityId" FROM ticket WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, model],
  );
  const receive = desk.app.get(ReceiveMessage, { strict: false });
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const said = { externalId: `copy-${n}`, conversation: null, text: `copy ${n}`, html: null };
    const from = { workspaceId, connectionId: mail.id, channel: 'email', at: desk.clock.now() };
    ids.push((await receive.run({ ...from, ...whose!, ...said })).ticketId);
  }
  await desk.settles(120_000);
  return ids;
}

it('after all of it the reports agree with the facts', async () => {
  await desk.settles(120_000);
  const found = await desk.app.get(VerifyReports, { strict: false }).run(undefined, HEADLINES);
  expect(found).toMatchObject({ pending: 0, disagreements: [] });
}, 180_000);
