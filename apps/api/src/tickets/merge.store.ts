// Reads and writes what a merge of tickets moves, and what undoing it needs.
import type { Sql, Tx } from '../platform/database/database.js';
import { floorOf } from '../platform/ids.js';
import type { Segment } from './recount.js';
import type { Ticket } from './ticket.js';

export interface MovedMessage {
  id: string;
  /** As it was in the source. */
  seq: number;
  why: string | null;
  via: string | null;
}

export interface BeforeMerge {
  /** The target's segments that counted, and since when its customer waited. */
  segments: Segment[];
  waitingSince: string | null;
  /** What the merge woke it from; null: it was awake. */
  state: 'solved' | 'pending' | 'hold' | null;
  source: { waitingSince: string | null; closeAt: string | null };
  /** Whose the target was, where the merge gave it to another person (`to`). */
  requester: { contactId: string; identityId: string; to: string } | null;
  /** Replies for later that went along; absent in merges of before they were kept. */
  scheduled?: string[];
}

export interface TicketMerge {
  id: string;
  ticketId: string;
  intoId: string;
  agentId: string | null;
  /** Of the target, just before. */
  seq: number;
  moved: MovedMessage[];
  before: BeforeMerge;
  at: Date;
}

export async function insertMerge(tx: Tx, workspaceId: string, merge: TicketMerge): Promise<void> {
  await tx.query(
    `INSERT INTO ticket_merge (workspace_id, id, ticket_id, into_id, agent_id, seq, moved, before, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)`,
    [
      workspaceId,
      merge.id,
      merge.ticketId,
      merge.intoId,
      merge.agentId,
      merge.seq,
      JSON.stringify(merge.moved),
      JSON.stringify(merge.before),
      merge.at,
    ],
  );
}

/** The merge that took this ticket away, unless it was undone. */
export async function findMerge(sql: Sql, workspaceId: string, ticketId: string): Promise<TicketMerge | null> {
  const [row] = await sql.query<TicketMerge>(
    `SELECT id, ticket_id AS "ticketId", into_id AS "intoId", agent_id AS "agentId", seq, moved, before, at
     FROM ticket_merge WHERE workspace_id = $1 AND ticket_id = $2 AND undone_at IS NULL`,
    [workspaceId, ticketId],
  );
  return row ?? null;
}

/** Every merge into a ticket that ever was, the first one first. */
export function mergesInto(
  sql: Sql,
  workspaceId: string,
  intoId: string,
): Promise<(TicketMerge & { undone: boolean })[]> {
  return sql.query(
    `SELECT id, ticket_id AS "ticketId", into_id AS "intoId", agent_id AS "agentId", seq, moved, before, at,
       undone_at IS NOT NULL AS undone
     FROM ticket_merge WHERE workspace_id = $1 AND into_id = $2 ORDER BY seq`,
    [workspaceId, intoId],
  );
}

export async function endMerge(tx: Tx, workspaceId: string, id: string, at: Date): Promise<void> {
  await tx.query(`UPDATE ticket_merge SET undone_at = $3 WHERE workspace_id = $1 AND id = $2`, [workspaceId, id, at]);
}

/** The messages stand in another ticket now, and so does whatever is known by their names, on whichever connection. */
export async function carryMessages(
  tx: Tx,
  workspaceId: string,
  to: string,
  moves: { id: string; seq: number; why: string | null; via: string | null }[],
): Promise<void> {
  if (moves.length === 0) return;
  await tx.query(
    `UPDATE message m SET ticket_id = $2, seq = v.seq, why = v.why, via = v.via
     FROM jsonb_to_recordset($3::jsonb) AS v(id uuid, seq int, why text, via uuid) WHERE m.workspace_id = $1 AND m.id = v.id`,
    [workspaceId, to, JSON.stringify(moves)],
  );
  await tx.query(
    `UPDATE inbound_key k SET ticket_id = $2
     FROM message m JOIN ticket w ON w.workspace_id = $1 AND w.id = coalesce(m.via, m.ticket_id)
     WHERE m.workspace_id = $1 AND m.id = ANY($3::uuid[]) AND k.workspace_id = $1 AND k.connection_id = w.connection_id
       AND k.external_id = m.external_id`,
    [workspaceId, to, moves.map((move) => move.id)],
  );
  await tx.query(
    `UPDATE ticket SET oldest = $3 WHERE workspace_id = $1 AND id = $2 AND $3::uuid < coalesce(oldest, $4::uuid)`,
    [workspaceId, to, moves.map((move) => move.id).sort()[0], floorOf(to)],
  );
}

/** Whether the ticket's lines have all been opened by an agent. */
export async function isRead(sql: Sql, { workspaceId, id }: Ticket): Promise<boolean> {
  const [row] = await sql.query<{ read: boolean }>(
    `SELECT last_customer_seq <= agent_read_seq AS read FROM ticket WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id],
  );
  return row?.read ?? false;
}

/** What was read before it moved is no news where it stands now. */
export async function keepRead(tx: Tx, { workspaceId, id }: Ticket): Promise<void> {
  await tx.query(`UPDATE ticket SET agent_read_seq = last_customer_seq WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
}

/**
 * Replies that are to go out later go along. Where the target is another person's, or another channel's, they wait for their
 * agent to look again: `held`. Answers all that went.
 */
export async function carryScheduled(tx: Tx, from: Ticket, into: Ticket): Promise<CarriedReply[]> {
  const same = from.contactId === into.contactId && from.connectionId === into.connectionId;
  return tx.query<CarriedReply>(
    `WITH was AS (SELECT id, state FROM scheduled_reply WHERE workspace_id = $1 AND ticket_id = $2 FOR UPDATE)
     UPDATE scheduled_reply s SET ticket_id = $3, state = CASE WHEN $4 THEN s.state ELSE 'paused' END,
       why = CASE WHEN $4 OR s.state = 'paused' THEN s.why ELSE 'customer-wrote' END
     FROM was WHERE s.workspace_id = $1 AND s.id = was.id
     RETURNING s.id, s.agent_id AS "agentId", NOT $4 AND was.state = 'waiting' AS held`,
    [into.workspaceId, from.id, into.id, same],
  );
}

export interface CarriedReply {
  id: string;
  agentId: string;
  held: boolean;
}

/** What a merge had carried along and nobody has sent or taken back since is of its own ticket again. */
export async function returnScheduled(tx: Tx, workspaceId: string, intoId: string, to: string, ids: string[]) {
  if (ids.length === 0) return;
  await tx.query(
    `UPDATE scheduled_reply SET ticket_id = $3 WHERE workspace_id = $1 AND ticket_id = $2 AND id = ANY($4::uuid[])`,
    [workspaceId, intoId, to, ids],
  );
}

/** Another ticket of the source's conversation has the customer's next words by now. */
export async function isOvertaken(sql: Sql, ticket: Ticket): Promise<boolean> {
  if (ticket.conversation === null || ticket.aside || ticket.state === 'closed') return false;
  const rows = await sql.query(
    `SELECT 1 FROM ticket WHERE workspace_id = $1 AND connection_id = $2 AND conversation = $3 AND id <> $4
       AND state <> 'closed' AND merged_into IS NULL AND NOT aside LIMIT 1`,
    [ticket.workspaceId, ticket.connectionId, ticket.conversation, ticket.id],
  );
  return rows.length > 0;
}
