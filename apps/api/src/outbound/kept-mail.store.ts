// Mails that could not leave because no relay is set: whole, as they would have gone, for owners to read and to send later.
import type { Sql } from '../platform/database/database.js';

export interface KeptMailLine {
  id: string;
  connectionId: string | null;
  ticketId: string | null;
  messageId: string | null;
  sender: string;
  recipients: string[];
  subject: string;
  at: Date;
}

export interface KeptMail extends KeptMailLine {
  workspaceId: string;
  /** The MIME text; sealed when it carries a password link. */
  raw: Buffer;
  sealed: boolean;
}

const LINE = `id, connection_id AS "connectionId", ticket_id AS "ticketId", message_id AS "messageId", sender, recipients, subject, at`;

/** Keeping the same mail again (a crash between keeping and marking) changes nothing but its text. */
export async function insertKeptMail(sql: Sql, mail: KeptMail): Promise<void> {
  await sql.query(
    `INSERT INTO kept_mail (workspace_id, id, connection_id, ticket_id, message_id, sender, recipients, subject, raw, sealed, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (workspace_id, id) DO UPDATE SET recipients = excluded.recipients, raw = excluded.raw, at = excluded.at`,
    [
      mail.workspaceId,
      mail.id,
      mail.connectionId,
      mail.ticketId,
      mail.messageId,
      mail.sender,
      mail.recipients,
      mail.subject,
      mail.raw,
      mail.sealed,
      mail.at,
    ],
  );
}

/** Newest first; `before`: the id of the last one seen. */
export async function listKeptMails(
  sql: Sql,
  workspaceId: string,
  before: string | null,
  limit: number,
): Promise<KeptMailLine[]> {
  return sql.query<KeptMailLine>(
    `SELECT ${LINE} FROM kept_mail WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [workspaceId, before, limit],
  );
}

export async function findKeptMail(sql: Sql, workspaceId: string, id: string): Promise<KeptMail | null> {
  const [row] = await sql.query<KeptMail>(
    `SELECT workspace_id AS "workspaceId", raw, sealed, ${LINE} FROM kept_mail WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id],
  );
  return row ?? null;
}

export async function deleteKeptMail(sql: Sql, workspaceId: string, id: string): Promise<void> {
  await sql.query(`DELETE FROM kept_mail WHERE workspace_id = $1 AND id = $2`, [workspaceId, id]);
}

export async function deleteKeptMailsOf(sql: Sql, workspaceId: string, ticketId: string): Promise<void> {
  await sql.query(`DELETE FROM kept_mail WHERE workspace_id = $1 AND ticket_id = $2`, [workspaceId, ticketId]);
}
