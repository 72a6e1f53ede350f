// How rooms above find a message they know by the channel's name for it, or by the evidence in a mail.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';
import { findMessage } from './message.store.js';
import { previewOf } from './preview.js';
import { customerIdsOf } from './sides/side.store.js';
import { mergedTo } from './ticket.store.js';

export interface FoundMessage {
  messageId: string;
  ticketId: string;
  kind: string;
  contactId: string;
  /** The head of a mail as it was stored; null for anything else. */
  mail: Record<string, unknown> | null;
}

/** A message that a mail refers to. */
export interface NamedMessage {
  messageId: string;
  ticketId: string;
  externalId: string | null;
  at: Date;
}

/** What threading asks of a ticket. */
export interface KnownTicket {
  ticketId: string;
  contactId: string;
  state: string;
  /** Lower case: everyone its mails were from, to and copied to. */
  participants: string[];
  /** Under which its mails were written. */
  subjects: string[];
  /** Of a side conversation: the customers of its ticket, who take no part in it whatever they were copied. */
  outsiders: string[];
}

const SELECT = `SELECT m.id AS "messageId", m.ticket_id AS "ticketId", m.kind, t.contact_id AS "contactId", m.mail
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
      // First those of this name, then whose they are: the other way round every ticket of the connection would be read.
      prepared(
        `WITH m AS MATERIALIZED (
           SELECT id, ticket_id, via, kind, mail FROM message WHERE workspace_id = $1 AND external_id = $3)
         SELECT m.id AS "messageId", m.ticket_id AS "ticketId", m.kind, t.contact_id AS "contactId", m.mail
         FROM m JOIN ticket t ON t.workspace_id = $1 AND t.id = m.ticket_id
         JOIN ticket w ON w.workspace_id = $1 AND w.id = coalesce(m.via, m.ticket_id) AND w.connection_id = $2
         ORDER BY m.id DESC LIMIT 1`,
      ),
      [workspaceId, connectionId, externalId],
    );
    return row ?? this.byPart(sql, workspaceId, connectionId, externalId);
  }

  /** Which of these names are a message's already: the customer's within one connection, or anybody's on any. */
  async taken(sql: Sql, workspaceId: string, connectionId: string, externalIds: string[]): Promise<Set<string>> {
    const rows = await sql.query<{ id: string }>(
      `SELECT external_id AS id FROM inbound_key
       WHERE workspace_id = $1 AND connection_id = $2 AND external_id = ANY($3::text[])
       UNION SELECT external_id FROM message WHERE workspace_id = $1 AND external_id = ANY($3::text[])`,
      [workspaceId, connectionId, externalIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Whether a message of ours is on its way over this connection right now: its name there is not known yet. */
  async isSending(sql: Sql, workspaceId: string, connectionId: string): Promise<boolean> {
    const rows = await sql.query(
      `SELECT 1 FROM message m JOIN ticket t ON t.workspace_id = $1 AND t.id = coalesce(m.via, m.ticket_id) AND t.connection_id = $2
       WHERE m.workspace_id = $1 AND m.state = 'sending' LIMIT 1`,
      [workspaceId, connectionId],
    );
    return rows.length > 0;
  }

  /** A later part of an album has no message of its own: its name leads to the one it joined. Or the message has come this moment. */
  private async byPart(sql: Sql, workspaceId: string, connectionId: string, externalId: string) {
    const [row] = await sql.query<FoundMessage>(
      prepared(`SELECT m.id AS "messageId", m.ticket_id AS "ticketId", m.kind, t.contact_id AS "contactId", m.mail FROM inbound_key k
       JOIN message m ON m.workspace_id = $1 AND m.id = k.message_id
       JOIN ticket t ON t.workspace_id = $1 AND t.id = m.ticket_id
       WHERE k.workspace_id = $1 AND k.connection_id = $2 AND k.external_id = $3`),
      [workspaceId, connectionId, externalId],
    );
    return row ?? null;
  }

  /**
   * What a mail refers to, over all connections of the workspace: our messages by id, the customer's by the name their mail
   * has. In no order.
   */
  async named(sql: Sql, workspaceId: string, messageIds: string[], externalIds: string[]): Promise<NamedMessage[]> {
    return sql.query<NamedMessage>(
      `SELECT m.id AS "messageId", m.ticket_id AS "ticketId", m.external_id AS "externalId", m.at FROM message m
       WHERE m.workspace_id = $1 AND m.id = ANY($2::uuid[])
       UNION SELECT m.id, m.ticket_id, m.external_id, m.at FROM message m
       WHERE m.workspace_id = $1 AND m.external_id = ANY($3::text[])`,
      [workspaceId, messageIds, externalIds],
    );
  }

  /** Every ticket split out of this one, and out of those. */
  async splits(sql: Sql, workspaceId: string, ticketId: string): Promise<{ ticketId: string; at: Date }[]> {
    return sql.query(
      `WITH RECURSIVE off AS (
         SELECT s.ticket_id, s.at, 1 AS depth FROM split s
         WHERE s.workspace_id = $1 AND s.from_ticket_id = $2 AND s.undone_at IS NULL
         UNION ALL SELECT s.ticket_id, s.at, off.depth + 1 FROM split s JOIN off ON s.from_ticket_id = off.ticket_id
         WHERE s.workspace_id = $1 AND s.undone_at IS NULL AND off.depth < 10)
       SELECT ticket_id AS "ticketId", at FROM off`,
      [workspaceId, ticketId],
    );
  }

  /** In which ticket these messages stand now: a split may have moved them. */
  async ticketsOf(sql: Sql, workspaceId: string, messageIds: string[]): Promise<Map<string, string>> {
    if (messageIds.length === 0) return new Map();
    const rows = await sql.query<{ id: string; ticketId: string }>(
      `SELECT id, ticket_id AS "ticketId" FROM message WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
      [workspaceId, messageIds],
    );
    return new Map(rows.map((row) => [row.id, row.ticketId]));
  }

  /** The words of these messages, as brief as those of the queue; what was deleted or is gone is left out. */
  async previews(sql: Sql, workspaceId: string, messageIds: string[]): Promise<Map<string, string>> {
    if (messageIds.length === 0) return new Map();
    const rows = await sql.query<{ id: string; text: string; files: number }>(
      `SELECT id, text, jsonb_array_length(files) AS files FROM message
       WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND deleted_at IS NULL`,
      [workspaceId, messageIds],
    );
    return new Map(rows.map(({ id, text, files }) => [id, previewOf(text, files)]));
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

  /** Whom a ticket (or the one it was merged into) belongs to and what it is about; null: no such ticket. */
  async ticket(sql: Sql, workspaceId: string, id: string): Promise<KnownTicket | null> {
    const ticketId = await mergedTo(sql, workspaceId, id);
    const [row] = await sql.query<
      Omit<KnownTicket, 'outsiders'> & {
        sideOf: string | null;
        participants: string[] | null;
        subjects: (string | null)[];
      }
    >(
      `SELECT t.id AS "ticketId", t.contact_id AS "contactId", t.state, t.side_of AS "sideOf",
         (SELECT array_agg(DISTINCT lower(a.address)) FROM message m
            CROSS JOIN LATERAL jsonb_to_recordset(coalesce(m.mail->'participants', '[]'::jsonb)) AS a(address text)
          WHERE m.workspace_id = $1 AND m.ticket_id = t.id) AS participants,
         t.subject || (SELECT array_agg(DISTINCT m.mail->>'subject') FROM message m
          WHERE m.workspace_id = $1 AND m.ticket_id = t.id AND m.mail->>'subject' <> '') AS subjects
       FROM ticket t WHERE t.workspace_id = $1 AND t.id = $2`,
      [workspaceId, ticketId],
    );
    if (!row) return null;
    const { sideOf, ...known } = row;
    return {
      ...known,
      outsiders: sideOf ? await customerIdsOf(sql, workspaceId, await mergedTo(sql, workspaceId, sideOf)) : [],
      participants: row.participants ?? [],
      subjects: (row.subjects ?? []).filter((one) => one !== null),
    };
  }
}
