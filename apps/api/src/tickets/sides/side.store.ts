// Rows of side conversations: whose ticket each is about, and what of it is shown beside that ticket.
import type { Sql } from '../../platform/database/database.js';
import type { Ticket } from '../ticket.js';
import { mergedTo, readTicketRow } from '../ticket.store.js';
import { sourcesOf } from '../trash.store.js';

/** A ticket has few of them; of more than this the newest are shown. */
const MOST_SIDES = 100;

/** The ticket a side conversation is about, or the one that was merged into; not locked. Null: it is none. */
export async function parentOf(
  sql: Sql,
  { workspaceId, sideOf }: Pick<Ticket, 'workspaceId' | 'sideOf'>,
): Promise<Ticket | null> {
  return sideOf === null ? null : readTicketRow(sql, workspaceId, await mergedTo(sql, workspaceId, sideOf));
}

/** The conversation of these tickets, or of what was merged into them: by id, with the ticket each is found in. */
export async function sidesUnder(
  sql: Pick<Sql, 'query'>,
  workspaceId: string,
  ticketIds: string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (ticketIds.length === 0) return found;
  const rows = await sql.query<{ id: string; sideOf: string }>(
    `SELECT id, side_of AS "sideOf" FROM ticket WHERE workspace_id = $1 AND side_of = ANY($2::uuid[]) LIMIT 10000`,
    [workspaceId, ticketIds],
  );
  for (const { id, sideOf } of rows) found.set(id, sideOf);
  return found;
}

/** Those of these ids that are side conversations, with the ticket in which each is found today. */
export async function ticketsOfSides(
  sql: Pick<Sql, 'query'>,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: string; sideOf: string; merged: boolean }>(
    `SELECT s.id, s.side_of AS "sideOf", t.merged_into IS NOT NULL AS merged FROM ticket s
     JOIN ticket t ON t.workspace_id = $1 AND t.id = s.side_of
     WHERE s.workspace_id = $1 AND s.id = ANY($2::uuid[]) AND s.side_of IS NOT NULL`,
    [workspaceId, ids],
  );
  const found = new Map<string, string>();
  for (const { id, sideOf, merged } of rows)
    found.set(id, merged ? await mergedTo(sql as Sql, workspaceId, sideOf) : sideOf);
  return found;
}

export interface SideRow {
  id: string;
  subject: string | null;
  preview: string;
  state: Ticket['state'];
  contact: { id: string; name: string | null; address: string };
  ownerId: string | null;
  connectionId: string;
  wakes: boolean;
  unread: boolean;
  openedAt: Date;
  lastMessageAt: Date;
}

/** Those of a ticket and of what was merged into it, the newest words first. */
export async function sidesOf(sql: Sql, workspaceId: string, ticketId: string): Promise<SideRow[]> {
  const about = [ticketId, ...(await sourcesOf(sql, workspaceId, ticketId))];
  return sql.query<SideRow>(
    `SELECT t.id, t.subject, t.preview, t.state, json_build_object('id', c.id, 'name', c.name, 'address', i.address) AS contact,
       t.assignee_id AS "ownerId", t.connection_id AS "connectionId", t.side_wakes AS wakes,
       t.last_customer_seq > t.agent_read_seq AS unread, t.opened_at AS "openedAt", t.last_message_at AS "lastMessageAt"
     FROM ticket t
     JOIN contact c ON c.workspace_id = $1 AND c.id = t.contact_id
     JOIN identity i ON i.workspace_id = $1 AND i.id = t.identity_id
     WHERE t.workspace_id = $1 AND t.side_of = ANY($2::uuid[])
     ORDER BY t.last_message_at DESC, t.id DESC LIMIT ${MOST_SIDES}`,
    [workspaceId, about],
  );
}

/** The cards of the customers of a ticket and of what was merged into it. */
export async function customerIdsOf(sql: Sql, workspaceId: string, ticketId: string): Promise<string[]> {
  const about = [ticketId, ...(await sourcesOf(sql, workspaceId, ticketId))];
  const rows = await sql.query<{ contactId: string }>(
    `SELECT DISTINCT contact_id AS "contactId" FROM ticket WHERE workspace_id = $1 AND id = ANY($2::uuid[]) LIMIT 50`,
    [workspaceId, about],
  );
  return rows.map((row) => row.contactId);
}
