// The tickets that are being worked on, by id: for rules that look at each of them once.
import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/database.js';

const PAGE = 500;

@Injectable()
export class ActiveTickets {
  /** The next 500 after an id; fewer: these were the last. */
  async run(sql: Sql, workspaceId: string, after: string | null): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT id FROM ticket WHERE workspace_id = $1 AND active AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT ${PAGE}`,
      [workspaceId, after],
    );
    return rows.map((row) => row.id);
  }
}
