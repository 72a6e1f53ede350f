// Rows of the runs of rules: the log that people read, and the guard by which nothing is done twice.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

/** What became of one action. `code`: why it could not be done, or was left out. */
export interface Outcome {
  do: string;
  how: 'done' | 'failed' | 'left-out';
  code?: string;
}

export interface RuleRun {
  id: string;
  ruleId: string;
  ticketId: string;
  /** `fact 12`, or `clock` and when it began. */
  cause: string;
  state: 'doing' | 'done' | 'failed' | 'held-back';
  chain: string[];
  outcomes: Outcome[];
  tries: number;
  at: Date;
}

const COLUMNS = `u.id, u.rule_id AS "ruleId", u.ticket_id AS "ticketId", u.cause, u.state, u.chain, u.outcomes, u.tries, u.at`;

/** The run of a rule for a cause: a new one, or the one that was begun before. */
export async function beginRun(
  sql: Sql,
  workspaceId: string,
  run: Pick<RuleRun, 'id' | 'ruleId' | 'ticketId' | 'cause' | 'state' | 'chain' | 'at'>,
): Promise<{ run: RuleRun; fresh: boolean }> {
  const [fresh] = await sql.query<RuleRun>(
    `INSERT INTO rule_run AS u (workspace_id, id, rule_id, ticket_id, cause, state, chain, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::uuid[], $8) ON CONFLICT (workspace_id, ticket_id, rule_id, cause) DO NOTHING RETURNING ${COLUMNS}`,
    [workspaceId, run.id, run.ruleId, run.ticketId, run.cause, run.state, run.chain, run.at],
  );
  if (fresh) return { run: fresh, fresh: true };
  return { run: (await findRun(sql, workspaceId, run))!, fresh: false };
}

export async function findRun(
  sql: Sql,
  workspaceId: string,
  { ticketId, ruleId, cause }: Pick<RuleRun, 'ticketId' | 'ruleId' | 'cause'>,
): Promise<RuleRun | null> {
  const [run] = await sql.query<RuleRun>(
    `SELECT ${COLUMNS} FROM rule_run u WHERE u.workspace_id = $1 AND u.ticket_id = $2 AND u.rule_id = $3 AND u.cause = $4`,
    [workspaceId, ticketId, ruleId, cause],
  );
  return run ?? null;
}

export async function writeRun(
  sql: Sql,
  workspaceId: string,
  { id, state, outcomes, tries }: Pick<RuleRun, 'id' | 'state' | 'outcomes' | 'tries'>,
): Promise<void> {
  await sql.query(
    `UPDATE rule_run SET state = $3, outcomes = $4::jsonb, tries = $5 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, state, JSON.stringify(outcomes), tries],
  );
}

/** How often a rule ran on a ticket since; and when it last spoke there. */
export async function runsSince(
  sql: Sql,
  workspaceId: string,
  { ticketId, ruleId }: Pick<RuleRun, 'ticketId' | 'ruleId'>,
  since: Date,
): Promise<{ runs: number; spokeAt: Date | null }> {
  const [row] = await sql.query<{ runs: number; spokeAt: Date | null }>(
    `SELECT count(*) FILTER (WHERE at > $4 AND state <> 'held-back')::int AS runs,
       max(at) FILTER (WHERE outcomes @> '[{"do": "reply", "how": "done"}]') AS "spokeAt"
     FROM (SELECT at, state, outcomes FROM rule_run WHERE workspace_id = $1 AND ticket_id = $2 AND rule_id = $3
           ORDER BY at DESC LIMIT 100) AS latest`,
    [workspaceId, ticketId, ruleId, since],
  );
  return row!;
}

/** The log, newest first. */
export function listRuns(
  sql: Sql,
  workspaceId: string,
  ask: { ruleId: string | null; ticketId: string | null; before: string | null; limit: number },
): Promise<(RuleRun & { number: number; subject: string | null; preview: string })[]> {
  const { ruleId, ticketId, before, limit } = ask;
  const params: unknown[] = [workspaceId];
  const give = (value: unknown) => `$${params.push(value)}`;
  const where = [
    ...(ruleId ? [`u.rule_id = ${give(ruleId)}`] : []),
    ...(ticketId ? [`u.ticket_id = ${give(ticketId)}`] : []),
    ...(before ? [`u.id < ${give(before)}`] : []),
  ];
  return sql.query(
    `SELECT ${COLUMNS}, t.number, t.subject, t.preview FROM rule_run u
     JOIN ticket t ON t.workspace_id = $1 AND t.id = u.ticket_id
     WHERE u.workspace_id = $1 ${where.map((one) => `AND ${one}`).join(' ')} ORDER BY u.id DESC LIMIT ${give(limit)}`,
    params,
  );
}

/** Old runs are no guard any more, and nobody reads them. */
export async function dropOldRuns(sql: Sql, before: Date): Promise<void> {
  await sql.query(
    doorway(
      'sweep',
      `DELETE FROM rule_run WHERE (workspace_id, id) IN (SELECT workspace_id, id FROM rule_run WHERE at < $1 ORDER BY at LIMIT 2000)`,
    ),
    [before],
  );
}
