// Reads and writes the rows of tickets and messages; nobody outside this room sees them.
import type { Sql, Tx } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';
import { floorOf } from '../platform/ids.js';
import { sinceOldest } from './message.store.js';
import type { Ticket } from './ticket.js';

const COLUMNS: Record<keyof Ticket, string> = {
  workspaceId: 'workspace_id',
  id: 'id',
  number: 'number',
  seq: 'seq',
  channel: 'channel',
  connectionId: 'connection_id',
  conversation: 'conversation',
  contactId: 'contact_id',
  identityId: 'identity_id',
  subject: 'subject',
  preview: 'preview',
  state: 'state',
  priority: 'priority',
  assigneeId: 'assignee_id',
  teamId: 'team_id',
  lastAssigneeId: 'last_assignee_id',
  everAssigned: 'ever_assigned',
  language: 'language',
  tags: 'tags',
  spam: 'spam',
  snoozedUntil: 'snoozed_until',
  snoozedBy: 'snoozed_by',
  mergedInto: 'merged_into',
  trashedAt: 'trashed_at',
  follows: 'follows',
  aside: 'aside',
  sideOf: 'side_of',
  sideWakes: 'side_wakes',
  startedBy: 'started_by',
  episode: 'episode',
  openedAt: 'opened_at',
  firstCustomerAt: 'first_customer_at',
  firstResponseAt: 'first_response_at',
  waitingSince: 'waiting_since',
  stateSince: 'state_since',
  requesterWaitS: 'requester_wait_s',
  agentWaitS: 'agent_wait_s',
  handoffs: 'handoffs',
  touches: 'touches',
  segments: 'segments',
  solvedAt: 'solved_at',
  closeAt: 'close_at',
  lastMessageAt: 'last_message_at',
  lastCustomerSeq: 'last_customer_seq',
  customerReadSeq: 'customer_read_seq',
};
const SELECT = (Object.entries(COLUMNS) as [string, string][])
  .map(([field, column]) => `${field === 'number' ? 'coalesce(number, 0)' : column} AS "${field}"`)
  .join(', ');

/** The ticket under its row lock: everything that happens to one ticket happens one after another. */
export async function lockTicket(tx: Tx, workspaceId: string, id: string): Promise<Ticket | null> {
  const [ticket] = await tx.query<Ticket>(
    prepared(`SELECT ${SELECT} FROM ticket WHERE workspace_id = $1 AND id = $2 FOR UPDATE`),
    [workspaceId, id],
  );
  return ticket ?? null;
}

/** The ticket as it is just now, not locked. */
export async function readTicketRow(sql: Sql, workspaceId: string, id: string): Promise<Ticket | null> {
  const [ticket] = await sql.query<Ticket>(
    prepared(`SELECT ${SELECT} FROM ticket WHERE workspace_id = $1 AND id = $2`),
    [workspaceId, id],
  );
  return ticket ?? null;
}

/** The open ticket of a channel conversation, under its lock. */
export async function lockConversation(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  conversation: string,
): Promise<Ticket | null> {
  const [ticket] = await tx.query<Ticket>(
    prepared(`SELECT ${SELECT} FROM ticket WHERE workspace_id = $1 AND connection_id = $2 AND conversation = $3
       AND state <> 'closed' AND merged_into IS NULL AND NOT aside FOR UPDATE`),
    [workspaceId, connectionId, conversation],
  );
  return ticket ?? null;
}

/**
 * Where a conversation goes on whose ticket was merged away: the end of the chain, not locked; `via`: the ticket of the
 * conversation itself. Null: it was not.
 */
export async function mergedConversation(
  sql: Sql,
  workspaceId: string,
  connectionId: string,
  conversation: string,
): Promise<{ id: string; via: string } | null> {
  const [last] = await sql.query<{ id: string; mergedInto: string | null }>(
    prepared(`SELECT id, merged_into AS "mergedInto" FROM ticket WHERE workspace_id = $1 AND connection_id = $2 AND conversation = $3
       AND NOT aside ORDER BY id DESC LIMIT 1`),
    [workspaceId, connectionId, conversation],
  );
  if (!last?.mergedInto) return null;
  return { id: await mergedTo(sql, workspaceId, last.mergedInto), via: last.id };
}

/** The ticket that has everything of this one now: itself, or the end of its chain. */
export async function mergedTo(sql: Sql, workspaceId: string, id: string): Promise<string> {
  let at = id;
  for (let hops = 0; hops < 20; hops++) {
    const [row] = await sql.query<{ mergedInto: string | null }>(
      prepared(`SELECT merged_into AS "mergedInto" FROM ticket WHERE workspace_id = $1 AND id = $2`),
      [workspaceId, at],
    );
    if (!row?.mergedInto) return at;
    at = row.mergedInto;
  }
  return at;
}

/** The closed ticket that a new one of the same conversation continues. */
export async function lastOfConversation(
  tx: Tx,
  workspaceId: string,
  connectionId: string,
  conversation: string,
): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    prepared(
      `SELECT id FROM ticket WHERE workspace_id = $1 AND connection_id = $2 AND conversation = $3 ORDER BY id DESC LIMIT 1`,
    ),
    [workspaceId, connectionId, conversation],
  );
  return row?.id ?? null;
}

export async function insertTicket(tx: Tx, ticket: Ticket): Promise<void> {
  const entries = Object.entries(COLUMNS) as [keyof Ticket, string][];
  await tx.query(
    prepared(
      `INSERT INTO ticket (${entries.map(([, column]) => column).join(', ')}, queued_at)
       VALUES (${entries.map((_, index) => `$${index + 1}`).join(', ')}, $${entries.length + 1})`,
    ),
    [
      ...entries.map(([field]) => (field === 'number' && ticket.sideOf ? null : ticket[field])),
      ticket.waitingSince ?? ticket.lastMessageAt,
    ],
  );
}

/** Writes the changed columns. `seq` is not among them: only recording facts moves it. */
export async function updateTicket(tx: Tx, ticket: Ticket, patch: Partial<Ticket>): Promise<void> {
  const entries = (Object.entries(patch) as [keyof Ticket, unknown][]).filter(
    ([field]) => field !== 'seq' && field !== 'id' && field !== 'workspaceId',
  );
  if (entries.length === 0) return;
  const next = { ...ticket, ...patch };
  await tx.query(
    prepared(`UPDATE ticket SET ${entries.map(([field], index) => `${COLUMNS[field]} = $${index + 3}`).join(', ')}, queued_at = $${entries.length + 3}
     WHERE workspace_id = $1 AND id = $2`),
    [ticket.workspaceId, ticket.id, ...entries.map(([, value]) => value), next.waitingSince ?? next.lastMessageAt],
  );
}

/** The customer's first message after an instant: where the next waiting segment begins. */
export async function firstCustomerMessageAfter(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  at: Date,
): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date }>(
    `SELECT at FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$4')}
       AND kind = 'customer' AND NOT automatic AND at > $3 ORDER BY at LIMIT 1`,
    [workspaceId, ticketId, at, floorOf(ticketId)],
  );
  return row?.at ?? null;
}

/** The latest rating, as the queue shows it. */
export async function rateTicket(
  tx: Tx,
  ticket: Ticket,
  rating: { score: number; max: number; good: boolean; comment: string | null },
): Promise<void> {
  await tx.query(`UPDATE ticket SET rating = $3::jsonb WHERE workspace_id = $1 AND id = $2`, [
    ticket.workspaceId,
    ticket.id,
    JSON.stringify(rating),
  ]);
}
