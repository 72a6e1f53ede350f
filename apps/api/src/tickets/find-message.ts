// How rooms above find a message they know by the channel's name for it, or by the evidence in a mail.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { findMessage } from './message.store.js';

export interface FoundMessage {
  messageId: string;
  ticketId: string;
  kind: string;
  contactId: string;
}

const SELECT = `SELECT m.id AS "messageId", m.ticket_id AS "ticketId", m.kind, t.contact_id AS "contactId"
  FROM message m JOIN ticket t ON t.workspace_id = m.workspace_id AND t.id = m.ticket_id`;

@Injectable()
export class FindMessage {
  /** By the name a channel gave to it: the customer's or ours, within one connection. */
  async byExternalId(
    sql: Sql,
    workspaceId: string,
    connectionId: string,
    externalId: string,
  ): Promise<FoundMessage | null> {
    const [row] = await sql.query<FoundMessage>(
      `${SELECT} WHERE m.workspace_id = $1 AND t.workspace_id = $1 AND t.connection_id = $2 AND m.external_id = $3 ORDER BY m.id DESC LIMIT 1`,
      [workspaceId, connectionId, externalId],
    );
    return row ?? null;
  }

  /** The newest message among these external ids (a mail's References), over all connections of the workspace. */
  async byExternalIds(sql: Sql, workspaceId: string, externalIds: string[]): Promise<FoundMessage | null> {
    const [row] = await sql.query<FoundMessage>(
      `${SELECT} WHERE m.workspace_id = $1 AND t.workspace_id = $1 AND m.external_id = ANY($2::text[]) ORDER BY m.id DESC LIMIT 1`,
      [workspaceId, externalIds],
    );
    return row ?? null;
  }

  async byId(sql: Sql, workspaceId: string, messageId: string): Promise<FoundMessage | null> {
    const message = await findMessage(sql, workspaceId, messageId);
    if (!message) return null;
    const [row] = await sql.query<FoundMessage>(
      `${SELECT} WHERE m.workspace_id = $1 AND t.workspace_id = $1 AND m.id = $2`,
      [workspaceId, messageId],
    );
    return row ?? null;
  }

  /** Whom a ticket belongs to and whether it still can be written to; null: no such ticket. */
  async ticket(
    sql: Sql,
    workspaceId: string,
    ticketId: string,
  ): Promise<{ ticketId: string; contactId: string; state: string; participants: string[] } | null> {
    const [row] = await sql.query<{
      ticketId: string;
      contactId: string;
      state: string;
      participants: string[] | null;
    }>(
      `SELECT t.id AS "ticketId", t.contact_id AS "contactId", t.state,
         (SELECT array_agg(DISTINCT lower(a.address)) FROM message m
            CROSS JOIN LATERAL jsonb_to_recordset(coalesce(m.mail->'participants', '[]'::jsonb)) AS a(address text)
          WHERE m.workspace_id = $1 AND m.ticket_id = t.id) AS participants
       FROM ticket t WHERE t.workspace_id = $1 AND t.id = $2`,
      [workspaceId, ticketId],
    );
    return row ? { ...row, participants: row.participants ?? [] } : null;
  }
}
