// Rows of work for rules: which tickets have news that no rule was asked about yet, and what may be asked about them.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { Fact } from '../platform/events/define-event.js';
import { floorOf } from '../platform/ids.js';
import { FACTS_OF_RULES } from './happening.js';

export interface TicketKey {
  workspaceId: string;
  ticketId: string;
}

/** Facts have come that rules may be about: from `firstSeq` on if this ticket is new to them. */
export async function noteNews(
  tx: Tx,
  news: (TicketKey & { firstSeq: number; lastSeq: number })[],
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO rule_ticket (workspace_id, ticket_id, done_seq, news_seq, news_at)
     SELECT k."workspaceId", k."ticketId", k."firstSeq" - 1, k."lastSeq", $2
     FROM jsonb_to_recordset($1::jsonb) AS k("workspaceId" uuid, "ticketId" uuid, "firstSeq" int, "lastSeq" int)
     ON CONFLICT (workspace_id, ticket_id) DO UPDATE SET news_seq = greatest(rule_ticket.news_seq, excluded.news_seq),
       news_at = coalesce(rule_ticket.news_at, excluded.news_at)`,
    [JSON.stringify(news), at],
  );
}

export interface Taken {
  doneSeq: number;
  /** Facts up to here are there to be read. */
  newsSeq: number;
}

/** Takes the ticket's rules for this process. Null: another process has them. */
export async function takeWork(
  sql: Sql,
  { workspaceId, ticketId }: TicketKey,
  now: Date,
  until: Date,
): Promise<Taken | null> {
  const [row] = await sql.query<Taken>(
    `INSERT INTO rule_ticket (workspace_id, ticket_id, done_seq, news_seq, news_at, taken_until)
     SELECT t.workspace_id, t.id, t.seq, t.seq, $3, $4 FROM ticket t WHERE t.workspace_id = $1 AND t.id = $2
     ON CONFLICT (workspace_id, ticket_id) DO UPDATE SET taken_until = excluded.taken_until
       WHERE rule_ticket.taken_until IS NULL OR rule_ticket.taken_until < $3
     RETURNING done_seq AS "doneSeq", news_seq AS "newsSeq"`,
    [workspaceId, ticketId, now, until],
  );
  return row ?? null;
}

/** Up to here every rule was asked; the work is ours for longer. */
export async function markDone(sql: Sql, key: TicketKey, seq: number, until: Date): Promise<void> {
  await sql.query(
    `UPDATE rule_ticket SET done_seq = greatest(done_seq, $3), taken_until = $4 WHERE workspace_id = $1 AND ticket_id = $2`,
    [key.workspaceId, key.ticketId, seq, until],
  );
}

/** Gives the ticket back: null. Unless something is new again: then it is still ours. */
export async function giveBack(sql: Sql, { workspaceId, ticketId }: TicketKey): Promise<Taken | null> {
  const given = await sql.query(
    `UPDATE rule_ticket SET taken_until = NULL, news_at = NULL
     WHERE workspace_id = $1 AND ticket_id = $2 AND news_seq <= done_seq RETURNING ticket_id`,
    [workspaceId, ticketId],
  );
  if (given.length > 0) return null;
  const [row] = await sql.query<Taken>(
    `SELECT done_seq AS "doneSeq", news_seq AS "newsSeq" FROM rule_ticket WHERE workspace_id = $1 AND ticket_id = $2`,
    [workspaceId, ticketId],
  );
  return row ?? null;
}

/** It failed: whoever comes next may take it. */
export async function letGo(sql: Sql, key: TicketKey): Promise<void> {
  await sql.query(`UPDATE rule_ticket SET taken_until = NULL WHERE workspace_id = $1 AND ticket_id = $2`, [
    key.workspaceId,
    key.ticketId,
  ]);
}

/** Tickets whose news waits for longer than its job could have taken. */
export function waitingTickets(sql: Sql, before: Date): Promise<TicketKey[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", ticket_id AS "ticketId" FROM rule_ticket
       WHERE news_at <= $1 ORDER BY news_at LIMIT 500`,
    ),
    [before],
  );
}

/** What happened after `seq` that rules may be about, in order. */
export function readNews(
  sql: Sql,
  { workspaceId, ticketId }: TicketKey,
  seq: number,
): Promise<Pick<Fact, 'seq' | 'type' | 'at' | 'payload'>[]> {
  return sql.query(
    `SELECT seq, type, at, payload FROM fact
     WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND seq > $4 AND type = ANY($5::text[]) ORDER BY seq LIMIT 500`,
    [workspaceId, ticketId, floorOf(ticketId), seq, FACTS_OF_RULES.map((event) => event.type)],
  );
}

/** The latest fact of these types up to a seq. */
export async function lastFactOf(
  sql: Sql,
  { workspaceId, ticketId }: TicketKey,
  types: string[],
  before: number,
): Promise<Pick<Fact, 'type' | 'payload'> | null> {
  const [fact] = await sql.query<Pick<Fact, 'type' | 'payload'>>(
    `SELECT type, payload FROM fact WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND seq < $4 AND type = ANY($5::text[])
     ORDER BY seq DESC LIMIT 1`,
    [workspaceId, ticketId, floorOf(ticketId), before, types],
  );
  return fact ?? null;
}

/** The same for many tickets at once. */
export function lastFactsOf(
  sql: Sql,
  workspaceId: string,
  ticketIds: string[],
  types: string[],
): Promise<Pick<Fact, 'ticketId' | 'type' | 'payload'>[]> {
  if (ticketIds.length === 0) return Promise.resolve([]);
  return sql.query(
    `SELECT DISTINCT ON (ticket_id) ticket_id AS "ticketId", type, payload FROM fact
     WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[]) AND id >= $3 AND type = ANY($4::text[]) ORDER BY ticket_id, seq DESC`,
    [workspaceId, ticketIds, floorOf(ticketIds.reduce((a, b) => (a < b ? a : b))), types],
  );
}

/** What happened to these tickets, in order for each. No more than a desk's thousand newest tickets can sensibly have. */
export function readPast(
  sql: Sql,
  workspaceId: string,
  ticketIds: string[],
  types: string[],
): Promise<Pick<Fact, 'ticketId' | 'seq' | 'type' | 'at' | 'payload'>[]> {
  if (ticketIds.length === 0) return Promise.resolve([]);
  return sql.query(
    `SELECT ticket_id AS "ticketId", seq, type, at, payload FROM fact
     WHERE workspace_id = $1 AND ticket_id = ANY($2::uuid[]) AND id >= $3 AND type = ANY($4::text[]) ORDER BY ticket_id, seq LIMIT 100000`,
    [workspaceId, ticketIds, floorOf(ticketIds.reduce((a, b) => (a < b ? a : b))), types],
  );
}
