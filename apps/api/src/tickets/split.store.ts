// Reads and writes what a split moves: messages, the names under which they are known, and what undoing it needs.
import type { Sql, Tx } from '../platform/database/database.js';
import type { Fact } from '../platform/events/define-event.js';
import { floorOf } from '../platform/ids.js';
import { MESSAGE_SELECT, type Message, sinceOldest } from './message.store.js';
import type { Segment } from './recount.js';

/** What of the old ticket the split took back. */
export interface BeforeSplit {
  annulled: Segment[];
  measured: number[];
  aside: boolean;
}

export interface Split {
  ticketId: string;
  fromTicketId: string;
  /** `via`: absent in those of before it was kept. */
  moved: { id: string; seq: number; why: string | null; via?: string | null }[];
  before: BeforeSplit;
  at: Date;
}

/** Every message of a ticket, in order. */
export async function messagesOf(sql: Sql, workspaceId: string, ticketId: string): Promise<Message[]> {
  return sql.query<Message>(
    `SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')} ORDER BY seq`,
    [workspaceId, ticketId, floorOf(ticketId)],
  );
}

/** Every fact of a ticket, in order. */
export async function factsOf(sql: Sql, workspaceId: string, ticketId: string): Promise<Fact[]> {
  const rows = await sql.query<Omit<Fact, 'at'> & { at: Date }>(
    `SELECT id, workspace_id AS "workspaceId", ticket_id AS "ticketId", seq, type, at, payload FROM fact
     WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 ORDER BY seq`,
    [workspaceId, ticketId, floorOf(ticketId)],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export async function insertSplit(tx: Tx, workspaceId: string, split: Split): Promise<void> {
  await tx.query(
    `INSERT INTO split (workspace_id, ticket_id, from_ticket_id, moved, before, at) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6)`,
    [
      workspaceId,
      split.ticketId,
      split.fromTicketId,
      JSON.stringify(split.moved),
      JSON.stringify(split.before),
      split.at,
    ],
  );
}

/** The split that made this ticket, unless it was undone. */
export async function findSplit(sql: Sql, workspaceId: string, ticketId: string): Promise<Split | null> {
  const [row] = await sql.query<Split>(
    `SELECT ticket_id AS "ticketId", from_ticket_id AS "fromTicketId", moved, before, at FROM split
     WHERE workspace_id = $1 AND ticket_id = $2 AND undone_at IS NULL`,
    [workspaceId, ticketId],
  );
  return row ?? null;
}

/** The split is undone; what was split out of its ticket since is now split out of the one that has everything again. */
export async function endSplit(tx: Tx, workspaceId: string, split: Split, at: Date): Promise<void> {
  await tx.query(`UPDATE split SET undone_at = $3 WHERE workspace_id = $1 AND ticket_id = $2`, [
    workspaceId,
    split.ticketId,
    at,
  ]);
  await tx.query(
    `UPDATE split SET from_ticket_id = $3 WHERE workspace_id = $1 AND from_ticket_id = $2 AND undone_at IS NULL`,
    [workspaceId, split.ticketId, split.fromTicketId],
  );
}
