// Links to a survey that stand on a table, in a letter or on a site; and what was answered there.
import type { SurveyKind } from '@otklik/survey';
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import type { Answer } from '../answer.store.js';

export interface SurveyLink {
  workspaceId: string;
  id: string;
  surveyId: string;
  /** Stands in the address; whoever has it may answer. */
  key: string;
  name: string;
  /** `named`: each person gets an address of their own. */
  who: 'anybody' | 'named';
  enabled: boolean;
  createdAt: Date;
}

export type LinkAnswer = Omit<Answer, 'source'>;

export interface LinkScores {
  linkId: string;
  score: number;
  n: number;
}

export interface LinkComment {
  id: string;
  score: number;
  reasons: string[];
  comment: string | null;
  contactId: string | null;
  contactName: string | null;
  at: Date;
}

const LINK = `workspace_id AS "workspaceId", id, survey_id AS "surveyId", key, name, who, enabled, created_at AS "createdAt"`;

/** Oldest first. */
export function linksOf(sql: Sql, workspaceId: string, surveyId: string): Promise<SurveyLink[]> {
  return sql.query(
    `SELECT ${LINK} FROM survey_link WHERE workspace_id = $1 AND survey_id = $2 AND deleted_at IS NULL ORDER BY id`,
    [workspaceId, surveyId],
  );
}

export async function findLink(sql: Sql, workspaceId: string, id: string): Promise<SurveyLink | null> {
  const [row] = await sql.query<SurveyLink>(
    `SELECT ${LINK} FROM survey_link WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL`,
    [workspaceId, id],
  );
  return row ?? null;
}

export async function linkByKey(sql: Sql, key: string): Promise<SurveyLink | null> {
  const [row] = await sql.query<SurveyLink>(
    doorway('survey-link', `SELECT ${LINK} FROM survey_link WHERE key = $1 AND deleted_at IS NULL`),
    [key],
  );
  return row ?? null;
}

export async function insertLink(sql: Sql, link: SurveyLink): Promise<void> {
  const { workspaceId, id, surveyId, key, name, who, enabled, createdAt } = link;
  await sql.query(
    `INSERT INTO survey_link (workspace_id, id, survey_id, key, name, who, enabled, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [workspaceId, id, surveyId, key, name, who, enabled, createdAt],
  );
}

export async function updateLink(sql: Sql, { workspaceId, id, name, enabled }: SurveyLink): Promise<void> {
  await sql.query(`UPDATE survey_link SET name = $3, enabled = $4 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
    name,
    enabled,
  ]);
}

/** Its answers stay. False: there is none. */
export async function dropLink(sql: Sql, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE survey_link SET deleted_at = $3 WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
    [workspaceId, id, at],
  );
  return rows.length > 0;
}

/** How the answers of these links, each as it stands now, fall on the scale. */
export function scoresOfLinks(sql: Sql, workspaceId: string, linkIds: string[]): Promise<LinkScores[]> {
  return sql.query(
    `SELECT link_id AS "linkId", score, count(*)::int AS n FROM link_answer
     WHERE workspace_id = $1 AND link_id = ANY($2::uuid[]) AND latest GROUP BY link_id, score`,
    [workspaceId, linkIds],
  );
}

export interface ScoreByLink {
  linkId: string;
  link: string;
  surveyId: string;
  kind: SurveyKind;
  scaleMax: number;
  score: number;
  n: number;
}

/** How the answers that were given, or last changed, on these days fall on their scales. Links that were deleted are left out. */
export function scoresByLink(
  sql: Sql,
  workspaceId: string,
  { from, until, timeZone }: { from: string; until: string; timeZone: string },
): Promise<ScoreByLink[]> {
  return sql.query(
    `SELECT l.id AS "linkId", l.name AS link, l.survey_id AS "surveyId", a.kind, a.scale_max AS "scaleMax", a.score, a.n
     FROM (SELECT link_id, kind, scale_max, score, count(*)::int AS n FROM link_answer
       WHERE workspace_id = $1 AND latest AND at >= ($2::date::timestamp AT TIME ZONE $4)
         AND at < ($3::date::timestamp AT TIME ZONE $4) GROUP BY link_id, kind, scale_max, score) a
     JOIN survey_link l ON l.workspace_id = $1 AND l.id = a.link_id AND l.deleted_at IS NULL`,
    [workspaceId, from, until, timeZone],
  );
}

export interface LinkVersion {
  id: string;
  linkId: string;
  /** Hexadecimal. */
  who: string;
  version: number;
  kind: SurveyKind;
  scaleMax: number;
  score: number;
  at: Date;
  /** Its link was deleted. */
  dropped: boolean;
}

/** Every version of every answer by a link, after the one with this id. */
export function allLinkAnswers(
  sql: Sql,
  workspaceId: string,
  after: string | null,
  limit: number,
): Promise<LinkVersion[]> {
  return sql.query(
    `SELECT a.id, a.link_id AS "linkId", encode(a.who, 'hex') AS who, a.version, a.kind, a.scale_max AS "scaleMax", a.score,
       a.at, l.deleted_at IS NOT NULL AS dropped FROM link_answer a
     JOIN survey_link l ON l.workspace_id = $1 AND l.id = a.link_id
     WHERE a.workspace_id = $1 AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`,
    [workspaceId, after, limit],
  );
}

/** What one visitor or person has answered, as it stands. `who` is a hash: nobody is found by it. */
export async function answerOf(sql: Sql, link: SurveyLink, who: Buffer): Promise<LinkAnswer | null> {
  const [row] = await sql.query<LinkAnswer>(
    `SELECT version, score, reasons, more, comment, at FROM link_answer
     WHERE workspace_id = $1 AND link_id = $2 AND who = $3 AND latest`,
    [link.workspaceId, link.id, who],
  );
  return row ?? null;
}

/** Whoever answers by this token does it alone: two presses at once are one answer. */
export async function lockAnswerer(tx: Tx, link: SurveyLink, who: Buffer): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`link ${link.id} ${who.toString('hex')}`]);
}

/** The next version; the one before stays and is the latest no more. */
export async function insertLinkAnswer(
  tx: Tx,
  link: SurveyLink,
  given: {
    who: Buffer;
    answer: LinkAnswer;
    id: string;
    contactId: string | null;
    kind: SurveyKind;
    scaleMax: number;
    told: boolean;
  },
): Promise<void> {
  const { who, answer, id, contactId, kind, scaleMax, told } = given;
  await tx.query(
    `UPDATE link_answer SET latest = false WHERE workspace_id = $1 AND link_id = $2 AND who = $3 AND latest`,
    [link.workspaceId, link.id, who],
  );
  await tx.query(
    `INSERT INTO link_answer (workspace_id, id, link_id, who, version, latest, kind, scale_max, score, reasons, more, comment, contact_id, at, told)
     VALUES ($1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10::jsonb, $11, $12, $13, $14)`,
    [
      link.workspaceId,
      id,
      link.id,
      who,
      answer.version,
      kind,
      scaleMax,
      answer.score,
      answer.reasons,
      JSON.stringify(answer.more),
      answer.comment,
      contactId,
      answer.at,
      told,
    ],
  );
}

/** Whether some answer of this visitor or person was told of. */
export async function wasTold(sql: Sql, link: SurveyLink, who: Buffer): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM link_answer WHERE workspace_id = $1 AND link_id = $2 AND who = $3 AND told LIMIT 1`,
    [link.workspaceId, link.id, who],
  );
  return rows.length > 0;
}

export interface TicketOfAnswer {
  ticketId: string;
  teamId: string | null;
  /** Who has it, or had it last. */
  solverId: string | null;
}

/** The ticket that bears the case of a person's answer, held: where it stands already, else their last conversation. */
export async function lockTicketOfAnswer(
  tx: Tx,
  link: SurveyLink,
  { who, contactId }: { who: Buffer; contactId: string },
): Promise<TicketOfAnswer | null> {
  const [row] = await tx.query<TicketOfAnswer>(
    `SELECT t.id AS "ticketId", t.team_id AS "teamId", coalesce(t.assignee_id, t.last_assignee_id) AS "solverId"
     FROM ticket t WHERE t.workspace_id = $1 AND t.id = coalesce(
       (SELECT c.ticket_id FROM survey_case c WHERE c.workspace_id = $1 AND c.link_id = $2 AND c.link_who = $3),
       (SELECT r.id FROM ticket r WHERE r.workspace_id = $1 AND r.contact_id = $4 AND r.merged_into IS NULL
          AND r.trashed_at IS NULL AND NOT r.spam AND r.side_of IS NULL ORDER BY r.last_message_at DESC LIMIT 1))
     FOR UPDATE`,
    [link.workspaceId, link.id, who, contactId],
  );
  return row ?? null;
}

/** As they stand, newest first, after the one with this id. */
export function listLinkAnswers(
  sql: Sql,
  workspaceId: string,
  linkId: string,
  page: { before: string | null; limit: number },
): Promise<LinkComment[]> {
  return sql.query(
    `SELECT a.id, a.score, a.reasons, a.comment, a.contact_id AS "contactId", p.name AS "contactName", a.at FROM link_answer a
     LEFT JOIN contact p ON p.workspace_id = $1 AND p.id = a.contact_id
     WHERE a.workspace_id = $1 AND a.link_id = $2 AND a.latest AND ($3::uuid IS NULL OR a.id < $3)
     ORDER BY a.id DESC LIMIT $4`,
    [workspaceId, linkId, page.before, page.limit + 1],
  );
}
