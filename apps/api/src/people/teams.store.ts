// Rows of teams and of who is in them.
import type { Sql } from '../platform/database/database.js';
import { TeamEntity } from './team.entity.js';
import type { TeamView } from './teams.requests.js';

const teams = (sql: Sql) => sql.entities.getRepository(TeamEntity);

/** By name, or the one asked for. */
export function listTeams(sql: Sql, workspaceId: string, id: string | null = null): Promise<TeamView[]> {
  return sql.query<TeamView>(
    `SELECT t.id, t.name, t.calendar_id AS "calendarId",
            ARRAY(SELECT m.agent_id FROM team_member m
                  WHERE m.workspace_id = $1 AND m.team_id = t.id ORDER BY m.agent_id) AS "memberIds"
     FROM team t WHERE t.workspace_id = $1 AND ($2::uuid IS NULL OR t.id = $2) ORDER BY t.name, t.id`,
    [workspaceId, id],
  );
}

export async function insertTeam(sql: Sql, team: TeamEntity): Promise<void> {
  await teams(sql).insert(team);
}

/** False when there is no such team. */
export async function updateTeam(
  sql: Sql,
  workspaceId: string,
  id: string,
  change: Partial<Pick<TeamEntity, 'name' | 'calendarId'>>,
): Promise<boolean> {
  const { affected } = await teams(sql).update({ workspaceId, id }, change);
  return affected === 1;
}

export async function deleteTeam(sql: Sql, workspaceId: string, id: string): Promise<boolean> {
  const { affected } = await teams(sql).delete({ workspaceId, id });
  return affected === 1;
}

/** Replaces the members; ids that are no agents here are an error of the foreign key. */
export async function replaceMembers(sql: Sql, workspaceId: string, teamId: string, agentIds: string[]): Promise<void> {
  await sql.query(`DELETE FROM team_member WHERE workspace_id = $1 AND team_id = $2`, [workspaceId, teamId]);
  await sql.query(
    `INSERT INTO team_member (workspace_id, team_id, agent_id) SELECT $1, $2, member FROM unnest($3::uuid[]) AS member`,
    [workspaceId, teamId, [...new Set(agentIds)]],
  );
}
