// Rows of replies that go out later: whole until then, and not yet messages.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import type { StoredFileRef } from '../message.store.js';
import type { TicketAction } from '../ticket-action.js';

export type HeldWhy = 'customer-wrote' | 'ticket-closed' | 'reply-window-over' | 'failed';

/** What else the reply will be posted with. */
export interface ScheduledMore {
  cc?: string[];
  bcc?: string[];
  actions?: TicketAction[];
  macroIds?: string[];
}

export interface ScheduledReply {
  workspaceId: string;
  id: string;
  ticketId: string;
  agentId: string;
  key: string;
  text: string;
  html: string | null;
  files: StoredFileRef[];
  more: ScheduledMore;
  thenState: 'pending' | 'hold' | 'solved' | null;
  /** paused: it waits for its agent, `why` says for what reason. */
  state: 'waiting' | 'paused';
  why: HeldWhy | null;
  dueAt: Date;
  createdAt: Date;
}

const SCHEDULED = `s.workspace_id AS "workspaceId", s.id, s.ticket_id AS "ticketId", s.agent_id AS "agentId", s.key, s.text, s.html,
  s.files, s.more, s.then_state AS "thenState", s.state, s.why, s.due_at AS "dueAt", s.created_at AS "createdAt"`;

export async function insertScheduled(tx: Tx, one: ScheduledReply): Promise<void> {
  await tx.query(
    `INSERT INTO scheduled_reply (workspace_id, id, ticket_id, agent_id, key, text, html, files, more, then_state, state, why,
       due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11, $12, $13, $14)`,
    [
      one.workspaceId,
      one.id,
      one.ticketId,
      one.agentId,
      one.key,
      one.text,
      one.html,
      JSON.stringify(one.files),
      JSON.stringify(one.more),
      one.thenState,
      one.state,
      one.why,
      one.dueAt,
      one.createdAt,
    ],
  );
}

/** The next first; at most 50. */
export async function scheduledOf(sql: Sql, workspaceId: string, ticketId: string): Promise<ScheduledReply[]> {
  return sql.query<ScheduledReply>(
    `SELECT ${SCHEDULED} FROM scheduled_reply s WHERE s.workspace_id = $1 AND s.ticket_id = $2 ORDER BY s.due_at, s.id LIMIT 50`,
    [workspaceId, ticketId],
  );
}

export async function findScheduled(sql: Sql, workspaceId: string, id: string): Promise<ScheduledReply | null> {
  const [row] = await sql.query<ScheduledReply>(
    `SELECT ${SCHEDULED} FROM scheduled_reply s WHERE s.workspace_id = $1 AND s.id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

/** Takes it out of the table, if it still is of this ticket: a merge may have carried it on. Whoever gets it decides its fate. */
export async function takeScheduled(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  id: string,
): Promise<ScheduledReply | null> {
  const [row] = await tx.query<ScheduledReply>(
    `DELETE FROM scheduled_reply s WHERE s.workspace_id = $1 AND s.ticket_id = $2 AND s.id = $3 RETURNING ${SCHEDULED}`,
    [workspaceId, ticketId, id],
  );
  return row ?? null;
}

/** Those of a ticket that wait become paused; answers them. */
export async function pauseScheduled(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  why: HeldWhy,
  id: string | null = null,
): Promise<Pick<ScheduledReply, 'id' | 'agentId'>[]> {
  return tx.query(
    `UPDATE scheduled_reply SET state = 'paused', why = $3
     WHERE workspace_id = $1 AND ticket_id = $2 AND state = 'waiting' AND ($4::uuid IS NULL OR id = $4)
     RETURNING id, agent_id AS "agentId"`,
    [workspaceId, ticketId, why, id],
  );
}

export async function dueScheduled(sql: Sql, now: Date): Promise<Pick<ScheduledReply, 'workspaceId' | 'id'>[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id FROM scheduled_reply WHERE state = 'waiting' AND due_at <= $1
       ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}
