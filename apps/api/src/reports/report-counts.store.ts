// What the overview counts, straight from the narrow rows: histograms and counts by day, for the period and the one before.
import type { Sql } from '../platform/database/database.js';
import type { Measure, ReportClock } from './figures.js';
import type { Days } from './report-period.js';

/** Which rows: the workspace's, of these dimensions. Null: any. */
export interface Filters {
  workspaceId: string;
  channel: string | null;
  teamId: string | null;
  agentId: string | null;
}

/** `day` is null in the period before: it is compared as a whole. */
interface Dated {
  day: string | null;
}

export interface DurationCount {
  measure: Measure | 'unanswered';
  /** Of the period itself; false: of the one before. */
  current: boolean;
  /** null: not measured on this clock. */
  bucket: number | null;
  n: number;
  seconds: number;
}

/** Nearest-rank quantiles of one day's buckets: the bucket at the rank is the rank's value, as libs/survey reads it. */
export interface DurationDay {
  day: string;
  measure: Measure | 'unanswered';
  n: number;
  median: number;
  p90: number;
}

export interface SurveyCount extends Dated {
  scaleMax: number;
  /** null: sent, not answered. */
  score: number | null;
  good: boolean;
  n: number;
}

export interface DayCount extends Dated {
  n: number;
}

export interface ReasonCount extends Dated {
  reason: string;
  n: number;
}

/** $1 workspace, $2 channel, $3 team, $4 agent, $5 first day before, $6 first day, $7 day after the last, $8 time zone. */
const FILTERS = `NOT gone AND ($2::text IS NULL OR channel = $2) AND ($3::uuid IS NULL OR team_id = $3) AND ($4::uuid IS NULL OR agent_id = $4)`;
const start = (day: string) => `(${day}::date::timestamp AT TIME ZONE $8)`;
const within = (column: string) => `${column} >= ${start('$5')} AND ${column} < ${start('$7')} AND ${FILTERS}`;
const day = (column: string) =>
  `CASE WHEN ${column} >= ${start('$6')} THEN ((${column} AT TIME ZONE $8)::date)::text END AS day`;

const COLUMNS = {
  calendar: { bucket: 'calendar_bucket', seconds: 'calendar_s' },
  business: { bucket: 'business_bucket', seconds: 'business_s' },
} as const;

export class ReportCounts {
  private readonly params: unknown[];

  constructor(
    private readonly sql: Sql,
    private readonly filters: Filters,
    period: Days,
    before: Days,
    dayAfter: string,
    timeZone: string,
  ) {
    const { workspaceId, channel, teamId, agentId } = filters;
    this.params = [workspaceId, channel, teamId, agentId, before.from, period.from, dayAfter, timeZone];
  }

  opened(): Promise<DayCount[]> {
    return this.sql.query(
      `SELECT ${day('opened_at')}, count(*)::int AS n FROM report_ticket WHERE workspace_id = $1 AND ${within('opened_at')} GROUP BY 1`,
      this.params,
    );
  }

  solved(): Promise<DayCount[]> {
    return this.sql.query(
      `SELECT ${day('solved_at')}, count(*)::int AS n FROM report_episode WHERE workspace_id = $1 AND ${within('solved_at')} GROUP BY 1`,
      this.params,
    );
  }

  durations(clock: ReportClock): Promise<DurationCount[]> {
    const { bucket, seconds } = COLUMNS[clock];
    return this.sql.query(
      `SELECT measure, ended_at >= ${start('$6')} AS current, ${bucket} AS bucket, count(*)::int AS n, coalesce(sum(${seconds}), 0)::float8 AS seconds
       FROM report_duration WHERE workspace_id = $1 AND NOT withdrawn AND ${within('ended_at')} GROUP BY 1, 2, 3`,
      this.params,
    );
  }

  durationDays(clock: ReportClock): Promise<DurationDay[]> {
    const { bucket } = COLUMNS[clock];
    return this.sql.query(
      `SELECT ${day('ended_at')}, measure, count(*)::int AS n, percentile_disc(0.5) WITHIN GROUP (ORDER BY ${bucket}) AS median,
         percentile_disc(0.9) WITHIN GROUP (ORDER BY ${bucket}) AS p90
       FROM report_duration WHERE workspace_id = $1 AND NOT withdrawn AND ${bucket} IS NOT NULL AND ended_at >= ${start('$6')}
         AND ${within('ended_at')} GROUP BY 1, 2`,
      this.params,
    );
  }

  /** The cohort by send date: what each sent CSAT survey has come to. */
  csat(): Promise<SurveyCount[]> {
    return this.sql.query(
      `SELECT ${day('sent_at')}, coalesce(scale_max, 5) AS "scaleMax", score, coalesce(good, false) AS good, count(*)::int AS n
       FROM report_survey WHERE workspace_id = $1 AND kind = 'csat' AND ${within('sent_at')} GROUP BY 1, 2, 3, 4`,
      this.params,
    );
  }

  notAsked(): Promise<ReasonCount[]> {
    return this.sql.query(
      `SELECT ${day('decided_at')}, coalesce(reason, 'unknown') AS reason, count(*)::int AS n
       FROM report_survey WHERE workspace_id = $1 AND NOT asked AND ${within('decided_at')} GROUP BY 1, 2`,
      this.params,
    );
  }

  /** Who waits now, whatever the period. */
  async waiting(): Promise<{ n: number; oldestSince: Date | null; oldestTicketId: string | null }> {
    const { workspaceId, channel, teamId, agentId } = this.filters;
    const [row] = await this.sql.query<{ n: number; oldestSince: Date | null; oldestTicketId: string | null }>(
      `SELECT count(*)::int AS n, min(waiting_since) AS "oldestSince",
         (array_agg(ticket_id ORDER BY waiting_since, ticket_id))[1] AS "oldestTicketId"
       FROM report_ticket WHERE workspace_id = $1 AND waiting_since IS NOT NULL AND ${FILTERS}`,
      [workspaceId, channel, teamId, agentId],
    );
    return row!;
  }
}
