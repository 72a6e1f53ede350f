// Rows of presence: what was chosen, the last sign of life, and what follows from both as everybody sees it.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import type { PresenceReason, PresenceSource, PresenceState } from './presence.js';

export interface AgentKey {
  workspaceId: string;
  agentId: string;
}

export interface PresenceRow extends PresenceSource {
  agentId: string;
  handBack: boolean;
  state: PresenceState;
  why: PresenceReason;
  since: Date;
  checkAt: Date | null;
  unroutedSince: Date | null;
}

const COLUMNS = `p.agent_id AS "agentId", p.chosen, p.chosen_at AS "chosenAt", p.hand_back AS "handBack", p.alive_at AS "aliveAt",
  p.state, p.why, p.since, p.check_at AS "checkAt", p.unrouted_since AS "unroutedSince",
  a.disabled_at IS NOT NULL AS disabled, d.schedule`;
const FROM = `FROM agent_presence p
  JOIN agent a ON a.workspace_id = p.workspace_id AND a.id = p.agent_id
  LEFT JOIN agent_duty d ON d.workspace_id = p.workspace_id AND d.agent_id = p.agent_id`;

/** Everybody who was ever there, or those asked for. */
export function listPresence(sql: Sql, workspaceId: string, agentIds: string[] | null = null): Promise<PresenceRow[]> {
  return sql.query<PresenceRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE p.workspace_id = $1 AND ($2::uuid[] IS NULL OR p.agent_id = ANY($2)) ORDER BY p.agent_id`,
    [workspaceId, agentIds],
  );
}

/** The row under its lock, made if the person was never there. Null: no such agent. */
export async function lockPresence(tx: Tx, { workspaceId, agentId }: AgentKey, now: Date): Promise<PresenceRow | null> {
  await tx.query(
    `INSERT INTO agent_presence (workspace_id, agent_id, chosen_at, state, why, since)
     SELECT workspace_id, id, $3, 'offline', 'silent', $3 FROM agent WHERE workspace_id = $1 AND id = $2
     ON CONFLICT (workspace_id, agent_id) DO NOTHING`,
    [workspaceId, agentId, now],
  );
  const [row] = await tx.query<PresenceRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE p.workspace_id = $1 AND p.agent_id = $2 FOR UPDATE OF p`,
    [workspaceId, agentId],
  );
  return row ?? null;
}

export async function writePresence(tx: Tx, { workspaceId, agentId }: AgentKey, row: PresenceRow): Promise<void> {
  await tx.query(
    `UPDATE agent_presence SET chosen = $3, chosen_at = $4, hand_back = $5, alive_at = $6, state = $7, why = $8, since = $9,
       check_at = $10, unrouted_since = $11
     WHERE workspace_id = $1 AND agent_id = $2`,
    [
      workspaceId,
      agentId,
      row.chosen,
      row.chosenAt,
      row.handBack,
      row.aliveAt,
      row.state,
      row.why,
      row.since,
      row.checkAt,
      row.unroutedSince,
    ],
  );
}

export async function writeSpan(
  tx: Tx,
  { workspaceId, agentId }: AgentKey,
  span: { state: PresenceState; since: Date; until: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO agent_presence_span (workspace_id, agent_id, since, until, state) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (workspace_id, agent_id, since) DO NOTHING`,
    [workspaceId, agentId, span.since, span.until, span.state],
  );
}

/** When the last sign of life was written; null: never. */
export async function readAlive(sql: Sql, { workspaceId, agentId }: AgentKey): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT alive_at AS at FROM agent_presence WHERE workspace_id = $1 AND agent_id = $2`,
    [workspaceId, agentId],
  );
  return row?.at ?? null;
}

/** Those whose state may have changed by itself. */
export function duePresence(sql: Sql, now: Date): Promise<AgentKey[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", agent_id AS "agentId" FROM agent_presence
       WHERE check_at <= $1 ORDER BY check_at LIMIT 500`,
    ),
    [now],
  );
}

/** Those at whom routing has to look. */
export function unroutedPresence(sql: Sql, now: Date): Promise<AgentKey[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", agent_id AS "agentId" FROM agent_presence
       WHERE unrouted_since <= $1 ORDER BY unrouted_since LIMIT 500`,
    ),
    [now],
  );
}

/** These have room again: routing has to look at them. Those who never came have none to give. */
export async function markUnrouted(sql: Sql, workspaceId: string, agentIds: string[], now: Date): Promise<void> {
  await sql.query(
    `UPDATE agent_presence SET unrouted_since = $3 WHERE workspace_id = $1 AND agent_id = ANY($2::uuid[])
       AND (unrouted_since IS NULL OR unrouted_since < $3)`,
    [workspaceId, agentIds, now],
  );
}

/** Routing has looked; what happened since then is still to be looked at. */
export async function markRouted(sql: Sql, { workspaceId, agentId }: AgentKey, seen: Date): Promise<void> {
  await sql.query(
    `UPDATE agent_presence SET unrouted_since = NULL
     WHERE workspace_id = $1 AND agent_id = $2 AND date_trunc('milliseconds', unrouted_since) <= $3`,
    [workspaceId, agentId, seen],
  );
}

export async function dropOldSpans(sql: Sql, before: Date): Promise<void> {
  await sql.query(doorway('sweep', `DELETE FROM agent_presence_span WHERE until < $1`), [before]);
}
