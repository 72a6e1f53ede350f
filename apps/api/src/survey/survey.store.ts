// The surveys a workspace asks, in their order: rows in `survey`, their settings filled up with the defaults.
import type { SurveyKind } from '@otklik/survey';
import type { Condition } from '../platform/conditions/condition.js';
import type { Sql } from '../platform/database/database.js';
import { defaultSettings, type SurveySettings } from './survey-settings.js';

export interface Survey {
  id: string;
  kind: SurveyKind;
  name: string;
  enabled: boolean;
  /** Which tickets it is meant for: `{all: []}` is every one. */
  conditions: Condition;
  settings: SurveySettings;
}

const COLUMNS = `id, kind, name, enabled AND deleted_at IS NULL AS enabled, conditions, settings`;

/** First to last. */
export async function surveysOf(sql: Sql, workspaceId: string): Promise<Survey[]> {
  const rows = await sql.query<Survey>(
    `SELECT ${COLUMNS} FROM survey WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY place, id`,
    [workspaceId],
  );
  return rows.map(filledUp);
}

/** Also those that were taken away, last. */
export async function everySurvey(sql: Sql, workspaceId: string): Promise<Survey[]> {
  const rows = await sql.query<Survey>(
    `SELECT ${COLUMNS} FROM survey WHERE workspace_id = $1 ORDER BY deleted_at IS NOT NULL, place, id`,
    [workspaceId],
  );
  return rows.map(filledUp);
}

/** One that was taken away is found too, switched off: what it asked stays asked. */
export async function surveyById(sql: Sql, workspaceId: string, id: string): Promise<Survey | null> {
  const [row] = await sql.query<Survey>(`SELECT ${COLUMNS} FROM survey WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  return row ? filledUp(row) : null;
}

/** At the end of the order. */
export async function insertSurvey(sql: Sql, workspaceId: string, survey: Survey, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO survey (workspace_id, id, kind, name, enabled, conditions, settings, created_at, place)
     SELECT $1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, coalesce((SELECT max(place) FROM survey WHERE workspace_id = $1), 0) + 1`,
    [
      workspaceId,
      survey.id,
      survey.kind,
      survey.name,
      survey.enabled,
      JSON.stringify(survey.conditions),
      JSON.stringify(survey.settings),
      at,
    ],
  );
}

export async function updateSurvey(sql: Sql, workspaceId: string, survey: Survey): Promise<void> {
  await sql.query(
    `UPDATE survey SET name = $3, enabled = $4, conditions = $5::jsonb, settings = $6::jsonb
     WHERE workspace_id = $1 AND id = $2`,
    [
      workspaceId,
      survey.id,
      survey.name,
      survey.enabled,
      JSON.stringify(survey.conditions),
      JSON.stringify(survey.settings),
    ],
  );
}

export async function placeSurveys(sql: Sql, workspaceId: string, ids: string[]): Promise<void> {
  await sql.query(
    `UPDATE survey s SET place = wanted.place
     FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place) WHERE s.workspace_id = $1 AND s.id = wanted.id`,
    [workspaceId, ids],
  );
}

/** False: there is none. Its row stays for what it asked. */
export async function dropSurvey(sql: Sql, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE survey SET deleted_at = $3 WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
    [workspaceId, id, at],
  );
  return rows.length > 0;
}

/** Whoever changes the surveys of a workspace does it alone: two who change one at once do not overwrite each other. */
export async function lockSurveys(sql: Sql, workspaceId: string): Promise<Survey[]> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('surveys ' || $1, 0))`, [workspaceId]);
  return surveysOf(sql, workspaceId);
}

function filledUp(row: Survey): Survey {
  const usual = defaultSettings(row.kind);
  const cases = { ...usual.cases, ...row.settings.cases };
  return { ...row, settings: { ...usual, ...row.settings, cases } };
}
