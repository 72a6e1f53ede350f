// Reads and writes the rows of messages: what was written, by whom, and how far it has come.
import type { MessageKind, MessageState, SurveyCardParts } from '@otklik/contract';
import type { Sql, Tx } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';
import { floorOf } from '../platform/ids.js';
import type { Actor } from './events.js';
import type { EndedSegment } from './ticket.js';
import type { TicketAction } from './ticket-action.js';

/** A survey card as the message keeps it; delivery shows it as buttons or a link. */
export interface StoredCard extends SurveyCardParts {
  kind: 'survey';
  survey: 'csat' | 'nps' | 'ces';
  invitationId: string;
  question: string;
  /** What the ends of the scale mean, where the buttons say only numbers. */
  hint?: string | null;
  scale: { min: number; max: number; labels: string[] };
  url: string;
  buttons: { label: string; data: string; url: string }[];
  footer: string | null;
  /** Filled in when the customer has rated. */
  score?: number | null;
  comment?: string | null;
}

export interface StoredFileRef {
  id: string;
  contentId: string | null;
}

export interface Message {
  workspaceId: string;
  id: string;
  ticketId: string;
  seq: number;
  kind: MessageKind;
  state: MessageState;
  agentId: string | null;
  contactId: string | null;
  text: string;
  html: string | null;
  quoted: string | null;
  card: StoredCard | null;
  files: StoredFileRef[];
  mail: Record<string, unknown> | null;
  why: string | null;
  automatic: boolean;
  clientId: string | null;
  externalId: string | null;
  replyTo: string | null;
  thenState: 'pending' | 'hold' | 'solved' | null;
  actor: Actor | null;
  measured: EndedSegment | null;
  at: Date;
  dueAt: Date | null;
  attempts: number;
  sender: number | null;
  remedy: string | null;
  sentAt: Date | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  /** By which address the customer wrote it. */
  identityId: string | null;
  reactions: StoredReaction[];
  /** Earlier wordings, oldest first. */
  versions: StoredVersion[];
  album: StoredAlbum | null;
  template: StoredTemplate | null;
  /** The merged-away ticket in whose conversation it was said; null: in that of the ticket it stands in. */
  via: string | null;
  /** Of a note: whom it names. */
  mentions: StoredMentions | null;
  /** What else is done to the ticket when this is released; null: nothing, or done. */
  actions: TicketAction[] | null;
  /** A line of a chat that went to its customer by mail too. */
  mailed: StoredMailed | null;
}

export interface StoredMailed {
  state: 'sent' | 'kept' | 'failed' | 'unknown';
  to: string;
  at: string;
  reason: string | null;
}

export interface StoredMentions {
  agents: string[];
  teams: string[];
}

/** One standing a person; `emoji` empty: taken back, kept so that a late older one does not bring it back. */
export interface StoredReaction {
  by: 'customer' | 'agent';
  emoji: string;
  at: string;
}

export interface StoredVersion {
  text: string;
  html: string | null;
  /** Until when it read so. */
  at: string;
}

/** Several messages of the channel that are one to people. */
export interface StoredAlbum {
  id: string;
  parts: { externalId: string; text: string; fileIds: string[] }[];
}

/** Words the vendor approved beforehand. */
export interface StoredTemplate {
  name: string;
  language: string;
  params: string[];
}

const COLUMNS: Record<keyof Message, string> = {
  workspaceId: 'workspace_id',
  id: 'id',
  ticketId: 'ticket_id',
  seq: 'seq',
  kind: 'kind',
  state: 'state',
  agentId: 'agent_id',
  contactId: 'contact_id',
  text: 'text',
  html: 'html',
  quoted: 'quoted',
  card: 'card',
  files: 'files',
  mail: 'mail',
  why: 'why',
  automatic: 'automatic',
  clientId: 'client_id',
  externalId: 'external_id',
  replyTo: 'reply_to',
  thenState: 'then_state',
  actor: 'actor',
  measured: 'measured',
  at: 'at',
  dueAt: 'due_at',
  attempts: 'attempts',
  sender: 'sender',
  remedy: 'remedy',
  sentAt: 'sent_at',
  editedAt: 'edited_at',
  deletedAt: 'deleted_at',
  identityId: 'identity_id',
  reactions: 'reactions',
  versions: 'versions',
  album: 'album',
  template: 'template',
  via: 'via',
  mentions: 'mentions',
  actions: 'actions',
  mailed: 'mailed',
};
const JSON_FIELDS = new Set<keyof Message>([
  'card',
  'files',
  'mail',
  'actor',
  'measured',
  'reactions',
  'versions',
  'album',
  'template',
  'mentions',
  'actions',
  'mailed',
]);
export const MESSAGE_SELECT = (Object.entries(COLUMNS) as [string, string][])
  .map(([field, column]) => `${column} AS "${field}"`)
  .join(', ');

const param = (field: keyof Message, value: unknown) =>
  JSON_FIELDS.has(field) && value !== null && value !== undefined ? JSON.stringify(value) : (value ?? null);

/** A message with every column at rest; give what differs. */
export function newMessage(
  given: Partial<Message> & Pick<Message, 'workspaceId' | 'id' | 'ticketId' | 'seq' | 'kind' | 'state' | 'at'>,
): Message {
  return {
    agentId: null,
    contactId: null,
    text: '',
    html: null,
    quoted: null,
    card: null,
    files: [],
    mail: null,
    why: null,
    automatic: false,
    clientId: null,
    externalId: null,
    replyTo: null,
    thenState: null,
    actor: null,
    measured: null,
    dueAt: null,
    attempts: 0,
    sender: null,
    remedy: null,
    sentAt: null,
    editedAt: null,
    deletedAt: null,
    identityId: null,
    reactions: [],
    versions: [],
    album: null,
    template: null,
    via: null,
    mentions: null,
    actions: null,
    mailed: null,
    ...given,
  };
}

/** From which id on the messages of a ticket lie ($1 workspace, $2 ticket): its own, or that of the oldest that a merge brought. */
export const sinceOldest = (floor: string) =>
  `coalesce((SELECT o.oldest FROM ticket o WHERE o.workspace_id = $1 AND o.id = $2), ${floor}::uuid)`;

export async function insertMessage(tx: Tx, message: Message): Promise<void> {
  const entries = Object.entries(COLUMNS) as [keyof Message, string][];
  await tx.query(
    prepared(
      `INSERT INTO message (${entries.map(([, column]) => column).join(', ')}) VALUES (${entries.map((_, index) => `$${index + 1}`).join(', ')})`,
    ),
    entries.map(([field]) => param(field, message[field])),
  );
}

export async function updateMessage(
  tx: Tx,
  message: Pick<Message, 'workspaceId' | 'id'>,
  patch: Partial<Message>,
): Promise<void> {
  const entries = Object.entries(patch) as [keyof Message, unknown][];
  if (entries.length === 0) return;
  await tx.query(
    prepared(
      `UPDATE message SET ${entries.map(([field], index) => `${COLUMNS[field]} = $${index + 3}`).join(', ')} WHERE workspace_id = $1 AND id = $2`,
    ),
    [message.workspaceId, message.id, ...entries.map(([field, value]) => param(field, value))],
  );
}

export async function findMessage(sql: Sql, workspaceId: string, id: string): Promise<Message | null> {
  const [message] = await sql.query<Message>(
    prepared(`SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND id = $2`),
    [workspaceId, id],
  );
  return message ?? null;
}

/** What of a ticket has not gone out yet, in order: held, queued, or being sent. */
export async function unsentMessages(sql: Sql, workspaceId: string, ticketId: string): Promise<Message[]> {
  return sql.query<Message>(
    prepared(`SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')}
       AND state IN ('held', 'queued', 'sending') ORDER BY seq`),
    [workspaceId, ticketId, floorOf(ticketId)],
  );
}

/**
 * The customer's latest messages, newest first: what an answer answers. Of those that a merge brought, only such as came
 * over the same connection from the same person: whoever else is heard in the ticket is neither quoted nor answered there.
 * `via`: those of a merged-away ticket instead, for what was written to its customer.
 */
export async function lastCustomerMessages(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  limit: number,
  via: string | null = null,
): Promise<Message[]> {
  const own = await sql.query<Message>(
    prepared(`SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')} AND kind = 'customer'
       AND via IS NOT DISTINCT FROM $5::uuid ORDER BY seq DESC LIMIT $4`),
    [workspaceId, ticketId, floorOf(ticketId), limit, via],
  );
  if (via !== null) return own;
  const brought = await sql.query<Message>(
    prepared(`SELECT ${qualified('m')} FROM message m JOIN ticket t ON t.workspace_id = $1 AND t.id = $2
     JOIN ticket w ON w.workspace_id = $1 AND w.id = m.via AND w.connection_id = t.connection_id AND w.contact_id = t.contact_id
       AND w.conversation IS NOT DISTINCT FROM t.conversation
     WHERE m.workspace_id = $1 AND m.via IN (SELECT g.ticket_id FROM ticket_merge g WHERE g.workspace_id = $1 AND g.into_id = $2)
       AND m.ticket_id = $2 AND m.kind = 'customer' ORDER BY m.at DESC LIMIT $3`),
    [workspaceId, ticketId, limit],
  );
  if (brought.length === 0) return own;
  return [...own, ...brought].sort((a, b) => b.at.getTime() - a.at.getTime() || b.seq - a.seq).slice(0, limit);
}

const qualified = (alias: string) =>
  MESSAGE_SELECT.split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ');

/** Our latest reply that was not taken back, if it keeps whom it was addressed to. */
export async function lastReply(sql: Sql, workspaceId: string, ticketId: string): Promise<Message | null> {
  const [row] = await sql.query<Message>(
    prepared(`SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')} AND kind = 'agent'
       AND state <> 'undone' AND mail IS NOT NULL AND via IS NULL ORDER BY seq DESC LIMIT 1`),
    [workspaceId, ticketId, floorOf(ticketId)],
  );
  return row ?? null;
}

/** The first thing that went out to the customer of this ticket before a message, if anything did. */
export async function firstSent(
  sql: Sql,
  before: Pick<Message, 'workspaceId' | 'ticketId' | 'seq'>,
): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    prepared(`SELECT id FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')} AND seq < $4
       AND kind IN ('agent', 'bot') AND state IN ('sent', 'delivered', 'read', 'kept', 'unknown') AND via IS NULL ORDER BY seq LIMIT 1`),
    [before.workspaceId, before.ticketId, floorOf(before.ticketId), before.seq],
  );
  return row?.id ?? null;
}
