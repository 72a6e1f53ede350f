// Experiments with a survey: what each arm is, the rule fixed when it began, and what became of those who were asked.
import { type ExperimentPlan, isGood, type SurveyKind } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import type { Locale } from '../platform/words/words.js';

export const MEASURES = ['answered', 'good'] as const;
export type ExperimentMeasure = (typeof MEASURES)[number];
export type Arm = 'a' | 'b';

/** What B asks or does otherwise; all else is as the survey stands. */
export type Variant = { question: Partial<Record<Locale, string>> } | { delaySeconds: number } | { byMail: boolean };

export interface Experiment {
  id: string;
  surveyId: string;
  variant: Variant;
  measure: ExperimentMeasure;
  plan: ExperimentPlan;
  startedAt: Date;
  endedAt: Date | null;
  kept: Arm | null;
}

const COLUMNS = `id, survey_id AS "surveyId", variant, measure, plan, started_at AS "startedAt", ended_at AS "endedAt", kept`;

/** The one that runs, else the last that ran. */
export async function experimentOf(sql: Sql, workspaceId: string, surveyId: string): Promise<Experiment | null> {
  const [row] = await sql.query<Experiment>(
    `SELECT ${COLUMNS} FROM survey_experiment WHERE workspace_id = $1 AND survey_id = $2 ORDER BY started_at DESC LIMIT 1`,
    [workspaceId, surveyId],
  );
  return row ?? null;
}

export async function insertExperiment(sql: Sql, workspaceId: string, experiment: Experiment): Promise<boolean> {
  const { id, surveyId, variant, measure, plan, startedAt } = experiment;
  const rows = await sql.query(
    `INSERT INTO survey_experiment (workspace_id, id, survey_id, variant, measure, plan, started_at)
     VALUES ($1, $2, $3, $4::jsonb, $5, $6::jsonb, $7) ON CONFLICT DO NOTHING RETURNING id`,
    [workspaceId, id, surveyId, JSON.stringify(variant), measure, JSON.stringify(plan), startedAt],
  );
  return rows.length > 0;
}

/** False: it had ended. */
export async function endExperiment(sql: Sql, workspaceId: string, id: string, at: Date, kept: Arm): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE survey_experiment SET ended_at = $3, kept = $4 WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL RETURNING id`,
    [workspaceId, id, at, kept],
  );
  return rows.length > 0;
}

/** Whether an experiment runs with it just now. */
export async function isTried(sql: Sql, workspaceId: string, surveyId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM survey_experiment WHERE workspace_id = $1 AND survey_id = $2 AND ended_at IS NULL`,
    [workspaceId, surveyId],
  );
  return rows.length > 0;
}

/** Asked by somebody, not by the experiment: its answer says nothing about either arm. */
export async function leaveArm(sql: Sql, workspaceId: string, invitationId: string): Promise<void> {
  await sql.query(`UPDATE invitation SET experiment_id = NULL, arm = NULL WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    invitationId,
  ]);
}

export async function joinArm(sql: Sql, workspaceId: string, invitationId: string, experimentId: string, arm: Arm) {
  await sql.query(`UPDATE invitation SET experiment_id = $3, arm = $4 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    invitationId,
    experimentId,
    arm,
  ]);
}

/** Days after sending at which it is settled whether somebody answered. */
export const SETTLED_DAYS = 3;

/** Whether each was a hit, in the order in which it was settled; `most` of the arm. Of a changed answer the first version: what came later is no effect of asking. */
export async function outcomesOf(
  sql: Sql,
  workspaceId: string,
  experiment: Pick<Experiment, 'id' | 'measure'>,
  arm: Arm,
  now: Date,
  most: number,
): Promise<boolean[]> {
  if (experiment.measure === 'answered') {
    const rows = await sql.query<{ hit: boolean }>(
      `SELECT coalesce(answered_at <= sent_at + interval '${SETTLED_DAYS} days', false) AS hit FROM invitation
       WHERE workspace_id = $1 AND experiment_id = $2 AND arm = $3 AND sent_at <= $4::timestamptz - interval '${SETTLED_DAYS} days'
       ORDER BY sent_at, id LIMIT $5`,
      [workspaceId, experiment.id, arm, now, most],
    );
    return rows.map(({ hit }) => hit);
  }
  const rows = await sql.query<{ kind: SurveyKind; max: number; score: number }>(
    `SELECT i.scale->>'kind' AS kind, (i.scale->>'max')::int AS max, a.score::int AS score FROM invitation i
     JOIN answer a ON a.workspace_id = $1 AND a.invitation_id = i.id AND a.version = 1
     WHERE i.workspace_id = $1 AND i.experiment_id = $2 AND i.arm = $3 AND i.answered_at <= $4
     ORDER BY i.answered_at, i.id LIMIT $5`,
    [workspaceId, experiment.id, arm, now, most],
  );
  return rows.map(({ kind, max, score }) => isGood(kind, max, score));
}

export async function sentOf(sql: Sql, workspaceId: string, experimentId: string): Promise<Record<Arm, number>> {
  const rows = await sql.query<{ arm: Arm; n: number }>(
    `SELECT arm, count(*)::int AS n FROM invitation WHERE workspace_id = $1 AND experiment_id = $2 AND sent_at IS NOT NULL GROUP BY arm`,
    [workspaceId, experimentId],
  );
  return { a: 0, b: 0, ...Object.fromEntries(rows.map(({ arm, n }) => [arm, n])) };
}
