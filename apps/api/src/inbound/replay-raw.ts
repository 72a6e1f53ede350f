// The ledger's way back: a raw row that failed, was quarantined or dropped starts path A again, after whatever was wrong is mended.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { ProcessRawJob } from './process-raw.job.js';
import { loadRaw, reviveRaw } from './raw.store.js';

@Injectable()
export class ReplayRaw {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** @throws DomainError not-found; conflict when the row is waiting already or has become a message. */
  async run(workspaceId: string, rawId: string): Promise<void> {
    if (!(await loadRaw(this.database, workspaceId, rawId))) throw new DomainError('not-found');
    if ((await this.revive(workspaceId, rawId)) === 0) throw new DomainError('conflict');
  }

  /** Replays every row that failed, oldest first. @returns how many. */
  runAll(workspaceId: string): Promise<number> {
    return this.revive(workspaceId, null);
  }

  private revive(workspaceId: string, rawId: string | null): Promise<number> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const rows = await reviveRaw(tx, workspaceId, rawId, now);
      for (const ref of rows.sort((a, b) => (a.rawId < b.rawId ? -1 : 1))) {
        this.jobs.enqueueAfter(tx, ProcessRawJob.order({ ...ref }, `${ref.rawId}_r${now.getTime()}`));
      }
      return rows.length;
    });
  }
}
