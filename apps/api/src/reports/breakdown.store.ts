// What a breakdown counts: the rows of one figure by group, for the period and the one before, two hundred groups at most.
import type { Sql } from '../platform/database/database.js';
import { type BrokenDown, type Dimension, parseFigure, type ReportClock } from './figures.js';
import type { Filters } from './report-counts.store.js';
import { GROUPS, selectionOf } from './report-lines.store.js';
import type { Days } from './report-period.js';

export const MOST_GROUPS = 200;

export interface GroupCount {
  group: string;
  n: number;
  /** Of those, what a share counts; elsewhere n again. */
  hits: number;
  previousN: number;
  previousHits: number;
  /** How many groups there are, also those beyond the last one told. */
  groups: number;
}

export interface GroupBucket {
  group: string;
  current: boolean;
  bucket: number;
  n: number;
  seconds: number;
}

export interface BreakdownRowsAsk extends Filters {
  figure: BrokenDown;
  by: Dimension;
  clock: ReportClock;
  period: Days;
  before: Days;
  dayAfter: string;
  timeZone: string;
}

/** What a share is a share of, and which of them it counts. */
const SHARES: Partial<Record<BrokenDown, { of: BrokenDown; hit: string }>> = {
  'csat.good': { of: 'csat.answered', hit: 'x.good' },
  'csat.answered': { of: 'csat.sent', hit: 'x.score IS NOT NULL' },
};

export const isShare = (figure: BrokenDown): boolean => SHARES[figure] !== undefined;

/** The largest groups first; with as many rows as opening each shows, except that a share also has those it does not count. */
export function countGroups(sql: Sql, ask: BreakdownRowsAsk): Promise<GroupCount[]> {
  const { from, value, current, params } = rowsOf(ask);
  const hit = SHARES[ask.figure]?.hit ?? 'true';
  return sql.query(
    `SELECT *, count(*) OVER ()::int AS groups FROM (
       SELECT ${value} AS "group", count(*) FILTER (WHERE ${current})::int AS n, count(*) FILTER (WHERE ${current} AND ${hit})::int AS hits,
         count(*) FILTER (WHERE NOT ${current})::int AS "previousN", count(*) FILTER (WHERE NOT ${current} AND ${hit})::int AS "previousHits"
       ${from} GROUP BY 1) AS grouped
     ORDER BY n DESC, "previousN" DESC, "group" LIMIT ${MOST_GROUPS}`,
    params,
  );
}

/** Histograms of a duration, of these groups. */
export function bucketGroups(sql: Sql, ask: BreakdownRowsAsk, groups: string[]): Promise<GroupBucket[]> {
  const { from, value, current, params } = rowsOf(ask);
  const [bucket, seconds] =
    ask.clock === 'business' ? ['x.business_bucket', 'x.business_s'] : ['x.calendar_bucket', 'x.calendar_s'];
  return sql.query(
    `SELECT ${value} AS "group", ${current} AS current, ${bucket} AS bucket, count(*)::int AS n, sum(${seconds})::float8 AS seconds
     ${from} AND ${value} = ANY($9::text[]) GROUP BY 1, 2, 3`,
    [...params, groups],
  );
}

/** The rows behind a figure with their groups. Table and column names come from selectionOf and GROUPS alone. */
function rowsOf(ask: BreakdownRowsAsk) {
  const { table, at, where, undated } = selectionOf(parseFigure(SHARES[ask.figure]?.of ?? ask.figure)!, ask.clock);
  const { value, join } = GROUPS[ask.by];
  const start = (day: string) => `(${day}::date::timestamp AT TIME ZONE $8)`;
  const named = '$5::date IS NOT NULL AND $6::date IS NOT NULL AND $7::date IS NOT NULL AND $8::text IS NOT NULL';
  const dated = `$6::date IS NOT NULL AND ${at} >= ${start('$5')} AND ${at} < ${start('$7')}`;
  const { workspaceId, channel, teamId, agentId, before, period, dayAfter, timeZone } = ask;
  return {
    value,
    current: undated ? 'true' : `${at} >= ${start('$6')}`,
    from: `FROM ${table} x ${join} WHERE x.workspace_id = $1 AND NOT x.gone AND ($2::text IS NULL OR x.channel = $2)
       AND ($3::uuid IS NULL OR x.team_id = $3) AND ($4::uuid IS NULL OR x.agent_id = $4)
       AND ${undated ? named : dated} AND ${where}`,
    params: [workspaceId, channel, teamId, agentId, before.from, period.from, dayAfter, timeZone],
  };
}
