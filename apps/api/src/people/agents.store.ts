// Rows of agents: who can sign in, and who is who.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { AgentRole } from '../platform/http/access.js';
import { AgentEntity } from './agent.entity.js';

const agents = (sql: Sql) => sql.entities.getRepository(AgentEntity);

export interface SignInRow {
  workspaceId: string;
  slug: string;
  workspaceName: string;
  agentId: string;
  name: string;
  locale: string;
  passwordHash: string | null;
}

/** Every enabled account with this address, in all workspaces or in the one named. */
export function findAccounts(sql: Sql, email: string, slug: string | null): Promise<SignInRow[]> {
  return sql.query<SignInRow>(
    doorway(
      'sign-in',
      `SELECT a.workspace_id AS "workspaceId", w.slug, w.name AS "workspaceName", a.id AS "agentId", a.name, a.locale,
              a.password_hash AS "passwordHash"
       FROM agent a JOIN workspace w ON w.id = a.workspace_id
       WHERE lower(a.email) = lower($1) AND a.disabled_at IS NULL AND ($2::text IS NULL OR w.slug = $2)
       ORDER BY a.created_at LIMIT 20`,
    ),
    [email.trim(), slug],
  );
}

export function findAgent(sql: Sql, workspaceId: string, id: string): Promise<AgentEntity | null> {
  return agents(sql).findOneBy({ workspaceId, id });
}

export function listAgents(sql: Sql, workspaceId: string): Promise<AgentEntity[]> {
  return agents(sql).find({ where: { workspaceId }, order: { name: 'ASC', id: 'ASC' } });
}

export async function insertAgent(sql: Sql, agent: AgentEntity): Promise<void> {
  await agents(sql).insert(agent as never);
}

export async function updateAgent(
  sql: Sql,
  workspaceId: string,
  id: string,
  change: Partial<Omit<AgentEntity, 'workspaceId' | 'id'>>,
): Promise<void> {
  if (Object.keys(change).length > 0) await agents(sql).update({ workspaceId, id }, change as never);
}

/** The enabled owners, locked, so that two of them cannot demote each other at once. */
export async function lockOwners(tx: Tx, workspaceId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM agent WHERE workspace_id = $1 AND role = 'owner' AND disabled_at IS NULL ORDER BY id FOR UPDATE`,
    [workspaceId],
  );
  return rows.map((row) => row.id);
}

export interface AgentName {
  name: string;
  email: string;
  role: AgentRole;
  disabled: boolean;
  /** The file with their face. */
  picture: string | null;
}

export async function readAgentNames(sql: Sql, workspaceId: string): Promise<Map<string, AgentName>> {
  const rows = await sql.query<AgentName & { id: string }>(
    `SELECT id, name, email, role, disabled_at IS NOT NULL AS disabled, picture FROM agent WHERE workspace_id = $1`,
    [workspaceId],
  );
  return new Map(rows.map(({ id, ...agent }) => [id, agent]));
}
