// Rows of connections: their settings in the open, their secrets sealed.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { prepared } from '../platform/database/prepared.js';

export type ConnectionState = 'ok' | 'broken' | 'off';

export interface ConnectionRow {
  workspaceId: string;
  id: string;
  kind: string;
  name: string;
  key: string;
  config: Record<string, unknown>;
  /** Sealed JSON of the secret fields; null when there are none. */
  secrets: string | null;
  address: string | null;
  state: ConnectionState;
  stateReason: string | null;
  pollCursor: string | null;
  createdAt: Date;
}

const SELECT = `SELECT workspace_id AS "workspaceId", id, kind, name, key, config, secrets, address, state,
  state_reason AS "stateReason", poll_cursor AS "pollCursor", created_at AS "createdAt" FROM connection`;

export async function findByKey(sql: Sql, kind: string, key: string): Promise<ConnectionRow | null> {
  const [row] = await sql.query<ConnectionRow>(
    prepared(doorway('connection-key', `${SELECT} WHERE key = $2 AND kind = $1 AND deleted_at IS NULL`)),
    [kind, key],
  );
  return row ?? null;
}

/** The mailbox with one of these addresses (lower case); the first of them wins. */
export async function findByAddress(sql: Sql, addresses: string[]): Promise<ConnectionRow | null> {
  const rows = await sql.query<ConnectionRow>(
    doorway('connection-address', `${SELECT} WHERE lower(address) = ANY($1) AND kind = 'email' AND deleted_at IS NULL`),
    [addresses],
  );
  const rank = (row: ConnectionRow) => addresses.indexOf(row.address!.toLowerCase());
  return rows.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

export function findActive(sql: Sql, kind: string): Promise<ConnectionRow[]> {
  return sql.query<ConnectionRow>(
    doorway('connections-active', `${SELECT} WHERE kind = $1 AND state <> 'off' AND deleted_at IS NULL ORDER BY id`),
    [kind],
  );
}

export async function findConnection(sql: Sql, workspaceId: string, id: string): Promise<ConnectionRow | null> {
  const [row] = await sql.query<ConnectionRow>(
    prepared(`${SELECT} WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL`),
    [workspaceId, id],
  );
  return row ?? null;
}

export function listConnections(sql: Sql, workspaceId: string): Promise<ConnectionRow[]> {
  return sql.query<ConnectionRow>(`${SELECT} WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY id`, [
    workspaceId,
  ]);
}

export async function insertConnection(sql: Sql, row: ConnectionRow): Promise<void> {
  await sql.query(
    `INSERT INTO connection (workspace_id, id, kind, name, key, config, secrets, address, state, state_reason, created_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11)`,
    [
      row.workspaceId,
      row.id,
      row.kind,
      row.name,
      row.key,
      JSON.stringify(row.config),
      row.secrets,
      row.address,
      row.state,
      row.stateReason,
      row.createdAt,
    ],
  );
}

/** Writes everything an owner can change. False when the connection is gone. */
export async function updateConnection(sql: Sql, row: ConnectionRow): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE connection SET name = $3, config = $4::jsonb, secrets = $5, address = $6, state = $7, state_reason = $8,
            poll_cursor = $9
     WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
    [
      row.workspaceId,
      row.id,
      row.name,
      JSON.stringify(row.config),
      row.secrets,
      row.address,
      row.state,
      row.stateReason,
      row.pollCursor,
    ],
  );
  return rows.length === 1;
}

/** Its tickets keep pointing at the row; its secrets are forgotten. */
export async function deleteConnection(sql: Sql, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE connection SET deleted_at = $3, state = 'off', secrets = NULL
     WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
    [workspaceId, id, at],
  );
  return rows.length === 1;
}

/** A connection that its owner switched off stays off. */
export async function setState(
  sql: Sql,
  workspaceId: string,
  id: string,
  state: 'ok' | 'broken',
  reason: string | null,
): Promise<void> {
  await sql.query(
    `UPDATE connection SET state = $3, state_reason = $4
     WHERE workspace_id = $1 AND id = $2 AND state <> 'off' AND (state, state_reason) IS DISTINCT FROM ($3, $4::text)`,
    [workspaceId, id, state, reason],
  );
}

export async function setPollCursor(sql: Sql, workspaceId: string, id: string, cursor: string | null): Promise<void> {
  await sql.query(`UPDATE connection SET poll_cursor = $3 WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
    cursor,
  ]);
}

/** Replaces the sealed secrets, if they are still those that were read. */
export async function setSecrets(
  sql: Sql,
  workspaceId: string,
  id: string,
  before: string,
  sealed: string,
): Promise<void> {
  await sql.query(`UPDATE connection SET secrets = $4 WHERE workspace_id = $1 AND id = $2 AND secrets = $3`, [
    workspaceId,
    id,
    before,
    sealed,
  ]);
}
