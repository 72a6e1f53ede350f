// Rows of routing: how a workspace hands out its work, and which tickets wait for somebody.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import { NO_TERMS, type Plan, type Routing, type RoutingRule, type Terms } from './routing.js';

export async function readRouting(sql: Sql, workspaceId: string): Promise<Routing> {
  const [terms] = await sql.query<Terms>(
    `SELECT default_team_id AS "defaultTeamId", by_language AS "byLanguage", capacity FROM routing_terms WHERE workspace_id = $1`,
    [workspaceId],
  );
  const plans = await sql.query<Plan>(
    `SELECT team_id AS "teamId", mode, use_capacity AS "useCapacity", overflow_s AS "overflowSeconds", overflow_to AS "overflowTo",
       overflow_team_id AS "overflowTeamId", give_back AS "giveBack", give_back_s AS "giveBackSeconds"
     FROM routing_plan WHERE workspace_id = $1 ORDER BY team_id NULLS FIRST`,
    [workspaceId],
  );
  const rules = await sql.query<RoutingRule>(
    `SELECT id, name, enabled, condition, team_id AS "teamId", skills, first FROM routing_rule
     WHERE workspace_id = $1 ORDER BY place, id`,
    [workspaceId],
  );
  return { terms: terms ?? NO_TERMS, plans, rules };
}

export async function writeTerms(tx: Tx, workspaceId: string, terms: Terms): Promise<void> {
  await tx.query(
    `INSERT INTO routing_terms (workspace_id, default_team_id, by_language, capacity) VALUES ($1, $2, $3, $4::jsonb)
     ON CONFLICT (workspace_id) DO UPDATE SET default_team_id = excluded.default_team_id,
       by_language = excluded.by_language, capacity = excluded.capacity`,
    [workspaceId, terms.defaultTeamId, terms.byLanguage, JSON.stringify(terms.capacity)],
  );
}

export async function writePlan(tx: Tx, workspaceId: string, plan: Plan): Promise<void> {
  await tx.query(
    `INSERT INTO routing_plan (workspace_id, team_id, mode, use_capacity, overflow_s, overflow_to, overflow_team_id, give_back, give_back_s)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (workspace_id, team_id) DO UPDATE SET mode = excluded.mode, use_capacity = excluded.use_capacity,
       overflow_s = excluded.overflow_s, overflow_to = excluded.overflow_to, overflow_team_id = excluded.overflow_team_id,
       give_back = excluded.give_back, give_back_s = excluded.give_back_s`,
    [
      workspaceId,
      plan.teamId,
      plan.mode,
      plan.useCapacity,
      plan.overflowSeconds,
      plan.overflowTo,
      plan.overflowTeamId,
      plan.giveBack,
      plan.giveBackSeconds,
    ],
  );
}

export async function writeRule(tx: Tx, workspaceId: string, rule: RoutingRule): Promise<void> {
  await tx.query(
    `INSERT INTO routing_rule (workspace_id, id, name, place, enabled, condition, team_id, skills, first)
     VALUES ($1, $2, $3, (SELECT coalesce(max(place), 0) + 1 FROM routing_rule WHERE workspace_id = $1), $4, $5::jsonb, $6, $7, $8)
     ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled,
       condition = excluded.condition, team_id = excluded.team_id, skills = excluded.skills, first = excluded.first`,
    [
      workspaceId,
      rule.id,
      rule.name,
      rule.enabled,
      JSON.stringify(rule.condition),
      rule.teamId,
      rule.skills,
      rule.first,
    ],
  );
}

export async function dropRule(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const gone = await tx.query(`DELETE FROM routing_rule WHERE workspace_id = $1 AND id = $2 RETURNING id`, [
    workspaceId,
    id,
  ]);
  return gone.length > 0;
}

export async function placeRules(tx: Tx, workspaceId: string, ids: string[]): Promise<void> {
  await tx.query(
    `UPDATE routing_rule r SET place = given.place FROM unnest($2::uuid[]) WITH ORDINALITY AS given (id, place)
     WHERE r.workspace_id = $1 AND r.id = given.id`,
    [workspaceId, ids],
  );
}

/** The way of routing has changed: what waits is looked at anew. Answers the mark to take away once that is done. */
export async function markRevised(tx: Tx, workspaceId: string, now: Date): Promise<void> {
  await tx.query(
    `INSERT INTO routing_terms (workspace_id, stale_since) VALUES ($1, $2)
     ON CONFLICT (workspace_id) DO UPDATE SET stale_since = excluded.stale_since`,
    [workspaceId, now],
  );
}

export async function readRevised(sql: Sql, workspaceId: string): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT stale_since AS at FROM routing_terms WHERE workspace_id = $1`,
    [workspaceId],
  );
  return row?.at ?? null;
}

export async function dropRevised(sql: Sql, workspaceId: string, seen: Date): Promise<void> {
  await sql.query(
    `UPDATE routing_terms SET stale_since = NULL WHERE workspace_id = $1 AND date_trunc('milliseconds', stale_since) <= $2`,
    [workspaceId, seen],
  );
}

export function revisedWorkspaces(sql: Sql, now: Date): Promise<{ workspaceId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId" FROM routing_terms WHERE stale_since <= $1 ORDER BY stale_since LIMIT 100`,
    ),
    [now],
  );
}
