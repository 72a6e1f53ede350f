// Rounds of a survey: who was thought of in each, asked or not asked because, once a person and round.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import type { RoundSettings } from '../survey-settings.js';

export interface Round {
  workspaceId: string;
  id: string;
  surveyId: string;
  day: string;
  startedAt: Date;
  doneAt: Date | null;
  /** The last person thought of, going down by id; null: nobody yet. */
  cursor: string | null;
}

const ROUND = `r.workspace_id AS "workspaceId", r.id, r.survey_id AS "surveyId", to_char(r.day, 'YYYY-MM-DD') AS day,
  r.started_at AS "startedAt", r.done_at AS "doneAt", r.cursor`;

/** Surveys that ask in rounds, with the day of their last one. */
export function surveysInRounds(
  sql: Sql,
): Promise<{ workspaceId: string; surveyId: string; rounds: RoundSettings; last: string | null }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT s.workspace_id AS "workspaceId", s.id AS "surveyId", s.settings->'rounds' AS rounds,
         (SELECT to_char(max(r.day), 'YYYY-MM-DD') FROM survey_round r WHERE r.workspace_id = s.workspace_id AND r.survey_id = s.id) AS last
       FROM survey s WHERE s.enabled AND s.deleted_at IS NULL AND s.settings->'rounds' <> 'null'::jsonb LIMIT 5000`,
    ),
  );
}

/** Null: it has begun already. */
export async function insertRound(tx: Tx, round: Omit<Round, 'doneAt' | 'cursor'>): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO survey_round (workspace_id, id, survey_id, day, started_at) VALUES ($1, $2, $3, $4::date, $5)
     ON CONFLICT DO NOTHING RETURNING id`,
    [round.workspaceId, round.id, round.surveyId, round.day, round.startedAt],
  );
  return rows.length > 0;
}

export async function findRound(sql: Sql, workspaceId: string, id: string): Promise<Round | null> {
  const [row] = await sql.query<Round>(`SELECT ${ROUND} FROM survey_round r WHERE r.workspace_id = $1 AND r.id = $2`, [
    workspaceId,
    id,
  ]);
  return row ?? null;
}

/** Only ever further: whoever comes late with an older page changes nothing. */
export async function moveRound(sql: Sql, round: Round, cursor: string | null, doneAt: Date | null): Promise<void> {
  await sql.query(
    `UPDATE survey_round SET cursor = CASE WHEN $3::uuid IS NULL OR cursor < $3 THEN cursor ELSE $3 END,
       done_at = coalesce(done_at, $4) WHERE workspace_id = $1 AND id = $2`,
    [round.workspaceId, round.id, cursor, doneAt],
  );
}

export function unfinishedRounds(sql: Sql): Promise<{ workspaceId: string; roundId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "roundId" FROM survey_round WHERE done_at IS NULL ORDER BY started_at LIMIT 500`,
    ),
  );
}

export async function isThoughtOf(sql: Sql, round: Round, contactId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM round_decision WHERE workspace_id = $1 AND round_id = $2 AND contact_id = $3`,
    [round.workspaceId, round.id, contactId],
  );
  return rows.length > 0;
}

export async function insertRoundDecision(
  tx: Tx,
  round: Round,
  decision: { contactId: string; reason: string | null; invitationId: string | null },
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO round_decision (workspace_id, round_id, contact_id, reason, invitation_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [round.workspaceId, round.id, decision.contactId, decision.reason, decision.invitationId, at],
  );
}

/** It was asked, and is not after all: taken back before it went out. */
export async function turnRoundDecision(
  tx: Tx,
  workspaceId: string,
  invitationId: string,
  reason: string,
): Promise<void> {
  await tx.query(`UPDATE round_decision SET reason = $3 WHERE workspace_id = $1 AND invitation_id = $2`, [
    workspaceId,
    invitationId,
    reason,
  ]);
}

/** The last conversation of a person, where they would be asked. */
export async function lastConversation(tx: Tx, workspaceId: string, contactId: string) {
  const [row] = await tx.query<{ ticketId: string; state: string; episode: number; at: Date }>(
    `SELECT id AS "ticketId", state, episode, last_message_at AS at FROM ticket
     WHERE workspace_id = $1 AND contact_id = $2 AND merged_into IS NULL AND trashed_at IS NULL AND NOT spam
     ORDER BY last_message_at DESC LIMIT 1`,
    [workspaceId, contactId],
  );
  return row ?? null;
}

/** Newest first. */
export function roundsOf(sql: Sql, workspaceId: string, surveyId: string): Promise<Round[]> {
  return sql.query(
    `SELECT ${ROUND} FROM survey_round r WHERE r.workspace_id = $1 AND r.survey_id = $2 ORDER BY r.day DESC LIMIT 12`,
    [workspaceId, surveyId],
  );
}

/** `reason` null: asked. */
export function decisionsOfRounds(
  sql: Sql,
  workspaceId: string,
  ids: string[],
): Promise<{ roundId: string; reason: string | null; n: number }[]> {
  return sql.query(
    `SELECT round_id AS "roundId", reason, count(*)::int AS n FROM round_decision
     WHERE workspace_id = $1 AND round_id = ANY($2::uuid[]) GROUP BY round_id, reason`,
    [workspaceId, ids],
  );
}

export function scoresOfRounds(
  sql: Sql,
  workspaceId: string,
  ids: string[],
): Promise<{ roundId: string; score: number; n: number }[]> {
  return sql.query(
    `SELECT i.about_id AS "roundId", a.score, count(*)::int AS n FROM invitation i
     JOIN LATERAL (SELECT w.score FROM answer w WHERE w.workspace_id = $1 AND w.invitation_id = i.id
       ORDER BY w.version DESC LIMIT 1) a ON true
     WHERE i.workspace_id = $1 AND i.about = 'round' AND i.about_id = ANY($2::uuid[]) AND i.answered_at IS NOT NULL
     GROUP BY i.about_id, a.score`,
    [workspaceId, ids],
  );
}
