// Rows of saved views.
import type { Sql, Tx } from '../../platform/database/database.js';
import type { Looker, SavedView } from './saved-view.js';

const SELECT = `id, scope, agent_id AS "agentId", team_id AS "teamId", name, icon, condition, sort, look, place`;
/** Nobody needs more in one rail. */
export const MOST_VIEWS = 200;

/** Those that this person may see, in their order: the shared ones, the teams', their own. */
export function listViews(sql: Pick<Sql, 'query'>, workspaceId: string, who: Looker): Promise<SavedView[]> {
  return sql.query<SavedView>(
    `SELECT ${SELECT} FROM saved_view WHERE workspace_id = $1 AND (scope = 'shared'
       OR (scope = 'team' AND ($3 OR team_id = ANY($4::uuid[]))) OR (scope = 'personal' AND agent_id = $2))
     ORDER BY CASE scope WHEN 'shared' THEN 0 WHEN 'team' THEN 1 ELSE 2 END, place, lower(name), id LIMIT ${MOST_VIEWS}`,
    [workspaceId, who.agentId, who.role !== 'agent', who.teamIds],
  );
}

export async function findView(sql: Pick<Sql, 'query'>, workspaceId: string, id: string): Promise<SavedView | null> {
  const [view] = await sql.query<SavedView>(`SELECT ${SELECT} FROM saved_view WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  return view ?? null;
}

/** A new one stands last among those of its kind. */
export async function insertView(tx: Tx, workspaceId: string, view: SavedView, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO saved_view (workspace_id, id, scope, agent_id, team_id, name, icon, condition, sort, look, place, created_at, changed_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10::jsonb, coalesce(max(v.place), -1) + 1, $11, $11
     FROM saved_view v WHERE v.workspace_id = $1 AND v.scope = $3 AND ($3 <> 'personal' OR v.agent_id = $4)`,
    [
      workspaceId,
      view.id,
      view.scope,
      view.agentId,
      view.teamId,
      view.name,
      view.icon,
      JSON.stringify(view.condition),
      view.sort,
      JSON.stringify(view.look),
      now,
    ],
  );
}

export async function updateView(tx: Tx, workspaceId: string, view: SavedView, now: Date): Promise<void> {
  await tx.query(
    `UPDATE saved_view SET scope = $3, agent_id = $4, team_id = $5, name = $6, icon = $7, condition = $8::jsonb, sort = $9,
       look = $10::jsonb, changed_at = $11 WHERE workspace_id = $1 AND id = $2`,
    [
      workspaceId,
      view.id,
      view.scope,
      view.agentId,
      view.teamId,
      view.name,
      view.icon,
      JSON.stringify(view.condition),
      view.sort,
      JSON.stringify(view.look),
      now,
    ],
  );
}

export async function placeViews(tx: Tx, workspaceId: string, ids: string[]): Promise<void> {
  await tx.query(
    `UPDATE saved_view v SET place = given.place - 1 FROM unnest($2::uuid[]) WITH ORDINALITY AS given (id, place)
     WHERE v.workspace_id = $1 AND v.id = given.id`,
    [workspaceId, ids],
  );
}

export async function deleteView(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.query(`DELETE FROM saved_view WHERE workspace_id = $1 AND id = $2`, [workspaceId, id]);
}

/** How many there are of one kind, so that nobody fills the rail without end. */
export async function countViews(tx: Tx, workspaceId: string, scope: string, agentId: string | null): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM saved_view WHERE workspace_id = $1 AND scope = $2 AND ($2 <> 'personal' OR agent_id = $3)`,
    [workspaceId, scope, agentId],
  );
  return row!.count;
}
