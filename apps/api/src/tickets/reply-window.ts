// How long the customer of a messenger may still be answered freely: its rules count from their last message.
import { Injectable } from '@nestjs/common';
import { type ChannelLimits, channelLimits } from '../desk/channel-limits.js';
import { Connections } from '../desk/read-connections.js';
import type { Sql } from '../platform/database/database.js';
import type { Ticket } from './ticket.js';

const HOUR_MS = 3_600_000;

export interface ReplyWindow extends ChannelLimits {
  /** Until when a free answer may be sent; null: always. */
  endsAt: Date | null;
}

@Injectable()
export class ReadReplyWindow {
  constructor(private readonly connections: Connections) {}

  /**
   * Where nobody has written, the window has never begun and reads as over.
   * It belongs to the conversation, whichever of its tickets the customer wrote in.
   */
  async run(sql: Sql, ticket: Pick<Ticket, 'workspaceId' | 'id' | 'channel' | 'connectionId'>): Promise<ReplyWindow> {
    const { workspaceId, id, channel, connectionId } = ticket;
    const usual = channelLimits(channel);
    if (usual.replyWindowHours === null) return { ...usual, endsAt: null };
    const connection = await this.connections.byId(workspaceId, connectionId, sql);
    const limits = channelLimits(channel, connection?.config);
    const [row] = await sql.query<{ at: Date | null }>(
      `SELECT max(m.at) AS at FROM ticket t
       JOIN ticket c ON c.workspace_id = $1 AND c.connection_id = t.connection_id AND c.conversation = t.conversation
       JOIN message m ON m.workspace_id = $1 AND (m.ticket_id = c.id AND m.via IS NULL OR m.via = c.id) AND m.kind = 'customer'
       WHERE t.workspace_id = $1 AND t.id = $2`,
      [workspaceId, id],
    );
    return { ...limits, endsAt: new Date((row?.at?.getTime() ?? 0) + (limits.replyWindowHours ?? 0) * HOUR_MS) };
  }
}
