// The log of what went out is kept for thirty days.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { forgetDeliveries } from './hook.store.js';
import { ForgetDeliveries } from './hooks.job.js';

const KEPT_MS = 30 * 24 * 3600_000;
const EVERY_MS = 3600_000;
const AT_ONCE = 5000;

@Injectable()
export class ForgetOldDeliveries {
  private lookedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Handles(ForgetDeliveries)
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    while ((await forgetDeliveries(this.database, before, AT_ONCE)) === AT_ONCE);
  }

  /** Once a day, by whichever process sweeps; at a start the first hour is let pass. */
  @Sweeps(ForgetDeliveries)
  async due(now: Date): Promise<JobOrder[]> {
    if (this.lookedAt === 0) this.lookedAt = now.getTime();
    if (Math.abs(now.getTime() - this.lookedAt) < EVERY_MS) return [];
    this.lookedAt = now.getTime();
    return [ForgetDeliveries.order({}, `${Math.floor(now.getTime() / EVERY_MS)}`) as JobOrder];
  }
}
