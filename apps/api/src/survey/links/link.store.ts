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
  given: { who: Buffer; answer: LinkAnswer; id: string; contactId: string | null; kind: SurveyKind; scaleMax: number },
): Promise<void> {
  const { who, answer, id, contactId, kind, scaleMax } = given;
  await tx.query(
    `UPDATE link_answer SET latest = false WHERE workspace_id = $1 AND link_id = $2 AND who = $3 AND latest`,
    [link.workspaceId, link.id, who],
  );
  await tx.query(
    `INSERT INTO link_answer (workspace_id, id, link_id, who, version, latest, kind, scale_max, score, reasons, more, comment, contact_id, at)
     VALUES ($1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10::jsonb, $11, $12, $13)`,
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
    ],
  );
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
