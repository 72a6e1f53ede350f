// Rows of workspaces, and the row that numbers their tickets.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { prepared } from '../platform/database/prepared.js';
import { WorkspaceEntity } from './workspace.entity.js';

const workspaces = (sql: Sql) => sql.entities.getRepository(WorkspaceEntity);

const SELECT = `SELECT id, name, slug, locale, time_zone AS "timeZone", settings, created_at AS "createdAt" FROM workspace`;

export async function findWorkspace(sql: Sql, id: string): Promise<WorkspaceEntity | null> {
  const [row] = await sql.query<WorkspaceEntity>(prepared(`${SELECT} WHERE id = $1`), [id]);
  return row ?? null;
}

/** Every workspace of this desk, oldest first. */
export function listWorkspaces(sql: Sql): Promise<WorkspaceEntity[]> {
  return sql.query<WorkspaceEntity>(doorway('first-run', `${SELECT} ORDER BY created_at, id`));
}

export async function insertWorkspace(sql: Sql, workspace: WorkspaceEntity): Promise<void> {
  await workspaces(sql).insert(workspace as never);
  await sql.query(`INSERT INTO ticket_number (workspace_id, next) VALUES ($1, 1)`, [workspace.id]);
}

export async function updateWorkspace(
  sql: Sql,
  id: string,
  change: Partial<Pick<WorkspaceEntity, 'name' | 'locale' | 'timeZone' | 'settings'>>,
): Promise<void> {
  if (Object.keys(change).length > 0) await workspaces(sql).update({ id }, change as never);
}
