// Drafts that nobody came back to: after ninety days they go.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { dropDraftsBefore } from './draft.store.js';
import { DropOldDraftsJob } from './drop-old-drafts.job.js';
import { dropUsesBefore } from './macro-use.store.js';

const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;
const EVERY_MS = 60 * 60_000;
const BATCH = 500;

@Injectable()
export class DropOldDrafts {
  private lookedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Sweeps(DropOldDraftsJob)
  async due(now: Date): Promise<JobOrder[]> {
    if (Math.abs(now.getTime() - this.lookedAt) < EVERY_MS) return [];
    this.lookedAt = now.getTime();
    return [DropOldDraftsJob.order({}, 'all') as JobOrder];
  }

  @Handles(DropOldDraftsJob)
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS);
    while ((await dropDraftsBefore(this.database, before, BATCH)) === BATCH);
    while ((await dropUsesBefore(this.database, before, BATCH)) === BATCH);
  }
}
