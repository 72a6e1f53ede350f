// What the surveys of some days have come to, and why others were not asked: counted from the daily rollups.
import { Injectable } from '@nestjs/common';
import type { SurveyKind } from '@otklik/survey';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { KIND, readSurveyName } from './cells.js';
import { readDays, readOneMoment } from './read-days.js';
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
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, workspaceId, ask);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, workspaceId: string, ask: SurveyReportQuery): Promise<SurveyReport> {
    const { timeZone } = await this.workspaces.run(workspaceId, sql);
    const period = periodOf(ask, dayOf(this.clock.now(), timeZone));
    const { scores, notAsked } = await countSurveys(sql, workspaceId, period, timeZone);
    const surveys = surveyFigures(scores);
    return { ...period, surveys, notAskedInAll: notAsked.reduce((sum, { count }) => sum + count, 0), notAsked };
  }
}

async function countSurveys(
  sql: Sql,
  workspaceId: string,
  { from, to }: Days,
  timeZone: string,
): Promise<{ scores: ScoreRow[]; notAsked: NotAskedLine[] }> {
  const filters = { workspaceId, channel: null, teamId: null, agentId: null };
  const { days, names } = await readDays(sql, { filters, timeZone, from, until: addDays(to, 1), columns: ['counts'] });
  const [sent, reasons] = [new Map<number, number>(), new Map<number, number>()];
  for (const { tell } of days)
    tell((kind, entry, n) => {
      const counts = kind === KIND.survey ? sent : kind === KIND.notAsked ? reasons : null;
      counts?.set(entry, (counts.get(entry) ?? 0) + n);
    });
  const scores = new Map<string, ScoreRow>();
  for (const [id, n] of sent) {
    const { surveyId, kind, scaleMax, score } = readSurveyName(names.get(id)!);
    if (!surveyId || !kind || n === 0) continue;
    const end = kind === 'nps' ? 10 : kind === 'ces' ? 7 : (scaleMax ?? 5);
    const row = { surveyId, kind: kind as SurveyKind, scaleMax: end, score };
    const key = Object.values(row).join(' ');
    scores.set(key, { ...row, n: n + (scores.get(key)?.n ?? 0) });
  }
  const notAsked = [...reasons]
    .filter(([, count]) => count > 0)
    .map(([id, count]) => ({ reason: names.get(id)!, count }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
  return { scores: [...scores.values()], notAsked };
}
