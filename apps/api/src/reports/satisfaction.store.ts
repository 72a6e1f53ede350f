// What the page of satisfaction counts: the surveys of one kind by day, by everything that was seen of their tickets, and by reason.
import type { SurveyKind } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import type { Dimension, Seen } from './figures.js';
import { PLAIN } from './groupings.js';
import type { Filters } from './read-days.js';
import type { Days } from './report-period.js';

/** Answers of one score; score null: sent, not answered. */
export interface Scored {
  scaleMax: number;
  score: number | null;
  n: number;
}

/** `day` is null in the period before. */
export interface DayScores extends Scored {
  day: string | null;
}

/** By one dimension. */
export interface GroupScores extends Scored {
  by: ByRow;
  group: string;
}

/** Tickets alike in all that the strata are cut by. */
export interface StratumScores extends Scored {
  key: string[];
}

export interface ReasonScores extends Scored {
  reason: string;
}

/** What stands in the row itself: tags are the breakdown's, reasons have a question of their own. */
export const BY_ROW = [
  ...['channel', 'team', 'agent', 'connection', 'language'],
  ...['survey', 'wait', 'reopened', 'handoffs'],
] as ByRow[];
export type ByRow = Exclude<Dimension, 'tag' | 'priority' | 'segment' | 'field'> | Exclude<Seen, 'reason'>;

/** The most telling first: what is too thin is joined along the last. */
export const STRATA = ['channel', 'reopened', 'wait', 'handed', 'team'] as const;

const nothing = (): string => '';
const COLUMNS = BY_ROW.map(
  (by) => `${by === 'language' ? `coalesce(x.language, '')` : PLAIN[by](nothing).value} AS "${by}"`,
);
const HANDED = `CASE WHEN x.handoffs > 0 THEN 'yes' ELSE 'no' END AS handed`;
const start = (day: string) => `(${day}::date::timestamp AT TIME ZONE $7)`;
/** $1 workspace, $2 channel, $3 team, $4 agent, $5 first day, $6 day after the last, $7 time zone, $8 connection, $9 language, $10 tag, $11 kind. */
const ROWS = `report_survey x WHERE x.workspace_id = $1 AND x.kind = $11 AND NOT x.gone AND ($2::text IS NULL OR x.channel = $2)
  AND ($3::uuid IS NULL OR x.team_id = $3) AND ($4::uuid IS NULL OR x.agent_id = $4)
  AND ($8::uuid IS NULL OR x.connection_id = $8) AND ($9::text IS NULL OR x.language = $9) AND ($10::int IS NULL OR EXISTS (
    SELECT FROM report_ticket t WHERE t.workspace_id = $1 AND t.ticket_id = x.ticket_id AND t.tags @> ARRAY[$10::int]))
  AND x.sent_at >= ${start('$5')} AND x.sent_at < ${start('$6')}`;
const SCALE = `CASE x.kind WHEN 'nps' THEN 10 WHEN 'ces' THEN 7 ELSE coalesce(x.scale_max, 5) END::int AS "scaleMax"`;

export interface ScoresAsk extends Filters {
  survey: SurveyKind;
  period: Days;
  before: Days;
  dayAfter: string;
  timeZone: string;
}

const filtersOf = (
  { workspaceId, channel, teamId, agentId, dayAfter, timeZone, ...more }: Omit<ScoresAsk, 'survey'>,
  from: string,
) => {
  const { connectionId = null, language = null, tag = null } = more;
  return [workspaceId, channel, teamId, agentId, from, dayAfter, timeZone, connectionId, language, tag];
};
const paramsOf = (ask: ScoresAsk, from = ask.period.from) => [...filtersOf(ask, from), ask.survey];

export function scoresByDay(sql: Sql, ask: ScoresAsk): Promise<DayScores[]> {
  return sql.query(
    `SELECT CASE WHEN x.sent_at >= ${start('$12')} THEN ((x.sent_at AT TIME ZONE $7)::date)::text END AS day, ${SCALE}, x.score::int AS score,
       count(*)::int AS n FROM ${ROWS} GROUP BY 1, 2, 3`,
    [...paramsOf(ask, ask.before.from), ask.period.from],
  );
}

/** One walk over the period's rows: every dimension alone, and all by which strata are cut together. */
export async function scoresByGroup(
  sql: Sql,
  ask: ScoresAsk,
): Promise<{ groups: GroupScores[]; strata: StratumScores[] }> {
  const sets = [...BY_ROW.map((by) => [by]), [...STRATA]].map(
    (set) => `(${set.map((name) => `"${name}"`).join(', ')}, "scaleMax", score)`,
  );
  const names = [...BY_ROW, 'handed'] as const;
  const rows = await sql.query<Record<(typeof names)[number], string | null> & Scored>(
    `SELECT ${names.map((name) => `"${name}"`).join(', ')}, "scaleMax", score, count(*)::int AS n
     FROM (SELECT ${COLUMNS.join(', ')}, ${HANDED}, ${SCALE}, x.score::int AS score FROM ${ROWS}) AS seen
     GROUP BY GROUPING SETS (${sets.join(', ')})`,
    paramsOf(ask),
  );
  const groups: GroupScores[] = [];
  const strata: StratumScores[] = [];
  for (const { scaleMax, score, n, ...row } of rows) {
    // Only in the strata is `handed` named.
    if (row.handed !== null) strata.push({ key: STRATA.map((name) => row[name] ?? ''), scaleMax, score, n });
    else {
      const by = BY_ROW.find((name) => row[name] !== null)!;
      groups.push({ by, group: row[by]!, scaleMax, score, n });
    }
  }
  return { groups, strata };
}

export function scoresByReason(sql: Sql, ask: ScoresAsk): Promise<ReasonScores[]> {
  return sql.query(
    `SELECT r.reason, ${SCALE}, x.score::int AS score, count(*)::int AS n
     FROM ${ROWS.replace('report_survey x WHERE', 'report_survey x CROSS JOIN LATERAL unnest(x.reasons) AS r(reason) WHERE')}
       AND x.score IS NOT NULL GROUP BY 1, 2, 3`,
    paramsOf(ask),
  );
}

/** Which kinds were sent at all, in the period or the one before. */
export function kindsSent(sql: Sql, ask: Omit<ScoresAsk, 'survey'>): Promise<{ kind: SurveyKind; sent: number }[]> {
  return sql.query(
    `SELECT x.kind, count(*)::int AS sent FROM ${ROWS.replace('AND x.kind = $11 ', 'AND x.kind IS NOT NULL ')} GROUP BY 1`,
    filtersOf(ask, ask.before.from),
  );
}
