// The surveys a workspace asks: rows in `survey`, their settings filled up with the defaults.
import type { SurveyKind } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import { defaultSettings, type SurveySettings } from './survey-settings.js';

export interface Survey {
  id: string;
  kind: SurveyKind;
  name: string;
  enabled: boolean;
  settings: SurveySettings;
}

const COLUMNS = `id, kind, name, enabled, settings`;

export async function surveysOf(sql: Sql, workspaceId: string): Promise<Survey[]> {
  const rows = await sql.query<Survey>(`SELECT ${COLUMNS} FROM survey WHERE workspace_id = $1 ORDER BY id`, [
    workspaceId,
  ]);
  return rows.map(filledUp);
}

export async function surveyById(sql: Sql, workspaceId: string, id: string): Promise<Survey | null> {
  const [row] = await sql.query<Survey>(`SELECT ${COLUMNS} FROM survey WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  return row ? filledUp(row) : null;
}

export async function insertSurvey(sql: Sql, workspaceId: string, survey: Survey, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO survey (workspace_id, id, kind, name, enabled, settings, created_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
    [workspaceId, survey.id, survey.kind, survey.name, survey.enabled, JSON.stringify(survey.settings), at],
  );
}

export async function updateSurvey(sql: Sql, workspaceId: string, survey: Survey): Promise<void> {
  await sql.query(
    `UPDATE survey SET name = $3, enabled = $4, settings = $5::jsonb WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, survey.id, survey.name, survey.enabled, JSON.stringify(survey.settings)],
  );
}

/** Locks the row, so that two people who change it at once do not overwrite each other's fields. */
export async function lockSurvey(sql: Sql, workspaceId: string, id: string): Promise<Survey | null> {
  const [row] = await sql.query<Survey>(
    `SELECT ${COLUMNS} FROM survey WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
    [workspaceId, id],
  );
  return row ? filledUp(row) : null;
}

const filledUp = (row: Survey): Survey => ({ ...row, settings: { ...defaultSettings(row.kind), ...row.settings } });
