// How long the customer of a messenger may still be answered freely: its rules count from their last message.
import type { ReplyLimits } from '@otklik/contract';
import { channelLimits } from '../desk/channel-limits.js';
import type { Sql } from '../platform/database/database.js';

const HOUR_MS = 3_600_000;

/**
 * Until when a free answer may be sent; null: always. Where nobody has written, it has never begun and reads as over.
 * The window belongs to the conversation, whichever of its tickets the customer wrote in.
 */
export async function windowEnd(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  channel: string,
): Promise<Date | null> {
  const { replyWindowHours } = channelLimits(channel);
  if (replyWindowHours === null) return null;
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT max(m.at) AS at FROM ticket t
     JOIN ticket c ON c.workspace_id = $1 AND c.connection_id = t.connection_id AND c.conversation = t.conversation
     JOIN message m ON m.workspace_id = $1 AND m.ticket_id = c.id AND m.kind = 'customer'
     WHERE t.workspace_id = $1 AND t.id = $2`,
    [workspaceId, ticketId],
  );
  return new Date((row?.at?.getTime() ?? 0) + replyWindowHours * HOUR_MS);
}

/** What the composer must know before somebody begins to write. */
export async function replyLimits(
  sql: Sql,
  workspaceId: string,
  ticketId: string,
  channel: string,
): Promise<ReplyLimits> {
  const { templates, maxLength, files, html } = channelLimits(channel);
  const end = await windowEnd(sql, workspaceId, ticketId, channel);
  return { windowEndsAt: end?.toISOString() ?? null, templates, maxLength, files, html };
}
