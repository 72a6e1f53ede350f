// The ledger's way back: a raw row that failed, was quarantined or dropped starts path A again, after whatever was wrong is mended.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { ledgerEntry } from './ledger.store.js';
import { ProcessRawJob } from './process-raw.job.js';
import { dismissRaw, reviveRaw } from './raw.store.js';

@Injectable()
export class ReplayRaw {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** @throws DomainError not-found; body-dropped; nothing-to-read when the row is waiting already or has become a message. */
  async run(workspaceId: string, rawId: string): Promise<void> {
    const row = await ledgerEntry(this.database, workspaceId, rawId);
    if (!row) throw new DomainError('not-found');
    if (row.bodyDroppedAt) throw new DomainError('body-dropped');
    await this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const ref = await reviveRaw(tx, workspaceId, rawId, now);
      if (!ref) throw new DomainError('nothing-to-read');
      this.jobs.enqueueAfter(tx, ProcessRawJob.order({ ...ref }, `${ref.rawId}_r${now.getTime()}`));
    });
  }

  /** @throws DomainError not-found; conflict when there is nothing to be put aside. */
  async dismiss(workspaceId: string, rawId: string): Promise<void> {
    if (!(await ledgerEntry(this.database, workspaceId, rawId))) throw new DomainError('not-found');
    if (!(await dismissRaw(this.database, workspaceId, rawId))) throw new DomainError('conflict');
  }
}
