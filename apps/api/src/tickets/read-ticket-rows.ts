// Rows of the queue by id: for live updates, and for those who list tickets by other means.

import { Injectable } from '@nestjs/common';
import type { TicketRow } from '@otklik/contract';
import type { Sql } from '../platform/database/database.js';
import { type RowRecord, TICKET_ROW, TICKET_ROW_FROM, toTicketRow } from './ticket-row.store.js';

@Injectable()
export class ReadTicketRows {
  /** In no order; unknown ids are left out, and side conversations: they are nobody's row. */
  async run(sql: Pick<Sql, 'query'>, workspaceId: string, ids: string[]): Promise<TicketRow[]> {
    if (ids.length === 0) return [];
    const rows = await sql.query<RowRecord>(
      `SELECT ${TICKET_ROW} ${TICKET_ROW_FROM} WHERE t.workspace_id = $1 AND t.id = ANY($2::uuid[]) AND t.side_of IS NULL`,
      [workspaceId, ids],
    );
    return rows.map(toTicketRow);
  }
}
