// What the surveys of some days have come to, and why others were not asked: counted from the narrow rows, by their indexes.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { addDays, type Days, dayOf, periodOf } from './report-period.js';
import type { NotAskedLine, SurveyReport, SurveyReportQuery } from './survey-report.requests.js';
import { type ScoreRow, surveyFigures } from './survey-scores.js';

@Injectable()
export class ReadSurveyReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** @throws DomainError validation-failed for days that make no period */
  async run(workspaceId: string, ask: SurveyReportQuery): Promise<SurveyReport> {
    return this.database.transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { timeZone } = await this.workspaces.run(workspaceId, tx);
      const period = periodOf(ask, dayOf(this.clock.now(), timeZone));
      const surveys = surveyFigures(await scoresOf(tx, workspaceId, period, timeZone));
      const notAsked = await reasonsOf(tx, workspaceId, period, timeZone);
      return { ...period, surveys, notAskedInAll: notAsked.reduce((sum, { count }) => sum + count, 0), notAsked };
    });
  }
}

const within = (column: string) => `NOT gone AND ${column} >= ($2::date::timestamp AT TIME ZONE $4)
  AND ${column} < ($3::date::timestamp AT TIME ZONE $4)`;

function scoresOf(sql: Sql, workspaceId: string, { from, to }: Days, timeZone: string): Promise<ScoreRow[]> {
  return sql.query(
    `SELECT survey_id AS "surveyId", kind, coalesce(scale_max, 5)::int AS "scaleMax", score, count(*)::int AS n
     FROM report_survey WHERE workspace_id = $1 AND survey_id IS NOT NULL AND kind IS NOT NULL AND asked AND ${within('sent_at')}
     GROUP BY 1, 2, 3, 4`,
    [workspaceId, from, addDays(to, 1), timeZone],
  );
}

function reasonsOf(sql: Sql, workspaceId: string, { from, to }: Days, timeZone: string): Promise<NotAskedLine[]> {
  return sql.query(
    `SELECT coalesce(reason, 'unknown') AS reason, count(*)::int AS count
     FROM report_survey WHERE workspace_id = $1 AND NOT asked AND ${within('decided_at')} GROUP BY 1 ORDER BY 2 DESC, 1`,
    [workspaceId, from, addDays(to, 1), timeZone],
  );
}
