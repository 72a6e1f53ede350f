// Rows of tickets on their way to somebody: who waits in which queue, with which wish, and what is due of them.
import type { ChannelKind } from '../../people/presence/duty.js';
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';

export interface TicketKey {
  workspaceId: string;
  ticketId: string;
}

export interface TicketRoute {
  staleSince: Date | null;
  waiting: boolean;
  teamId: string | null;
  kind: ChannelKind | null;
  skills: number[];
  rank: number;
  since: Date | null;
  avoidAgentId: string | null;
  overflowAt: Date | null;
  overflowed: boolean;
  giveBackAt: Date | null;
}

export const NO_ROUTE: TicketRoute = {
  staleSince: null,
  waiting: false,
  teamId: null,
  kind: null,
  skills: [],
  rank: 0,
  since: null,
  avoidAgentId: null,
  overflowAt: null,
  overflowed: false,
  giveBackAt: null,
};

/** Facts of these tickets have come that routing has not looked at. */
export async function markStale(tx: Tx, tickets: TicketKey[], at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO ticket_route (workspace_id, ticket_id, stale_since)
     SELECT k."workspaceId", k."ticketId", $2 FROM jsonb_to_recordset($1::jsonb) AS k("workspaceId" uuid, "ticketId" uuid)
     ON CONFLICT (workspace_id, ticket_id) DO UPDATE SET stale_since = excluded.stale_since`,
    [JSON.stringify(tickets), at],
  );
}

/** The caller holds the ticket's lock. */
export async function readRoute(tx: Sql, { workspaceId, ticketId }: TicketKey): Promise<TicketRoute | null> {
  const [row] = await tx.query<TicketRoute>(
    `SELECT stale_since AS "staleSince", waiting, team_id AS "teamId", kind, skills, rank, since, avoid_agent_id AS "avoidAgentId",
       overflow_at AS "overflowAt", overflowed, give_back_at AS "giveBackAt"
     FROM ticket_route WHERE workspace_id = $1 AND ticket_id = $2 FOR UPDATE`,
    [workspaceId, ticketId],
  );
  return row ?? null;
}

export async function writeRoute(tx: Tx, { workspaceId, ticketId }: TicketKey, route: TicketRoute): Promise<void> {
  await tx.query(
    `INSERT INTO ticket_route (workspace_id, ticket_id, stale_since, waiting, team_id, kind, skills, rank, since, avoid_agent_id,
       overflow_at, overflowed, give_back_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (workspace_id, ticket_id) DO UPDATE SET stale_since = excluded.stale_since, waiting = excluded.waiting,
       team_id = excluded.team_id, kind = excluded.kind, skills = excluded.skills, rank = excluded.rank, since = excluded.since,
       avoid_agent_id = excluded.avoid_agent_id, overflow_at = excluded.overflow_at, overflowed = excluded.overflowed,
       give_back_at = excluded.give_back_at`,
    [
      workspaceId,
      ticketId,
      route.staleSince,
      route.waiting,
      route.teamId,
      route.kind,
      route.skills,
      route.rank,
      route.since,
      route.avoidAgentId,
      route.overflowAt,
      route.overflowed,
      route.giveBackAt,
    ],
  );
}

export async function dropRoute(tx: Tx, { workspaceId, ticketId }: TicketKey): Promise<void> {
  await tx.query(`DELETE FROM ticket_route WHERE workspace_id = $1 AND ticket_id = $2`, [workspaceId, ticketId]);
}

export interface WaitingTicket {
  ticketId: string;
  kind: ChannelKind;
  skills: number[];
  rank: number;
  since: Date;
  avoid: string | null;
  overflowed: boolean;
}

/** One page of a team's queue, first in line first: of these kinds, and asking for no skill beyond these. */
export function waitingPage(
  sql: Sql,
  workspaceId: string,
  teamId: string | null,
  wanted: { kinds: string[]; skills: number[]; after: WaitingTicket | null; limit: number },
): Promise<WaitingTicket[]> {
  const { after } = wanted;
  const queue = teamId === null ? 'team_id IS NULL AND $2::uuid IS NULL' : 'team_id = $2::uuid';
  return sql.query<WaitingTicket>(
    `SELECT ticket_id AS "ticketId", kind, skills, rank, since, avoid_agent_id AS avoid, overflowed FROM ticket_route
     WHERE workspace_id = $1 AND ${queue} AND waiting AND kind = ANY($3::text[])
       AND (skills <@ $4::int[] OR overflowed)
       AND ($5::int IS NULL OR (-rank, since, ticket_id) > (-$5::int, $6::timestamptz, $7::uuid))
     ORDER BY rank DESC, since, ticket_id LIMIT $8`,
    [
      workspaceId,
      teamId,
      wanted.kinds,
      wanted.skills,
      after?.rank ?? null,
      after?.since ?? null,
      after?.ticketId ?? null,
      wanted.limit,
    ],
  );
}

/** The teams in whose queues somebody of these waits; null stands for the queue of no team. */
export async function waitingTeams(sql: Sql, workspaceId: string, teamIds: string[]): Promise<(string | null)[]> {
  const rows = await sql.query<{ teamId: string | null }>(
    `SELECT given.team_id AS "teamId" FROM unnest($2::uuid[]) AS given (team_id)
     WHERE EXISTS (SELECT 1 FROM ticket_route r WHERE r.workspace_id = $1 AND r.waiting AND r.team_id = given.team_id)
     UNION ALL
     SELECT NULL WHERE EXISTS (SELECT 1 FROM ticket_route r WHERE r.workspace_id = $1 AND r.waiting AND r.team_id IS NULL)`,
    [workspaceId, teamIds],
  );
  return rows.map((row) => row.teamId);
}

/** Tickets of which something is due: news not looked at, an overflow, a holder who has been gone for long enough. */
export function dueRoutes(sql: Sql, now: Date): Promise<TicketKey[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", ticket_id AS "ticketId" FROM (
         (SELECT workspace_id, ticket_id FROM ticket_route WHERE stale_since <= $1 ORDER BY stale_since LIMIT 200)
         UNION (SELECT workspace_id, ticket_id FROM ticket_route WHERE overflow_at <= $1 ORDER BY overflow_at LIMIT 200)
         UNION (SELECT workspace_id, ticket_id FROM ticket_route WHERE give_back_at <= $1 ORDER BY give_back_at LIMIT 100)) AS due`,
    ),
    [now],
  );
}

/** Routing has looked to the end at what it knew then. A ticket that waits for nothing keeps no row. */
export async function markLooked(sql: Sql, { workspaceId, ticketId }: TicketKey, seen: Date): Promise<void> {
  await sql.query(
    `UPDATE ticket_route SET stale_since = NULL WHERE workspace_id = $1 AND ticket_id = $2 AND stale_since <= $3`,
    [workspaceId, ticketId, seen],
  );
}

/** Their holder is back: nothing is taken from them. */
export async function keepHeld(sql: Sql, workspaceId: string, ticketIds: string[]): Promise<void> {
  await sql.query(
    `DELETE FROM ticket_route WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[]) AND give_back_at IS NOT NULL`,
    [workspaceId, ticketIds],
  );
}
