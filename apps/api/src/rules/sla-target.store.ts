// Rows of promises: what each ticket was promised, which tickets have news for them, and by which terms a workspace was reckoned.
import type { Sql, Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import type { Fact } from '../platform/events/define-event.js';
import { floorOf } from '../platform/ids.js';
import { FACTS_OF_CLOCKS } from './run-clocks.js';
import type { SlaTarget } from './settle-targets.js';

interface TicketKey {
  workspaceId: string;
  ticketId: string;
}

export function readTargets(tx: Sql, { workspaceId, ticketId }: TicketKey): Promise<SlaTarget[]> {
  return tx.query<SlaTarget>(
    `SELECT target, part, policy_id AS "policyId", clock, seconds, calendar_version_id AS "calendarVersionId",
       started_at AS "startedAt", due_at AS "dueAt", remaining_s AS "remainingS", paused_at AS "pausedAt",
       warned_at AS "warnedAt", breached_at AS "breachedAt", met_at AS "metAt", stopped_at AS "stoppedAt", alarm_at AS "alarmAt"
     FROM sla_target WHERE workspace_id = $1 AND ticket_id = $2`,
    [workspaceId, ticketId],
  );
}

export async function writeTargets(tx: Tx, { workspaceId, ticketId }: TicketKey, rows: SlaTarget[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO sla_target (workspace_id, ticket_id, target, part, policy_id, clock, seconds, calendar_version_id, started_at,
       due_at, remaining_s, paused_at, warned_at, breached_at, met_at, stopped_at, alarm_at)
     SELECT $1, $2, r.target, r.part, r."policyId", r.clock, r.seconds, r."calendarVersionId", r."startedAt",
       r."dueAt", r."remainingS", r."pausedAt", r."warnedAt", r."breachedAt", r."metAt", r."stoppedAt", r."alarmAt"
     FROM jsonb_to_recordset($3::jsonb) AS r(target text, part int, "policyId" uuid, clock text, seconds int,
       "calendarVersionId" uuid, "startedAt" timestamptz, "dueAt" timestamptz, "remainingS" int, "pausedAt" timestamptz,
       "warnedAt" timestamptz, "breachedAt" timestamptz, "metAt" timestamptz, "stoppedAt" timestamptz, "alarmAt" timestamptz)
     ON CONFLICT (workspace_id, ticket_id, target, part) DO UPDATE SET policy_id = excluded.policy_id, clock = excluded.clock,
       seconds = excluded.seconds, calendar_version_id = excluded.calendar_version_id, started_at = excluded.started_at,
       due_at = excluded.due_at, remaining_s = excluded.remaining_s, paused_at = excluded.paused_at,
       warned_at = excluded.warned_at, breached_at = excluded.breached_at, met_at = excluded.met_at,
       stopped_at = excluded.stopped_at, alarm_at = excluded.alarm_at`,
    [workspaceId, ticketId, JSON.stringify(rows)],
  );
}

/** The facts of its clocks, in order. */
export function readClockFacts(
  tx: Sql,
  { workspaceId, ticketId }: TicketKey,
): Promise<Pick<Fact, 'seq' | 'type' | 'at' | 'payload'>[]> {
  return tx.query(
    `SELECT seq, type, at, payload FROM fact
     WHERE workspace_id = $1 AND ticket_id = $2 AND id >= $3 AND type = ANY($4::text[]) ORDER BY seq`,
    [workspaceId, ticketId, floorOf(ticketId), FACTS_OF_CLOCKS.map((event) => event.type)],
  );
}

/** Facts have come that the promises of these tickets do not know yet. */
export async function markStale(tx: Tx, tickets: TicketKey[], at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO sla_ticket (workspace_id, ticket_id, kept_seq, stale_since)
     SELECT k."workspaceId", k."ticketId", -1, $2
     FROM jsonb_to_recordset($1::jsonb) AS k("workspaceId" uuid, "ticketId" uuid)
     ON CONFLICT (workspace_id, ticket_id) DO UPDATE SET stale_since = coalesce(sla_ticket.stale_since, excluded.stale_since)`,
    [JSON.stringify(tickets), at],
  );
}

/** The seq up to which its facts were settled; null: never. */
export async function readKeptSeq(tx: Sql, { workspaceId, ticketId }: TicketKey): Promise<number | null> {
  const [row] = await tx.query<{ seq: number }>(
    `SELECT kept_seq AS seq FROM sla_ticket WHERE workspace_id = $1 AND ticket_id = $2`,
    [workspaceId, ticketId],
  );
  return row && row.seq >= 0 ? row.seq : null;
}

export async function markKept(tx: Tx, { workspaceId, ticketId }: TicketKey, seq: number): Promise<void> {
  await tx.query(
    `INSERT INTO sla_ticket (workspace_id, ticket_id, kept_seq) VALUES ($1, $2, $3)
     ON CONFLICT (workspace_id, ticket_id) DO UPDATE SET kept_seq = excluded.kept_seq, stale_since = NULL`,
    [workspaceId, ticketId, seq],
  );
}

/** Tickets whose news were noted and not settled: their job was lost. */
export function staleTickets(sql: Sql, before: Date): Promise<TicketKey[]> {
  return sql.query(
    doorway(
      'sweep',
      `SELECT workspace_id AS "workspaceId", ticket_id AS "ticketId" FROM sla_ticket
       WHERE stale_since <= $1 ORDER BY stale_since LIMIT 500`,
    ),
    [before],
  );
}

export const RINGING = doorway(
  'sweep',
  `SELECT workspace_id AS "workspaceId", ticket_id AS "ticketId", alarm_at AS "alarmAt" FROM sla_target
   WHERE alarm_at <= $1 ORDER BY alarm_at LIMIT 500`,
);

/** Tickets with a promise that has something to say by now, those due longest first. */
export function ringing(sql: Sql, now: Date): Promise<(TicketKey & { alarmAt: Date })[]> {
  return sql.query(RINGING, [now]);
}

export async function nextAlarm(sql: Sql): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    doorway('sweep', `SELECT alarm_at AS at FROM sla_target WHERE alarm_at IS NOT NULL ORDER BY alarm_at LIMIT 1`),
  );
  return row?.at ?? null;
}

export function readTerms(sql: Sql): Promise<{ workspaceId: string; terms: string }[]> {
  return sql.query(doorway('sweep', `SELECT workspace_id AS "workspaceId", terms FROM sla_terms`));
}

export async function writeTerms(sql: Sql, workspaceId: string, terms: string): Promise<void> {
  await sql.query(
    `INSERT INTO sla_terms (workspace_id, terms) VALUES ($1, $2)
     ON CONFLICT (workspace_id) DO UPDATE SET terms = excluded.terms`,
    [workspaceId, terms],
  );
}
