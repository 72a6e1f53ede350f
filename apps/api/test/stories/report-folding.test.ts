// Whatever happens to tickets, in whatever batches its facts arrive, reports say what a recount of all facts says.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { businessSeconds, type CalendarVersion } from '../../src/desk/business-time.js';
import { ReadCalendarVersion } from '../../src/desk/read-calendar-version.js';
import type { SlaPolicy } from '../../src/desk/sla-policy.js';
import { ReadFields } from '../../src/people/fields/read-fields.js';
import { ReadWorkspace } from '../../src/people/read-workspace.js';
import { ReadWorkspaces } from '../../src/people/read-workspaces.js';
import { ReadSegments } from '../../src/people/segments/read-segments.js';
import { WorkspaceEntity } from '../../src/people/workspace.entity.js';
import { Clock } from '../../src/platform/clock.js';
import { Database } from '../../src/platform/database/database.js';
import type { Fact, NewFact } from '../../src/platform/events/define-event.js';
import { PassingNews } from '../../src/platform/events/passing-news.js';
import { newId } from '../../src/platform/ids.js';
import { ReadBreakdown } from '../../src/reports/breakdown.report.js';
import { BuildRollups } from '../../src/reports/build-rollups.js';
import { ReadCaseReport } from '../../src/reports/case-report.js';
import { BROKEN_DOWN, DIMENSIONS, type Dimension, type Seen } from '../../src/reports/figures.js';
import { ListRows } from '../../src/reports/list-rows.js';
import { ReadLoad } from '../../src/reports/load.report.js';
import { MergeRollups } from '../../src/reports/merge-rollups.js';
import { ReadOverview } from '../../src/reports/overview.report.js';
import { ProjectFacts } from '../../src/reports/project-facts.js';
import { ReadPromises } from '../../src/reports/promises.report.js';
import { ReadGrouping } from '../../src/reports/read-grouping.js';
import { RebuildReports } from '../../src/reports/rebuild-reports.js';
import { ReadSatisfaction } from '../../src/reports/satisfaction.report.js';
import { ReadSurveyReport } from '../../src/reports/survey-report.js';
import { type Disagreement, VerifyReports } from '../../src/reports/verify-reports.js';
import { ReadWork } from '../../src/reports/work.report.js';
import { runClocks } from '../../src/rules/run-clocks.js';
import { type SlaTarget, settleTargets } from '../../src/rules/settle-targets.js';
import {
  RequesterChanged,
  SurveyAnswered,
  SurveyCancelled,
  SurveyDecided,
  SurveyInvited,
  TicketFieldsSet,
  TicketMarkedSpam,
  TicketMerged,
  TicketOpened,
  TicketPrioritised,
  TicketTagged,
  WaitRecounted,
} from '../../src/tickets/events.js';
import {
  liveSegments,
  type MeasureWith,
  recountResolutions,
  recountSegments,
  withoutMessages,
} from '../../src/tickets/recount.js';
import * as talk from '../../src/tickets/talk.js';
import * as rules from '../../src/tickets/ticket.js';
import { createTestDatabase, type TestDatabase } from '../postgres.js';
import { watchTheWall } from '../wall.js';

const DAY = 86_400_000;
const AGENTS = [newId(), newId(), newId()];
const TEAMS = [newId(), newId()];
const CONNECTION = newId();
/** The last but one was merged into the first; of the last there is no card any more. */
const CONTACTS = Array.from({ length: 5 }, newId);
const CHOICE = newId();
const SEVERAL = newId();
const PEOPLE = CONTACTS.slice(0, 4).map((id, i) => ({
  ...{ id, name: `Person ${i}`, locale: ['bg', 'ru', 'en', 'en'][i], living: i === 3 ? CONTACTS[0] : null },
}));
const SEGMENTS = [
  { id: newId(), name: 'Bulgarians', condition: { field: 'language', op: 'in', value: ['bg'] } },
  { id: newId(), name: 'Not English', condition: { field: 'language', op: 'in', value: ['bg', 'ru'] } },
];

/** A small generator with a seed: the same walk in every run. Mulberry32. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return { next, whole, one: <T>(of: readonly T[]): T => of[whole(of.length)]!, chance: (p: number) => next() < p };
}

const version: CalendarVersion = {
  id: newId(),
  timeZone: 'Europe/Sofia',
  weekly: [
    ...Array(5).fill([
      { from: '09:00', to: '13:00' },
      { from: '14:00', to: '18:00' },
    ]),
    [],
    [],
  ],
  holidays: [],
};

const POLICY: SlaPolicy = {
  ...{ id: newId(), name: 'P', enabled: true, conditions: { all: [] }, clock: 'calendar', warnSeconds: 60 },
  ...{ firstResponseSeconds: 4000, nextResponseSeconds: 2000, resolutionSeconds: 90_000, createdAt: new Date(0) },
};

const measure =
  (calendar: CalendarVersion | null): rules.Measure =>
  (from, to) => ({
    startedAt: from.toISOString(),
    endedAt: to.toISOString(),
    calendarSeconds: Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000)),
    businessSeconds: calendar ? businessSeconds(calendar, from, to) : null,
    calendarVersionId: calendar?.id ?? null,
  });

/** Again with the hours it was counted with. */
const measureAgain: MeasureWith = (versionId, from, to) => measure(versionId === null ? null : version)(from, to);

function blank(workspaceId: string, channel: string, at: Date): rules.Ticket {
  const none = {
    conversation: null,
    subject: null,
    assigneeId: null,
    teamId: null,
    lastAssigneeId: null,
    language: null,
    mergedInto: null,
    follows: null,
  };
  const never = { firstCustomerAt: null, firstResponseAt: null, waitingSince: null, solvedAt: null, closeAt: null };
  const zero = {
    seq: 0,
    requesterWaitS: 0,
    agentWaitS: 0,
    handoffs: 0,
    touches: 0,
    segments: 0,
    lastCustomerSeq: 0,
    customerReadSeq: 0,
  };
  const who = {
    workspaceId,
    id: newId(),
    number: 1,
    channel,
    connectionId: CONNECTION,
    contactId: CONTACTS[at.getTime() % CONTACTS.length]!,
    identityId: newId(),
  };
  const rest = {
    preview: '',
    state: 'new' as const,
    priority: 1,
    everAssigned: false,
    tags: [],
    spam: false,
    aside: false,
    sideOf: null,
    sideWakes: false,
    snoozedUntil: null,
    snoozedBy: null,
    trashedAt: null,
    startedBy: 'customer' as const,
    episode: 1,
  };
  return { ...none, ...never, ...zero, ...who, ...rest, openedAt: at, stateSince: at, lastMessageAt: at };
}

/** One ticket's life, walked at random through the ticket's own rules, surveys included. */
function walk(workspaceId: string, number: number, from: Date, until: Date, d: ReturnType<typeof dice>): Fact[] {
  let at = new Date(from.getTime() + d.next() * (until.getTime() - from.getTime()));
  let ticket = { ...blank(workspaceId, d.one(['email', 'chat', 'telegram']), at), number };
  const news: NewFact[] = [
    TicketOpened.of(at, {
      channel: ticket.channel,
      connectionId: CONNECTION,
      contactId: ticket.contactId,
      number,
      startedBy: 'customer',
      language: ['ru', 'en', null][number % 3]!,
      follows: null,
    }),
  ];
  const apply = (change: rules.Change) => {
    news.push(...change.facts);
    ticket = rules.after(ticket, change);
  };
  const actor = () => ({ by: 'agent' as const, agentId: d.one(AGENTS) });
  /** One of the customer's messages leaves for a ticket of its own: the clocks are counted again. */
  const gone = new Set<string>();
  let promised: SlaTarget[] = [];
  let keptSeq: number | null = null;
  /** As the desk does after whatever happened, and when an alarm rings. */
  const keep = () => {
    const told = news.map((fact, seq) => ({ ...fact, seq, at: fact.at.toISOString() }));
    const { spam } = news.filter((fact) => fact.type === 'ticket.marked-spam').at(-1)?.payload ?? {};
    const active = !['solved', 'closed'].includes(ticket.state) && !spam;
    const ran = {
      runs: runClocks(told),
      rows: promised,
      policy: POLICY,
      version,
      active,
      keptSeq,
      held: null,
      now: at,
    };
    const settled = settleTargets(ran);
    promised = settled.rows;
    keptSeq = news.length - 1;
    news.push(...settled.facts);
  };
  const split = () => {
    const heard = news.filter((fact) => fact.type === 'message.received' && !fact.payload.automatic);
    const here = heard.filter((fact) => !gone.has(fact.payload.messageId as string));
    if (here.length < 2) return;
    const leaving = d.one(here);
    gone.add(leaving.payload.messageId as string);
    const stays = here.filter((fact) => fact !== leaving).map((fact) => fact.at);
    const before = news.map((fact, i) => ({
      ...fact,
      id: '',
      workspaceId,
      ticketId: '',
      seq: i,
      at: fact.at.toISOString(),
    }));
    const live = liveSegments(before);
    const wanted = withoutMessages(live, [leaving.at], stays, measureAgain);
    const again = recountSegments({ ...ticket, live, wanted }, at);
    const first = stays.reduce((least, one) => (one < least ? one : least));
    const since = ticket.waitingSince?.getTime() === leaving.at.getTime() ? null : ticket.waitingSince;
    news.push(
      ...again.facts,
      ...(first.getTime() === ticket.firstCustomerAt?.getTime()
        ? []
        : recountResolutions(before, first, measureAgain, at)),
      WaitRecounted.of(at, { waitingSince: since?.toISOString() ?? null }),
    );
    const { segments, firstResponseAt } = again;
    ticket = { ...ticket, segments, firstResponseAt, firstCustomerAt: first, waitingSince: since };
    for (const one of ended)
      if (again.replies.has(one.messageId)) one.segment = again.replies.get(one.messageId) ?? null;
    if (d.chance(0.1)) news.push(TicketMerged.of(at, { actor: actor(), into: newId(), intoNumber: 1 }));
  };
  const ended: { messageId: string; segment: rules.EndedSegment | null }[] = [];
  const asked: { episode: number; invitationId: string; version: number }[] = [];
  apply(talk.receive(ticket, { messageId: newId(), at, automatic: d.chance(0.1) }));
  for (let steps = d.whole(25); steps > 0; steps--) {
    at = new Date(at.getTime() + Math.round(Math.exp(d.next() * 13)) * 1000);
    if (at > until) break;
    keep();
    const roll = d.next();
    if (roll < 0.3) apply(talk.receive(ticket, { messageId: newId(), at, automatic: d.chance(0.1) }));
    else if (roll < 0.55) {
      const messageId = newId();
      const pressedAt = new Date(at.getTime() - d.whole(5) * 1000);
      const change = talk.reply(
        ticket,
        { messageId, actor: actor(), pressedAt, nextWaiting: d.chance(0.1) ? at : null },
        measure(d.chance(0.8) ? version : null),
      );
      ended.push({ messageId, segment: change.ended });
      apply(change);
    } else if (roll < 0.6 && ended.length > 0) {
      const failed = ended.pop()!;
      apply(talk.annulReply(ticket, failed.messageId, failed.segment, at));
    } else if (roll < 0.68)
      apply(rules.assign(ticket, { agentId: d.one([...AGENTS, null]), teamId: d.one([...TEAMS, null]) }, actor(), at));
    else if (roll < 0.69) news.push(TicketMarkedSpam.of(at, { actor: actor(), spam: d.chance(0.5) }));
    else if (roll < 0.7) split();
    else if (roll < 0.73) news.push(labelled(at, actor(), d));
    else if (roll < 0.86) {
      const { episode, state } = ticket;
      apply(rules.solve(ticket, d.chance(0.9) ? actor() : { by: 'rule', agentId: null }, at, measure(version)));
      if (state !== 'solved') news.push(decision(ticket, episode, at, d, asked));
    } else if (roll < 0.9) {
      const before = ticket.episode;
      apply(rules.reopen(ticket, { by: 'agent', agentId: AGENTS[0]! }, at));
      const waiting = asked.find((one) => one.episode === before);
      if (before !== ticket.episode && waiting && d.chance(0.3))
        news.push(SurveyCancelled.of(at, { episode: before, invitationId: waiting.invitationId, reason: 'reopened' }));
    } else if (roll < 0.93) apply(rules.annulReopening(ticket, actor(), at));
    else if (asked.length > 0) news.push(...rating(d.one(asked), at, d));
    keep();
  }
  return news.map((fact, i) => ({
    id: newId(),
    workspaceId,
    ticketId: ticket.id,
    seq: 2 * i + 1,
    type: fact.type,
    at: fact.at.toISOString(),
    payload: fact.payload,
  }));
}

/** What tells tickets apart changes. */
function labelled(at: Date, actor: { by: 'agent'; agentId: string }, d: ReturnType<typeof dice>): NewFact {
  const [first, second] = [d.one(['refund', 'delivery', null]), d.one([['red', 'blue'], ['red'], [], null])];
  return [
    () => TicketTagged.of(at, { actor, tags: [[], [1], [1, 6], [2], [7]][d.whole(5)]! }),
    () => TicketPrioritised.of(at, { actor, from: 1, to: d.whole(4) }),
    () =>
      TicketFieldsSet.of(at, {
        actor,
        fields: [
          { id: CHOICE, to: first },
          { id: newId(), set: true },
        ],
      }),
    () => TicketFieldsSet.of(at, { actor, fields: [{ id: SEVERAL, to: second }] }),
    () => RequesterChanged.of(at, { actor, from: CONTACTS[0]!, to: d.one(CONTACTS) }),
  ][d.whole(5)]!();
}

function decision(
  ticket: rules.Ticket,
  episode: number,
  at: Date,
  d: ReturnType<typeof dice>,
  asked: { episode: number; invitationId: string; version: number }[],
): NewFact {
  const ask = d.chance(0.7);
  const invitationId = ask ? newId() : null;
  if (invitationId) asked.push({ episode, invitationId, version: 0 });
  const scaleMax = d.one([5, 5, 5, 3]);
  return SurveyDecided.of(at, {
    episode,
    asked: ask,
    reason: ask ? null : d.one(['asked-lately', 'opted-out', 'solved-by-rule']),
    invitationId,
    surveyId: CONNECTION,
    kind: d.one(['csat', 'csat', 'csat', 'nps']),
    scaleMax,
    solverId: ticket.assigneeId,
    teamId: ticket.teamId,
  });
}

function rating(
  one: { episode: number; invitationId: string; version: number },
  at: Date,
  d: ReturnType<typeof dice>,
): NewFact[] {
  const { episode, invitationId } = one;
  if (one.version === 0 && d.chance(0.5))
    return [
      SurveyInvited.of(at, { episode, invitationId, state: d.one(['sent', 'kept', 'failed', 'unknown'] as const) }),
    ];
  one.version += 1;
  const score = 1 + d.whole(3);
  return [
    SurveyAnswered.of(at, {
      episode,
      invitationId,
      version: one.version,
      score,
      good: score === 3,
      source: 'page',
      reasons: d.one([[], ['slow'], ['slow', 'kind']]),
    }),
  ];
}

const wall = watchTheWall();
let testDatabase: TestDatabase;
let source: DataSource;
let database: Database;
const clock = new Clock();
const workspaceId = newId();
const twinId = newId();
let parts: ReturnType<typeof assemble>;

function assemble() {
  const overview = new ReadOverview(database, clock, new ReadWorkspace(database));
  const segments = new ReadSegments(database, clock);
  const fields = new ReadFields(database);
  const grouping = new ReadGrouping(segments, fields);
  const breakdown = new ReadBreakdown(database, clock, new ReadWorkspace(database), grouping);
  const promises = new ReadPromises(database, clock, new ReadWorkspace(database));
  const load = new ReadLoad(database, clock, new ReadWorkspace(database));
  const satisfaction = new ReadSatisfaction(database, clock, new ReadWorkspace(database));
  const build = new BuildRollups(database, new ReadWorkspace(database));
  const work = new ReadWork(database, clock, new ReadWorkspace(database));
  const surveys = new ReadSurveyReport(database, clock, new ReadWorkspace(database));
  return {
    overview,
    promises,
    breakdown,
    load,
    work,
    satisfaction,
    rows: new ListRows(database, clock, new ReadWorkspace(database), grouping),
    verify: new VerifyReports(
      ...([
        database,
        clock,
        new ReadWorkspaces(database),
        overview,
        new ReadCalendarVersion(),
        breakdown,
        load,
        satisfaction,
        new ReadCaseReport(database, clock, new ReadWorkspace(database)),
        surveys,
        segments,
        fields,
        promises,
        work,
      ] as const),
    ),
    build,
    merge: new MergeRollups(database),
    rebuild: new RebuildReports(database, build),
    projection: new ProjectFacts(new ReadWorkspace(database), new PassingNews()),
  };
}

async function write(facts: Fact[]): Promise<void> {
  await database.query(
    `INSERT INTO fact (workspace_id, id, ticket_id, seq, type, at, payload)
     SELECT f."workspaceId", f.id, f."ticketId", f.seq, f.type, f.at, f.payload
     FROM jsonb_to_recordset($1::jsonb) AS f("workspaceId" uuid, id uuid, "ticketId" uuid, seq int, type text, at timestamptz, payload jsonb)`,
    [JSON.stringify(facts)],
  );
}

async function mergeSome(which: (day: string) => boolean): Promise<void> {
  const changed = await database.query<{ day: string }>(
    'SELECT DISTINCT day::text FROM report_change WHERE workspace_id = $1',
    [workspaceId],
  );
  await parts.merge.run(
    workspaceId,
    changed.map((row) => row.day).filter((day) => which(day)),
  );
}

const project = (facts: Fact[]) => database.transaction((tx) => parts.projection.project(tx, facts));

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  source = await new DataSource({ type: 'postgres', url: testDatabase.url, entities: [WorkspaceEntity] }).initialize();
  database = new Database(source);
  parts = assemble();
  for (const id of [workspaceId, twinId]) {
    await database.query(
      `INSERT INTO workspace (id, name, slug, time_zone, created_at) VALUES ($1, 'W', $2, 'Europe/Sofia', now())`,
      [id, id],
    );
    const calendarId = newId();
    await database.query(
      `INSERT INTO calendar (workspace_id, id, name, current_version_id, created_at) VALUES ($1, $2, 'C', $3, now())`,
      [id, calendarId, version.id],
    );
    await database.query(
      `INSERT INTO calendar_version (workspace_id, id, calendar_id, time_zone, weekly, created_at) VALUES ($1, $2, $3, $4, $5, now())`,
      [id, version.id, calendarId, version.timeZone, JSON.stringify(version.weekly)],
    );
    await database.query(
      `INSERT INTO contact (workspace_id, id, name, locale, merged_into, created_at)
       SELECT $1, c.id, c.name, c.locale, c.living, now() FROM jsonb_to_recordset($2::jsonb) AS c(id uuid, name text, locale text, living uuid)`,
      [id, JSON.stringify(PEOPLE)],
    );
    await database.query(
      `INSERT INTO segment (workspace_id, id, name, condition, created_at, changed_at)
       SELECT $1, s.id, s.name, s.condition, now(), now() FROM jsonb_to_recordset($2::jsonb) AS s(id uuid, name text, condition jsonb)`,
      [id, JSON.stringify(SEGMENTS)],
    );
    await database.query(
      `INSERT INTO field_definition (workspace_id, id, of, key, label, type, place, created_at)
       VALUES ($1, $2, 'ticket', 'why', 'Why', 'choice', 1, now()), ($1, $3, 'ticket', 'colours', 'Colours', 'multi-choice', 2, now())`,
      [id, CHOICE, SEVERAL],
    );
  }
}, 60_000);

afterAll(async () => {
  await source?.destroy();
  await testDatabase?.drop();
  await wall.check();
});

describe('folding', () => {
  const d = dice(20_260_322);
  const facts: Fact[] = [];

  test('200 tickets in torn and repeated batches agree with the recount', async () => {
    const until = clock.now();
    const lives = Array.from({ length: 200 }, (_, i) =>
      walk(i % 10 === 0 ? twinId : workspaceId, i + 1, new Date(until.getTime() - 70 * DAY), until, d),
    );
    facts.push(...lives.flat());
    await write(facts);
    const queues = lives.map((life) => [...life]);
    let made = 0;
    while (queues.some((queue) => queue.length > 0)) {
      // A batch takes a few facts of some tickets, in order per ticket; then some of it comes again, as after a crash.
      const batch = queues.filter(() => d.chance(0.4)).flatMap((queue) => queue.splice(0, 1 + d.whole(6)));
      await project(batch);
      if (d.chance(0.3)) await project(batch);
      // Rollups are made while half of it is still to come, and merged now and then.
      if (made++ === 4) await parts.build.anew(workspaceId);
      if (d.chance(0.3)) await mergeSome(() => d.chance(0.5));
    }
    const found = await parts.verify.run(workspaceId);
    expect(found.disagreements).toEqual([]);
    expect(found.figures).toBeGreaterThan(5000);
    expect(found.facts).toBe(facts.filter((fact) => fact.workspaceId === workspaceId && counts(fact)).length);
    expect((await parts.verify.run()).disagreements).toEqual([]);
  }, 120_000);

  test('the walk has met every figure', async () => {
    const report = await parts.overview.run({
      workspaceId,
      channel: null,
      teamId: null,
      agentId: null,
      clock: 'calendar',
      from: monthsBack(),
    });
    expect(report.opened.value).toBeGreaterThan(100);
    expect(report.unanswered.value).toBeGreaterThan(10);
    expect(report.waiting.value).toBeGreaterThan(10);
    for (const duration of report.durations) expect(duration.n).toBeGreaterThan(10);
    expect(report.csat.score.n).toBeGreaterThan(10);
    expect(report.csat.responseRate.n).toBeGreaterThan(report.csat.score.n);
    const { targets, all } = await parts.promises.run({ ...EVERYTHING, from: monthsBack() });
    for (const { kept, late, broken } of targets) {
      expect([kept.count > 5, late.n > 5, broken.value > 2]).toEqual([true, true, true]);
      expect(late.median).toBeGreaterThan(0);
    }
    expect(all.kept.n).toBe(targets.reduce((sum, { kept }) => sum + kept.n, 0));
    expect(report.notAsked.map((one) => one.reason)).toEqual(expect.arrayContaining(['asked-lately', 'reopened']));
  });

  test('a rebuild from nothing gives the same rows, and facts still on their way change nothing after it', async () => {
    const before = await everything();
    await parts.rebuild.run(workspaceId);
    expect(await everything()).toEqual(before);
    await project(facts.filter((fact) => fact.workspaceId === workspaceId).slice(-300));
    expect(await everything()).toEqual(before);
  }, 60_000);

  test('every figure opens as many rows as it says, page by page, each once', async () => {
    const ask = {
      workspaceId,
      channel: 'chat',
      teamId: null,
      agentId: null,
      clock: 'business' as const,
      from: monthsBack(),
    };
    const report = await parts.overview.run(ask);
    const { score, responseRate, distribution } = report.csat;
    const load = await parts.load.run(ask);
    const { all, targets } = await parts.promises.run(ask);
    const some = [
      ...load.hours.filter((one) => one.n > 0).slice(0, 6),
      ...load.days.filter((_, i) => i % 20 === 5 || i === load.days.length - 1),
      ...load.ages,
      ...load.spreads.flatMap((spread) => spread.bars.slice(6, 9)),
    ];
    const work = await parts.work.run(ask);
    expect(work.reopened.count).toBeGreaterThan(0);
    expect(work.unjudged).toBeGreaterThan(0);
    const expected: [string, number][] = [
      ...work.waits.map((one): [string, number] => [one.figure, one.n]),
      ...work.distribution.map((one): [string, number] => [one.figure, one.count]),
      ...[work.noHandoffs, work.oneTouch, work.reopened].map((one): [string, number] => [one.figure, one.count]),
      ['touches', work.solved],
      ['handoffs', work.solved],
      ['reopened.unjudged', work.unjudged],
      ...[report.opened, report.solved, report.unanswered, report.waiting].map((c): [string, number] => [
        c.figure,
        c.value,
      ]),
      ...report.durations.map((one): [string, number] => [one.figure, one.n]),
      ...distribution.map((one): [string, number] => [one.figure, one.count]),
      ...report.notAsked.map((one): [string, number] => [one.figure, one.count]),
      ...some.map((one): [string, number] => [one.figure, one.n]),
      ['csat.sent', responseRate.n],
      ['csat.silent', responseRate.n - responseRate.count],
      ['csat.low', distribution.reduce((sum, one) => sum + (one.score * 2 < one.scaleMax + 1 ? one.count : 0), 0)],
      ['csat.answered', score.n],
      ['csat.good', score.count],
      ...[all, ...targets].flatMap(({ target, kept, late, broken }): [string, number][] => [
        [target ? `promises.ended.${target}` : 'promises.ended', kept.n],
        ...[kept.figure, late.figure, broken.figure].map((figure, i): [string, number] => [
          ...([figure, [kept.count, late.n, broken.value][i]!] as const),
        ]),
      ]),
    ];
    for (const sort of ['newest', 'largest'] as const)
      for (const [figure, n] of expected) {
        const seen = new Set<string>();
        let cursor: string | null = null;
        let last = Number.POSITIVE_INFINITY;
        do {
          const page: Awaited<ReturnType<ListRows['run']>> = await parts.rows.run({
            ...ask,
            figure,
            sort,
            cursor,
            limit: 7,
          });
          for (const row of page.items) {
            seen.add(`${row.ticketId}/${row.part}/${row.at}`);
            const key = sort === 'newest' ? Date.parse(row.at) : (row.value ?? -1);
            if (!/^(tickets\.(waiting|open|age)|promises\.broken)/.test(figure)) expect(key).toBeLessThanOrEqual(last);
            last = key;
          }
          cursor = page.next;
        } while (cursor);
        expect([figure, sort, seen.size]).toEqual([figure, sort, n]);
      }
  }, 60_000);

  test('every group of a breakdown opens as many rows as it says', async () => {
    const ask = { workspaceId, channel: null, teamId: null, agentId: null, clock: 'business' as const };
    const dimensions: { by: Dimension; field: string | null }[] = [
      ...DIMENSIONS.filter((by) => by !== 'field').map((by) => ({ by, field: null })),
      ...[CHOICE, SEVERAL].map((field) => ({ by: 'field' as const, field })),
    ];
    for (const figure of BROKEN_DOWN)
      for (const { by, field } of dimensions) {
        const { items } = await parts.breakdown.run({ ...ask, figure, by, field });
        expect(items.length).toBeGreaterThan(0);
        if (by === 'segment') expect(items.map((item) => item.group)).toContain(SEGMENTS[0]!.id);
        for (const item of items.slice(0, 4)) {
          const group = { by, field, value: item.group ?? '' };
          const page = await parts.rows.run({ ...ask, figure, group, sort: 'newest', cursor: null, limit: 200 });
          const says = item.count ?? item.n;
          expect([figure, by, item.group, page.items.length]).toEqual([figure, by, item.group, Math.min(200, says)]);
        }
      }
  }, 60_000);

  test('every group of answers, every reason and every part opens as many rows as it says', async () => {
    const ask = { ...EVERYTHING, from: monthsBack() };
    const opens = async (figure: string, group: { by: Dimension | Seen; value: string } | null = null) =>
      (await parts.rows.run({ ...ask, figure, group, sort: 'newest', cursor: null, limit: 200 })).items.length;
    for (const kind of ['csat', 'nps'] as const) {
      const report = await parts.satisfaction.run({ ...ask, kind });
      expect(report.step).toBe('week');
      for (const { by, items } of report.groups) {
        expect(items.length).toBeGreaterThan(0);
        for (const item of items.slice(0, 3)) {
          const group = { by, value: item.group ?? '' };
          const found = [await opens(`${kind}.sent`, group), await opens(`${kind}.answered`, group)];
          expect([kind, by, item.group, ...found]).toEqual([kind, by, item.group, item.sent, item.answered]);
        }
      }
      expect(report.reasons).toHaveLength(2);
      for (const { reason, low, good } of report.reasons) {
        expect(await opens(`${kind}.low`, { by: 'reason', value: reason })).toBe(low.count);
        expect(await opens(`${kind}.good`, { by: 'reason', value: reason })).toBe(good.count);
      }
      const { sent, answered } = report.silent;
      expect(await opens(`${kind}.silent`)).toBe(sent - answered);
      expect(await opens(`${kind}.points`)).toBe(answered);
      expect(await opens(`${kind}.everybody`)).toBe(sent);
      for (const { figure, count } of report.distribution.slice(0, 4)) expect(await opens(figure)).toBe(count);
    }
  }, 60_000);
  test('two groups against each other: as the breakdown tells each, and the difference is that of the two', async () => {
    const ask = { workspaceId, channel: null, teamId: null, agentId: null, clock: 'business' as const };
    for (const figure of BROKEN_DOWN) {
      const { items, shows } = await parts.breakdown.run({ ...ask, figure, by: 'agent', from: monthsBack() });
      const [first, second] = [items[0]!, items[1]!];
      const names: [string, string] = [first.group ?? '', second.group ?? ''];
      const pair = await parts.breakdown.pair({ ...ask, figure, by: 'agent', from: monthsBack() }, names);
      const known = pair.report.items.map(({ group, n, value, interval }) => ({ group, n, value, interval }));
      expect(known).toEqual([first, second].map(({ group, n, value, interval }) => ({ group, n, value, interval })));
      if (shows === 'count') expect(pair.difference.difference).toBe(first.n - second.n);
      if (pair.difference.difference !== null)
        expect(pair.difference.difference).toBeCloseTo(first.value! - second.value!, 9);
    }
    await expect(parts.breakdown.pair({ ...ask, figure: 'csat.good', by: 'team' }, ['', ''])).rejects.toMatchObject({
      code: 'validation-failed',
    });
  });

  test('what was open at the end of any day are as many tickets as its figure says', async () => {
    const ask = { ...EVERYTHING, from: monthsBack() };
    const { days } = await parts.load.run(ask);
    expect(Math.max(...days.map(({ n }) => n))).toBeGreaterThan(10);
    for (const { figure, n } of days) {
      const open: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await parts.rows.run({ ...ask, figure, sort: 'newest', cursor, limit: 100 });
        open.push(...page.items.map(({ ticketId }) => ticketId));
        cursor = page.next;
      } while (cursor);
      expect([figure, new Set(open).size, open.length]).toEqual([figure, n, n]);
    }
  });

  test('the twin workspace has only its own', async () => {
    const report = await parts.overview.run({
      workspaceId: twinId,
      channel: null,
      teamId: null,
      agentId: null,
      clock: 'calendar',
      from: monthsBack(),
    });
    expect(report.opened.value).toBeLessThanOrEqual(20);
    const page = await parts.rows.run({
      workspaceId: twinId,
      channel: null,
      teamId: null,
      agentId: null,
      clock: 'calendar',
      from: monthsBack(),
      figure: 'tickets.opened',
      sort: 'newest',
      cursor: null,
      limit: 200,
    });
    const own = new Set(facts.filter((fact) => fact.workspaceId === twinId).map((fact) => fact.ticketId));
    expect(page.items.every((row) => own.has(row.ticketId))).toBe(true);
  });

  test.each([
    [
      'a duration',
      `UPDATE report_duration SET calendar_bucket = calendar_bucket + 30 WHERE workspace_id = $1 AND measure = 'first-response'`,
      /^first-response/,
    ],
    [
      'what solving took',
      `UPDATE report_episode SET reopened_at = solved_at + interval '1 day', touches = touches + 1, requester_s = requester_s + 7 WHERE workspace_id = $1`,
      /^(reopened|touches|requester-wait)/,
    ],
    ['an episode', `DELETE FROM report_episode WHERE workspace_id = $1 AND episode = 1`, /solved/],
    [
      'an answer',
      `UPDATE report_survey SET good = NOT good WHERE workspace_id = $1 AND score IS NOT NULL`,
      /csat|good/,
    ],
    [
      'a reason',
      `UPDATE report_survey SET reasons = '{other}' WHERE workspace_id = $1 AND score IS NOT NULL`,
      /^reason\./,
    ],
    ['a first response seen', `UPDATE report_survey SET wait_s = 999999 WHERE workspace_id = $1`, /^wait\./],
    ['who waits', `UPDATE report_ticket SET waiting_since = NULL WHERE workspace_id = $1`, /waiting/],
    ['what is open', `UPDATE report_ticket SET open = NOT open WHERE workspace_id = $1`, /^tickets\.(open|age)/],
    ['a tag', `UPDATE report_ticket SET tags = '{99}' WHERE workspace_id = $1`, /^99\./],
    ['a day', `UPDATE report_day SET counts = calendar WHERE workspace_id = $1 AND dimension = ''`, /opened/],
    [
      'a change',
      `INSERT INTO report_change (workspace_id, day, cells) SELECT workspace_id, day, counts FROM report_day WHERE workspace_id = $1 AND dimension = '*' AND counts <> '' LIMIT 1`,
      /opened/,
    ],
    ['a promise', `UPDATE report_promise SET late = NOT late WHERE workspace_id = $1`, /(count|kept|late)$/],
    ['a ticket', `UPDATE report_ticket SET gone = true WHERE workspace_id = $1 AND NOT gone`, /opened/],
  ])(
    'verification finds a planted fault: %s',
    async (_, fault, figure) => {
      await database.query(fault, [twinId]);
      const { disagreements } = await parts.verify.run(twinId);
      const telling = (one: Disagreement) => one.overview === 'daily rollups' || figure.test(one.figure);
      expect(disagreements.some(telling)).toBe(true);
      await parts.rebuild.run(twinId);
      expect((await parts.verify.run(twinId)).disagreements).toEqual([]);
    },
    60_000,
  );
});

const counts = (fact: Fact) => !['message.posted', 'ticket.state-changed', 'sla.warned'].includes(fact.type);
const EVERYTHING = { workspaceId, channel: null, teamId: null, agentId: null, clock: 'calendar' as const };
const monthsBack = () => new Date(Date.now() - 75 * DAY).toISOString().slice(0, 10);

async function everything(): Promise<unknown[]> {
  const tables = ['report_ticket', 'report_duration', 'report_episode', 'report_survey', 'report_promise'];
  const rows = tables.map((table) =>
    database.query(
      `SELECT to_jsonb(x) - 'folded_seq' AS row FROM ${table} x WHERE x.workspace_id = $1 ORDER BY to_jsonb(x)::text`,
      [workspaceId],
    ),
  );
  return Promise.all(rows);
}
