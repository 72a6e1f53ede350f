// What other rooms still have to erase of a ticket that was erased: written with the erasure itself, so that none is forgotten.
import { Injectable } from '@nestjs/common';
import { Database, type Sql, type Tx } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';

export type ErasureDuty = 'answers' | 'kept-mails' | 'raw-bodies';

export interface DueErasure {
  workspaceId: string;
  ticketId: string;
  messageIds: string[];
}

@Injectable()
export class ErasureDuties {
  constructor(private readonly database: Database) {}

  async begin(tx: Tx, { workspaceId, ticketId, messageIds }: DueErasure, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO erasure (workspace_id, ticket_id, what, message_ids, at)
       SELECT $1, $2, w.what, $3, $4 FROM unnest('{answers,kept-mails,raw-bodies}'::text[]) AS w(what)
       WHERE w.what <> 'raw-bodies' OR cardinality($3::uuid[]) > 0 ON CONFLICT DO NOTHING`,
      [workspaceId, ticketId, messageIds, at],
    );
  }

  /** The oldest first: the job of each may have been lost. */
  due(what: ErasureDuty): Promise<DueErasure[]> {
    return this.database.query<DueErasure>(
      doorway(
        'sweep',
        `SELECT workspace_id AS "workspaceId", ticket_id AS "ticketId", message_ids AS "messageIds" FROM erasure
         WHERE what = $1 ORDER BY at LIMIT 200`,
      ),
      [what],
    );
  }

  async done(sql: Sql, workspaceId: string, ticketId: string, what: ErasureDuty): Promise<void> {
    await sql.query(`DELETE FROM erasure WHERE workspace_id = $1 AND ticket_id = $2 AND what = $3`, [
      workspaceId,
      ticketId,
      what,
    ]);
  }
}
