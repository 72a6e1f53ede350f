// Beside path B: what an agent has answered in a chat and its customer has not read there, for the mail that follows.
import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../platform/database/database.js';
import { floorOf } from '../platform/ids.js';
import { MESSAGE_SELECT, type Message, sinceOldest } from './message.store.js';
import type { Ticket } from './ticket.js';
import { lockTicket, readTicketRow } from './ticket.store.js';

export type ChatTicket = Pick<
  Ticket,
  | 'id'
  | 'number'
  | 'seq'
  | 'channel'
  | 'connectionId'
  | 'conversation'
  | 'contactId'
  | 'identityId'
  | 'language'
  | 'subject'
  | 'spam'
  | 'mergedInto'
  | 'trashedAt'
  | 'customerReadSeq'
>;

/** A line as a mail may carry it. */
export type ChatMail = Message;

/** What a customer may see of a ticket: their words and ours, never a note, nothing held, undone or on its way. */
const SEEN = `kind IN ('customer', 'agent', 'bot') AND deleted_at IS NULL
  AND state IN ('received', 'sent', 'delivered', 'read', 'kept', 'unknown')`;

@Injectable()
export class ReadUnread {
  /** Under its lock: nothing is read, said or merged until the transaction ends. Null: no such ticket. */
  lock(tx: Tx, workspaceId: string, ticketId: string): Promise<ChatTicket | null> {
    return lockTicket(tx, workspaceId, ticketId);
  }

  ticket(sql: Sql, workspaceId: string, ticketId: string): Promise<ChatTicket | null> {
    return readTicketRow(sql, workspaceId, ticketId);
  }

  /** Agents' answers above the read mark that were not mailed yet, but for `underWay`, oldest first. */
  unread(sql: Sql, workspaceId: string, ticket: ChatTicket, underWay: string[], limit: number): Promise<Message[]> {
    return sql.query<Message>(
      `SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')}
         AND kind = 'agent' AND ${SEEN} AND via IS NULL AND mailed IS NULL AND seq > $4 AND id <> ALL($6::uuid[])
       ORDER BY seq LIMIT $5`,
      [workspaceId, ticket.id, floorOf(ticket.id), ticket.customerReadSeq, limit, underWay],
    );
  }

  /** These of its messages that its customer may see, in order. */
  async these(sql: Sql, workspaceId: string, ids: string[]): Promise<Message[]> {
    return sql.query<Message>(
      `SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND ${SEEN} ORDER BY ticket_id, seq`,
      [workspaceId, ids],
    );
  }

  /** The customer's last words before a place, oldest first. */
  async asked(sql: Sql, workspaceId: string, ticketId: string, beforeSeq: number, limit: number): Promise<Message[]> {
    const rows = await sql.query<Message>(
      `SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')}
         AND kind = 'customer' AND NOT automatic AND ${SEEN} AND via IS NULL AND seq < $4 ORDER BY seq DESC LIMIT $5`,
      [workspaceId, ticketId, floorOf(ticketId), beforeSeq, limit],
    );
    return rows.reverse();
  }

  /** Everything its customer may see of a ticket, oldest first; what a merge brought from other people is not theirs. */
  async all(sql: Sql, workspaceId: string, ticketId: string, limit: number): Promise<Message[]> {
    const rows = await sql.query<Message>(
      `SELECT ${MESSAGE_SELECT} FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')}
         AND ${SEEN} AND NOT automatic AND via IS NULL ORDER BY seq DESC LIMIT $4`,
      [workspaceId, ticketId, floorOf(ticketId), limit],
    );
    return rows.reverse();
  }

  /** Whether somebody who works here has said anything in it that its customer may see. */
  async isAnswered(sql: Sql, workspaceId: string, ticketId: string): Promise<boolean> {
    const rows = await sql.query(
      `SELECT 1 FROM message WHERE workspace_id = $1 AND ticket_id = $2 AND id >= ${sinceOldest('$3')} AND kind = 'agent'
         AND ${SEEN} AND via IS NULL LIMIT 1`,
      [workspaceId, ticketId, floorOf(ticketId)],
    );
    return rows.length > 0;
  }
}
