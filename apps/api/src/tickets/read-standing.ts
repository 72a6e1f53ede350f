// How tickets stand right now, for rules: what their clocks run from, what was said last, and whom words would reach.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { floorOf } from '../platform/ids.js';

export interface Standing {
  id: string;
  number: number;
  subject: string | null;
  preview: string;
  state: string;
  stateSince: Date;
  waitingSince: Date | null;
  solvedAt: Date | null;
  episode: number;
  startedBy: string;
  channel: string;
  connectionId: string;
  assigneeId: string | null;
  teamId: string | null;
  language: string | null;
  spam: boolean;
  identityId: string;
  contactName: string | null;
  contactLocale: string | null;
  /** The person is blocked, or nothing reaches the address. */
  unreachable: boolean;
  /** The customer's latest message that was not a machine's. */
  customerWroteAt: Date | null;
  customerText: string | null;
  /** The very latest from their side came from a machine, or wants no machine's answer. */
  lastWasAutomatic: boolean;
  /** Our latest public reply by a person that was not taken back. */
  repliedAt: Date | null;
  /** Automatic words of ours since then, surveys aside. */
  botWords: number;
}

/** Rules look for words in so much of a message: a thousand long ones must not fill the memory, nor be read through for seconds. */
const LOOKED_AT = 20_000;

const SELECT = `SELECT t.id, t.number, t.subject, t.preview, t.state, t.state_since AS "stateSince", t.waiting_since AS "waitingSince",
    t.solved_at AS "solvedAt", t.episode, t.started_by AS "startedBy", t.channel, t.connection_id AS "connectionId",
    t.assignee_id AS "assigneeId", t.team_id AS "teamId", t.language, t.spam, t.identity_id AS "identityId",
    c.name AS "contactName", c.locale AS "contactLocale", c.blocked_at IS NOT NULL OR i.unreachable_at IS NOT NULL AS unreachable,
    wrote.at AS "customerWroteAt", left(wrote.text, ${LOOKED_AT}) AS "customerText", coalesce(latest.automatic, false) AS "lastWasAutomatic",
    replied.at AS "repliedAt", coalesce(bots.n, 0)::int AS "botWords"
  FROM ticket t
  JOIN contact c ON c.workspace_id = $1 AND c.id = t.contact_id
  JOIN identity i ON i.workspace_id = $1 AND i.id = t.identity_id
  LEFT JOIN LATERAL (SELECT m.at, m.text FROM message m WHERE m.workspace_id = $1 AND m.ticket_id = t.id AND m.id >= $2
    AND m.kind = 'customer' AND NOT m.automatic ORDER BY m.seq DESC LIMIT 1) wrote ON true
  LEFT JOIN LATERAL (SELECT m.automatic OR coalesce((m.mail->>'noMachine')::boolean, false) AS automatic FROM message m WHERE m.workspace_id = $1 AND m.ticket_id = t.id AND m.id >= $2
    AND m.kind = 'customer' ORDER BY m.seq DESC LIMIT 1) latest ON true
  LEFT JOIN LATERAL (SELECT m.at, m.seq FROM message m WHERE m.workspace_id = $1 AND m.ticket_id = t.id AND m.id >= $2
    AND m.kind = 'agent' AND m.state NOT IN ('held', 'undone', 'failed') ORDER BY m.seq DESC LIMIT 1) replied ON true
  LEFT JOIN LATERAL (SELECT count(*) AS n FROM message m WHERE m.workspace_id = $1 AND m.ticket_id = t.id AND m.id >= $2
    AND m.kind = 'bot' AND m.card IS NULL AND m.seq > coalesce(replied.seq, 0)) bots ON true`;

@Injectable()
export class ReadStanding {
  /** Those of these tickets that are here, by id; merged away or in the trash they are not. */
  async run(sql: Sql, workspaceId: string, ticketIds: string[]): Promise<Map<string, Standing>> {
    if (ticketIds.length === 0) return new Map();
    const oldest = ticketIds.reduce((a, b) => (a < b ? a : b));
    const rows = await sql.query<Standing>(
      `${SELECT} WHERE t.workspace_id = $1 AND t.id = ANY($3::uuid[]) AND t.merged_into IS NULL AND t.trashed_at IS NULL
         AND t.side_of IS NULL`,
      [workspaceId, floorOf(oldest), ticketIds],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The newest tickets, newest first. */
  async latest(sql: Sql, workspaceId: string, limit: number): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT id FROM ticket WHERE workspace_id = $1 AND merged_into IS NULL AND trashed_at IS NULL AND side_of IS NULL ORDER BY id DESC LIMIT $2`,
      [workspaceId, limit],
    );
    return rows.map((row) => row.id);
  }

  /** The next 500 that a clock may run for: worked on, or solved and not closed yet. */
  async working(sql: Sql, workspaceId: string, solved: boolean, after: string | null): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT id FROM ticket WHERE workspace_id = $1 AND ${solved ? `state = 'solved'` : 'active'} AND ($2::uuid IS NULL OR id > $2)
       ORDER BY id LIMIT 500`,
      [workspaceId, after],
    );
    return rows.map((row) => row.id);
  }

  /** What was said in these messages; for rules that look for words. */
  async texts(sql: Sql, workspaceId: string, messageIds: string[]): Promise<Map<string, string>> {
    if (messageIds.length === 0) return new Map();
    const rows = await sql.query<{ id: string; text: string }>(
      `SELECT id, left(text, ${LOOKED_AT}) AS text FROM message WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
      [workspaceId, messageIds],
    );
    return new Map(rows.map((row) => [row.id, row.text]));
  }
}
