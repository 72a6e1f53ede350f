// The score of each survey from its counted answers: CSAT, NPS and CES each by its own formula, never in one figure. Pure.
import { type SurveyKind, scaleOf, scoreOfAnswers, wilson } from '@otklik/survey';
import type { SurveyFigure } from './survey-report.requests.js';

/** What was sent and how it was answered; score null: not at all. */
export interface ScoreRow {
  surveyId: string;
  kind: SurveyKind;
  scaleMax: number;
  score: number | null;
  n: number;
}

/** One figure a survey and scale: a scale that was changed begins a figure of its own. Most sent first, of as many in the order of their names. */
export function surveyFigures(rows: ScoreRow[]): SurveyFigure[] {
  const groups = new Map<string, ScoreRow[]>();
  for (const row of rows) {
    if (!scaleOf(row.kind, row.scaleMax)) continue;
    const key = `${row.surveyId} ${row.kind} ${row.scaleMax}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => figureOf(group))
    .sort((a, b) => b.sent - a.sent);
}

function figureOf(rows: ScoreRow[]): SurveyFigure {
  const { surveyId, kind, scaleMax } = rows[0]!;
  const given = rows.filter((row) => row.score !== null);
  const counts = new Map(given.map(({ score, n }) => [score!, n]));
  const sent = rows.reduce((sum, { n }) => sum + n, 0);
  const figure = scoreOfAnswers(kind, scaleMax, counts);
  return {
    ...{ surveyId, kind, scaleMax, sent },
    responseRate: sent === 0 ? null : figure.answered / sent,
    responseInterval: wilson(figure.answered, sent),
    ...figure,
  };
}
