// What is old goes, a little at a time: nobody looks for news of a quarter of a year ago.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { anyBefore, forgetBefore } from './notification.store.js';
import { ForgetNotifications } from './notify.job.js';

const KEPT_MS = 90 * 24 * 3600_000;
const EVERY_MS = 3600_000;
const AT_ONCE = 5000;

@Injectable()
export class ForgetOldNotifications {
  private lookedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Handles(ForgetNotifications)
  async run(): Promise<void> {
    const before = this.oldest();
    while ((await forgetBefore(this.database, before, AT_ONCE)) === AT_ONCE);
  }

  /** Once an hour a process. */
  @Sweeps(ForgetNotifications)
  async due(now: Date): Promise<JobOrder[]> {
    if (Math.abs(now.getTime() - this.lookedAt) < EVERY_MS) return [];
    this.lookedAt = now.getTime();
    return (await anyBefore(this.database, this.oldest())) ? [ForgetNotifications.order({}, 'now') as JobOrder] : [];
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - KEPT_MS);
  }
}
