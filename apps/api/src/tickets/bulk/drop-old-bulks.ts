// Bulk work that nobody can take back any more is forgotten after a week.
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { doorway } from '../../platform/database/doorways.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { DropOldBulksJob } from './drop-old-bulks.job.js';

const KEPT_MS = 7 * 24 * 3600 * 1000;

@Injectable()
export class DropOldBulks {
  constructor(private readonly database: Database) {}

  @Handles(DropOldBulksJob)
  async run({ workspaceId, bulkId }: { workspaceId: string; bulkId: string }): Promise<void> {
    await this.database.query('DELETE FROM bulk WHERE workspace_id = $1 AND id = $2', [workspaceId, bulkId]);
  }

  @Sweeps(DropOldBulksJob)
  async due(now: Date): Promise<JobOrder[]> {
    const rows = await this.database.query<{ workspaceId: string; bulkId: string }>(
      doorway(
        'sweep',
        `SELECT workspace_id AS "workspaceId", id AS "bulkId" FROM bulk WHERE at < $1 ORDER BY at LIMIT 100`,
      ),
      [new Date(now.getTime() - KEPT_MS)],
    );
    return rows.map((row) => DropOldBulksJob.order(row, row.bulkId));
  }
}
