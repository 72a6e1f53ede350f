// Rows of acknowledgements: how each connection is set, and what was decided for each episode.
import type { Sql, Tx } from '../platform/database/database.js';
import type { Wording } from './acknowledgement.js';

export interface AcknowledgementSettings {
  connectionId: string;
  enabled: boolean;
  wording: Wording;
  quietMinutes: number;
  /** What was written before is not acknowledged. */
  since: Date;
}

export function listAcknowledgements(sql: Sql, workspaceId: string): Promise<AcknowledgementSettings[]> {
  return sql.query(
    `SELECT connection_id AS "connectionId", enabled, wording, quiet_minutes AS "quietMinutes", since
     FROM acknowledgement WHERE workspace_id = $1`,
    [workspaceId],
  );
}

export async function acknowledges(sql: Sql, workspaceId: string): Promise<boolean> {
  const rows = await sql.query(`SELECT 1 FROM acknowledgement WHERE workspace_id = $1 AND enabled LIMIT 1`, [
    workspaceId,
  ]);
  return rows.length > 0;
}

export async function writeAcknowledgement(
  sql: Sql,
  workspaceId: string,
  { connectionId, enabled, wording, quietMinutes, since }: AcknowledgementSettings,
): Promise<void> {
  await sql.query(
    `INSERT INTO acknowledgement AS a (workspace_id, connection_id, enabled, wording, quiet_minutes, since)
     VALUES ($1, $2, $3, $4::jsonb, $5, $6)
     ON CONFLICT (workspace_id, connection_id) DO UPDATE SET enabled = excluded.enabled, wording = excluded.wording,
       quiet_minutes = excluded.quiet_minutes, since = CASE WHEN a.enabled THEN a.since ELSE excluded.since END`,
    [workspaceId, connectionId, enabled, JSON.stringify(wording), quietMinutes, since],
  );
}

export interface Decision {
  ticketId: string;
  episode: number;
  identityId: string;
  messageId: string | null;
  whyNot: string | null;
  at: Date;
}

/** The first decision stands. Null: it was decided before. */
export async function decide(tx: Tx, workspaceId: string, decision: Decision): Promise<Decision | null> {
  const { ticketId, episode, identityId, messageId, whyNot, at } = decision;
  const rows = await tx.query(
    `INSERT INTO acknowledged (workspace_id, ticket_id, episode, identity_id, message_id, why_not, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, ticket_id, episode) DO NOTHING RETURNING ticket_id`,
    [workspaceId, ticketId, episode, identityId, messageId, whyNot, at],
  );
  return rows.length > 0 ? decision : null;
}

/** When this address was last told by itself that we have its message; nobody else asks until the transaction ends. */
export async function lastTold(tx: Tx, workspaceId: string, identityId: string): Promise<Date | null> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`acknowledge ${workspaceId} ${identityId}`]);
  const [row] = await tx.query<{ at: Date | null }>(
    `SELECT max(at) AS at FROM acknowledged WHERE workspace_id = $1 AND identity_id = $2 AND message_id IS NOT NULL`,
    [workspaceId, identityId],
  );
  return row?.at ?? null;
}
