// Decisions and invitations: one decision a solved episode, one invitation an asked one.
import type { Look, Standing, SurveyKind } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { prepared } from '../platform/database/prepared.js';
import type { Locale } from '../platform/words/words.js';

export type InvitationState = 'scheduled' | 'posted' | 'sent' | 'kept' | 'failed' | 'unknown' | 'cancelled';

/** What was asked, as it was asked: later changes of the survey do not touch it. */
export interface AskedScale {
  kind: SurveyKind;
  min: number;
  max: number;
  question: string;
  /** Absent in older invitations: the scale's usual look. */
  look?: Look;
  /** The second and third question. */
  more?: AskedQuestion[];
  reasons?: AskedReason[];
}

export interface AskedQuestion {
  id: string;
  kind: SurveyKind;
  min: number;
  max: number;
  look: Look;
  question: string;
}

export interface AskedReason {
  id: string;
  on: Standing[];
  label: string;
}

export interface Invitation {
  workspaceId: string;
  id: string;
  surveyId: string;
  ticketId: string;
  episode: number;
  /** The person of the ticket, who may stand on another card by now than when it was made. */
  contactId: string;
  channel: string;
  connectionId: string;
  agentId: string | null;
  teamId: string | null;
  scale: AskedScale;
  locale: Locale;
  state: InvitationState;
  reason: string | null;
  dueAt: Date | null;
  messageId: string;
  sentAt: Date | null;
  expiresAt: Date;
  answeredAt: Date | null;
  /** When the one reminder is due; null: none is, or it has been. */
  remindAt: Date | null;
  reminderMessageId: string | null;
  /** A solved episode; how a case ended; or the relationship, in a round. */
  about: 'episode' | 'case' | 'round';
  /** The case or the round. */
  aboutId: string | null;
  /** Asked by mail, not where they wrote: the ticket whose mailbox and address it takes. */
  via: string | null;
  /** When and by whom of ours the answer was read. */
  readAt: Date | null;
  readBy: string | null;
}

const COLUMNS = `i.workspace_id AS "workspaceId", i.id, i.survey_id AS "surveyId", i.ticket_id AS "ticketId", i.episode,
  (SELECT t.contact_id FROM ticket t WHERE t.workspace_id = i.workspace_id AND t.id = i.ticket_id) AS "contactId", i.channel, i.connection_id AS "connectionId", i.agent_id AS "agentId", i.team_id AS "teamId",
  i.scale, i.locale, i.state, i.reason, i.due_at AS "dueAt", i.message_id AS "messageId", i.sent_at AS "sentAt",
  i.expires_at AS "expiresAt", i.answered_at AS "answeredAt", i.remind_at AS "remindAt",
  i.reminder_message_id AS "reminderMessageId", i.about, i.about_id AS "aboutId", i.via,
  i.read_at AS "readAt", i.read_by AS "readBy"`;

export interface SurveyDecision {
  workspaceId: string;
  ticketId: string;
  episode: number;
  asked: boolean;
  reason: string | null;
  invitationId: string | null;
  /** Which survey was thought of; null: none was meant for the ticket. */
  surveyId: string | null;
}

export async function isDecided(sql: Sql, workspaceId: string, ticketId: string, episode: number): Promise<boolean> {
  const found = await sql.query(
    prepared(`SELECT 1 FROM survey_decision WHERE workspace_id = $1 AND ticket_id = $2 AND episode = $3`),
    [workspaceId, ticketId, episode],
  );
  return found.length > 0;
}

/** False: somebody decided this episode before. The unique key is what makes the decision one. */
export async function insertDecision(sql: Sql, decision: SurveyDecision, at: Date): Promise<boolean> {
  const { workspaceId, ticketId, episode, asked, reason, invitationId, surveyId } = decision;
  const inserted = await sql.query(
    prepared(`INSERT INTO survey_decision (workspace_id, ticket_id, episode, asked, reason, invitation_id, at, survey_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING 1`),
    [workspaceId, ticketId, episode, asked, reason, invitationId, at, surveyId],
  );
  return inserted.length > 0;
}

/** Somebody asks after all: the episode's decision names the invitation, whether there was one before or not. */
export async function putDecision(sql: Sql, decision: SurveyDecision, at: Date): Promise<void> {
  if (await insertDecision(sql, decision, at)) return;
  const { workspaceId, ticketId, episode, asked, reason, invitationId, surveyId } = decision;
  await sql.query(
    `UPDATE survey_decision SET asked = $4, reason = $5, invitation_id = $6, survey_id = $7
     WHERE workspace_id = $1 AND ticket_id = $2 AND episode = $3`,
    [workspaceId, ticketId, episode, asked, reason, invitationId, surveyId],
  );
}

/** What a fact says of a question that is about no episode; null: it is about one. */
export function asideOf(
  invitation: Invitation,
): { about: 'case' | 'round'; aboutId: string; invitationId: string } | null {
  const { about, aboutId, id: invitationId } = invitation;
  return about === 'episode' || aboutId === null ? null : { about, aboutId, invitationId };
}

/** A decision may turn once from asked to not asked (cancelled before sending), and back when the reopening is annulled. */
export async function turnDecision(sql: Sql, invitation: Invitation, asked: boolean, reason: string | null) {
  const { workspaceId, ticketId, episode } = invitation;
  await sql.query(
    `UPDATE survey_decision SET asked = $4, reason = $5 WHERE workspace_id = $1 AND ticket_id = $2 AND episode = $3`,
    [workspaceId, ticketId, episode, asked, reason],
  );
}

export async function insertInvitation(sql: Sql, invitation: Invitation, at: Date): Promise<void> {
  const i = invitation;
  await sql.query(
    prepared(`INSERT INTO invitation (workspace_id, id, survey_id, ticket_id, episode, contact_id, channel, connection_id, agent_id,
       team_id, scale, locale, state, due_at, message_id, expires_at, created_at, about, about_id, via)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13, $14, $15, $16, $17, $18, $19, $20)`),
    [
      i.workspaceId,
      i.id,
      i.surveyId,
      i.ticketId,
      i.episode,
      i.contactId,
      i.channel,
      i.connectionId,
      i.agentId,
      i.teamId,
      JSON.stringify(i.scale),
      i.locale,
      i.state,
      i.dueAt,
      i.messageId,
      i.expiresAt,
      at,
      i.about,
      i.aboutId,
      i.via,
    ],
  );
}

export async function findInvitation(sql: Sql, workspaceId: string, id: string): Promise<Invitation | null> {
  const [row] = await sql.query<Invitation>(
    prepared(`SELECT ${COLUMNS} FROM invitation i WHERE i.workspace_id = $1 AND i.id = $2`),
    [workspaceId, id],
  );
  return row ?? null;
}

/** Locked before the ticket, always: that order is what keeps answers, marks and cancellations from waiting on each other. */
export async function lockInvitation(sql: Sql, workspaceId: string, id: string): Promise<Invitation | null> {
  const [row] = await sql.query<Invitation>(
    prepared(`SELECT ${COLUMNS} FROM invitation i WHERE i.workspace_id = $1 AND i.id = $2 FOR UPDATE`),
    [workspaceId, id],
  );
  return row ?? null;
}

/** `episode` 0: the last one that anybody was asked about. */
export async function lockInvitationOfEpisode(sql: Sql, workspaceId: string, ticketId: string, episode: number) {
  const [row] = await sql.query<Invitation>(
    `SELECT ${COLUMNS} FROM invitation i WHERE i.workspace_id = $1 AND i.ticket_id = $2 AND i.about = 'episode' AND ($3 = 0 OR i.episode = $3)
     ORDER BY i.episode DESC LIMIT 1 FOR UPDATE`,
    [workspaceId, ticketId, episode],
  );
  return row ?? null;
}

export async function lockInvitationOfMessage(sql: Sql, workspaceId: string, messageId: string) {
  const [row] = await sql.query<Invitation>(
    prepared(`SELECT ${COLUMNS} FROM invitation i WHERE i.workspace_id = $1 AND i.message_id = $2 FOR UPDATE`),
    [workspaceId, messageId],
  );
  return row ?? null;
}

/** Writes what may change after the first row. */
export async function saveInvitation(sql: Sql, invitation: Invitation): Promise<void> {
  const i = invitation;
  await sql.query(
    prepared(`UPDATE invitation SET state = $3, reason = $4, due_at = $5, sent_at = $6, expires_at = $7, answered_at = $8,
       remind_at = $9, reminder_message_id = $10, survey_id = $11, scale = $12::jsonb, via = $13 WHERE workspace_id = $1 AND id = $2`),
    [
      i.workspaceId,
      i.id,
      i.state,
      i.reason,
      i.dueAt,
      i.sentAt,
      i.expiresAt,
      i.answeredAt,
      i.remindAt,
      i.reminderMessageId,
      i.surveyId,
      JSON.stringify(i.scale),
      i.via,
    ],
  );
}

/** Invitations of one person that still wait to be sent. */
export async function scheduledFor(sql: Sql, workspaceId: string, contactId: string): Promise<{ id: string }[]> {
  return sql.query<{ id: string }>(
    `SELECT i.id FROM ticket t JOIN invitation i ON i.workspace_id = $1 AND i.ticket_id = t.id AND i.state = 'scheduled'
     WHERE t.workspace_id = $1 AND t.contact_id = $2 ORDER BY i.id`,
    [workspaceId, contactId],
  );
}

/** Reminders that are due. */
export async function dueReminders(sql: Sql, now: Date): Promise<{ workspaceId: string; invitationId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "invitationId" FROM invitation
       WHERE remind_at <= $1 ORDER BY remind_at LIMIT 500`,
    ),
    [now],
  );
}

/** Due invitations whose wake-up may have been lost. */
export async function dueInvitations(sql: Sql, now: Date): Promise<{ workspaceId: string; invitationId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "invitationId" FROM invitation
       WHERE state = 'scheduled' AND due_at <= $1 ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}

/** Solved episodes without a decision, of the last so many minutes: the fact's job was lost. */
export async function undecidedEpisodes(
  sql: Sql,
  now: Date,
  minutes: number,
): Promise<{ workspaceId: string; ticketId: string; episode: number }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT e.workspace_id AS "workspaceId", e.ticket_id AS "ticketId", e.number AS episode FROM episode e
       WHERE e.solved_at <= $1 AND e.solved_at > $1 - make_interval(mins => $2) AND (e.held_until IS NULL OR e.held_until <= $1) AND NOT EXISTS (SELECT 1 FROM survey_decision d
         WHERE d.workspace_id = e.workspace_id AND d.ticket_id = e.ticket_id AND d.episode = e.number)
       ORDER BY e.solved_at DESC LIMIT 500`,
    ),
    [now, minutes],
  );
}

/** Invitations that say less than their message does: the mark's job was lost. `at`: when the message was sent, else now. */
export async function unmarkedInvitations(
  sql: Sql,
  now: Date,
): Promise<{ workspaceId: string; messageId: string; state: 'sent' | 'kept' | 'failed' | 'unknown'; at: Date }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT i.workspace_id AS "workspaceId", m.id AS "messageId", said.state, coalesce(m.sent_at, $1) AS at FROM invitation i
       JOIN message m ON m.workspace_id = i.workspace_id AND m.id = i.message_id
       CROSS JOIN LATERAL (SELECT CASE WHEN m.state IN ('delivered', 'read') THEN 'sent' ELSE m.state END AS state) said
       WHERE i.state IN ('posted', 'kept', 'failed', 'unknown') AND i.expires_at > $1
         AND said.state IN ('sent', 'kept', 'failed', 'unknown') AND said.state <> i.state
       ORDER BY i.expires_at LIMIT 500`,
    ),
    [now],
  );
}

/** Invitations taken back for a reopening, a merge, the trash or spam that is no more: the job that arms them again was lost. */
export async function unrevivedInvitations(
  sql: Sql,
  now: Date,
): Promise<{ workspaceId: string; ticketId: string; episode: number }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT i.workspace_id AS "workspaceId", i.ticket_id AS "ticketId", i.episode FROM invitation i
       JOIN ticket t ON t.workspace_id = i.workspace_id AND t.id = i.ticket_id AND t.episode = i.episode AND t.state = 'solved'
         AND t.merged_into IS NULL AND NOT t.spam
       WHERE i.state = 'cancelled' AND i.about = 'episode' AND i.reason IN ('reopened', 'merged', 'spam') AND i.expires_at > $1 ORDER BY i.expires_at LIMIT 500`,
    ),
    [now],
  );
}

/** The first to read an answer as it stands is who read it; a changed answer is to be read anew. */
export async function readAnswers(
  sql: Sql,
  read: { workspaceId: string; ticketId: string; agentId: string; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE invitation i SET read_at = $4, read_by = $3 WHERE i.workspace_id = $1 AND i.ticket_id = $2
       AND i.answered_at IS NOT NULL AND (i.read_at IS NULL OR i.read_at < (SELECT max(a.at) FROM answer a
         WHERE a.workspace_id = $1 AND a.invitation_id = i.id))`,
    [read.workspaceId, read.ticketId, read.agentId, read.at],
  );
}
