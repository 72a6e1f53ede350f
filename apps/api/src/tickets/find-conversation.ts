// The ticket of a channel conversation that is still open to new messages.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';
import { prepared } from '../platform/database/prepared.js';
import { mergedConversation } from './ticket.store.js';

@Injectable()
export class FindConversation {
  /** The id of the ticket that is not closed, or of the one it was merged into; or null. */
  async run(sql: Sql, workspaceId: string, connectionId: string, conversation: string): Promise<string | null> {
    const [row] = await sql.query<{ id: string }>(
      prepared(`SELECT id FROM ticket WHERE workspace_id = $1 AND connection_id = $2 AND conversation = $3
         AND state <> 'closed' AND merged_into IS NULL AND NOT aside`),
      [workspaceId, connectionId, conversation],
    );
    if (row) return row.id;
    return (await mergedConversation(sql, workspaceId, connectionId, conversation))?.id ?? null;
  }
}
