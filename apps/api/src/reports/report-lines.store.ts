// The rows behind a figure: the same conditions as the count, one line a thing counted, page by page.
import { maximaOf, pointsOf, type SurveyKind, standingOf } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import {
  AGES,
  type AnswerPart,
  type Figure,
  MOST_TOUCHES,
  type PromisePart,
  type PromiseTarget,
  type ReportClock,
  SPANS,
} from './figures.js';
import { type Grouping, TICKET_OF_ROW } from './groupings.js';
import { type Filters, fieldHolds } from './read-days.js';
import { addDays, type Days } from './report-period.js';
import { ONE_TOUCH, REOPENED_IN_TIME } from './solving-rows.js';

export interface Line {
  ticketId: string;
  number: number;
  part: number;
  value: number | null;
  at: Date;
  channel: string;
  agentId: string | null;
  teamId: string | null;
}

/** Where a page ended: its last line's key (microseconds of the instant, or the value), ticket and part. */
export type After = [key: number, ticketId: string, part: number];

export interface LinesAsk extends Filters {
  figure: Figure;
  clock: ReportClock;
  period: Days;
  dayAfter: string;
  timeZone: string;
  now: Date;
  sort: 'newest' | 'largest';
  after: After | null;
  limit: number;
  /** Only the rows of one group of a breakdown; '' is the group that has none. */
  group: { grouping: Grouping; value: string } | null;
}

/** One figure as a selection: table, the instant that dates it, its value, and what else must hold. */
interface Selection {
  table: string;
  at: string;
  value: string;
  part: string;
  where: string;
  unit: 'seconds' | 'score' | 'count' | 'none';
  /** Whatever the period: who waits now. */
  undated?: boolean;
  /** How its value stands in an index: a whole number that is never null. */
  indexed?: string;
  /** Between which values its rows can be: what the index of values need not be read beyond. */
  within?: readonly [number, number];
}

/** Silence stands below every score. */
const SCORED = 'coalesce(x.score, -1::smallint)';
const SURVEY = { table: 'report_survey', at: 'x.sent_at', part: 'x.episode', indexed: SCORED };

export function selectionOf(figure: Figure, clock: ReportClock): Selection {
  const seconds = clock === 'business' ? 'x.business_s' : 'x.calendar_s';
  if (figure.kind === 'duration')
    return {
      table: 'report_duration',
      at: 'x.ended_at',
      value: seconds,
      part: 'x.part',
      where: `x.measure = '${figure.measure}' AND NOT x.withdrawn AND ${seconds} IS NOT NULL`,
      unit: 'seconds',
      indexed: seconds,
    };
  if (figure.kind === 'score')
    return {
      ...SURVEY,
      value: 'x.score',
      where: `x.kind = '${figure.survey}' AND ${unguessed(`${SCALE} = ${figure.scaleMax}`)} AND x.score = ${figure.score}`,
      within: [figure.score, figure.score],
      unit: 'score',
    };
  if (figure.kind === 'answers')
    return { ...SURVEY, value: 'x.score', ...answersOf(figure.survey, figure.part), unit: 'score' };
  if (figure.kind === 'not-asked')
    return {
      table: 'report_survey',
      at: 'x.decided_at',
      part: 'x.episode',
      value: 'NULL',
      where: `NOT x.asked AND coalesce(x.reason, 'unknown') = '${figure.reason}'`,
      unit: 'none',
    };
  if (figure.kind === 'promise') return promiseOf(figure.part, figure.target);
  if (figure.kind === 'case')
    return {
      table: 'report_case',
      at: figure.name === 'cases.opened' ? 'x.opened_at' : 'x.closed_at',
      part: 'x.part',
      value: 'NULL',
      where: figure.name === 'cases.opened' ? 'true' : `x.outcome = 'recovered'`,
      unit: 'none',
    };
  if (figure.kind === 'work') return workOf(figure);
  if (figure.kind !== 'plain') return loadOf(figure, seconds);
  switch (figure.name) {
    case 'tickets.opened':
      return { table: 'report_ticket', at: 'x.opened_at', value: 'NULL', part: '0', where: 'true', unit: 'none' };
    case 'tickets.solved':
      return {
        table: 'report_episode',
        at: 'x.solved_at',
        value: 'NULL',
        part: 'x.episode',
        where: 'true',
        unit: 'none',
      };
    case 'tickets.waiting':
      return {
        table: 'report_ticket',
        at: 'x.waiting_since',
        value: `extract(epoch FROM $10::timestamptz - x.waiting_since)`,
        part: '0',
        where: 'x.waiting_since IS NOT NULL',
        unit: 'seconds',
        undated: true,
      };
    case 'tickets.unanswered':
      return {
        table: 'report_duration',
        at: 'x.ended_at',
        value: seconds,
        part: 'x.part',
        where: `x.measure = 'unanswered' AND NOT x.withdrawn`,
        unit: 'seconds',
      };
    case 'csat.sent':
      return { ...SURVEY, value: 'x.score', where: `x.kind = 'csat'`, unit: 'score' };
    case 'csat.answered':
      return { ...SURVEY, value: 'x.score', where: `x.kind = 'csat' AND x.score IS NOT NULL`, unit: 'score' };
    case 'csat.good':
      return { ...SURVEY, value: 'x.score', where: `x.kind = 'csat' AND x.good`, unit: 'score' };
  }
}

/** What was solved, with what it took. Whether it was reopened can be asked of days that are judged alone: the caller sees to it (see daysOf). */
function workOf({ name, touches }: Extract<Figure, { kind: 'work' }>): Selection {
  const solving = { table: 'report_episode', at: 'x.solved_at', part: 'x.episode', where: 'true' };
  switch (name) {
    case 'requester-wait':
      return { ...solving, value: 'x.requester_s', unit: 'seconds', indexed: 'x.requester_s' };
    case 'agent-wait':
      return { ...solving, value: 'x.agent_s', unit: 'seconds', indexed: 'x.agent_s' };
    case 'handoffs':
      return { ...solving, value: 'x.handoffs', unit: 'count', indexed: 'x.handoffs' };
    case 'handoffs.none':
      return { ...solving, where: 'x.handoffs = 0', value: 'NULL', unit: 'none' };
    case 'touches': {
      const where = touches === null ? 'true' : `x.touches ${touches === MOST_TOUCHES ? '>=' : '='} ${touches}`;
      return { ...solving, where, value: 'x.touches', unit: 'count', indexed: 'x.touches' };
    }
    case 'one-touch':
      return { ...solving, where: ONE_TOUCH, value: 'NULL', unit: 'none' };
    case 'reopened':
      return {
        ...solving,
        where: REOPENED_IN_TIME,
        value: 'extract(epoch FROM x.reopened_at - x.solved_at)',
        unit: 'seconds',
      };
    case 'reopened.unjudged':
      return { ...solving, value: 'NULL', unit: 'none' };
  }
}

/** NPS and CES have one scale each; that of a CSAT stands beside its answer. */
const SCALE = `CASE x.kind WHEN 'nps' THEN 10 WHEN 'ces' THEN 7 ELSE coalesce(x.scale_max, 5) END`;

/** Of what is computed from columns the planner expects next to no rows, and would sort all there are; of a CASE it expects many. */
const unguessed = (condition: string) => `CASE WHEN ${condition} THEN true ELSE false END`;

/** Which rows are meant, by the definitions of the scales. */
function answersOf(survey: SurveyKind, part: AnswerPart): Pick<Selection, 'where' | 'within'> {
  const kind = `x.kind = '${survey}'`;
  if (part === 'sent' || part === 'everybody') return { where: kind };
  if (part === 'answered' || part === 'net' || part === 'points') return { where: `${kind} AND x.score IS NOT NULL` };
  if (part === 'silent') return { where: `${kind} AND x.score IS NULL`, within: [-1, -1] };
  const points = maximaOf(survey).flatMap((max) =>
    pointsOf(survey, max).flatMap((score) => (standingOf(survey, max, score) === part ? [{ max, score }] : [])),
  );
  const scores = points.map(({ score }) => score);
  const pairs = points.map(({ max, score }) => `(${max}, ${score})`).join(', ');
  return {
    where: `${kind} AND ${unguessed(`(${SCALE}, x.score) IN (${pairs})`)}`,
    within: [Math.min(...scores), Math.max(...scores)],
  };
}

/** Those that run are the ticket's, whose row they are beside: $1 is the workspace. */
function promiseOf(part: PromisePart, target: PromiseTarget | null): Selection {
  // A ticket has several of them, each with its own part.
  const place = `(x.part * 4 + array_position(ARRAY['first-response', 'next-response', 'resolution'], x.target))`;
  const of = target ? `x.target = '${target}'` : 'true';
  const row = { table: 'report_promise', at: 'x.ended_at', part: place, unit: 'seconds' as const };
  if (part === 'broken')
    return {
      ...row,
      at: 'x.due_at',
      value: `extract(epoch FROM $10::timestamptz - x.due_at)`,
      where: `${of} AND x.ended_at IS NULL AND EXISTS (SELECT 1 FROM report_ticket o
        WHERE o.workspace_id = $1 AND o.ticket_id = x.ticket_id AND o.open)`,
      undated: true,
    };
  const late = part === 'ended' ? 'true' : part === 'late' ? 'x.late' : 'NOT x.late';
  return { ...row, value: 'x.late_s', where: `${of} AND x.ended_at IS NOT NULL AND ${late}` };
}

/** What the page of load shows. $5 to $7 and $10 as in readLines. */
function loadOf(figure: Extract<Figure, { kind: 'hour' | 'open' | 'age' | 'spread' }>, seconds: string): Selection {
  const ticket = { table: 'report_ticket', at: 'x.opened_at', part: '0' };
  if (figure.kind === 'hour') {
    const local = '(x.opened_at AT TIME ZONE $7)';
    const hour = `extract(isodow FROM ${local}) = ${figure.weekday} AND extract(hour FROM ${local}) = ${figure.hour}`;
    return { ...ticket, value: 'NULL', where: unguessed(hour), unit: 'none' };
  }
  if (figure.kind === 'spread') {
    const [from, to] = [SPANS[figure.bar]!, SPANS[figure.bar + 1]];
    const all = selectionOf(
      { kind: 'duration', measure: figure.measure },
      seconds === 'x.business_s' ? 'business' : 'calendar',
    );
    return {
      ...all,
      where: `${all.where} AND ${seconds} >= ${from}${to === undefined ? '' : ` AND ${seconds} < ${to}`}`,
    };
  }
  if (figure.kind === 'age') {
    const [from, to] = [AGES[figure.band]!, AGES[figure.band + 1]];
    const value = `extract(epoch FROM $10::timestamptz - x.opened_at)`;
    const where = `x.open AND ${value} >= ${from}${to === undefined ? '' : ` AND ${value} < ${to}`}`;
    return { ...ticket, value, where, unit: 'seconds', undated: true };
  }
  const end = `('${addDays(figure.day, 1)}'::timestamp AT TIME ZONE $7)`;
  // In one of the times that ended with a solving, or in the one that goes on: few, however many tickets there ever were.
  const open = `SELECT s.ticket_id FROM report_episode s WHERE s.workspace_id = $1 AND NOT s.gone
      AND tstzrange(s.began_at, s.solved_at, '(]') @> ${end}
    UNION ALL SELECT o.ticket_id FROM report_ticket o WHERE o.workspace_id = $1 AND o.open AND NOT o.gone AND o.opened_at < ${end}
      AND NOT EXISTS (SELECT 1 FROM report_episode e WHERE e.workspace_id = $1 AND e.ticket_id = o.ticket_id AND e.reopened_at >= ${end})`;
  return {
    ...ticket,
    value: `extract(epoch FROM least($10::timestamptz, ${end}) - x.opened_at)`,
    where: `x.ticket_id = ANY (ARRAY(${open}))`,
    unit: 'seconds',
    undated: true,
  };
}

/** One page, and where it ended. Table and column names come from selectionOf alone, never from a request. */
export async function readLines(sql: Sql, ask: LinesAsk): Promise<{ lines: Line[]; after: After | null }> {
  const { table, at, value, part, where, undated, indexed, within } = selectionOf(ask.figure, ask.clock);
  const micros = `(extract(epoch FROM ${at}) * 1000000)::bigint::float8`;
  // A wait grows between two pages; whose began first is the longest and stays it.
  const largest = undated ? `-${micros}` : `coalesce((${value})::float8, -1)`;
  const key = ask.sort === 'largest' ? largest : micros;
  // By the instant or the value itself an index gives the first ones, however many rows there are.
  const [order, reached] =
    ask.sort === 'newest'
      ? [at, `'epoch'::timestamptz + $8 * '1 microsecond'::interval`]
      : indexed
        ? [indexed, '$8::float8::bigint']
        : [key, '$8'];
  const near =
    ask.sort === 'largest' && indexed && within ? `${indexed} BETWEEN ${within[0]} AND ${within[1]}` : 'true';
  const dated = undated
    ? `$5::date IS NOT NULL AND $6::date IS NOT NULL AND $7::text IS NOT NULL`
    : `${at} >= ($5::date::timestamp AT TIME ZONE $7) AND ${at} < ($6::date::timestamp AT TIME ZONE $7)`;
  const params: unknown[] = [
    ...[ask.workspaceId, ask.channel, ask.teamId, ask.agentId, ask.period.from, ask.dayAfter, ask.timeZone],
    ...[ask.after?.[0] ?? null, ask.after?.[1] ?? null, ask.now, ask.after?.[2] ?? null, ask.limit + 1],
    ...[null, ask.connectionId ?? null, ask.language ?? null, ask.tag ?? null],
  ];
  const grouped = ask.group
    ? ask.group.grouping((given) => `$${params.push(given)}`).holds(`$${params.push(ask.group.value)}::text`)
    : 'true';
  const { priority = null, fieldValue = null } = ask;
  const give = (value: unknown) => `$${params.push(value)}`;
  // Cases have no priority of their own moment.
  const ranked =
    priority === null ? 'true' : `${table === 'report_case' ? 't' : 'x'}.priority = ${give(priority)}::smallint`;
  const filled = fieldValue === null ? 'true' : fieldHolds('t', fieldValue, give);
  const rows = await sql.query<Line & { key: number }>(
    `SELECT x.ticket_id AS "ticketId", t.number, ${part} AS part, (${value})::float8 AS value, ${at} AS at, x.channel,
       x.agent_id AS "agentId", x.team_id AS "teamId", ${key} AS key
     FROM ${table} x ${TICKET_OF_ROW}
     WHERE x.workspace_id = $1 AND NOT x.gone AND ($2::text IS NULL OR x.channel = $2)
       AND ($3::uuid IS NULL OR x.team_id = $3) AND ($4::uuid IS NULL OR x.agent_id = $4)
       AND ($14::uuid IS NULL OR x.connection_id = $14) AND ($15::text IS NULL OR t.language = $15) AND ($16::int IS NULL OR t.tags @> ARRAY[$16::int])
       AND ${dated} AND $10::timestamptz IS NOT NULL AND $13::text IS NULL AND ${where} AND ${grouped}
       AND ${ranked} AND ${filled} AND ${near}
       AND ($8::float8 IS NULL OR (${order}, x.ticket_id, ${part}) < (${reached}, $9::uuid, $11::int))
     ORDER BY ${order} DESC, x.ticket_id DESC, part DESC LIMIT $12`,
    params,
  );
  const more = rows.length > ask.limit;
  const shown = rows.slice(0, ask.limit);
  const last = shown.at(-1);
  return {
    lines: shown.map(({ key: _, ...line }) => line),
    after: more && last ? [last.key, last.ticketId, last.part] : null,
  };
}
