// The survey's view of a solved episode: ticket, solver, person and address as one locked glance. It reads and never writes them.
import type { Sql } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';

export interface SolvedEpisode {
  number: number;
  subject: string | null;
  ticketState: string;
  spam: boolean;
  merged: boolean;
  /** The ticket's current episode: another than asked about once it was reopened. */
  currentEpisode: number;
  channel: string;
  connectionId: string;
  contactId: string;
  language: string | null;
  customerWrote: boolean;
  openedAt: Date;
  solvedAt: Date;
  solverId: string | null;
  teamId: string | null;
  byRule: boolean;
  ended: boolean;
  /** Until then it may be taken back as if it had never been solved. */
  heldUntil: Date | null;
  contactLocale: string | null;
  optedOut: boolean;
  blocked: boolean;
  lastAskedAt: Date | null;
  reachable: boolean;
  workspaceLocale: string;
  /** The person's own where it is known, else the workspace's. */
  timeZone: string;
}

/** Locks the person: at most one request in N days holds only while nobody else decides about them. */
export async function lockPerson(sql: Sql, workspaceId: string, contactId: string): Promise<void> {
  await sql.query(`SELECT 1 FROM contact WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE`, [
    workspaceId,
    contactId,
  ]);
}

/** null: there is no such episode. Locks the ticket, so that it cannot reopen between the look and the deed. */
export async function lockSolvedEpisode(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  episode: number,
): Promise<SolvedEpisode | null> {
  const [row] = await sql.query<SolvedEpisode>(
    prepared(`SELECT t.number, t.subject, t.state AS "ticketState", t.spam, t.merged_into IS NOT NULL AS merged,
       t.episode AS "currentEpisode", t.channel, t.connection_id AS "connectionId", t.contact_id AS "contactId", t.language,
       t.first_customer_at IS NOT NULL AS "customerWrote", t.opened_at AS "openedAt",
       e.solved_at AS "solvedAt", e.solver_id AS "solverId", e.team_id AS "teamId", e.by_rule AS "byRule",
       e.ended_at IS NOT NULL AND e.annulled_at IS NULL AS ended, e.held_until AS "heldUntil",
       c.locale AS "contactLocale", c.survey_opt_out_at IS NOT NULL AS "optedOut", c.blocked_at IS NOT NULL AS blocked,
       c.last_asked_at AS "lastAskedAt",
       d.unreachable_at IS NULL AND n.deleted_at IS NULL AND n.state <> 'off' AS reachable,
       w.locale AS "workspaceLocale", coalesce(c.time_zone, w.time_zone) AS "timeZone"
     FROM ticket t
     JOIN episode e ON e.workspace_id = $1 AND e.ticket_id = t.id AND e.number = $3
     JOIN contact c ON c.workspace_id = $1 AND c.id = t.contact_id
     JOIN identity d ON d.workspace_id = $1 AND d.id = t.identity_id
     JOIN connection n ON n.workspace_id = $1 AND n.id = t.connection_id
     JOIN workspace w ON w.id = $1
     WHERE t.workspace_id = $1 AND t.id = $2
     FOR UPDATE OF t`),
    [workspaceId, ticketId, episode],
  );
  return row ?? null;
}

/** Whose the ticket is and how often it was solved, without a lock. */
export async function whoseTicket(sql: Sql, workspaceId: string, ticketId: string) {
  const [row] = await sql.query<{ contactId: string; episode: number }>(
    `SELECT contact_id AS "contactId", episode FROM ticket WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, ticketId],
  );
  return row ?? null;
}

/**
 * Where this person can be asked by mail, though they wrote elsewhere: their latest ticket by mail. An address from which they
 * have written themselves is theirs; one that somebody typed is not known to be. Null: there is none, or it is a mail anyway.
 * `via`: only this one.
 */
export async function mailWayOf(
  sql: Sql,
  workspaceId: string,
  seen: Pick<SolvedEpisode, 'contactId' | 'channel'>,
  via: string | null = null,
): Promise<string | null> {
  if (seen.channel === 'email') return null;
  const [row] = await sql.query<{ id: string }>(
    `SELECT t.id FROM ticket t
     JOIN identity d ON d.workspace_id = $1 AND d.id = t.identity_id AND d.contact_id = t.contact_id
     JOIN connection n ON n.workspace_id = $1 AND n.id = t.connection_id
     WHERE t.workspace_id = $1 AND t.contact_id = $2 AND ($3::uuid IS NULL OR t.id = $3) AND t.channel = 'email'
       AND t.first_customer_at IS NOT NULL AND NOT t.spam AND t.merged_into IS NULL AND t.trashed_at IS NULL
       AND t.side_of IS NULL AND d.kind = 'email' AND d.unreachable_at IS NULL AND n.deleted_at IS NULL AND n.state <> 'off'
     ORDER BY t.id DESC LIMIT 1`,
    [workspaceId, seen.contactId, via],
  );
  return row?.id ?? null;
}

/** When the customer last wrote in this ticket: only channels with a reply window ask. */
export async function lastWroteAt(sql: Sql, workspaceId: string, ticketId: string): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT max(at) AS at FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND kind = 'customer'`,
    [workspaceId, ticketId],
  );
  return row?.at ?? null;
}

/** Whether this person had another ticket before this one. */
export async function wroteBefore(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  contactId: string,
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM ticket o JOIN ticket t ON t.workspace_id = $1 AND t.id = $2
     WHERE o.workspace_id = $1 AND o.contact_id = $3 AND o.id <> t.id AND o.opened_at < t.opened_at
       AND o.merged_into IS NULL AND o.trashed_at IS NULL AND NOT o.spam LIMIT 1`,
    [workspaceId, ticketId, contactId],
  );
  return rows.length > 0;
}

/** What the page says it is about. */
export interface AboutTicket {
  number: number;
  subject: string | null;
  solvedAt: Date;
  workspace: string;
  timeZone: string;
}

export async function readAbout(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  episode: number,
): Promise<AboutTicket | null> {
  const [row] = await sql.query<AboutTicket>(
    `SELECT t.number, t.subject, e.solved_at AS "solvedAt", w.name AS workspace, w.time_zone AS "timeZone"
     FROM ticket t
     JOIN episode e ON e.workspace_id = $1 AND e.ticket_id = t.id AND e.number = $3
     JOIN workspace w ON w.id = $1
     WHERE t.workspace_id = $1 AND t.id = $2`,
    [workspaceId, ticketId, episode],
  );
  return row ?? null;
}
