// Answers: every version is kept, the latest counts.
import type { Sql } from '../platform/database/database.js';
import { forgetReadings } from './answers/readings.store.js';

export type AnswerSource = 'page' | 'button' | 'widget' | 'comment';

export interface Answer {
  version: number;
  score: number;
  reasons: string[];
  /** Scores of the other questions, by their ids. */
  more: Record<string, number>;
  comment: string | null;
  source: AnswerSource;
  at: Date;
}

export async function latestAnswer(sql: Sql, workspaceId: string, invitationId: string): Promise<Answer | null> {
  const [row] = await sql.query<Answer>(
    `SELECT version, score, reasons, more, comment, source, at FROM answer
     WHERE workspace_id = $1 AND invitation_id = $2 ORDER BY version DESC LIMIT 1`,
    [workspaceId, invitationId],
  );
  return row ?? null;
}

export async function insertAnswer(sql: Sql, workspaceId: string, invitationId: string, answer: Answer): Promise<void> {
  await sql.query(
    `INSERT INTO answer (workspace_id, invitation_id, version, score, reasons, comment, source, at, more)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
    [
      workspaceId,
      invitationId,
      answer.version,
      answer.score,
      answer.reasons,
      answer.comment,
      answer.source,
      answer.at,
      JSON.stringify(answer.more),
    ],
  );
}

/** The latest rating in this conversation by this person; `ratedAt` is when that version was given. */
export async function latestRating(sql: Sql, workspaceId: string, ticketId: string, contactId: string) {
  const [row] = await sql.query<{
    invitationId: string;
    messageId: string;
    reminderMessageId: string | null;
    score: number;
    comment: string | null;
    ratedAt: Date;
  }>(
    `SELECT i.id AS "invitationId", i.message_id AS "messageId", i.reminder_message_id AS "reminderMessageId", a.score, a.comment, a.at AS "ratedAt" FROM invitation i
     JOIN LATERAL (SELECT score, comment, at FROM answer
       WHERE answer.workspace_id = $1 AND answer.invitation_id = i.id ORDER BY version DESC LIMIT 1) a ON true
     JOIN ticket t ON t.workspace_id = $1 AND t.id = i.ticket_id AND t.contact_id = $3
     WHERE i.workspace_id = $1 AND i.ticket_id = $2 AND i.answered_at IS NOT NULL
     ORDER BY a.at DESC LIMIT 1`,
    [workspaceId, ticketId, contactId],
  );
  return row ?? null;
}

/** Every version of every answer about this ticket without its words, and without what was read in them. */
export async function forgetComments(sql: Sql, workspaceId: string, ticketId: string): Promise<void> {
  await sql.query(
    `UPDATE answer a SET comment = NULL, reading = NULL FROM invitation i
     WHERE i.workspace_id = $1 AND i.ticket_id = $2 AND a.workspace_id = $1 AND a.invitation_id = i.id AND a.comment IS NOT NULL`,
    [workspaceId, ticketId],
  );
  await forgetReadings(sql, workspaceId, ticketId);
}
