// What the ledger reads of table `raw`: a page of what came in and what became of it, and one row whole.
import type { Sql } from '../platform/database/database.js';
import { floorOf, newId } from '../platform/ids.js';
import type { RawSource, RawState, RawSummary } from './raw.store.js';

export interface LedgerRow {
  id: string;
  connectionId: string;
  source: RawSource;
  size: number;
  state: RawState;
  reason: string | null;
  error: string | null;
  attempts: number;
  dueAt: Date | null;
  externalId: string | null;
  ticketId: string | null;
  messageId: string | null;
  summary: RawSummary | null;
  receivedAt: Date;
  /** Since when the bytes are gone for their age; `sha256` still says which they were. */
  bodyDroppedAt: Date | null;
  sha256: string | null;
}

export interface LedgerEntry extends LedgerRow {
  envelope: Record<string, unknown>;
  body: Buffer | null;
  bodyFile: string | null;
}

export interface LedgerQuestion {
  workspaceId: string;
  state: RawState | null;
  connectionId: string | null;
  /** Each of its words must stand in sender, subject, reason, error or outside id. */
  words: string | null;
  from: Date | null;
  to: Date | null;
  /** The id of the last row of the page before. */
  before: string | null;
  limit: number;
}

const COLUMNS = `id, connection_id AS "connectionId", source, size, state, reason, error, attempts, due_at AS "dueAt",
  external_id AS "externalId", ticket_id AS "ticketId", message_id AS "messageId", summary, received_at AS "receivedAt",
  body_dropped_at AS "bodyDroppedAt", sha256`;
/** More words than these make no search better. */
const MOST_WORDS = 6;
/** Ids are given by this machine's clock when a row is stored; the period is asked of `received_at`, ids only prune. */
const SLACK_MS = 86_400_000;

/** Newest first. Each condition is written only where it is asked: so each finds its index. */
export function ledgerSql(ask: LedgerQuestion): { sql: string; params: unknown[] } {
  const params: unknown[] = [ask.workspaceId];
  const give = (value: unknown) => `$${params.push(value)}`;
  const where = ['workspace_id = $1'];
  if (ask.state) where.push(`state = ${give(ask.state)}`);
  if (ask.connectionId) where.push(`connection_id = ${give(ask.connectionId)}`);
  if (ask.before) where.push(`id < ${give(ask.before)}`);
  if (ask.from)
    where.push(`received_at >= ${give(ask.from)}`, `id >= ${give(idAt(new Date(ask.from.getTime() - SLACK_MS)))}`);
  if (ask.to) where.push(`received_at < ${give(ask.to)}`, `id < ${give(idAt(new Date(ask.to.getTime() + SLACK_MS)))}`);
  for (const word of wordsOf(ask.words)) where.push(`words LIKE ${give(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`);
  const sql = `SELECT ${COLUMNS} FROM raw WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT ${give(ask.limit)}`;
  return { sql, params };
}

export async function ledgerPage(sql: Sql, ask: LedgerQuestion): Promise<LedgerRow[]> {
  const question = ledgerSql(ask);
  return sql.query<LedgerRow>(question.sql, question.params);
}

const wordsOf = (words: string | null): string[] =>
  (words ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
const idAt = (at: Date): string => floorOf(newId(at));

export async function ledgerEntry(sql: Sql, workspaceId: string, id: string): Promise<LedgerEntry | null> {
  const [row] = await sql.query<LedgerEntry>(
    `SELECT ${COLUMNS}, envelope, body, body_file AS "bodyFile" FROM raw WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

/** The row of the mail that became a message; null: it came otherwise. */
export async function mailOfMessage(sql: Sql, workspaceId: string, messageId: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    `SELECT id FROM raw WHERE workspace_id = $1 AND message_id = $2 AND source IN ('smtp', 'imap') AND state = 'accepted'
     ORDER BY id LIMIT 1`,
    [workspaceId, messageId],
  );
  return row?.id ?? null;
}
