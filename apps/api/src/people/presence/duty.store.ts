// Rows of what each agent can take on, and the names of skills.
import type { Sql, Tx } from '../../platform/database/database.js';
import type { Capacity } from './duty.js';
import type { PresenceState } from './presence.js';
import type { AgentKey } from './presence.store.js';
import type { Schedule } from './presence-hours.js';

export interface DutyRow {
  agentId: string;
  skills: number[];
  capacity: Partial<Capacity>;
  schedule: Schedule | null;
}

/** Of every agent who may come in; those without a row have the usual duty. */
export function listDuties(sql: Sql, workspaceId: string, agentId: string | null = null): Promise<DutyRow[]> {
  return sql.query<DutyRow>(
    `SELECT a.id AS "agentId", coalesce(d.skills, '{}') AS skills, coalesce(d.capacity, '{}') AS capacity, d.schedule
     FROM agent a LEFT JOIN agent_duty d ON d.workspace_id = a.workspace_id AND d.agent_id = a.id
     WHERE a.workspace_id = $1 AND ($2::uuid IS NULL OR a.id = $2) AND (a.disabled_at IS NULL OR a.id = $2)
     ORDER BY a.name, a.id`,
    [workspaceId, agentId],
  );
}

export async function writeDuty(
  tx: Tx,
  { workspaceId, agentId }: AgentKey,
  duty: Omit<DutyRow, 'agentId'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO agent_duty (workspace_id, agent_id, skills, capacity, schedule) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb)
     ON CONFLICT (workspace_id, agent_id) DO UPDATE
       SET skills = excluded.skills, capacity = excluded.capacity, schedule = excluded.schedule`,
    [workspaceId, agentId, duty.skills, JSON.stringify(duty.capacity), duty.schedule && JSON.stringify(duty.schedule)],
  );
}

export interface CandidateRow extends DutyRow {
  name: string;
  turn: number;
  state: PresenceState;
  chosen: PresenceState;
  chosenAt: Date;
  aliveAt: Date | null;
}

/** Who may be given work: of a team (null: of the workspace), enabled, and online as far as was last seen. */
export function listCandidates(sql: Sql, workspaceId: string, teamId: string | null): Promise<CandidateRow[]> {
  return sql.query<CandidateRow>(
    `SELECT p.agent_id AS "agentId", a.name, coalesce(d.skills, '{}') AS skills, coalesce(d.capacity, '{}') AS capacity,
       d.schedule, coalesce(d.turn, 0) AS turn, p.state, p.chosen, p.chosen_at AS "chosenAt", p.alive_at AS "aliveAt"
     FROM agent_presence p
     JOIN agent a ON a.workspace_id = p.workspace_id AND a.id = p.agent_id AND a.disabled_at IS NULL
     LEFT JOIN agent_duty d ON d.workspace_id = p.workspace_id AND d.agent_id = p.agent_id
     WHERE p.workspace_id = $1 AND p.state = 'online' AND ($2::uuid IS NULL OR EXISTS (
       SELECT 1 FROM team_member m WHERE m.workspace_id = $1 AND m.team_id = $2 AND m.agent_id = p.agent_id))
     ORDER BY p.agent_id`,
    [workspaceId, teamId],
  );
}

/** Nobody else gives this person a ticket until the transaction ends. */
export async function lockDuty(tx: Tx, { workspaceId, agentId }: AgentKey): Promise<void> {
  await tx.query(
    `INSERT INTO agent_duty (workspace_id, agent_id) VALUES ($1, $2) ON CONFLICT (workspace_id, agent_id) DO NOTHING`,
    [workspaceId, agentId],
  );
  await tx.query(`SELECT 1 FROM agent_duty WHERE workspace_id = $1 AND agent_id = $2 FOR UPDATE`, [
    workspaceId,
    agentId,
  ]);
}

/** Their turn is over: everybody else comes before them now. */
export async function passTurn(tx: Tx, { workspaceId, agentId }: AgentKey): Promise<void> {
  await tx.query(`UPDATE agent_duty SET turn = nextval('routing_turn') WHERE workspace_id = $1 AND agent_id = $2`, [
    workspaceId,
    agentId,
  ]);
}

/** Which skills anybody of a team (null: of the workspace) has, here or not. */
export async function skillsOfTeam(sql: Sql, workspaceId: string, teamId: string | null): Promise<Set<number>> {
  const rows = await sql.query<{ id: number }>(
    `SELECT DISTINCT unnest(d.skills) AS id FROM agent_duty d
     JOIN agent a ON a.workspace_id = d.workspace_id AND a.id = d.agent_id AND a.disabled_at IS NULL
     WHERE d.workspace_id = $1 AND ($2::uuid IS NULL OR EXISTS (
       SELECT 1 FROM team_member m WHERE m.workspace_id = $1 AND m.team_id = $2 AND m.agent_id = d.agent_id))`,
    [workspaceId, teamId],
  );
  return new Set(rows.map((row) => row.id));
}

/** By name. */
export function listSkills(sql: Sql, workspaceId: string): Promise<{ id: number; name: string }[]> {
  return sql.query(`SELECT id, name FROM skill WHERE workspace_id = $1 ORDER BY lower(name), id`, [workspaceId]);
}

/** Makes those that are missing, one process at a time. */
export async function insertSkills(tx: Tx, workspaceId: string, names: string[]): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('skill ' || $1, 0))`, [workspaceId]);
  await tx.query(
    `INSERT INTO skill (workspace_id, id, name)
     SELECT $1, coalesce((SELECT max(id) FROM skill WHERE workspace_id = $1), 0) + row_number() OVER (ORDER BY place), name
     FROM (SELECT DISTINCT ON (lower(given.name)) given.name, place FROM unnest($2::text[]) WITH ORDINALITY AS given (name, place)
           WHERE NOT EXISTS (SELECT 1 FROM skill s WHERE s.workspace_id = $1 AND lower(s.name) = lower(given.name))
           ORDER BY lower(given.name), place) AS fresh`,
    [workspaceId, names],
  );
}
