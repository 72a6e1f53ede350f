// Rows of drafts: what an agent is writing in a ticket, a reply and a note apart, until it is sent.
import type { Sql, Tx } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';

export type DraftMode = 'reply' | 'note';

/** What stands beside the words. All of it is the composer's own; the desk only keeps it. */
export interface DraftMore {
  cc?: string[];
  bcc?: string[];
  macroIds?: string[];
  actions?: Record<string, unknown>[];
  /** The last reply of ours that the writer had seen. */
  seenSeq?: number;
}

/** Words for the same answer that were written elsewhere at the same time. */
export interface AsideWords {
  device: string;
  text: string;
  html: string;
  files: string[];
  at: string;
}

export interface DraftRow {
  ticketId: string;
  agentId: string;
  mode: DraftMode;
  version: number;
  device: string;
  key: string;
  text: string;
  html: string;
  files: string[];
  more: DraftMore;
  aside: AsideWords[];
  updatedAt: Date;
}

const DRAFT = `d.ticket_id AS "ticketId", d.agent_id AS "agentId", d.mode, d.version, d.device, d.key, d.text, d.html, d.files,
  d.more, d.aside, d.updated_at AS "updatedAt"`;
/** A draft whose key was taken is a message by now: a late save of it has come after its sending. */
const UNSENT = `NOT EXISTS (SELECT FROM outbound_key k
  WHERE k.workspace_id = d.workspace_id AND k.ticket_id = d.ticket_id AND k.idempotency_key = d.key)`;

export async function findDrafts(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  agentId: string,
): Promise<DraftRow[]> {
  return sql.query<DraftRow>(
    `SELECT ${DRAFT} FROM draft d WHERE d.workspace_id = $1 AND d.ticket_id = $2 AND d.agent_id = $3 AND ${UNSENT}`,
    [workspaceId, ticketId, agentId],
  );
}

export async function isTicket(sql: Sql, workspaceId: string, ticketId: string): Promise<boolean> {
  const rows = await sql.query(`SELECT 1 FROM ticket WHERE workspace_id = $1 AND id = $2`, [workspaceId, ticketId]);
  return rows.length > 0;
}

/** The ticket a draft is written in: no merge takes it away until the transaction ends. Null: there is none. */
export async function holdTicketOfDraft(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
): Promise<{ mergedInto: string | null } | null> {
  const [row] = await tx.query<{ mergedInto: string | null }>(
    `SELECT merged_into AS "mergedInto" FROM ticket WHERE workspace_id = $1 AND id = $2 FOR KEY SHARE`,
    [workspaceId, ticketId],
  );
  return row ?? null;
}

/** One save at a time for one draft, the first one too. */
export async function holdDraft(tx: Tx, ...names: string[]): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`draft ${names.join(' ')}`]);
}

/** The draft as it is, held until the transaction ends. */
export async function lockDraft(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  agentId: string,
  mode: DraftMode,
): Promise<DraftRow | null> {
  const [row] = await tx.query<DraftRow>(
    `SELECT ${DRAFT} FROM draft d WHERE d.workspace_id = $1 AND d.ticket_id = $2 AND d.agent_id = $3 AND d.mode = $4 AND ${UNSENT}
     FOR UPDATE OF d`,
    [workspaceId, ticketId, agentId, mode],
  );
  return row ?? null;
}

export async function isKeyTaken(sql: Sql, workspaceId: string, ticketId: string, key: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM outbound_key WHERE workspace_id = $1 AND ticket_id = $2 AND idempotency_key = $3`,
    [workspaceId, ticketId, key],
  );
  return rows.length > 0;
}

export async function writeDraft(tx: Tx, workspaceId: string, draft: DraftRow): Promise<void> {
  await tx.query(
    `INSERT INTO draft (workspace_id, ticket_id, agent_id, mode, version, device, key, text, html, files, more, aside, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid[], $11::jsonb, $12::jsonb, $13)
     ON CONFLICT (workspace_id, ticket_id, agent_id, mode) DO UPDATE SET version = excluded.version, device = excluded.device,
       key = excluded.key, text = excluded.text, html = excluded.html, files = excluded.files, more = excluded.more,
       aside = excluded.aside, updated_at = excluded.updated_at`,
    [
      workspaceId,
      draft.ticketId,
      draft.agentId,
      draft.mode,
      draft.version,
      draft.device,
      draft.key,
      draft.text,
      draft.html,
      draft.files,
      JSON.stringify(draft.more),
      JSON.stringify(draft.aside),
      draft.updatedAt,
    ],
  );
}

export async function deleteDraft(
  tx: Sql,
  workspaceId: string,
  ticketId: string,
  agentId: string,
  mode: DraftMode,
): Promise<void> {
  await tx.query(`DELETE FROM draft WHERE workspace_id = $1 AND ticket_id = $2 AND agent_id = $3 AND mode = $4`, [
    workspaceId,
    ticketId,
    agentId,
    mode,
  ]);
}

/** The draft of this key is a message now; false: there was none. Words that stand aside of it stay, as a draft of their own. */
export async function settleDraft(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  agentId: string,
  mode: DraftMode,
  key: string,
): Promise<boolean> {
  const named = [workspaceId, ticketId, agentId, mode, key];
  const kept = await tx.query(
    `UPDATE draft SET text = '', html = '', files = '{}', more = '{}', key = key || '+', version = version + 1
     WHERE workspace_id = $1 AND ticket_id = $2 AND agent_id = $3 AND mode = $4 AND key = $5 AND aside <> '[]' RETURNING 1`,
    named,
  );
  const gone = await tx.query(
    `DELETE FROM draft WHERE workspace_id = $1 AND ticket_id = $2 AND agent_id = $3 AND mode = $4 AND key = $5 RETURNING 1`,
    named,
  );
  return kept.length + gone.length > 0;
}

export interface ListedDraft {
  ticketId: string;
  mode: DraftMode;
  text: string;
  updatedAt: Date;
  number: number;
  subject: string | null;
  channel: string;
  contact: string;
}

/** An agent's drafts, newest first, from a place on. */
export async function listDrafts(
  sql: Sql,
  workspaceId: string,
  agentId: string,
  before: { updatedAt: string; ticketId: string } | null,
  limit: number,
): Promise<ListedDraft[]> {
  return sql.query<ListedDraft>(
    `SELECT d.ticket_id AS "ticketId", d.mode, left(d.text, 200) AS text, d.updated_at AS "updatedAt", t.number, t.subject,
       t.channel, coalesce(c.name, i.address) AS contact
     FROM draft d
     JOIN ticket t ON t.workspace_id = d.workspace_id AND t.id = d.ticket_id
     JOIN contact c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
     JOIN identity i ON i.workspace_id = t.workspace_id AND i.id = t.identity_id
     WHERE d.workspace_id = $1 AND d.agent_id = $2 AND ${UNSENT}
       AND ($3::timestamptz IS NULL OR (d.updated_at, d.ticket_id) < ($3, $4::uuid))
     ORDER BY d.updated_at DESC, d.ticket_id DESC LIMIT $5`,
    [workspaceId, agentId, before?.updatedAt ?? null, before?.ticketId ?? null, limit],
  );
}

/** The tickets an agent has begun to write in, the newest 500. */
export async function draftTickets(sql: Sql, workspaceId: string, agentId: string): Promise<string[]> {
  const rows = await sql.query<{ ticketId: string }>(
    `SELECT d.ticket_id AS "ticketId" FROM draft d WHERE d.workspace_id = $1 AND d.agent_id = $2 AND ${UNSENT}
     ORDER BY d.updated_at DESC, d.ticket_id DESC LIMIT 500`,
    [workspaceId, agentId],
  );
  return [...new Set(rows.map((row) => row.ticketId))];
}

/** Every workspace's abandoned drafts; how many went. */
export async function dropDraftsBefore(sql: Sql, before: Date, batch: number): Promise<number> {
  const rows = await sql.query(
    doorway(
      'sweep',
      `DELETE FROM draft WHERE (workspace_id, ticket_id, agent_id, mode) IN (
         SELECT workspace_id, ticket_id, agent_id, mode FROM draft WHERE updated_at < $1 ORDER BY updated_at LIMIT $2)
       RETURNING 1`,
    ),
    [before, batch],
  );
  return rows.length;
}

/** What is written in one ticket goes on in another; where both have words of one agent, the moved ones stand aside. */
export async function moveDrafts(tx: Tx, workspaceId: string, fromTicketId: string, toTicketId: string): Promise<void> {
  await tx.query(
    `UPDATE draft d SET version = d.version + 1, aside = d.aside || jsonb_build_array(jsonb_build_object(
         'device', 'merged-' || o.ticket_id, 'text', o.text, 'html', o.html, 'files', to_jsonb(o.files), 'at', o.updated_at)) || o.aside
     FROM draft o
     WHERE d.workspace_id = $1 AND d.ticket_id = $3 AND o.workspace_id = $1 AND o.ticket_id = $2
       AND o.agent_id = d.agent_id AND o.mode = d.mode`,
    [workspaceId, fromTicketId, toTicketId],
  );
  await tx.query(
    `DELETE FROM draft o USING draft d WHERE o.workspace_id = $1 AND o.ticket_id = $2 AND d.workspace_id = $1
       AND d.ticket_id = $3 AND o.agent_id = d.agent_id AND o.mode = d.mode`,
    [workspaceId, fromTicketId, toTicketId],
  );
  await tx.query(`UPDATE draft SET ticket_id = $3 WHERE workspace_id = $1 AND ticket_id = $2`, [
    workspaceId,
    fromTicketId,
    toTicketId,
  ]);
}
