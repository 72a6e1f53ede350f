// Path B, last step, for messengers that say "everything up to here": each message of ours until then is delivered or read.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { floorOf, newId } from '../platform/ids.js';
import { MarkMessage } from './mark-message.js';

/** Their clock and ours differ by a little. */
const SKEW_MS = 1_000;
/** Older messages than this are not looked for. */
const BACK_MS = 30 * 86_400_000;
const AT_MOST = 500;

@Injectable()
export class MarkUpTo {
  constructor(
    private readonly database: Database,
    private readonly mark: MarkMessage,
  ) {}

  /** Answers with the newest message that was marked; null: nothing of ours had gone out by then, or all says so already. */
  async run(order: {
    workspaceId: string;
    connectionId: string;
    conversation: string;
    state: 'delivered' | 'read';
    at: Date;
  }): Promise<{ ticketId: string; messageId: string } | null> {
    const { workspaceId, connectionId, conversation, state, at } = order;
    const rows = await this.database.query<{ ticketId: string; messageId: string }>(
      `SELECT m.ticket_id AS "ticketId", m.id AS "messageId" FROM ticket t
       JOIN message m ON m.workspace_id = $1 AND (m.ticket_id = t.id AND m.via IS NULL OR m.via = t.id) AND m.id >= $6 AND m.kind IN ('agent', 'bot')
         AND m.state = ANY($4::text[]) AND m.sent_at <= $5
       WHERE t.workspace_id = $1 AND t.connection_id = $2 AND t.conversation = $3 ORDER BY m.id LIMIT ${AT_MOST}`,
      [
        workspaceId,
        connectionId,
        conversation,
        state === 'read' ? ['sent', 'delivered'] : ['sent'],
        new Date(at.getTime() + SKEW_MS),
        floorOf(newId(new Date(at.getTime() - BACK_MS))),
      ],
    );
    for (const { messageId } of rows) await this.mark.run({ workspaceId, messageId, state });
    return rows.at(-1) ?? null;
  }
}
