// A ticket's row shows, and conditions may ask, that its customer is likelier than usual to end discontented; or no longer.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { PassingNews } from '../platform/events/passing-news.js';

@Injectable()
export class FlagSatisfactionRisk {
  constructor(
    private readonly database: Database,
    private readonly passing: PassingNews,
  ) {}

  /** One row a time, so that no two are ever held at once. Those that say so already are left alone. */
  async run(workspaceId: string, risks: { ticketId: string; risk: boolean }[]): Promise<void> {
    for (const { ticketId, risk } of risks) {
      const changed = await this.database.query(
        `UPDATE ticket SET satisfaction_risk = $3 WHERE workspace_id = $1 AND id = $2 AND satisfaction_risk <> $3 RETURNING id`,
        [workspaceId, ticketId, risk],
      );
      if (changed.length > 0) this.passing.tellRow({ workspaceId, ticketId });
    }
  }
}
