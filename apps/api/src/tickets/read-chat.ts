// The conversation as its customer sees it in the widget: public messages only, over all tickets of one conversation, in order.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { MESSAGE_SELECT, type Message } from './message.store.js';

export type ChatMessage = Pick<
  Message,
  | 'id'
  | 'ticketId'
  | 'seq'
  | 'kind'
  | 'state'
  | 'agentId'
  | 'text'
  | 'html'
  | 'files'
  | 'card'
  | 'clientId'
  | 'at'
  | 'deletedAt'
> & {
  /** An agent has opened the ticket since this customer's message. */
  readByAgent: boolean;
};

/** A place in the conversation: everything up to this fact of this ticket is known. */
export interface ChatPlace {
  ticketId: string;
  seq: number;
}

export interface Chat {
  workspaceId: string;
  connectionId: string;
  conversation: string;
}

/** One ticket of a conversation, for the customer's list of them. */
export interface ChatTalk {
  ticketId: string;
  openedAt: Date;
  lastAt: Date;
  open: boolean;
  words: string;
}

/** What a customer may see of a message: never a note, nothing held, undone or on its way. */
const PUBLIC = `m.kind IN ('customer', 'agent', 'bot')
  AND m.state IN ('received', 'sent', 'delivered', 'read', 'kept', 'unknown')`;
/** What a merge carried away is still of this conversation; what it brought from others never is. */
const SAID_IN = '(m.ticket_id = t.id AND m.via IS NULL OR m.via = t.id)';
const OF_CHAT = `t.workspace_id = $1 AND t.connection_id = $2 AND t.conversation = $3`;
const NOWHERE: ChatPlace = { ticketId: '00000000-0000-0000-0000-000000000000', seq: 0 };

const AFTER_ALL: ChatPlace = { ticketId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', seq: 0 };

@Injectable()
export class ReadChat {
  /** The newest `limit` messages, oldest first, and the place they reach to. */
  async newest(sql: Sql, chat: Chat, limit: number): Promise<{ messages: ChatMessage[]; place: ChatPlace }> {
    // The place is read first: what happens in between is told twice rather than never.
    const [place] = await sql.query<ChatPlace>(
      `SELECT t.id AS "ticketId", t.seq FROM ticket t WHERE ${OF_CHAT} ORDER BY t.id DESC LIMIT 1`,
      [chat.workspaceId, chat.connectionId, chat.conversation],
    );
    if (!place) return { messages: [], place: NOWHERE };
    const messages = await this.messages(sql, chat, `ORDER BY t.id DESC, m.seq DESC LIMIT $4`, [limit]);
    return { messages: messages.reverse(), place };
  }

  /** The newest `limit` messages before a place (null: before nothing, so the newest there are), oldest first; of one ticket if it is named. */
  async before(
    sql: Sql,
    chat: Chat,
    place: ChatPlace | null,
    limit: number,
    ticketId: string | null,
  ): Promise<{ messages: ChatMessage[]; more: boolean }> {
    const { ticketId: before, seq } = place ?? AFTER_ALL;
    const found = await this.messages(
      sql,
      chat,
      `AND t.id <= $4 AND (t.id, m.seq) < ($4, $5) AND ($6::uuid IS NULL OR t.id = $6)
       ORDER BY t.id DESC, m.seq DESC LIMIT $7`,
      [before, seq, ticketId, limit + 1],
    );
    return { messages: found.slice(0, limit).reverse(), more: found.length > limit };
  }

  /** Its tickets that the customer has seen anything of, newest first, those below `before`; `words` begin each. */
  talks(sql: Sql, chat: Chat, before: string | null, limit: number): Promise<ChatTalk[]> {
    return sql.query<ChatTalk>(
      `SELECT t.id AS "ticketId", t.opened_at AS "openedAt", last.at AS "lastAt", t.state <> 'closed' AS open,
         left(said.text, 160) AS words
       FROM ticket t
       CROSS JOIN LATERAL (SELECT m.text FROM message m WHERE m.workspace_id = $1 AND ${SAID_IN} AND ${PUBLIC}
         AND m.deleted_at IS NULL ORDER BY m.seq LIMIT 1) AS said
       CROSS JOIN LATERAL (SELECT m.at FROM message m WHERE m.workspace_id = $1 AND ${SAID_IN} AND ${PUBLIC}
         ORDER BY m.seq DESC LIMIT 1) AS last
       WHERE ${OF_CHAT} AND ($4::uuid IS NULL OR t.id < $4) ORDER BY t.id DESC LIMIT $5`,
      [chat.workspaceId, chat.connectionId, chat.conversation, before, limit],
    );
  }

  /** Every message made or changed after a place, each as it is now; at most `limit` facts are walked. */
  async after(
    sql: Sql,
    chat: Chat,
    place: ChatPlace,
    limit: number,
  ): Promise<{ messages: ChatMessage[]; place: ChatPlace; more: boolean }> {
    const facts = await sql.query<ChatPlace & { messageId: string | null }>(
      `SELECT f.ticket_id AS "ticketId", f.seq, f.payload->>'messageId' AS "messageId"
       FROM ticket t JOIN fact f ON f.workspace_id = t.workspace_id AND f.ticket_id = t.id
       WHERE ${OF_CHAT} AND f.workspace_id = $1 AND t.id >= $4 AND (f.ticket_id, f.seq) > ($4, $5)
       ORDER BY f.ticket_id, f.seq LIMIT $6`,
      [chat.workspaceId, chat.connectionId, chat.conversation, place.ticketId, place.seq, limit + 1],
    );
    const walked = facts.slice(0, limit);
    const last = walked.at(-1) ?? place;
    const ids = [...new Set(walked.flatMap((fact) => fact.messageId ?? []))];
    const messages = ids.length === 0 ? [] : await this.byIds(sql, chat, ids);
    return { messages, place: { ticketId: last.ticketId, seq: last.seq }, more: facts.length > limit };
  }

  /** The public ones among these messages, if they belong to this conversation. */
  byIds(sql: Sql, chat: Chat, ids: string[]): Promise<ChatMessage[]> {
    return this.messages(sql, chat, `AND m.id = ANY($4::uuid[]) ORDER BY t.id, m.seq`, [ids]);
  }

  private messages(sql: Sql, chat: Chat, rest: string, params: unknown[]): Promise<ChatMessage[]> {
    return sql.query<ChatMessage>(
      `SELECT ${COLUMNS}, t.id AS "ticketId", m.seq <= t.agent_read_seq AS "readByAgent"
       FROM ticket t JOIN message m ON m.workspace_id = t.workspace_id AND ${SAID_IN}
       WHERE ${OF_CHAT} AND m.workspace_id = $1 AND ${PUBLIC} ${rest}`,
      [chat.workspaceId, chat.connectionId, chat.conversation, ...params],
    );
  }
}

const COLUMNS = MESSAGE_SELECT.split(', ')
  .filter((column) => !column.startsWith('ticket_id '))
  .map((column) => `m.${column}`)
  .join(', ');
