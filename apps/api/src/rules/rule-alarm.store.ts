// Rows of the clocks of time rules: since when each runs for which ticket, and when its time is over.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { TicketKey } from './rule-work.store.js';

export interface RuleAlarm {
  ticketId: string;
  ruleId: string;
  beganAt: Date;
  chain: string[];
  /** Null: it rang, or its time never comes. */
  alarmAt: Date | null;
  rangAt: Date | null;
}

export function readAlarms(sql: Sql, { workspaceId, ticketId }: TicketKey): Promise<RuleAlarm[]> {
  return sql.query<RuleAlarm>(
    `SELECT ticket_id AS "ticketId", rule_id AS "ruleId", began_at AS "beganAt", chain, alarm_at AS "alarmAt", rang_at AS "rangAt"
     FROM rule_alarm WHERE workspace_id = $1 AND ticket_id = $2`,
    [workspaceId, ticketId],
  );
}

export function writeAlarms(sql: Sql, workspaceId: string, alarms: RuleAlarm[]): Promise<void> {
  return insertAlarms(
    sql,
    workspaceId,
    alarms,
    `UPDATE SET began_at = excluded.began_at, chain = excluded.chain, alarm_at = excluded.alarm_at, rang_at = excluded.rang_at`,
  );
}

/** Those that are not set yet. */
export function addAlarms(sql: Sql, workspaceId: string, alarms: RuleAlarm[]): Promise<void> {
  return insertAlarms(sql, workspaceId, alarms, 'NOTHING');
}

async function insertAlarms(sql: Sql, workspaceId: string, alarms: RuleAlarm[], otherwise: string): Promise<void> {
  if (alarms.length === 0) return;
  await sql.query(
    `INSERT INTO rule_alarm (workspace_id, ticket_id, rule_id, began_at, chain, alarm_at, rang_at)
     SELECT $1, a."ticketId", a."ruleId", a."beganAt", ARRAY(SELECT jsonb_array_elements_text(a.chain))::uuid[], a."alarmAt", a."rangAt"
     FROM jsonb_to_recordset($2::jsonb) AS a("ticketId" uuid, "ruleId" uuid, "beganAt" timestamptz, chain jsonb, "alarmAt" timestamptz, "rangAt" timestamptz)
     ON CONFLICT (workspace_id, ticket_id, rule_id) DO ${otherwise}`,
    [workspaceId, JSON.stringify(alarms)],
  );
}

export async function dropAlarms(sql: Sql, { workspaceId, ticketId }: TicketKey, ruleIds: string[]): Promise<void> {
  if (ruleIds.length === 0) return;
  await sql.query(`DELETE FROM rule_alarm WHERE workspace_id = $1 AND ticket_id = $2 AND rule_id = ANY($3::uuid[])`, [
    workspaceId,
    ticketId,
    ruleIds,
  ]);
}

/** All clocks of a rule: it has changed, or is gone. */
export async function dropAlarmsOf(sql: Sql, workspaceId: string, ruleId: string): Promise<void> {
  await sql.query(`DELETE FROM rule_alarm WHERE workspace_id = $1 AND rule_id = $2`, [workspaceId, ruleId]);
}

/** Tickets for which some rule's time is over, those due longest first. */
export const RULES_RINGING = doorway(
  'sweep',
  `SELECT workspace_id AS "workspaceId", ticket_id AS "ticketId" FROM rule_alarm WHERE alarm_at <= $1 ORDER BY alarm_at LIMIT 200`,
);

export const ringingTickets = (sql: Sql, now: Date): Promise<TicketKey[]> => sql.query(RULES_RINGING, [now]);

export async function nextRuleAlarm(sql: Sql): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date }>(
    doorway('sweep', `SELECT alarm_at AS at FROM rule_alarm WHERE alarm_at IS NOT NULL ORDER BY alarm_at LIMIT 1`),
  );
  return row?.at ?? null;
}
