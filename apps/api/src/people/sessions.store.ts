// Rows of sessions and password links: both are found by the hash of a token, before any workspace is known.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { prepared } from '../platform/database/prepared.js';
import type { AgentRole } from '../platform/http/access.js';

export interface SessionRow {
  workspaceId: string;
  agentId: string;
  csrf: string;
  seenAt: Date;
  role: AgentRole;
  locale: string;
}

export async function insertSession(
  sql: Sql,
  session: { tokenHash: Buffer; workspaceId: string; agentId: string; csrf: string; at: Date; expiresAt: Date },
): Promise<void> {
  const { tokenHash, workspaceId, agentId, csrf, at, expiresAt } = session;
  await sql.query(
    `INSERT INTO session (token_hash, workspace_id, agent_id, csrf, created_at, seen_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [tokenHash, workspaceId, agentId, csrf, at, expiresAt],
  );
}

/** Whether anybody is signed in as this agent, and was seen since. */
export async function hasSession(sql: Sql, workspaceId: string, agentId: string, since: Date): Promise<boolean> {
  const [row] = await sql.query(
    `SELECT 1 FROM session WHERE workspace_id = $1 AND agent_id = $2 AND seen_at >= $3 LIMIT 1`,
    [workspaceId, agentId, since],
  );
  return row !== undefined;
}

/** The living session of an enabled agent. */
export async function findSession(sql: Sql, tokenHash: Buffer, now: Date): Promise<SessionRow | null> {
  const [row] = await sql.query<SessionRow>(
    prepared(
      doorway(
        'session',
        `SELECT s.workspace_id AS "workspaceId", s.agent_id AS "agentId", s.csrf, s.seen_at AS "seenAt", a.role, a.locale
       FROM session s JOIN agent a ON a.workspace_id = s.workspace_id AND a.id = s.agent_id
       WHERE s.token_hash = $1 AND s.expires_at > $2 AND a.disabled_at IS NULL`,
      ),
    ),
    [tokenHash, now],
  );
  return row ?? null;
}

export async function extendSession(
  sql: Sql,
  workspaceId: string,
  tokenHash: Buffer,
  now: Date,
  expiresAt: Date,
): Promise<void> {
  await sql.query(`UPDATE session SET seen_at = $3, expires_at = $4 WHERE workspace_id = $1 AND token_hash = $2`, [
    workspaceId,
    tokenHash,
    now,
    expiresAt,
  ]);
}

export async function deleteSession(sql: Sql, workspaceId: string, tokenHash: Buffer): Promise<void> {
  await sql.query(`DELETE FROM session WHERE workspace_id = $1 AND token_hash = $2`, [workspaceId, tokenHash]);
}

/** Ends every session of an agent, but the one to keep. */
export async function deleteSessionsOf(
  sql: Sql,
  workspaceId: string,
  agentId: string,
  keep: Buffer | null = null,
): Promise<void> {
  await sql.query(
    `DELETE FROM session WHERE workspace_id = $1 AND agent_id = $2 AND ($3::bytea IS NULL OR token_hash <> $3)`,
    [workspaceId, agentId, keep],
  );
}

export async function deleteExpiredSessions(sql: Sql, workspaceId: string, agentId: string, now: Date): Promise<void> {
  await sql.query(`DELETE FROM session WHERE workspace_id = $1 AND agent_id = $2 AND expires_at <= $3`, [
    workspaceId,
    agentId,
    now,
  ]);
}

export async function insertPasswordReset(
  sql: Sql,
  reset: { tokenHash: Buffer; workspaceId: string; agentId: string; expiresAt: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO password_reset (token_hash, workspace_id, agent_id, expires_at) VALUES ($1, $2, $3, $4)`,
    [reset.tokenHash, reset.workspaceId, reset.agentId, reset.expiresAt],
  );
}

/** Spends a password link: at most one caller ever gets its agent. */
export async function takePasswordReset(
  sql: Sql,
  tokenHash: Buffer,
  now: Date,
): Promise<{ workspaceId: string; agentId: string } | null> {
  const [row] = await sql.query<{ workspaceId: string; agentId: string }>(
    doorway(
      'password-reset',
      `UPDATE password_reset SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
       RETURNING workspace_id AS "workspaceId", agent_id AS "agentId"`,
    ),
    [tokenHash, now],
  );
  return row ?? null;
}

/** A password was set: its older links are dead. */
export async function deletePasswordResets(sql: Sql, workspaceId: string, agentId: string): Promise<void> {
  await sql.query(`DELETE FROM password_reset WHERE workspace_id = $1 AND agent_id = $2`, [workspaceId, agentId]);
}
