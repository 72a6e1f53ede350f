// What waits to go out although it is due: messages whose wake-up was lost, and those whose sender died while sending.
import type { Sql } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { INSTANCE_CLASS } from '../platform/database/instance.js';

export interface DueMessage {
  workspaceId: string;
  ticketId: string;
  messageId: string;
  /** Of one in state `sending`: the number of its process. */
  sender: number | null;
}

/**
 * Oldest first, at most 500. Messages of a connection that is broken or switched off wait outside this list, so that a
 * thousand of them cannot hide one that could go; the moment it is mended they are in it. `ownKinds`: channels whose
 * delivery is a row of ours, always possible. Of what is being sent: that of processes not connected, and that of `ours`,
 * of which only the process itself knows whether it still does.
 */
export async function dueMessages(sql: Sql, now: Date, ownKinds: string[], ours: number[]): Promise<DueMessage[]> {
  return sql.query<DueMessage>(
    doorway(
      'sweep',
      `SELECT m.workspace_id AS "workspaceId", m.ticket_id AS "ticketId", m.id AS "messageId", m.sender FROM message m
       JOIN ticket t ON t.workspace_id = m.workspace_id AND t.id = m.ticket_id
       JOIN connection c ON c.workspace_id = t.workspace_id AND c.id = t.connection_id
       WHERE m.due_at <= $1 AND (c.state = 'ok' OR c.state = 'broken' AND c.state_reason LIKE 'imap-%' OR c.deleted_at IS NOT NULL OR c.kind = ANY($2::text[]))
         AND (m.state IN ('held', 'queued') OR m.state = 'sending' AND (m.sender = ANY($3::int[]) OR NOT EXISTS (
           SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = ${INSTANCE_CLASS}
             AND l.objid = m.sender AND l.objsubid = 2 AND l.granted)))
       ORDER BY m.due_at LIMIT 500`,
    ),
    [now, ownKinds, ours],
  );
}
