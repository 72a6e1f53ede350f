// Rows of how each agent wants to hear: made when somebody changes something, or when a digest begins to wait.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { ChosenWays } from './kinds.js';
import { type QuietHours, USUAL_QUIET } from './quiet-hours.js';

export interface NotifySettings {
  ways: ChosenWays;
  quiet: QuietHours;
  /** null: the workspace's. */
  timeZone: string | null;
  pausedUntil: Date | null;
  digest: 'off' | 'hourly' | 'daily';
  digestAt: string;
  wordsInPush: boolean;
  digestDue: Date | null;
  lookedAt: Date | null;
}

const COLUMNS = `s.ways, s.quiet, s.time_zone AS "timeZone", s.paused_until AS "pausedUntil", s.digest, s.digest_at AS "digestAt",
  s.words_in_push AS "wordsInPush", s.digest_due AS "digestDue", s.looked_at AS "lookedAt"`;

const USUAL: NotifySettings = {
  ways: {},
  quiet: USUAL_QUIET,
  timeZone: null,
  pausedUntil: null,
  digest: 'daily',
  digestAt: '09:00',
  wordsInPush: false,
  digestDue: null,
  lookedAt: null,
};
const filled = (row: NotifySettings | undefined): NotifySettings =>
  row ? { ...row, quiet: { ...USUAL_QUIET, ...row.quiet } } : USUAL;

interface AgentKey {
  workspaceId: string;
  agentId: string;
}

/** The usual settings where nothing was chosen. */
export async function readSettings(sql: Sql, { workspaceId, agentId }: AgentKey): Promise<NotifySettings> {
  const [row] = await sql.query<NotifySettings>(
    `SELECT ${COLUMNS} FROM notify_settings s WHERE s.workspace_id = $1 AND s.agent_id = $2`,
    [workspaceId, agentId],
  );
  return filled(row);
}

/** What these agents chose; those without a row chose nothing. */
export async function waysOfAgents(
  sql: Sql,
  workspaceId: string,
  agentIds: string[],
): Promise<Map<string, ChosenWays>> {
  const rows = await sql.query<{ agentId: string; ways: ChosenWays }>(
    `SELECT s.agent_id AS "agentId", s.ways FROM notify_settings s WHERE s.workspace_id = $1 AND s.agent_id = ANY($2::uuid[])`,
    [workspaceId, agentIds],
  );
  return new Map(rows.map((row) => [row.agentId, row.ways]));
}

/** Agents who asked to hear of tickets that nobody has. */
export async function eagerAgents(sql: Sql, workspaceId: string): Promise<string[]> {
  const rows = await sql.query<{ agentId: string }>(
    `SELECT s.agent_id AS "agentId" FROM notify_settings s
     WHERE s.workspace_id = $1 AND s.ways @> '{"unassigned": {"app": true}}'`,
    [workspaceId],
  );
  return rows.map((row) => row.agentId);
}

type Chosen = Pick<
  NotifySettings,
  'ways' | 'quiet' | 'timeZone' | 'pausedUntil' | 'digest' | 'digestAt' | 'wordsInPush' | 'digestDue'
>;

export async function writeSettings(sql: Sql, { workspaceId, agentId }: AgentKey, chosen: Chosen): Promise<void> {
  await sql.query(
    `INSERT INTO notify_settings (workspace_id, agent_id, ways, quiet, time_zone, paused_until, digest, digest_at, words_in_push, digest_due)
     VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (workspace_id, agent_id) DO UPDATE SET ways = excluded.ways, quiet = excluded.quiet,
       time_zone = excluded.time_zone, paused_until = excluded.paused_until, digest = excluded.digest,
       digest_at = excluded.digest_at, words_in_push = excluded.words_in_push, digest_due = excluded.digest_due`,
    [
      workspaceId,
      agentId,
      JSON.stringify(chosen.ways),
      JSON.stringify(chosen.quiet),
      chosen.timeZone,
      chosen.pausedUntil,
      chosen.digest,
      chosen.digestAt,
      chosen.wordsInPush,
      chosen.digestDue,
    ],
  );
}

/** The agent has looked at the bell: what came before was not missed. */
export async function markLooked(sql: Sql, { workspaceId, agentId }: AgentKey, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO notify_settings (workspace_id, agent_id, looked_at) VALUES ($1, $2, $3)
     ON CONFLICT (workspace_id, agent_id) DO UPDATE SET looked_at = excluded.looked_at`,
    [workspaceId, agentId, at],
  );
}

/** Something waits for the digest from now on; an earlier due instant stays. */
export async function armDigest(tx: Tx, { workspaceId, agentId }: AgentKey, due: Date): Promise<void> {
  await tx.query(
    `INSERT INTO notify_settings (workspace_id, agent_id, digest_due) VALUES ($1, $2, $3)
     ON CONFLICT (workspace_id, agent_id) DO UPDATE SET digest_due = coalesce(notify_settings.digest_due, excluded.digest_due)`,
    [workspaceId, agentId, due],
  );
}

/** Takes a digest that is due, so that only one worker writes it; null: it is not due (any more). */
export async function takeDigest(
  tx: Tx,
  { workspaceId, agentId }: AgentKey,
  now: Date,
): Promise<NotifySettings | null> {
  const [row] = await tx.query<NotifySettings>(
    `SELECT ${COLUMNS} FROM notify_settings s
     WHERE s.workspace_id = $1 AND s.agent_id = $2 AND s.digest_due <= $3 FOR UPDATE`,
    [workspaceId, agentId, now],
  );
  return row ? filled(row) : null;
}

export async function setDigestDue(tx: Tx, { workspaceId, agentId }: AgentKey, due: Date | null): Promise<void> {
  await tx.query(`UPDATE notify_settings SET digest_due = $3 WHERE workspace_id = $1 AND agent_id = $2`, [
    workspaceId,
    agentId,
    due,
  ]);
}

export function dueDigests(sql: Sql, now: Date): Promise<AgentKey[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", agent_id AS "agentId" FROM notify_settings
       WHERE digest_due <= $1 ORDER BY digest_due LIMIT 500`,
    ),
    [now],
  );
}
