// Rows of macros: words to begin with, and what is done with them.
import type { Sql, Tx } from '../platform/database/database.js';

export interface MacroWords {
  text: string;
  html: string;
}

export interface Macro {
  id: string;
  name: string;
  scope: 'personal' | 'team' | 'shared';
  /** Whose, if personal; else who made it. */
  agentId: string | null;
  teamId: string | null;
  text: string;
  html: string;
  /** The same in other languages, by their code. */
  variants: Record<string, MacroWords>;
  actions: Record<string, unknown>[];
  updatedAt: Date;
}

const MACRO = `m.id, m.name, m.scope, m.agent_id AS "agentId", m.team_id AS "teamId", m.text, m.html, m.variants, m.actions,
  m.updated_at AS "updatedAt"`;

/** Those that this agent may use, by name: their own, their teams', everybody's. `all`: every team's too. */
export async function listMacros(
  sql: Sql,
  workspaceId: string,
  agentId: string | null,
  all: boolean,
): Promise<Macro[]> {
  return sql.query<Macro>(
    `SELECT ${MACRO} FROM macro m WHERE m.workspace_id = $1 AND (m.scope = 'shared'
       OR m.scope = 'personal' AND m.agent_id = $2
       OR m.scope = 'team' AND ($3 OR EXISTS (SELECT FROM team_member tm
            WHERE tm.workspace_id = m.workspace_id AND tm.team_id = m.team_id AND tm.agent_id = $2)))
     ORDER BY lower(m.name), m.id LIMIT 2000`,
    [workspaceId, agentId, all],
  );
}

export async function findMacro(sql: Sql, workspaceId: string, id: string): Promise<Macro | null> {
  const [row] = await sql.query<Macro>(`SELECT ${MACRO} FROM macro m WHERE m.workspace_id = $1 AND m.id = $2`, [
    workspaceId,
    id,
  ]);
  return row ?? null;
}

export async function countMacros(sql: Sql, workspaceId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM macro WHERE workspace_id = $1`, [
    workspaceId,
  ]);
  return row?.count ?? 0;
}

export async function writeMacro(tx: Sql, workspaceId: string, macro: Macro): Promise<void> {
  await tx.query(
    `INSERT INTO macro (workspace_id, id, name, scope, agent_id, team_id, text, html, variants, actions, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11, $11)
     ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, scope = excluded.scope, agent_id = excluded.agent_id,
       team_id = excluded.team_id, text = excluded.text, html = excluded.html, variants = excluded.variants,
       actions = excluded.actions, updated_at = excluded.updated_at`,
    [
      workspaceId,
      macro.id,
      macro.name,
      macro.scope,
      macro.agentId,
      macro.teamId,
      macro.text,
      macro.html,
      JSON.stringify(macro.variants),
      JSON.stringify(macro.actions),
      macro.updatedAt,
    ],
  );
}

export async function deleteMacro(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.query(`DELETE FROM macro_use WHERE workspace_id = $1 AND macro_id = $2`, [workspaceId, id]);
  await tx.query(`DELETE FROM macro WHERE workspace_id = $1 AND id = $2`, [workspaceId, id]);
}
