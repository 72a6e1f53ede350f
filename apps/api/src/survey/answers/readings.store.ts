// Rows of what was read in answers: taken in batches from the answers that nobody has read yet.
import type { Feeling, Standing, SurveyKind } from '@otklik/survey';
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';

/** The latest version of an answer, of which some version was not read yet. */
export interface UnreadAnswer {
  invitationId: string;
  ticketId: string;
  channel: string;
  agentId: string | null;
  teamId: string | null;
  kind: SurveyKind;
  scaleMax: number;
  score: number;
  reasons: string[];
  comment: string | null;
  at: Date;
}

export type ReadingRow = Omit<UnreadAnswer, 'comment'> & {
  standing: Standing;
  text: string;
  taken: number;
  language: string;
  feeling: Feeling;
  phrases: string[];
  said: string[];
};

const LATEST = `i.id AS "invitationId", i.ticket_id AS "ticketId", i.channel, i.agent_id AS "agentId", i.team_id AS "teamId",
  i.scale->>'kind' AS kind, (i.scale->>'max')::int AS "scaleMax", a.score, a.reasons, a.comment, a.at`;

/**
 * Locks versions that nobody has read, marks them and all of their invitations', and gives the latest of each. Those
 * that another process holds are left to it. `from`: no invitation before this one, so that what has been read is not
 * walked over again and again.
 */
export async function takeUnread(
  tx: Tx,
  workspaceId: string,
  invitationId: string | null,
  reading: number,
  limit: number,
  from: string | null = null,
): Promise<UnreadAnswer[]> {
  const taken = await tx.query<{ id: string }>(
    // By their places: joined by their keys, the planner would rather read every answer there is.
    `UPDATE answer SET reading = $3 WHERE workspace_id = $1 AND ctid = ANY (ARRAY(
       SELECT u.ctid FROM answer u
       WHERE u.workspace_id = $1 AND u.reading IS NULL AND ($2::uuid IS NULL OR u.invitation_id = $2)
         AND ($5::uuid IS NULL OR u.invitation_id >= $5)
       ORDER BY u.invitation_id, u.version LIMIT $4 FOR UPDATE SKIP LOCKED))
     RETURNING invitation_id AS id`,
    [workspaceId, invitationId, reading, limit, from],
  );
  if (taken.length === 0) return [];
  const ids = [...new Set(taken.map((row) => row.id))];
  // Two that read versions of one answer must not overtake each other.
  await tx.query(
    `SELECT id FROM invitation WHERE workspace_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    [workspaceId, ids],
  );
  return tx.query<UnreadAnswer>(
    `SELECT ${LATEST} FROM invitation i JOIN LATERAL (
       SELECT score, reasons, comment, at FROM answer
       WHERE answer.workspace_id = $1 AND answer.invitation_id = i.id ORDER BY version DESC LIMIT 1) a ON true
     WHERE i.workspace_id = $1 AND i.id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
}

/** Workspaces in which some answer waits to be read. */
export function workspacesUnread(sql: Sql): Promise<{ workspaceId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT w.id AS "workspaceId" FROM workspace w
       CROSS JOIN LATERAL (SELECT FROM answer a WHERE a.workspace_id = w.id AND a.reading IS NULL LIMIT 1) AS unread LIMIT 200`,
    ),
  );
}

export async function markUnread(sql: Sql, workspaceId: string): Promise<void> {
  await sql.query(`UPDATE answer SET reading = NULL WHERE workspace_id = $1 AND reading IS NOT NULL`, [workspaceId]);
}

export async function saveReadings(tx: Tx, workspaceId: string, rows: ReadingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO answer_reading (workspace_id, invitation_id, ticket_id, at, kind, scale_max, score, standing, reasons,
       channel, agent_id, team_id, text, taken, language, feeling, phrases, said, words)
     SELECT $1, n."invitationId", n."ticketId", n.at, n.kind, n."scaleMax", n.score, n.standing, n.reasons,
       n.channel, n."agentId", n."teamId", n.text, n.taken, n.language, n.feeling, n.phrases, n.said,
       to_tsvector('public.otklik', search_text(n.text))
     FROM jsonb_to_recordset($2::jsonb) AS n("invitationId" uuid, "ticketId" uuid, at timestamptz, kind text, "scaleMax" smallint,
       score smallint, standing text, reasons text[], channel text, "agentId" uuid, "teamId" uuid, text text, taken smallint,
       language text, feeling text, phrases text[], said text[])
     ON CONFLICT (workspace_id, invitation_id) DO UPDATE SET ticket_id = excluded.ticket_id, at = excluded.at, kind = excluded.kind,
       scale_max = excluded.scale_max, score = excluded.score, standing = excluded.standing, reasons = excluded.reasons,
       channel = excluded.channel, agent_id = excluded.agent_id, team_id = excluded.team_id, text = excluded.text,
       taken = excluded.taken, language = excluded.language, feeling = excluded.feeling, phrases = excluded.phrases,
       said = excluded.said, words = excluded.words`,
    [workspaceId, JSON.stringify(rows)],
  );
}

/** Of answers whose words were taken back. */
export async function dropReadings(tx: Tx, workspaceId: string, invitationIds: string[]): Promise<void> {
  if (invitationIds.length === 0) return;
  const which = [workspaceId, invitationIds];
  await tx.query(`DELETE FROM answer_tag WHERE workspace_id = $1 AND invitation_id = ANY($2::uuid[])`, which);
  await tx.query(`DELETE FROM answer_reading WHERE workspace_id = $1 AND invitation_id = ANY($2::uuid[])`, which);
}

/** Of a ticket that was erased. */
export async function forgetReadings(sql: Sql, workspaceId: string, ticketId: string): Promise<void> {
  const which = [workspaceId, ticketId];
  await sql.query(
    `DELETE FROM answer_tag t USING invitation i
     WHERE i.workspace_id = $1 AND i.ticket_id = $2 AND t.workspace_id = $1 AND t.invitation_id = i.id`,
    which,
  );
  await sql.query(`DELETE FROM answer_reading WHERE workspace_id = $1 AND ticket_id = $2`, which);
}

/** For verifying: the latest versions with words, page by page by invitation, and what was read in them. */
export function answersWithReadings(sql: Sql, workspaceId: string, after: string | null, limit: number) {
  return sql.query<
    UnreadAnswer & {
      unread: boolean;
      read: Pick<ReadingRow, 'text' | 'language' | 'feeling' | 'phrases' | 'score' | 'standing'> | null;
    }
  >(
    `SELECT ${LATEST}, EXISTS (SELECT 1 FROM answer u
         WHERE u.workspace_id = $1 AND u.invitation_id = i.id AND u.reading IS NULL) AS unread,
       CASE WHEN r.invitation_id IS NOT NULL THEN jsonb_build_object('text', r.text, 'language', r.language, 'feeling', r.feeling,
         'phrases', r.phrases, 'score', r.score, 'standing', r.standing) END AS read
     FROM invitation i JOIN LATERAL (
       SELECT score, reasons, comment, at FROM answer
       WHERE answer.workspace_id = $1 AND answer.invitation_id = i.id ORDER BY version DESC LIMIT 1) a ON true
     LEFT JOIN answer_reading r ON r.workspace_id = $1 AND r.invitation_id = i.id
     WHERE i.workspace_id = $1 AND i.answered_at IS NOT NULL AND ($2::uuid IS NULL OR i.id > $2) ORDER BY i.id LIMIT $3`,
    [workspaceId, after, limit],
  );
}
