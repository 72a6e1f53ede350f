// The rows of table `raw`: what came in, exactly as it came, and what became of it (path A, first and last step).
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { prepared } from '../platform/database/prepared.js';

export const RAW_STATES = ['received', 'accepted', 'duplicate', 'dropped', 'quarantined', 'failed'] as const;
export type RawState = (typeof RAW_STATES)[number];

/** How it came to us. */
export type RawSource = 'smtp' | 'imap' | 'webhook' | 'poll';

/** The few words of a raw row that the ledger shows and searches. */
export interface RawSummary {
  kind: string;
  from: string;
  subject: string;
}

export interface NewRaw {
  workspaceId: string;
  id: string;
  connectionId: string;
  source: RawSource;
  envelope: Record<string, unknown>;
  body: Buffer | null;
  bodyFile: string | null;
  size: number;
  receivedAt: Date;
}

export interface RawRow extends NewRaw {
  state: RawState;
  attempts: number;
}

/** How a raw row ended. */
export interface RawEnd {
  state: Exclude<RawState, 'received'>;
  reason: string | null;
  externalId: string | null;
  ticketId: string | null;
  messageId: string | null;
  summary: RawSummary | null;
}

export interface RawRef {
  workspaceId: string;
  connectionId: string;
  rawId: string;
}

export async function insertRaw(tx: Sql, raw: NewRaw): Promise<void> {
  await tx.query(
    prepared(`INSERT INTO raw (workspace_id, id, connection_id, source, envelope, body, body_file, size, state, due_at, received_at, words)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, 'received', $9, $9, left(lower($5::jsonb->>'from'), 1500))`),
    [
      raw.workspaceId,
      raw.id,
      raw.connectionId,
      raw.source,
      JSON.stringify(raw.envelope),
      raw.body,
      raw.bodyFile,
      raw.size,
      raw.receivedAt,
    ],
  );
}

const RAW = `workspace_id AS "workspaceId", id, connection_id AS "connectionId", source, envelope, body,
  body_file AS "bodyFile", size, state, attempts, received_at AS "receivedAt"`;
/** Waits and is due. What was never tried is due, whatever the clock of this machine says: its job comes but once. */
const DUE = `workspace_id = $1 AND connection_id = $2 AND state = 'received' AND (due_at <= $3 OR attempts = 0)`;

/** The oldest rows of a connection that are due, oldest first; what is being retried later does not stand in the way. */
export function oldestDue(
  sql: Sql,
  workspaceId: string,
  connectionId: string,
  now: Date,
  limit: number,
): Promise<RawRow[]> {
  return sql.query<RawRow>(prepared(`SELECT ${RAW} FROM raw WHERE ${DUE} ORDER BY id LIMIT $4`), [
    workspaceId,
    connectionId,
    now,
    limit,
  ]);
}

/** How many rows of a connection wait, up to `most`. */
export async function countWaiting(sql: Sql, workspaceId: string, connectionId: string, most: number): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT FROM raw WHERE workspace_id = $1 AND connection_id = $2 AND state = 'received' LIMIT $3) AS waiting`,
    [workspaceId, connectionId, most],
  );
  return row!.n;
}

/** Locks these rows for their ends; false when they are not, or no longer, the oldest that are due. */
export async function lockOldest(
  tx: Tx,
  { workspaceId, connectionId }: Pick<RawRow, 'workspaceId' | 'connectionId'>,
  ids: string[],
  now: Date,
): Promise<boolean> {
  const rows = await tx.query<{ id: string }>(
    prepared(`SELECT id FROM raw WHERE ${DUE} ORDER BY id LIMIT $4 FOR UPDATE`),
    [workspaceId, connectionId, now, ids.length],
  );
  return rows.length === ids.length && rows.every(({ id }, index) => id === ids[index]);
}

/** One writer a connection at a time, until this transaction ends. */
export async function lockConnection(tx: Tx, workspaceId: string, connectionId: string): Promise<void> {
  await tx.query(prepared('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))'), [
    `inbound ${workspaceId} ${connectionId}`,
  ]);
}

/** Locks the row for its end; false when somebody else has ended it already. */
export async function lockWaiting(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const rows = await tx.query(
    prepared(`SELECT id FROM raw WHERE workspace_id = $1 AND id = $2 AND state = 'received' FOR UPDATE`),
    [workspaceId, id],
  );
  return rows.length > 0;
}

export async function endRaw(tx: Sql, workspaceId: string, id: string, end: RawEnd): Promise<void> {
  await tx.query(
    prepared(`UPDATE raw SET state = $3, reason = $4, external_id = $5, ticket_id = $6, message_id = $7, summary = $8::jsonb,
            words = $9, error = NULL, due_at = NULL
     WHERE workspace_id = $1 AND id = $2 AND state = 'received'`),
    [
      workspaceId,
      id,
      end.state,
      end.reason,
      end.externalId,
      end.ticketId,
      end.messageId,
      end.summary ? JSON.stringify(end.summary) : null,
      searched(end.summary?.from, end.summary?.subject, end.reason, end.externalId),
    ],
  );
}

/** What the ledger searches: a few words in lower case, however long they were. */
const searched = (...words: (string | null | undefined)[]): string =>
  words.filter(Boolean).join(' ').toLowerCase().slice(0, 1500);

/** Notes a failed attempt: it waits until `dueAt`, or stays as `failed` when that is null. */
export async function noteFailure(
  sql: Sql,
  workspaceId: string,
  id: string,
  failure: { error: string; dueAt: Date | null },
): Promise<void> {
  await sql.query(
    `UPDATE raw SET attempts = attempts + 1, error = $3, due_at = $4::timestamptz,
            words = left(lower(concat_ws(' ', envelope->>'from', $3::text)), 1500),
            state = CASE WHEN $4::timestamptz IS NULL THEN 'failed' ELSE 'received' END
     WHERE workspace_id = $1 AND id = $2 AND state = 'received'`,
    [workspaceId, id, failure.error, failure.dueAt],
  );
}

/** Notes on a waiting row what it waits for, where that is not its own fault. */
export async function noteOutage(sql: Sql, workspaceId: string, id: string, error: string): Promise<void> {
  await sql.query(`UPDATE raw SET error = $3 WHERE workspace_id = $1 AND id = $2 AND state = 'received'`, [
    workspaceId,
    id,
    error,
  ]);
}

/**
 * One waiting row of each connection that has some due, of whatever workspace: reading a connection reads all of them, and
 * the many of one that is flooded must not hide the few of another. From connection to connection by the index, which is
 * left as soon as a row is found.
 */
export async function dueConnections(sql: Sql, now: Date, limit: number): Promise<RawRef[]> {
  return sql.query<RawRef>(
    doorway(
      'sweep',
      `WITH RECURSIVE waiting AS (
         (SELECT workspace_id, connection_id FROM raw WHERE state = 'received'
          ORDER BY workspace_id, connection_id, id LIMIT 1)
         UNION ALL
         SELECT next.workspace_id, next.connection_id FROM waiting CROSS JOIN LATERAL (
           SELECT workspace_id, connection_id FROM raw
           WHERE state = 'received'
             AND (raw.workspace_id, raw.connection_id) > (waiting.workspace_id, waiting.connection_id)
           ORDER BY workspace_id, connection_id, id LIMIT 1) AS next)
       SELECT waiting.workspace_id AS "workspaceId", waiting.connection_id AS "connectionId", due.id AS "rawId"
       FROM waiting CROSS JOIN LATERAL (
         SELECT id FROM raw WHERE raw.workspace_id = waiting.workspace_id AND raw.connection_id = waiting.connection_id
           AND raw.state = 'received' AND raw.due_at <= $1 ORDER BY id LIMIT 1) AS due
       LIMIT $2`,
    ),
    [now, limit],
  );
}

/** Puts an ended row back to the start, if it still has its body. Null: it is waiting already, or became a message. */
export async function reviveRaw(tx: Tx, workspaceId: string, id: string, now: Date): Promise<RawRef | null> {
  const [row] = await tx.query<RawRef>(
    `UPDATE raw SET state = 'received', attempts = 0, error = NULL, reason = NULL, due_at = $3
     WHERE workspace_id = $1 AND id = $2 AND state IN ('failed', 'quarantined', 'dropped') AND body_dropped_at IS NULL
     RETURNING workspace_id AS "workspaceId", connection_id AS "connectionId", id AS "rawId"`,
    [workspaceId, id, now],
  );
  return row ?? null;
}

/** An owner has looked at what could not be used, and it may go like anything else that is done. */
export async function dismissRaw(sql: Sql, workspaceId: string, id: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE raw SET state = 'dropped', reason = concat_ws(', ', reason, 'dismissed'), error = NULL
     WHERE workspace_id = $1 AND id = $2 AND state IN ('failed', 'quarantined') RETURNING id`,
    [workspaceId, id],
  );
  return rows.length > 0;
}
