// What a row of the queue is made of: the ticket, its customer's name and address, and nothing that is not shown.
import type { TicketRow } from '@otklik/contract';
import type { Sql } from '../platform/database/database.js';

export const TICKET_ROW = `t.id, t.number, t.subject, t.preview, t.channel, t.connection_id AS "connectionId", t.state, t.priority,
  json_build_object('id', c.id, 'name', c.name, 'address', i.address) AS contact,
  t.assignee_id AS "assigneeId", t.team_id AS "teamId", t.tags, t.language, t.spam,
  CASE WHEN t.merged_into IS NOT NULL THEN 'merged' WHEN t.trashed_at IS NOT NULL THEN 'trashed' END AS gone, t.waiting_since AS "waitingSince",
  t.last_message_at AS "lastMessageAt", t.opened_at AS "openedAt", t.solved_at AS "solvedAt", t.episode, t.seq, t.rating,
  t.last_customer_seq > t.agent_read_seq AS unread, t.sla_target AS "slaTarget", t.sla_due_at AS "slaDueAt",
  t.sla_warned AS "slaWarned", t.sla_breached AS "slaBreached", t.satisfaction_risk AS "satisfactionRisk", t.snoozed_until AS "snoozedUntil", t.snoozed_by AS "snoozedBy"`;
/** The rows of some tickets: of a table, or of a select in brackets. */
export const rowsFrom = (page: string) => fromSql(`(${page})`);
const fromSql = (tickets: string) => `FROM ${tickets} t
  JOIN contact c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
  JOIN identity i ON i.workspace_id = t.workspace_id AND i.id = t.identity_id`;
export const TICKET_ROW_FROM = fromSql('ticket');

type Promised = NonNullable<TicketRow['sla']>;
type Instants = 'waitingSince' | 'lastMessageAt' | 'openedAt' | 'solvedAt' | 'snoozedUntil';
export type RowRecord = Omit<TicketRow, Instants | 'sla'> &
  Record<Instants, Date> & {
    slaTarget: Promised['target'] | null;
    slaDueAt: Date | null;
    slaWarned: boolean;
    slaBreached: boolean;
  };
const iso = (at: Date | null) => at?.toISOString() ?? null;
export const toTicketRow = (raw: RowRecord): TicketRow => {
  const { slaTarget, slaDueAt, slaWarned, slaBreached, ...row } = raw;
  const due = slaTarget && slaDueAt;
  return {
    ...row,
    sla: due ? { target: slaTarget, dueAt: due.toISOString(), warned: slaWarned, breached: slaBreached } : null,
    waitingSince: iso(raw.waitingSince),
    lastMessageAt: raw.lastMessageAt.toISOString(),
    openedAt: raw.openedAt.toISOString(),
    solvedAt: iso(raw.solvedAt),
    snoozedUntil: iso(raw.snoozedUntil),
  };
};

export async function findByNumber(
  sql: Pick<Sql, 'query'>,
  workspaceId: string,
  number: number,
): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(`SELECT id FROM ticket WHERE workspace_id = $1 AND number = $2`, [
    workspaceId,
    number,
  ]);
  return row?.id ?? null;
}
