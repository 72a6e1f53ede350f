// Where the customer of a ticket listens: realtime and the widget ask by ticket.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { SeenTicket } from './mark-seen.js';

@Injectable()
export class FindCustomer {
  constructor(private readonly database: Database) {}

  /** Null: no such ticket in this workspace. */
  async run(workspaceId: string, ticketId: string): Promise<SeenTicket | null> {
    const [row] = await this.database.query<SeenTicket>(
      `SELECT channel, connection_id AS "connectionId", conversation, contact_id AS "contactId", agent_read_seq AS "readSeq"
       FROM ticket WHERE workspace_id = $1 AND id = $2`,
      [workspaceId, ticketId],
    );
    return row ?? null;
  }
}
