// Rows of bulk work: what was ordered, and what became of each ticket.
import type { Sql, Tx } from '../../platform/database/database.js';
import type { Measured } from '../events.js';
import type { Unsolved } from '../ticket.js';
import type { TicketAction } from '../ticket-action.js';
import type { Before, Unanswered } from './before.js';

export interface Bulk {
  id: string;
  agentId: string | null;
  actions: TicketAction[];
  ticketIds: string[];
  at: Date;
  doneAt: Date | null;
}
export type Outcome = 'done' | 'skipped' | 'refused';
export interface BulkTicket {
  ticketId: string;
  outcome: Outcome;
  /** Of a refusal: its code. */
  reason: string | null;
  before: Before | null;
  /** The ticket's last fact when it was done. */
  seq: number | null;
  /** What became of it when all was taken back; null: that was not asked, or it is still to come. */
  undone: { left: string[] } | null;
}

const BULK = `id, agent_id AS "agentId", actions, ticket_ids AS "ticketIds", at, done_at AS "doneAt"`;
const TICKET = `ticket_id AS "ticketId", outcome, reason, before, seq, undone`;

/** Takes the key; null: it is taken already. */
export async function insertBulk(
  sql: Sql,
  workspaceId: string,
  bulk: Omit<Bulk, 'doneAt'>,
  key: string,
): Promise<Bulk | null> {
  const [row] = await sql.query<Bulk>(
    `INSERT INTO bulk (workspace_id, id, agent_id, idempotency_key, actions, ticket_ids, at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7) ON CONFLICT (workspace_id, idempotency_key) DO NOTHING RETURNING ${BULK}`,
    [workspaceId, bulk.id, bulk.agentId, key, JSON.stringify(bulk.actions), bulk.ticketIds, bulk.at],
  );
  return row ?? null;
}

export async function findBulkByKey(sql: Sql, workspaceId: string, key: string): Promise<Bulk | null> {
  const [row] = await sql.query<Bulk>(`SELECT ${BULK} FROM bulk WHERE workspace_id = $1 AND idempotency_key = $2`, [
    workspaceId,
    key,
  ]);
  return row ?? null;
}

export async function findBulk(sql: Sql, workspaceId: string, id: string): Promise<Bulk | null> {
  const [row] = await sql.query<Bulk>(`SELECT ${BULK} FROM bulk WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  return row ?? null;
}

export function listBulkTickets(sql: Sql, workspaceId: string, bulkId: string): Promise<BulkTicket[]> {
  return sql.query<BulkTicket>(`SELECT ${TICKET} FROM bulk_ticket WHERE workspace_id = $1 AND bulk_id = $2`, [
    workspaceId,
    bulkId,
  ]);
}

/** False: somebody has written it already. */
export async function writeBulkTicket(
  tx: Sql,
  workspaceId: string,
  bulkId: string,
  row: Omit<BulkTicket, 'undone'>,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO bulk_ticket (workspace_id, bulk_id, ticket_id, outcome, reason, before, seq)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7) ON CONFLICT DO NOTHING RETURNING 1`,
    [workspaceId, bulkId, row.ticketId, row.outcome, row.reason, row.before && JSON.stringify(row.before), row.seq],
  );
  return rows.length > 0;
}

/** It was changed, and this is what it was. */
export async function markDone(
  tx: Tx,
  workspaceId: string,
  bulkId: string,
  ticketId: string,
  before: Before,
  seq: number,
): Promise<void> {
  await tx.query(
    `UPDATE bulk_ticket SET outcome = 'done', before = $4::jsonb, seq = $5
     WHERE workspace_id = $1 AND bulk_id = $2 AND ticket_id = $3`,
    [workspaceId, bulkId, ticketId, JSON.stringify(before), seq],
  );
}

/** Under its lock: who undoes it twice at once undoes it once. */
export async function lockBulkTicket(
  tx: Tx,
  workspaceId: string,
  bulkId: string,
  ticketId: string,
): Promise<BulkTicket | null> {
  const [row] = await tx.query<BulkTicket>(
    `SELECT ${TICKET} FROM bulk_ticket WHERE workspace_id = $1 AND bulk_id = $2 AND ticket_id = $3 FOR UPDATE`,
    [workspaceId, bulkId, ticketId],
  );
  return row ?? null;
}

export async function markUndone(
  tx: Tx,
  workspaceId: string,
  bulkId: string,
  ticketId: string,
  left: string[],
): Promise<void> {
  await tx.query(
    `UPDATE bulk_ticket SET undone = $4::jsonb WHERE workspace_id = $1 AND bulk_id = $2 AND ticket_id = $3`,
    [workspaceId, bulkId, ticketId, JSON.stringify({ left })],
  );
}

export async function finishBulk(sql: Sql, workspaceId: string, id: string, at: Date): Promise<void> {
  await sql.query(`UPDATE bulk SET done_at = $3 WHERE workspace_id = $1 AND id = $2`, [workspaceId, id, at]);
}

/** Which kinds of facts a ticket has after a seq: whether somebody has changed that since. A machine's notice changes nothing. */
export async function factTypesAfter(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  floor: string,
  seq: number,
): Promise<Set<string>> {
  const rows = await tx.query<{ type: string }>(
    `SELECT DISTINCT type FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND seq > $4
       AND NOT (type = 'message.received' AND coalesce((payload->>'automatic')::boolean, false))`,
    [workspaceId, ticketId, floor, seq],
  );
  return new Set(rows.map(({ type }) => type));
}

/** The wait that was ended without an answer after a seq: by solving. */
export async function unansweredAfter(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  floor: string,
  seq: number,
): Promise<Unanswered | null> {
  const [fact] = await tx.query<{ payload: Unanswered }>(
    `SELECT payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND seq > $4
       AND type = 'response.measured' AND NOT (payload->>'answered')::boolean ORDER BY seq DESC LIMIT 1`,
    [workspaceId, ticketId, floor, seq],
  );
  if (!fact) return null;
  const { startedAt, part, first } = fact.payload;
  return { startedAt, part, first };
}

/** The resolution of an episode as it stands: that of its solving, or as it was counted again since. */
export async function resolutionOf(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  floor: string,
  episode: number,
): Promise<Unsolved['before']> {
  const facts = await tx.query<{
    type: string;
    payload: { resolution: Measured | null; solverId?: string | null; teamId?: string | null };
  }>(
    `SELECT type, payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3
       AND type IN ('ticket.solved', 'resolution.recounted') AND (payload->>'episode')::int = $4 ORDER BY seq DESC`,
    [workspaceId, ticketId, floor, episode],
  );
  const resolution = facts[0]?.payload.resolution;
  const solved = facts.find((fact) => fact.type === 'ticket.solved')?.payload;
  return resolution ? { ...resolution, agentId: solved?.solverId ?? null, teamId: solved?.teamId ?? null } : null;
}

export async function numbersOf(sql: Sql, workspaceId: string, ids: string[]): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: string; number: number }>(
    `SELECT id, number FROM ticket WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}
