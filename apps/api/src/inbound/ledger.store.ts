// What the ledger reads of table `raw`: a page of what came in and what became of it, and one row whole.
import type { Sql } from '../platform/database/database.js';
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
}

export interface LedgerEntry extends LedgerRow {
  envelope: Record<string, unknown>;
  body: Buffer | null;
  bodyFile: string | null;
}

const COLUMNS = `id, connection_id AS "connectionId", source, size, state, reason, error, attempts, due_at AS "dueAt",
  external_id AS "externalId", ticket_id AS "ticketId", message_id AS "messageId", summary, received_at AS "receivedAt"`;

/** Newest first; `before` is the id of the last row of the page before; `words` are looked for in sender and subject. */
export async function ledgerPage(
  sql: Sql,
  query: { workspaceId: string; state: RawState | null; words: string | null; before: string | null; limit: number },
): Promise<LedgerRow[]> {
  const like = query.words === null ? null : `%${query.words.replace(/[\\%_]/g, '\\$&')}%`;
  return sql.query<LedgerRow>(
    `SELECT ${COLUMNS} FROM raw
     WHERE workspace_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::uuid IS NULL OR id < $3)
       AND ($4::text IS NULL OR summary->>'from' ILIKE $4 OR summary->>'subject' ILIKE $4)
     ORDER BY id DESC LIMIT $5`,
    [query.workspaceId, query.state, query.before, like, query.limit],
  );
}

export async function ledgerEntry(sql: Sql, workspaceId: string, id: string): Promise<LedgerEntry | null> {
  const [row] = await sql.query<LedgerEntry>(
    `SELECT ${COLUMNS}, envelope, body, body_file AS "bodyFile" FROM raw WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}
