// Cases: one an answer, with whose it is, until when, and how it ended.
import type { SurveyKind } from '@otklik/survey';
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import type { Outcome } from './case-rules.js';

export interface CaseStep {
  text: string;
  done: boolean;
}

export interface SurveyCase {
  workspaceId: string;
  id: string;
  /** Null: the answer was given by a link. */
  invitationId: string | null;
  linkId: string | null;
  linkWho: Buffer | null;
  surveyId: string;
  ticketId: string;
  part: number;
  kind: SurveyKind;
  scaleMax: number;
  score: number;
  bad: boolean;
  state: 'open' | 'closed';
  ownerId: string | null;
  teamId: string | null;
  dueAt: Date;
  openedAt: Date;
  takenUpAt: Date | null;
  playbook: string;
  steps: CaseStep[];
  /** For colleagues. */
  note: string;
  /** For the customer. */
  told: string;
  toldAt: Date | null;
  toldBy: string | null;
  outcome: Outcome | null;
  closedAt: Date | null;
  closedBy: string | null;
  again: 'wanted' | 'asked' | 'not-asked' | null;
  againReason: string | null;
  againScore: number | null;
  againGood: boolean | null;
}

export const CASE = `c.workspace_id AS "workspaceId", c.id, c.invitation_id AS "invitationId", c.link_id AS "linkId",
  c.link_who AS "linkWho", c.survey_id AS "surveyId",
  c.ticket_id AS "ticketId", c.part, c.kind, c.scale_max AS "scaleMax", c.score, c.bad, c.state, c.owner_id AS "ownerId",
  c.team_id AS "teamId", c.due_at AS "dueAt", c.opened_at AS "openedAt", c.taken_up_at AS "takenUpAt", c.playbook, c.steps,
  c.note, c.told, c.told_at AS "toldAt", c.told_by AS "toldBy", c.outcome, c.closed_at AS "closedAt",
  c.closed_by AS "closedBy", c.again, c.again_reason AS "againReason", c.again_score AS "againScore",
  c.again_good AS "againGood"`;

/** Which answer a case is about: to an invitation, or by a link and of whom. */
export type AnswerOfCase = Pick<SurveyCase, 'workspaceId' | 'invitationId' | 'linkId' | 'linkWho'>;

/** Locked after the ticket, always. */
export async function lockCaseOfAnswer(tx: Tx, about: AnswerOfCase): Promise<SurveyCase | null> {
  const { workspaceId, invitationId, linkId, linkWho } = about;
  const [row] = invitationId
    ? await tx.query<SurveyCase>(
        `SELECT ${CASE} FROM survey_case c WHERE c.workspace_id = $1 AND c.invitation_id = $2 FOR UPDATE`,
        [workspaceId, invitationId],
      )
    : await tx.query<SurveyCase>(
        `SELECT ${CASE} FROM survey_case c WHERE c.workspace_id = $1 AND c.link_id = $2 AND c.link_who = $3 FOR UPDATE`,
        [workspaceId, linkId, linkWho],
      );
  return row ?? null;
}

export async function caseByLink(sql: Sql, workspaceId: string, linkId: string, who: Buffer) {
  const [row] = await sql.query<SurveyCase>(
    `SELECT ${CASE} FROM survey_case c WHERE c.workspace_id = $1 AND c.link_id = $2 AND c.link_who = $3`,
    [workspaceId, linkId, who],
  );
  return row ?? null;
}

export async function findCase(sql: Sql, workspaceId: string, id: string): Promise<SurveyCase | null> {
  const [row] = await sql.query<SurveyCase>(
    `SELECT ${CASE} FROM survey_case c WHERE c.workspace_id = $1 AND c.id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

export async function caseOfAnswer(sql: Sql, workspaceId: string, invitationId: string): Promise<SurveyCase | null> {
  const [row] = await sql.query<SurveyCase>(
    `SELECT ${CASE} FROM survey_case c WHERE c.workspace_id = $1 AND c.invitation_id = $2`,
    [workspaceId, invitationId],
  );
  return row ?? null;
}

/** The case with its ticket, both held: facts of the one stand on the other. */
export async function lockCase(tx: Tx, workspaceId: string, id: string): Promise<SurveyCase | null> {
  await tx.query(
    `SELECT 1 FROM ticket t WHERE t.workspace_id = $1
       AND t.id = (SELECT c.ticket_id FROM survey_case c WHERE c.workspace_id = $1 AND c.id = $2) FOR UPDATE`,
    [workspaceId, id],
  );
  const [row] = await tx.query<SurveyCase>(
    `SELECT ${CASE} FROM survey_case c WHERE c.workspace_id = $1 AND c.id = $2 FOR UPDATE`,
    [workspaceId, id],
  );
  return row ?? null;
}

/** What is around a new case: its ticket's assignee, and its number among the cases of the ticket. The ticket is held. */
export async function aroundCase(tx: Tx, workspaceId: string, ticketId: string) {
  const [row] = await tx.query<{ assigneeId: string | null; part: number }>(
    `SELECT t.assignee_id AS "assigneeId", 1 + coalesce((SELECT max(c.part) FROM survey_case c
       WHERE c.workspace_id = $1 AND c.ticket_id = $2), 0)::int AS part
     FROM ticket t WHERE t.workspace_id = $1 AND t.id = $2`,
    [workspaceId, ticketId],
  );
  return row ?? { assigneeId: null, part: 1 };
}

/** How many open cases each agent has. */
export async function caseLoads(sql: Sql, workspaceId: string): Promise<Map<string, number>> {
  const rows = await sql.query<{ ownerId: string; n: number }>(
    `SELECT owner_id AS "ownerId", count(*)::int AS n FROM survey_case
     WHERE workspace_id = $1 AND state = 'open' AND owner_id IS NOT NULL GROUP BY owner_id`,
    [workspaceId],
  );
  return new Map(rows.map(({ ownerId, n }) => [ownerId, n]));
}

export async function insertCase(tx: Tx, one: SurveyCase): Promise<void> {
  await tx.query(
    `INSERT INTO survey_case (workspace_id, id, invitation_id, survey_id, ticket_id, part, kind, scale_max, score, bad, state,
       owner_id, team_id, due_at, opened_at, playbook, steps, link_id, link_who)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $13, $14, $15, $16::jsonb, $17, $18)`,
    [
      one.workspaceId,
      one.id,
      one.invitationId,
      one.surveyId,
      one.ticketId,
      one.part,
      one.kind,
      one.scaleMax,
      one.score,
      one.bad,
      one.ownerId,
      one.teamId,
      one.dueAt,
      one.openedAt,
      one.playbook,
      JSON.stringify(one.steps),
      one.linkId,
      one.linkWho,
    ],
  );
}

/** Writes what may change after the first row. */
export async function saveCase(tx: Tx, one: SurveyCase): Promise<void> {
  await tx.query(
    `UPDATE survey_case SET score = $3, bad = $4, state = $5, owner_id = $6, due_at = $7, taken_up_at = $8, steps = $9::jsonb,
       note = $10, told = $11, told_at = $12, told_by = $13, outcome = $14, closed_at = $15, closed_by = $16, again = $17,
       again_reason = $18, again_score = $19, again_good = $20, opened_at = $21
     WHERE workspace_id = $1 AND id = $2`,
    [
      one.workspaceId,
      one.id,
      one.score,
      one.bad,
      one.state,
      one.ownerId,
      one.dueAt,
      one.takenUpAt,
      JSON.stringify(one.steps),
      one.note,
      one.told,
      one.toldAt,
      one.toldBy,
      one.outcome,
      one.closedAt,
      one.closedBy,
      one.again,
      one.againReason,
      one.againScore,
      one.againGood,
      one.openedAt,
    ],
  );
}

/** Closed cases whose second question nobody has decided about: the job was lost. */
export async function casesToAskAgain(sql: Sql, now: Date): Promise<{ workspaceId: string; caseId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "caseId" FROM survey_case
       WHERE again = 'wanted' AND closed_at <= $1 ORDER BY closed_at LIMIT 500`,
    ),
    [now],
  );
}

/** A ticket was erased: what was written about its customer goes; how it ended stays. */
export async function forgetCaseWords(sql: Sql, workspaceId: string, ticketId: string): Promise<void> {
  await sql.query(
    `UPDATE survey_case SET note = '', told = '' WHERE workspace_id = $1 AND ticket_id = $2 AND (note <> '' OR told <> '')`,
    [workspaceId, ticketId],
  );
}
