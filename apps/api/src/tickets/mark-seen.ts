// An agent has opened a ticket: the customer may know that they were read, and the queue stops calling it unread.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface SeenTicket {
  channel: string;
  connectionId: string;
  conversation: string | null;
  contactId: string;
  /** The customer's messages up to here have been read by an agent. */
  readSeq: number;
}

@Injectable()
export class MarkSeen {
  constructor(private readonly database: Database) {}

  /** Null: no such ticket in this workspace. No fact: who looked when is nobody's figure. */
  async run(workspaceId: string, ticketId: string): Promise<SeenTicket | null> {
    const [seen] = await this.database.query<SeenTicket>(
      `UPDATE ticket SET agent_read_seq = greatest(agent_read_seq, last_customer_seq) WHERE workspace_id = $1 AND id = $2
       RETURNING channel, connection_id AS "connectionId", conversation, contact_id AS "contactId", agent_read_seq AS "readSeq"`,
      [workspaceId, ticketId],
    );
    return seen ?? null;
  }
}
