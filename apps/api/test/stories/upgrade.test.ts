// A database of the first release is brought to this one: what it holds can be shown, answered and searched as if it were new.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { OrdersChanged } from '../../src/people/orders/orders-changed.js';
import { MIGRATIONS, migrate } from '../../src/platform/database/migrate.js';
import { ensurePartitions } from '../../src/platform/database/partitions.js';
import type { Fact } from '../../src/platform/events/define-event.js';
import { newId } from '../../src/platform/ids.js';
import { blankBook, fold } from '../../src/reports/fold-facts.js';
import { promisesOf } from '../../src/reports/fold-promises.js';
import { RETURNS_CONSUMER } from '../../src/survey/loyalty/keep-returns.js';
import {
  MessageReceived,
  ResponseMeasured,
  SlaAnnulled,
  SlaBreached,
  SlaMet,
  TicketOpened,
} from '../../src/tickets/events.js';
import { createEmptyDatabase, type TestDatabase } from '../postgres.js';

const NOW = new Date('2026-11-22T10:00:00Z');
const workspace = newId();
const box = (address: string) => ({ name: null, address });

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createEmptyDatabase();
  const first = new DataSource({ type: 'postgres', url: database.url, migrations: MIGRATIONS.slice(0, 1) });
  await first.initialize();
  await first.runMigrations();
  await ensurePartitions(first, NOW);
  await first.destroy();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  // Rows without the tickets and mailboxes around them.
  await client.query('SET session_replication_role = replica');
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function message(mail: object | null): Promise<string> {
  const id = newId();
  await client.query(
    `INSERT INTO message (workspace_id, id, ticket_id, seq, kind, state, mail, at)
     VALUES ($1, $2, $3, 1, 'customer', 'received', $4, $5)`,
    [workspace, id, newId(), mail && JSON.stringify(mail), NOW],
  );
  return id;
}

async function raw(envelope: object, summary: object | null, words: Record<string, string>): Promise<string> {
  const id = newId();
  await client.query(
    `INSERT INTO raw (workspace_id, id, connection_id, source, envelope, size, state, summary, reason, error, external_id, received_at)
     VALUES ($1, $2, $3, 'smtp', $4, 9, 'accepted', $5, $6, $7, $8, $9)`,
    [workspace, id, newId(), envelope, summary, words.reason, words.error, words.externalId, NOW],
  );
  return id;
}

const one = async (sql: string, id: string) => (await client.query(sql, [id])).rows[0] as Record<string, unknown>;

describe('the first release’s database', () => {
  it('becomes this one’s', async () => {
    const demo = await message({ from: 'anna@mail.example', to: ['help@shop.example'], cc: [], subject: 'Kettle' });
    const head = { from: box('anna@mail.example'), to: [box('help@shop.example')], cc: [], subject: 'Kettle' };
    const mail = await message(head);
    const chat = await message(null);
    const summary = { from: 'Anna <anna@mail.example>', subject: 'Kettle', kind: 'message' };
    const taken = await raw({ from: 'anna@mail.example' }, summary, { reason: 'list', externalId: 'K1@mail.example' });
    const broken = await raw({ from: 'Ivan@mail.example' }, null, { error: 'Disk full' });

    expect(await migrate(database.url, NOW)).toEqual(MIGRATIONS.slice(1).map((one) => one.name));

    const mailOf = 'SELECT mail FROM message WHERE id = $1';
    expect((await one(mailOf, demo)).mail).toEqual({ ...head, participants: [{ address: 'anna@mail.example' }] });
    expect((await one(mailOf, mail)).mail).toEqual(head);
    expect((await one(mailOf, chat)).mail).toBeNull();
    const wordsOf = 'SELECT words FROM raw WHERE id = $1';
    expect((await one(wordsOf, taken)).words).toBe('anna <anna@mail.example> kettle list k1@mail.example');
    expect((await one(wordsOf, broken)).words).toBe('ivan@mail.example disk full');
  });
});

/** A ticket of the release before: its facts, and what the reports of then had made of them. */
async function promised(desk: pg.Client): Promise<Fact[]> {
  const [ticketId, agentId, connectionId] = [newId(), newId(), newId()];
  const hour = (n: number) => new Date(NOW.getTime() - (24 - n) * 3_600_000);
  const wait = (part: number, from: number, to: number, answered: boolean) =>
    ResponseMeasured.of(hour(to), {
      ...{ part, first: part === 1, answered, messageId: null, agentId, teamId: null, waitsOnSince: null },
      ...{ startedAt: hour(from).toISOString(), endedAt: hour(to).toISOString(), calendarVersionId: null },
      ...{ calendarSeconds: (to - from) * 3600, businessSeconds: null },
    });
  const of = (target: 'first-response' | 'next-response' | 'resolution', part: number, due: number) => ({
    ...{ target, part, policyId: newId(), startedAt: hour(0).toISOString(), dueAt: hour(due).toISOString() },
  });
  const met = (target: 'first-response' | 'next-response', part: number, due: number, at: number) => {
    const said = { clock: 'calendar' as const, seconds: 3600, calendarVersionId: null };
    return SlaMet.of(hour(at), { ...of(target, part, due), metAt: hour(at).toISOString(), late: at > due, ...said });
  };
  const opening = { channel: 'chat', connectionId, contactId: newId(), number: 1, startedBy: 'customer' as const };
  const heard = (at: number) => MessageReceived.of(hour(at), { messageId: newId(), automatic: false });
  const news = [
    TicketOpened.of(hour(0), { ...opening, language: null, follows: null }),
    ...[heard(0), wait(1, 0, 2, true), met('first-response', 1, 3, 2)],
    ...[
      heard(4),
      SlaBreached.of(hour(5), of('next-response', 2, 5)),
      wait(2, 4, 7, true),
      met('next-response', 2, 5, 7),
    ],
    ...[heard(8), SlaBreached.of(hour(9), of('next-response', 3, 9)), wait(3, 8, 10, false)],
    ...[heard(11), wait(4, 11, 12, true), met('next-response', 4, 13, 12)],
    SlaAnnulled.of(hour(13), { target: 'next-response', part: 4, policyId: newId() }),
    SlaBreached.of(hour(14), of('resolution', 1, 14)),
  ];
  const facts = news.map(({ type, at, payload }, i) => ({
    ...{ id: newId(), workspaceId: workspace, ticketId, seq: i + 1, type, at: at.toISOString(), payload },
  }));
  await desk.query(
    `INSERT INTO fact (workspace_id, id, ticket_id, seq, type, at, payload)
     SELECT f."workspaceId", f.id, f."ticketId", f.seq, f.type, f.at, f.payload
     FROM jsonb_to_recordset($1::jsonb) AS f("workspaceId" uuid, id uuid, "ticketId" uuid, seq int, type text, at timestamptz, payload jsonb)`,
    [JSON.stringify(facts)],
  );
  await desk.query(
    `INSERT INTO report_ticket (workspace_id, ticket_id, folded_seq, number, opened_at, started_by, channel, connection_id, tags, gone)
     VALUES ($1, $2, $3, 1, $4, 'customer', 'chat', $5, '{}', false)`,
    [workspace, ticketId, facts.length, hour(0), connectionId],
  );
  for (const [measure, part, ended] of [
    ['first-response', 1, 2],
    ['next-response', 2, 7],
    ['unanswered', 3, 10],
    ['next-response', 4, 12],
  ] as const)
    await desk.query(
      `INSERT INTO report_duration (workspace_id, ticket_id, measure, part, ended_at, channel, connection_id, agent_id, calendar_s, calendar_bucket)
       VALUES ($1, $2, $3, $4, $5, 'chat', $6, $7, 3600, 100)`,
      [workspace, ticketId, measure, part, hour(ended), connectionId, agentId],
    );
  return facts;
}

describe('a desk of the release before', () => {
  it('keeps its cases and alarms, knows what solving took, and hears in Slack of bad answers by links too', async () => {
    const before = await createEmptyDatabase();
    const source = new DataSource({ type: 'postgres', url: before.url, migrations: MIGRATIONS.slice(0, 4) });
    const desk = new pg.Client({ connectionString: before.url });
    try {
      await source.initialize();
      await source.runMigrations();
      await ensurePartitions(source, NOW);
      await source.destroy();
      await desk.connect();
      await desk.query('SET session_replication_role = replica');
      const hook = (kind: string, events: string[]) =>
        desk.query(
          `INSERT INTO hook (workspace_id, id, kind, name, sealed, events, words, created_at) VALUES ($1, $2, $3, $3, '', $4, true, $5)`,
          [workspace, newId(), kind, events, NOW],
        );
      await hook('slack', ['case.opened']);
      await hook('webhook', ['case.opened']);
      await desk.query(
        `INSERT INTO survey_case (workspace_id, id, invitation_id, survey_id, ticket_id, part, kind, scale_max, score, bad, state, due_at, opened_at)
         VALUES ($1, $2, $2, $2, $2, 1, 'csat', 5, 1, true, 'open', $3, $3)`,
        [workspace, newId(), NOW],
      );
      await desk.query(
        `INSERT INTO notification (workspace_id, id, agent_id, ticket_id, kind, weight, seq, at, last_kind)
         VALUES ($1, $2, $2, $2, 'case', 1, 1, $3, 'case')`,
        [workspace, newId(), NOW],
      );
      const life = await promised(desk);
      const [ticket, person] = [newId(), newId()];
      await desk.query(
        `INSERT INTO report_ticket (workspace_id, ticket_id, folded_seq, number, opened_at, started_by, channel, connection_id, contact_id, tags, handoffs)
         VALUES ($1, $2, 5, 1, $3, 'customer', 'chat', $2, $4, '{}', 1)`,
        [workspace, ticket, NOW, person],
      );
      const solved = (episode: number, requesterWaitSeconds: number) => ({
        ...{ type: 'ticket.solved', episode, requesterWaitSeconds, agentWaitSeconds: 7 },
      });
      const facts = [solved(1, 60), { type: 'ticket.assigned', handoff: true }, solved(1, 90.4), solved(2, 200)];
      for (const [seq, { type, ...payload }] of facts.entries())
        await desk.query(
          'INSERT INTO fact (workspace_id, id, ticket_id, seq, type, at, payload) VALUES ($1, $2, $3, $4, $5, $6, $7)',
          [workspace, newId(), ticket, seq + 1, type, NOW, payload],
        );
      for (const episode of [1, 2])
        await desk.query(
          `INSERT INTO report_episode (workspace_id, ticket_id, episode, solved_at, channel, connection_id, by_rule, touches)
           VALUES ($1, $2, $3, $4, 'chat', $2, false, 1)`,
          [workspace, ticket, episode, NOW],
        );
      await desk.query(
        `INSERT INTO workspace (id, name, slug, locale, time_zone, created_at) VALUES ($1, 'Old', 'old', 'en', 'Asia/Tokyo', $2)`,
        [workspace, NOW],
      );
      const buyer = newId();
      await desk.query(
        `INSERT INTO identity (workspace_id, id, contact_id, kind, address, created_at) VALUES ($1, $2, $2, 'email', 'a@b.example', $3)`,
        [workspace, buyer, NOW],
      );
      for (const [at, status] of [
        ['2026-01-31T20:00Z', 'paid'],
        ['2026-04-02T20:00Z', 'paid'],
        ['2026-04-03T20:00Z', 'cancelled'],
      ])
        await desk.query(
          `INSERT INTO customer_order (workspace_id, id, external_id, identity_id, status, amount, currency, placed_at, changed_at)
           VALUES ($1, $2, $3, $4, $5, 10, 'JPY', $3::text::timestamptz, $6)`,
          [workspace, newId(), at, buyer, status, NOW],
        );
      await desk.query(
        `INSERT INTO invitation (workspace_id, id, survey_id, ticket_id, episode, contact_id, channel, connection_id, scale, locale, state, expires_at, answered_at, created_at)
         VALUES ($1, $2, $2, $3, 1, $4, 'email', $2, '{}', 'en', 'sent', $5, $5, $5)`,
        [workspace, newId(), ticket, buyer, NOW],
      );
      expect(await migrate(before.url, NOW)).toEqual(MIGRATIONS.slice(4).map((one) => one.name));
      // Who came back is counted by the desk as it starts, from what the migration tells it.
      const ordered = await desk.query<{ consumer: string; facts: Fact[] }>(
        'SELECT consumer, facts FROM outbox WHERE workspace_id = $1',
        [workspace],
      );
      expect(ordered.rows).toEqual([
        { consumer: RETURNS_CONSUMER, facts: [expect.objectContaining({ workspaceId: workspace })] },
      ]);
      expect(OrdersChanged.is(ordered.rows[0]!.facts[0]!)).toBe(true);
      expect(ordered.rows[0]!.facts[0]!.payload).toEqual({ contactIds: null });
      const took = await desk.query(
        'SELECT requester_s::int AS requester, agent_s::int AS agent, handoffs, contact_id AS person FROM report_episode WHERE ticket_id = $1 ORDER BY episode',
        [ticket],
      );
      expect(took.rows).toEqual([
        { requester: 90, agent: 7, handoffs: 1, person },
        { requester: 200, agent: 7, handoffs: 1, person },
      ]);
      const counted = await desk.query(
        `SELECT concat_ws(' ', kind, day, next, n, amount::int) AS cell FROM order_cell WHERE workspace_id = $1 ORDER BY 1`,
        [workspace],
      );
      expect(counted.rows.map(({ cell }) => cell)).toEqual([
        'cohort 2026-02-01 2026-02-01 1 0',
        'cohort 2026-02-01 2026-04-01 1 0',
        'last 2026-02-01 2026-04-01 1 0',
        'last 2026-04-03 infinity 1 0',
        'left-out 2026-04-01 infinity 1 10',
        'placed 2026-02-01 infinity 1 10',
        'placed 2026-04-01 infinity 1 10',
      ]);
      const months = await desk.query(
        `SELECT concat_ws(' ', counts, month, first, day, coalesce(day_before::text, '-'), next, next_day) AS month
         FROM order_month WHERE workspace_id = $1 ORDER BY 1`,
        [workspace],
      );
      expect(months.rows.map(({ month }) => month)).toEqual([
        'f 2026-04-01 2026-04-01 2026-04-04 - infinity',
        't 2026-02-01 2026-02-01 2026-02-01 - 2026-04-01 2026-04-03',
        't 2026-04-01 2026-02-01 2026-04-03 2026-02-01 infinity',
      ]);
      const { rows } = await desk.query('SELECT kind, events FROM hook ORDER BY kind');
      expect(rows).toEqual([
        { kind: 'slack', events: ['case.opened', 'answer.bad'] },
        { kind: 'webhook', events: ['case.opened'] },
      ]);
      const kept = await desk.query(
        `SELECT (SELECT count(*)::int FROM survey_case WHERE link_id IS NULL) AS cases, (SELECT count(*)::int FROM notification) AS told`,
      );
      expect(kept.rows).toEqual([{ cases: 1, told: 1 }]);
      // What was promised is told by the reports as if they had always listened: the same rows as a folding of the same facts.
      const book = blankBook(life[0]!.ticketId);
      const { rows: lived } = await desk.query<Fact>(
        'SELECT seq, type, at, payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 ORDER BY seq',
        [workspace, book.ticketId],
      );
      for (const fact of lived) fold(book, fact);
      expect(
        lived.slice(life.length).map(({ seq, type, payload }) => [seq, type, payload.part, payload.stoppedAt]),
      ).toEqual([[life.length + 1, 'sla.stopped', 3, new Date(NOW.getTime() - 14 * 3_600_000).toISOString()]]);
      const { rows: told } = await desk.query(
        `SELECT target, part, due_at AS "dueAt", ended_at AS "endedAt", late, met, agent_id AS "agentId", team_id AS "teamId", priority,
           late_s::int AS "lateS" FROM report_promise WHERE workspace_id = $1 ORDER BY target, part`,
        [workspace],
      );
      const folded = [...promisesOf(book).values()] as { target: string; part: number }[];
      folded.sort((a, b) => (a.target === b.target ? a.part - b.part : a.target < b.target ? -1 : 1));
      expect(JSON.parse(JSON.stringify(told))).toEqual(folded);
      expect(folded).toHaveLength(4);
    } finally {
      await desk.end();
      await before.drop();
    }
  }, 60_000);
});
