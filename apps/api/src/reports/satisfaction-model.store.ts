// What a model of satisfaction is trained on and judges: answered and silent surveys as they were seen, open tickets as they stand; and the models.
import type { SatisfactionModel, SilentScore, SurveyKind, Visible } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

/** One survey as its ticket was seen; score null: silent. */
export interface SeenSurvey {
  seen: Visible;
  scaleMax: number;
  score: number | null;
}

export interface StoredModel {
  kind: SurveyKind;
  /** 0: there is none, and `state` says why. */
  version: number;
  trainedAt: Date;
  state: 'trained' | 'too-few' | 'one-sided';
  n: number;
  needed: number;
  model: SatisfactionModel | null;
  silent: SilentScore | null;
}

const SEEN = `channel, team_id::text AS team, split_part(language, '-', 1) AS language, wait_s AS wait, episode > 1 AS reopened, handoffs`;
const SCALE = `CASE kind WHEN 'nps' THEN 10 WHEN 'ces' THEN 7 ELSE coalesce(scale_max, 5) END::int AS "scaleMax"`;

interface Row {
  channel: string;
  team: string | null;
  language: string | null;
  wait: number | null;
  reopened: boolean;
  handoffs: number;
  scaleMax: number;
  score: number | null;
}

/** The latest `most` since `since`, in a lasting order; `answered`: only those with an answer. */
export async function seenSurveys(
  sql: Sql,
  ask: { workspaceId: string; kind: SurveyKind; since: Date; most: number; answered: boolean },
): Promise<SeenSurvey[]> {
  const rows = await sql.query<Row>(
    `SELECT * FROM (
       SELECT ticket_id, episode, ${SEEN}, ${SCALE}, score::int AS score FROM report_survey
       WHERE workspace_id = $1 AND kind = $2 AND NOT gone AND sent_at >= $3 ${ask.answered ? 'AND score IS NOT NULL' : ''}
       ORDER BY sent_at DESC LIMIT $4) AS latest
     ORDER BY ticket_id, episode`,
    [ask.workspaceId, ask.kind, ask.since, ask.most],
  );
  return rows.map(({ scaleMax, score, channel, team, language, wait, reopened, handoffs }) => ({
    seen: { channel, team, language, wait, reopened, handoffs },
    scaleMax,
    score,
  }));
}

const COLUMNS = `kind, version, trained_at AS "trainedAt", state, n, needed, model, silent`;

/** The newest of a kind, and what was said at the last try that gave none. */
export async function modelsOf(sql: Sql, workspaceId: string, kind: SurveyKind): Promise<StoredModel[]> {
  return sql.query(
    `SELECT ${COLUMNS} FROM satisfaction_model WHERE workspace_id = $1 AND kind = $2 ORDER BY version DESC LIMIT 20`,
    [workspaceId, kind],
  );
}

/** How many versions are kept. */
const KEPT = 10;

export async function keepModel(sql: Sql, workspaceId: string, model: Omit<StoredModel, 'version'>): Promise<void> {
  const { kind, trainedAt, state, n, needed } = model;
  const version =
    state === 'trained'
      ? `(SELECT coalesce(max(version), 0) + 1 FROM satisfaction_model WHERE workspace_id = $1 AND kind = $2)`
      : '0';
  await sql.query(
    `INSERT INTO satisfaction_model (workspace_id, kind, version, trained_at, state, n, needed, model, silent)
     VALUES ($1, $2, ${version}, $3, $4, $5, $6, $7::jsonb, $8::jsonb)
     ON CONFLICT (workspace_id, kind, version) DO UPDATE SET trained_at = EXCLUDED.trained_at, state = EXCLUDED.state, n = EXCLUDED.n, needed = EXCLUDED.needed`,
    [
      ...[workspaceId, kind, trainedAt, state, n, needed],
      ...[model.model && JSON.stringify(model.model), model.silent && JSON.stringify(model.silent)],
    ],
  );
  await sql.query(
    `DELETE FROM satisfaction_model m WHERE m.workspace_id = $1 AND m.kind = $2 AND m.version > 0 AND m.version <=
       (SELECT max(newest.version) FROM satisfaction_model newest WHERE newest.workspace_id = $1 AND newest.kind = $2) - ${KEPT}`,
    [workspaceId, kind],
  );
}

/** Taken for this try by one process; false: somebody has tried since. */
export async function takeTry(sql: Sql, workspaceId: string, now: Date, before: Date): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO satisfaction_check AS c (workspace_id, tried_at) VALUES ($1, $2)
     ON CONFLICT (workspace_id) DO UPDATE SET tried_at = EXCLUDED.tried_at WHERE c.tried_at < $3 RETURNING workspace_id`,
    [workspaceId, now, before],
  );
  return rows.length > 0;
}

/** Whether open tickets are judged; with a new model all of them, soon. */
export async function setFlags(sql: Sql, workspaceId: string, flags: boolean): Promise<void> {
  await sql.query(`UPDATE satisfaction_check SET flags = $2 WHERE workspace_id = $1`, [workspaceId, flags]);
  await sql.query(
    `UPDATE report_ticket SET judge_at = '-infinity' WHERE workspace_id = $1 AND open AND NOT gone AND judge_at > '-infinity'`,
    [workspaceId],
  );
}

export function workspacesToTrain(sql: Sql, before: Date): Promise<{ workspaceId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT w.id AS "workspaceId" FROM workspace w LEFT JOIN satisfaction_check c ON c.workspace_id = w.id
       WHERE c.tried_at IS NULL OR c.tried_at < $1 ORDER BY c.tried_at NULLS FIRST LIMIT 100`,
    ),
    [before],
  );
}

export function workspacesToJudge(sql: Sql, now: Date): Promise<{ workspaceId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT c.workspace_id AS "workspaceId" FROM satisfaction_check c WHERE c.flags AND EXISTS (
         SELECT 1 FROM report_ticket t WHERE t.workspace_id = c.workspace_id AND t.open AND NOT t.gone AND t.judge_at <= $1) LIMIT 100`,
    ),
    [now],
  );
}

export interface OpenTicket {
  ticketId: string;
  seen: Visible;
  /** Nobody has answered yet: the wait still grows. */
  waiting: boolean;
  openedAt: Date;
}

/** Open tickets that are due to be judged. Each looks for a solving of its own: asked by EXISTS, all solvings there are may be read for a few tickets. */
export async function ticketsToJudge(sql: Sql, workspaceId: string, now: Date, most: number): Promise<OpenTicket[]> {
  const rows = await sql.query<
    Omit<Row, 'scaleMax' | 'score'> & { ticketId: string; openedAt: Date; waiting: boolean }
  >(
    `SELECT t.ticket_id AS "ticketId", t.opened_at AS "openedAt", t.channel, t.team_id::text AS team, split_part(t.language, '-', 1) AS language,
       coalesce(t.first_wait_s, CASE WHEN t.waiting_since IS NOT NULL THEN greatest(0, extract(epoch FROM $2::timestamptz - t.waiting_since))::bigint END) AS wait,
       t.first_wait_s IS NULL AND t.waiting_since IS NOT NULL AS waiting, t.handoffs,
       coalesce((SELECT true FROM report_episode e WHERE e.workspace_id = $1 AND e.ticket_id = t.ticket_id LIMIT 1), false) AS reopened
     FROM report_ticket t WHERE t.workspace_id = $1 AND t.open AND NOT t.gone AND t.judge_at <= $2 ORDER BY t.judge_at, t.ticket_id LIMIT $3`,
    [workspaceId, now, most],
  );
  return rows.map(({ ticketId, openedAt, waiting, channel, team, language, wait, reopened, handoffs }) => ({
    ...{ ticketId, openedAt, waiting },
    seen: { channel, team, language, wait, reopened, handoffs },
  }));
}

/** Null: only when something happens again. A row that changed meanwhile stays due. */
export async function markJudged(
  sql: Sql,
  workspaceId: string,
  now: Date,
  judged: { ticketId: string; again: Date | null }[],
): Promise<void> {
  await sql.query(
    `UPDATE report_ticket t SET judge_at = coalesce(j.again, 'infinity') FROM jsonb_to_recordset($3::jsonb) AS j("ticketId" uuid, again timestamptz)
     WHERE t.workspace_id = $1 AND t.ticket_id = j."ticketId" AND t.judge_at <= $2`,
    [workspaceId, now, JSON.stringify(judged)],
  );
}
