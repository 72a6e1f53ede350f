// Answers by a link as they stand now, for those who tell of them: the score, the words, the link, and who it was if we know.
import { Injectable } from '@nestjs/common';
import type { SurveyKind } from '@otklik/survey';
import type { Sql } from '../../platform/database/database.js';

export interface AnswerByLink {
  /** Of the version that was asked for; the rest is of the latest. */
  id: string;
  score: number;
  scaleMax: number;
  comment: string | null;
  at: Date;
  linkId: string;
  linkName: string;
  surveyId: string;
  survey: string;
  kind: SurveyKind;
  contactId: string | null;
  contactName: string | null;
}

/** Where it is read in the desk. */
export const pathOfLink = ({ surveyId, linkId }: Pick<AnswerByLink, 'surveyId' | 'linkId'>): string =>
  `/settings/surveys#link-${surveyId}.${linkId}`;

@Injectable()
export class ReadLinkAnswers {
  /** By the id of any version. One that is gone is not there. */
  async run(sql: Sql, workspaceId: string, ids: string[]): Promise<Map<string, AnswerByLink>> {
    if (ids.length === 0) return new Map();
    const rows = await sql.query<AnswerByLink>(
      `SELECT f.id, a.score, a.scale_max AS "scaleMax", a.comment, a.at, a.kind, l.id AS "linkId", l.name AS "linkName",
         s.id AS "surveyId", s.name AS survey, p.id AS "contactId", p.name AS "contactName"
       FROM link_answer f
       JOIN link_answer a ON a.workspace_id = $1 AND a.link_id = f.link_id AND a.who = f.who AND a.latest
       JOIN survey_link l ON l.workspace_id = $1 AND l.id = f.link_id
       JOIN survey s ON s.workspace_id = $1 AND s.id = l.survey_id
       LEFT JOIN contact p ON p.workspace_id = $1 AND p.id = a.contact_id
       WHERE f.workspace_id = $1 AND f.id = ANY($2::uuid[])`,
      [workspaceId, ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
