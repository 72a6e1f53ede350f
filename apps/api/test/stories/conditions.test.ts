// A condition has one answer: what PostgreSQL finds is what the matcher says, of any condition and any ticket.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { TICKET_FIELD_RULES } from '../../src/desk/ticket-field-names.js';
import type { ReadSegments } from '../../src/people/segments/read-segments.js';
import {
  type Condition,
  checkCondition,
  type FieldRule,
  OPS_OF,
  type Value,
} from '../../src/platform/conditions/condition.js';
import { conditionSql } from '../../src/platform/conditions/condition-sql.js';
import { meets } from '../../src/platform/conditions/meets.js';
import type { Sql } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { ReadTicketSubject } from '../../src/tickets/read-ticket-subject.js';
import { TICKET_FIELDS, type TicketSubject } from '../../src/tickets/ticket-fields.js';
import { createTestDatabase, type TestDatabase } from '../postgres.js';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const TICKETS = 300;
const CONDITIONS = 500;
/** Few of everything, so that questions are often met. */
const ids = [1, 2, 3].map((digit) => `0190a0b0-0000-7000-8000-00000000000${digit}`);
const WORDS = [
  'Заказ 12',
  'заказ',
  'ПИСЬМО',
  'письмо',
  'Straße',
  'STRASSE',
  'İ',
  'i',
  'Σας',
  'ΣΑΣ',
  '100%',
  '_',
  '\\',
  'Ёж',
];
const word = fc.constantFrom(...WORDS);
const moment = fc.integer({ min: -40, max: 40 }).map((hours) => new Date(NOW.getTime() + hours * 3_600_000));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
const few = fc.integer({ min: 0, max: 3 });
const words = fc.array(word, { maxLength: 3 }).map((list) => list.join(' '));

const workspaceId = newId();
let database: TestDatabase;
let client: pg.Client;
let subjects: Map<string, TicketSubject>;

async function query<Row>(sql: string, params: unknown[]): Promise<Row[]> {
  return (await client.query(sql, params)).rows;
}

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const connectionId = newId();
  await query(`INSERT INTO workspace (id, name, slug, created_at) VALUES ($1, 'One', 'one', now())`, [workspaceId]);
  await query(
    `INSERT INTO connection (workspace_id, id, kind, name, key, created_at) VALUES ($1, $2, 'email', 'E', 'e', now())`,
    [workspaceId, connectionId],
  );
  await query(
    `INSERT INTO contact (workspace_id, id, name, created_at) SELECT $1, one, 'C', now() FROM unnest($2::uuid[]) AS one`,
    [workspaceId, ids],
  );
  const rows = fc.sample(ticket, TICKETS).map((row, index) => ({ ...row, number: 1000 + index }));
  await query(
    `INSERT INTO ticket (workspace_id, id, number, channel, connection_id, contact_id, identity_id, subject, state,
       priority, assignee_id, team_id, language, tags, spam, started_by, episode, opened_at, first_response_at,
       waiting_since, queued_at, state_since, handoffs, touches, rating, solved_at, last_message_at, last_customer_seq,
       agent_read_seq, sla_due_at, sla_warned, sla_breached, snoozed_until)
     SELECT $1, f.id, f.number, f.channel, $3, f.contact, f.contact, f.subject, f.state, f.priority, f.assignee, f.team,
       f.language, ARRAY(SELECT jsonb_array_elements_text(f.tags)::int), f.spam, f.started_by, f.episode, f.opened,
       f.answered, f.waiting, f.opened, f.opened, f.handoffs, f.touches, f.rating, f.solved, f.last, f.customer_seq,
       f.read_seq, f.due, f.warned, f.breached, f.snoozed
     FROM jsonb_to_recordset($2::jsonb) AS f(id uuid, number bigint, channel text, contact uuid, subject text, state text,
       priority int, assignee uuid, team uuid, language text, tags jsonb, spam boolean, started_by text, episode int,
       opened timestamptz, answered timestamptz, waiting timestamptz, handoffs int, touches int, rating jsonb,
       solved timestamptz, last timestamptz, customer_seq int, read_seq int, due timestamptz, warned boolean,
       breached boolean, snoozed timestamptz)`,
    [workspaceId, JSON.stringify(rows), connectionId],
  );
  // Nobody is in a segment here: what segments answer is a story of their own.
  const segments = { of: async () => new Map<string, string[]>() } as unknown as ReadSegments;
  subjects = await new ReadTicketSubject(segments).run(
    { query } as Sql,
    workspaceId,
    rows.map(({ id }) => id),
  );
}, 60_000);
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

const ticket = fc.record({
  id: fc.constant(null).map(() => newId()),
  contact: fc.constantFrom(...ids),
  channel: fc.constantFrom('email', 'chat', 'telegram'),
  subject: maybe(words),
  state: fc.constantFrom(...TICKET_FIELD_RULES.state.values),
  priority: few,
  assignee: maybe(fc.constantFrom(...ids)),
  team: maybe(fc.constantFrom(...ids)),
  language: maybe(fc.constantFrom('ru', 'pt-BR', 'pt', 'en')),
  tags: fc.array(few, { maxLength: 3 }),
  spam: fc.boolean(),
  started_by: fc.constantFrom('customer', 'agent'),
  episode: few,
  opened: moment,
  answered: maybe(moment),
  waiting: maybe(moment),
  handoffs: few,
  touches: few,
  rating: maybe(fc.record({ score: few, max: fc.constant(5), good: fc.boolean() })),
  solved: maybe(moment),
  last: moment,
  customer_seq: few,
  read_seq: few,
  due: maybe(moment),
  warned: fc.boolean(),
  breached: fc.boolean(),
  snoozed: maybe(moment),
});

/** Any good value that this field may be asked for. */
function oneOf(rule: FieldRule): fc.Arbitrary<string | number> {
  if (rule.type === 'text') return fc.oneof(word, words.filter(Boolean));
  if (Array.isArray(rule.values)) return fc.constantFrom(...rule.values.map((one) => (rule.as ? Number(one) : one)));
  if (rule.as === 'uuid') return fc.constantFrom(...ids);
  if (rule.as || rule.type === 'number') return few;
  return fc.constantFrom('email', 'chat', 'ru', 'pt', 'en').filter((one) => (rule.values as RegExp).test(one));
}

function leaf(field: string, rule: FieldRule): fc.Arbitrary<Condition> {
  const one = oneOf(rule);
  const several = fc.array(one, { minLength: 1, maxLength: 3 });
  return fc.constantFrom(...OPS_OF[rule.type]).chain((op): fc.Arbitrary<Condition> => {
    if (op === 'set' || op === 'unset') return fc.constant({ field, op });
    let value: fc.Arbitrary<Value> = one;
    if (op === 'in' || op === 'not-in') value = several;
    else if (op === 'contains' || op === 'lacks') value = fc.oneof(one, several);
    else if (rule.type === 'flag') value = fc.boolean();
    else if (rule.type === 'instant')
      value = fc.oneof(
        moment.map((at) => at.toISOString()),
        few.map((hours) => ({ ago: hours * 3600 })),
        few.map((hours) => ({ ahead: hours * 3600 })),
      );
    return value.map((asked) => ({ field, op, value: asked }));
  });
}

const leaves = fc.oneof(...Object.entries(TICKET_FIELD_RULES).map(([field, rule]) => leaf(field, rule)));
const conditions = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    leaves,
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node;

describe('a condition', () => {
  it(`has one answer in PostgreSQL and in the matcher, ${CONDITIONS} times over ${TICKETS} tickets`, async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(conditions, async (condition) => {
        expect(checkCondition(condition, TICKET_FIELD_RULES)).toEqual([]);
        const params: unknown[] = [workspaceId, [...subjects.keys()]];
        const where = conditionSql(condition, TICKET_FIELDS, (value) => `$${params.push(value)}`, NOW);
        const rows = await query<{ id: string }>(
          `SELECT t.id FROM ticket t WHERE t.workspace_id = $1 AND t.id = ANY($2::uuid[]) AND ${where}`,
          params,
        );
        const met = [...subjects].filter(([, row]) => meets(condition, TICKET_FIELDS, row, NOW)).map(([id]) => id);
        expect(rows.map(({ id }) => id).sort()).toEqual(met.sort());
        found += met.length;
      }),
      { numRuns: CONDITIONS },
    );
    // Neither says no to everything.
    expect(found).toBeGreaterThan(CONDITIONS * 10);
  });
});
