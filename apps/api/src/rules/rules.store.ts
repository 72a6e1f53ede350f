// Rows of rules, in their order; a deleted one stays for the runs and facts that name it.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { Rule, RuleOrder } from './rule.js';

const COLUMNS = `r.id, r.name, r.enabled, r.occasion AS "when", r.condition, r.actions, r.stop, r.since, r.failures,
  r.failing_since AS "failingSince"`;

export function listRules(sql: Sql, workspaceId: string): Promise<Rule[]> {
  return sql.query<Rule>(
    `SELECT ${COLUMNS} FROM rule r WHERE r.workspace_id = $1 AND r.deleted_at IS NULL ORDER BY r.place, r.id`,
    [workspaceId],
  );
}

export async function findRule(sql: Sql, workspaceId: string, id: string): Promise<Rule | null> {
  const [rule] = await sql.query<Rule>(
    `SELECT ${COLUMNS} FROM rule r WHERE r.workspace_id = $1 AND r.id = $2 AND r.deleted_at IS NULL`,
    [workspaceId, id],
  );
  return rule ?? null;
}

/** Those that were deleted too: a line in a conversation still says which rule it was. */
export function listRuleNames(
  sql: Sql,
  workspaceId: string,
): Promise<{ id: string; name: string; deleted: boolean }[]> {
  return sql.query(
    `SELECT r.id, r.name, r.deleted_at IS NOT NULL AS deleted FROM rule r WHERE r.workspace_id = $1 ORDER BY r.place, r.id`,
    [workspaceId],
  );
}

/** At the end of the order if it is new. `armed` false: the clocks of tickets that are here already are set next. */
export async function writeRule(
  tx: Tx,
  workspaceId: string,
  rule: RuleOrder & { id: string; since: Date; armed: boolean },
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO rule (workspace_id, id, name, place, enabled, occasion, condition, actions, stop, since, armed, created_at, changed_at)
     SELECT $1, $2, $3, coalesce((SELECT max(place) FROM rule WHERE workspace_id = $1), 0) + 1, $4, $5::jsonb, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $11
     ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, enabled = excluded.enabled, occasion = excluded.occasion,
       condition = excluded.condition, actions = excluded.actions, stop = excluded.stop, since = excluded.since,
       armed = excluded.armed, failures = 0, failing_since = NULL, changed_at = excluded.changed_at`,
    [
      workspaceId,
      rule.id,
      rule.name,
      rule.enabled,
      JSON.stringify(rule.when),
      JSON.stringify(rule.condition),
      JSON.stringify(rule.actions),
      rule.stop,
      rule.since,
      rule.armed,
      at,
    ],
  );
}

export async function placeRules(tx: Tx, workspaceId: string, ids: string[], at: Date): Promise<void> {
  await tx.query(
    `UPDATE rule r SET place = wanted.place, changed_at = $3
     FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place) WHERE r.workspace_id = $1 AND r.id = wanted.id`,
    [workspaceId, ids, at],
  );
}

/** False: there is none. */
export async function dropRule(tx: Tx, workspaceId: string, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE rule SET deleted_at = $3, changed_at = $3, enabled = false, armed = true
     WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING id`,
    [workspaceId, id, at],
  );
  return rows.length > 0;
}

/** How many runs in a row had something that could not be done; nothing is written while all goes well. */
export async function countFailure(
  sql: Sql,
  workspaceId: string,
  id: string,
  failed: boolean,
  at: Date,
): Promise<void> {
  await sql.query(
    failed
      ? `UPDATE rule SET failures = failures + 1, failing_since = coalesce(failing_since, $3) WHERE workspace_id = $1 AND id = $2`
      : `UPDATE rule SET failures = 0, failing_since = NULL WHERE workspace_id = $1 AND id = $2 AND failures > 0 AND $3::timestamptz IS NOT NULL`,
    [workspaceId, id, at],
  );
}

/** Rules whose clocks are not set yet: their job was lost. */
export function unarmedRules(sql: Sql, before: Date): Promise<{ workspaceId: string; ruleId: string }[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", id AS "ruleId" FROM rule WHERE NOT armed AND changed_at <= $1 ORDER BY changed_at LIMIT 100`,
    ),
    [before],
  );
}

/** Only if it still is the rule that was looked at. */
export async function markArmed(sql: Sql, workspaceId: string, id: string, since: Date): Promise<void> {
  await sql.query(`UPDATE rule SET armed = true WHERE workspace_id = $1 AND id = $2 AND since = $3`, [
    workspaceId,
    id,
    since,
  ]);
}

/** Time rules that go by working hours, to be armed anew; their ids. */
export async function unarmBusinessRules(tx: Tx, workspaceId: string, at: Date): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE rule SET armed = false, changed_at = $2 WHERE workspace_id = $1 AND enabled AND deleted_at IS NULL
       AND occasion->>'on' = 'time' AND occasion->>'clock' = 'business' RETURNING id`,
    [workspaceId, at],
  );
  return rows.map((row) => row.id);
}
