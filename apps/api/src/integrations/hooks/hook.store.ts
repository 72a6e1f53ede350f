// Where news goes out to, and the log of what went: rows of hooks and of their deliveries.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import { newId } from '../../platform/ids.js';

export const HOOK_EVENTS = ['case.opened', 'case.closed', 'answer.bad'] as const;
export type HookEvent = (typeof HOOK_EVENTS)[number];
export type HookKind = 'webhook' | 'slack';

export interface Hook {
  workspaceId: string;
  id: string;
  kind: HookKind;
  name: string;
  /** Sealed JSON of {url, secret}. */
  sealed: string;
  events: HookEvent[];
  words: boolean;
  enabled: boolean;
}

export interface Delivery {
  workspaceId: string;
  id: string;
  hookId: string;
  event: HookEvent | 'test';
  ticketId: string | null;
  caseId: string | null;
  /** Of an answer by a link that no case was opened for. */
  answerId: string | null;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  status: number | null;
  error: string | null;
  dueAt: Date | null;
  at: Date;
  doneAt: Date | null;
}

const HOOK = `workspace_id AS "workspaceId", id, kind, name, sealed, events, words, enabled`;
const DELIVERY = `workspace_id AS "workspaceId", id, hook_id AS "hookId", event, ticket_id AS "ticketId", case_id AS "caseId",
  answer_id AS "answerId", state, attempts, status, error, due_at AS "dueAt", at, done_at AS "doneAt"`;

export function hooksOf(sql: Sql, workspaceId: string): Promise<Hook[]> {
  return sql.query(`SELECT ${HOOK} FROM hook WHERE workspace_id = $1 ORDER BY created_at, id`, [workspaceId]);
}

export async function findHook(sql: Sql, workspaceId: string, id: string): Promise<Hook | null> {
  const [row] = await sql.query<Hook>(`SELECT ${HOOK} FROM hook WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  return row ?? null;
}

export async function insertHook(sql: Sql, hook: Hook, at: Date): Promise<void> {
  const { workspaceId, id, kind, name, sealed, events, words, enabled } = hook;
  await sql.query(
    `INSERT INTO hook (workspace_id, id, kind, name, sealed, events, words, enabled, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [workspaceId, id, kind, name, sealed, events, words, enabled, at],
  );
}

export async function updateHook(sql: Sql, hook: Hook): Promise<void> {
  const { workspaceId, id, name, sealed, events, words, enabled } = hook;
  await sql.query(
    `UPDATE hook SET name = $3, sealed = $4, events = $5, words = $6, enabled = $7 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, name, sealed, events, words, enabled],
  );
}

/** With its log. False: there is none. */
export async function dropHook(sql: Sql, workspaceId: string, id: string): Promise<boolean> {
  const rows = await sql.query(`DELETE FROM hook WHERE workspace_id = $1 AND id = $2 RETURNING id`, [workspaceId, id]);
  return rows.length > 0;
}

/** Null: this fact goes there already. */
export async function insertDelivery(
  tx: Tx | Sql,
  one: Pick<Delivery, 'workspaceId' | 'hookId' | 'event' | 'ticketId' | 'caseId' | 'answerId'> & { seq: number | null },
  at: Date,
): Promise<string | null> {
  const id = newId(at);
  const rows = await tx.query(
    `INSERT INTO hook_delivery (workspace_id, id, hook_id, event, ticket_id, case_id, seq, state, due_at, at, answer_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
    [one.workspaceId, id, one.hookId, one.event, one.ticketId, one.caseId, one.seq, at, one.answerId],
  );
  return rows.length > 0 ? id : null;
}

/** Takes a due delivery for this long, so that two processes do not send it at once. Null: it is not due. */
export async function claimDelivery(sql: Sql, workspaceId: string, id: string, now: Date, until: Date) {
  const [row] = await sql.query<Delivery>(
    `UPDATE hook_delivery SET attempts = attempts + 1, due_at = $4
     WHERE workspace_id = $1 AND id = $2 AND state = 'waiting' AND due_at <= $3 RETURNING ${DELIVERY}`,
    [workspaceId, id, now, until],
  );
  return row ?? null;
}

export async function settleDelivery(
  sql: Sql,
  one: Pick<Delivery, 'workspaceId' | 'id' | 'state' | 'status' | 'error' | 'dueAt' | 'doneAt'>,
): Promise<void> {
  await sql.query(
    `UPDATE hook_delivery SET state = $3, status = $4, error = $5, due_at = $6, done_at = $7
     WHERE workspace_id = $1 AND id = $2`,
    [one.workspaceId, one.id, one.state, one.status, one.error, one.dueAt, one.doneAt],
  );
}

/** Newest first, after the one with this id. */
export function listDeliveries(
  sql: Sql,
  workspaceId: string,
  page: { before: string | null; limit: number },
): Promise<Delivery[]> {
  return sql.query(
    `SELECT ${DELIVERY} FROM hook_delivery WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [workspaceId, page.before, page.limit + 1],
  );
}

export function dueDeliveries(sql: Sql, now: Date): Promise<{ workspaceId: string; deliveryId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "deliveryId" FROM hook_delivery
       WHERE due_at <= $1 ORDER BY due_at LIMIT 500`,
    ),
    [now],
  );
}

/** Answers how many went. */
export async function forgetDeliveries(sql: Sql, before: Date, atOnce: number): Promise<number> {
  const rows = await sql.query(
    doorway(
      'sweep',
      `DELETE FROM hook_delivery d USING (SELECT workspace_id, id FROM hook_delivery WHERE at < $1 AND due_at IS NULL
         ORDER BY at LIMIT $2) o WHERE d.workspace_id = o.workspace_id AND d.id = o.id RETURNING d.id`,
    ),
    [before, atOnce],
  );
  return rows.length;
}
