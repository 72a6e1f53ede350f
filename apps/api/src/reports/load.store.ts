// What the page of load counts: arrivals by hour of the week, open tickets at the end of each day and by age, and durations by length.
import type { Sql } from '../platform/database/database.js';
import { AGES, type Measure, type ReportClock, SPANS } from './figures.js';
import type { Filters } from './report-counts.store.js';
import type { Days } from './report-period.js';

export interface LoadAsk extends Filters {
  period: Days;
  dayAfter: string;
  timeZone: string;
  now: Date;
}

const FILTERS = (row: string) =>
  `NOT ${row}.gone AND ($2::text IS NULL OR ${row}.channel = $2) AND ($3::uuid IS NULL OR ${row}.team_id = $3) AND ($4::uuid IS NULL OR ${row}.agent_id = $4)`;
const filtersOf = ({ workspaceId, channel, teamId, agentId }: Filters) => [workspaceId, channel, teamId, agentId];

/** By the workspace's own clock: in the hour that comes twice when clocks go back, those of both. */
export function countArrivals(sql: Sql, ask: LoadAsk): Promise<{ weekday: number; hour: number; n: number }[]> {
  return sql.query(
    `SELECT extract(isodow FROM x.opened_at AT TIME ZONE $7)::int AS weekday, extract(hour FROM x.opened_at AT TIME ZONE $7)::int AS hour,
       count(*)::int AS n
     FROM report_ticket x WHERE x.workspace_id = $1 AND ${FILTERS('x')} AND x.opened_at >= ($5::date::timestamp AT TIME ZONE $7)
       AND x.opened_at < ($6::date::timestamp AT TIME ZONE $7) GROUP BY 1, 2`,
    [...filtersOf(ask), ask.period.from, ask.dayAfter, ask.timeZone],
  );
}

/** How many are open now, by age. */
export function countAges(sql: Sql, ask: LoadAsk): Promise<{ band: number; n: number }[]> {
  return sql.query(
    `SELECT width_bucket(extract(epoch FROM $5::timestamptz - x.opened_at)::float8, ARRAY[${AGES.join(', ')}]::float8[]) - 1 AS band, count(*)::int AS n
     FROM report_ticket x WHERE x.workspace_id = $1 AND x.open AND ${FILTERS('x')} GROUP BY 1`,
    [...filtersOf(ask), ask.now],
  );
}

/**
 * By how many tickets the open ones grew on each day since the first of the period, to this day: from what is open now, each
 * day's end is counted back. Agent and team are the tickets' present ones, also of what was solved.
 */
export function countGrowth(sql: Sql, ask: LoadAsk): Promise<{ day: string; n: number }[]> {
  const start = `($5::date::timestamp AT TIME ZONE $6)`;
  const episodes = (at: string, sign: string) =>
    `SELECT e.${at} AS at, ${sign}1 AS n FROM report_episode e
       JOIN report_ticket t ON t.workspace_id = $1 AND t.ticket_id = e.ticket_id
     WHERE e.workspace_id = $1 AND e.${at} >= ${start} AND NOT e.gone AND ${FILTERS('t')}`;
  return sql.query(
    `SELECT ((at AT TIME ZONE $6)::date)::text AS day, sum(n)::int AS n FROM (
       SELECT x.opened_at AS at, 1 AS n FROM report_ticket x WHERE x.workspace_id = $1 AND x.opened_at >= ${start} AND ${FILTERS('x')}
       UNION ALL ${episodes('solved_at', '-')} UNION ALL ${episodes('reopened_at', '')}) AS changes GROUP BY 1`,
    [...filtersOf(ask), ask.period.from, ask.timeZone],
  );
}

export interface SpanCount {
  measure: Measure;
  bar: number;
  bucket: number;
  n: number;
}

/** Durations that ended in the period by their length: the bar by the seconds themselves, the bucket for the quantiles. */
export function countSpans(sql: Sql, ask: LoadAsk, clock: ReportClock): Promise<SpanCount[]> {
  const [seconds, bucket] =
    clock === 'business' ? ['x.business_s', 'x.business_bucket'] : ['x.calendar_s', 'x.calendar_bucket'];
  return sql.query(
    `SELECT x.measure, width_bucket(${seconds}::float8, ARRAY[${SPANS.join(', ')}]::float8[]) - 1 AS bar, ${bucket} AS bucket, count(*)::int AS n
     FROM report_duration x WHERE x.workspace_id = $1 AND NOT x.withdrawn AND x.measure <> 'unanswered' AND ${seconds} IS NOT NULL
       AND ${FILTERS('x')} AND x.ended_at >= ($5::date::timestamp AT TIME ZONE $7) AND x.ended_at < ($6::date::timestamp AT TIME ZONE $7)
     GROUP BY 1, 2, 3`,
    [...filtersOf(ask), ask.period.from, ask.dayAfter, ask.timeZone],
  );
}
