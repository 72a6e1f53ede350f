// Cases with what stands around them, as lists and one by one: the answer's words, the ticket, the customer.
import { Injectable } from '@nestjs/common';
import { readCursor, writeCursor } from '../../people/cursor.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { whoseTicket } from '../solved-episode.store.js';
import { CASE, type SurveyCase } from './case.store.js';
import type { CasesPage, CaseView } from './cases.requests.js';

export const CASE_VIEWS = ['open', 'due', 'mine', 'closed'] as const;
export type CaseListName = (typeof CASE_VIEWS)[number];

type Row = SurveyCase & {
  number: number | null;
  subject: string | null;
  channel: string;
  contactId: string;
  contactName: string | null;
  address: string;
  survey: string;
  comment: string | null;
  answeredAt: Date;
  linkName: string | null;
  position: string;
};

const SELECT = `SELECT ${CASE}, t.number, t.subject, t.channel, t.contact_id AS "contactId", p.name AS "contactName",
    d.address, s.name AS survey, a.comment, a.at AS "answeredAt", l.name AS "linkName"`;
const FROM = `FROM survey_case c
  JOIN ticket t ON t.workspace_id = $1 AND t.id = c.ticket_id
  JOIN contact p ON p.workspace_id = $1 AND p.id = t.contact_id
  JOIN identity d ON d.workspace_id = $1 AND d.id = t.identity_id
  JOIN survey s ON s.workspace_id = $1 AND s.id = c.survey_id
  JOIN LATERAL (
    (SELECT comment, at FROM answer w WHERE w.workspace_id = $1 AND w.invitation_id = c.invitation_id
      ORDER BY w.version DESC LIMIT 1)
    UNION ALL SELECT comment, at FROM link_answer w WHERE w.workspace_id = $1 AND w.link_id = c.link_id
      AND w.who = c.link_who AND w.latest) a ON true
  LEFT JOIN survey_link l ON l.workspace_id = $1 AND l.id = c.link_id`;
const MICROS = `YYYY-MM-DD"T"HH24:MI:SS.US"Z"`;

@Injectable()
export class ReadCases {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Open ones by when they are due, soonest first; closed ones newest first. @throws DomainError bad-request */
  async list(
    workspaceId: string,
    ask: { view: CaseListName; agentId: string | null; cursor: string | null; limit: number },
  ): Promise<CasesPage> {
    const [at, id] = readCursor(ask.cursor, 2) ?? [null, null];
    const closed = ask.view === 'closed';
    const key = closed ? 'c.closed_at' : 'c.due_at';
    const which = { open: 'true', due: 'c.due_at <= $5', mine: 'c.owner_id = $6', closed: 'true' }[ask.view];
    const rows = await this.database.query<Row>(
      `${SELECT}, to_char(${key} AT TIME ZONE 'UTC', '${MICROS}') AS position ${FROM}
       WHERE c.workspace_id = $1 AND c.state = '${closed ? 'closed' : 'open'}' AND ${which}
         AND $5::timestamptz IS NOT NULL AND ($6::uuid IS NULL OR true)
         AND ($2::timestamptz IS NULL OR (${key}, c.id) ${closed ? '<' : '>'} ($2, $3::uuid))
       ORDER BY ${key} ${closed ? 'DESC' : ''}, c.id ${closed ? 'DESC' : ''} LIMIT $4`,
      [workspaceId, at, id, ask.limit + 1, this.clock.now(), ask.agentId],
    );
    const shown = rows.slice(0, ask.limit);
    const last = shown.at(-1);
    const next = rows.length > ask.limit && last ? writeCursor([last.position, last.id]) : null;
    return { items: shown.map(caseView), next };
  }

  /** Up to a thousand each. */
  async counts(workspaceId: string, agentId: string | null): Promise<{ open: number; due: number; mine: number }> {
    const [row] = await this.database.query<{ open: number; due: number; mine: number }>(
      `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM survey_case c WHERE c.workspace_id = $1 AND c.state = 'open' LIMIT 1000) o) AS open,
         (SELECT count(*)::int FROM (SELECT 1 FROM survey_case c WHERE c.workspace_id = $1 AND c.state = 'open' AND c.due_at <= $2 LIMIT 1000) d) AS due,
         (SELECT count(*)::int FROM (SELECT 1 FROM survey_case c WHERE c.workspace_id = $1 AND c.state = 'open' AND c.owner_id = $3 LIMIT 1000) m) AS mine`,
      [workspaceId, this.clock.now(), agentId],
    );
    return row!;
  }

  /** Newest first. @throws DomainError not-found */
  async ofTicket(workspaceId: string, ticketId: string): Promise<CaseView[]> {
    if (!(await whoseTicket(this.database, workspaceId, ticketId))) throw new DomainError('not-found');
    const rows = await this.database.query<Row>(
      `${SELECT} ${FROM} WHERE c.workspace_id = $1 AND c.ticket_id = $2 ORDER BY c.part DESC LIMIT 50`,
      [workspaceId, ticketId],
    );
    return rows.map(caseView);
  }

  /** @throws DomainError not-found */
  async one(workspaceId: string, id: string, sql: Sql = this.database): Promise<CaseView> {
    const [row] = await sql.query<Row>(`${SELECT} ${FROM} WHERE c.workspace_id = $1 AND c.id = $2`, [workspaceId, id]);
    if (!row) throw new DomainError('not-found');
    return caseView(row);
  }
}

function caseView(row: Row): CaseView {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const { number, subject, channel, contactId, contactName, address } = row;
  return {
    id: row.id,
    state: row.state,
    ticket: { id: row.ticketId, number, subject, channel },
    contact: { id: contactId, name: contactName, address },
    survey: { id: row.surveyId, name: row.survey, kind: row.kind },
    link: row.linkId ? { id: row.linkId, name: row.linkName ?? '' } : null,
    score: row.score,
    scaleMax: row.scaleMax,
    bad: row.bad,
    comment: row.comment,
    answeredAt: row.answeredAt.toISOString(),
    ownerId: row.ownerId,
    teamId: row.teamId,
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    takenUpAt: iso(row.takenUpAt),
    playbook: row.playbook,
    steps: row.steps,
    note: row.note,
    told: row.told,
    toldAt: iso(row.toldAt),
    outcome: row.outcome,
    closedAt: iso(row.closedAt),
    closedBy: row.closedBy,
    again: row.again,
    againReason: row.againReason,
    againScore: row.againScore,
    againGood: row.againGood,
  };
}
