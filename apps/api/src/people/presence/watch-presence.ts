// One timer for everybody's presence: silence becomes absence, and shifts begin and end, within two seconds.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Handles, type JobOrder, Sweeps } from '../../platform/jobs/define-job.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { Log } from '../../platform/log.js';
import { type AgentKey, dropOldSpans, duePresence } from './presence.store.js';
import { SettlePresenceOf } from './settle-presence.job.js';
import { SettlePresence } from './settle-presence.js';

const LOOK_MS = 2000;
/** Longer between two looks: the desk itself was away. */
const DEAF_MS = 30_000;
const DAY_MS = 24 * 3600_000;
/** Thirteen months: one more than a report compares. */
const KEPT_DAYS = 400;

@Injectable()
export class WatchPresence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private looked = Date.now();
  private tidied = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    private readonly settle: SettlePresence,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.handlers.working) return;
    this.looked = Date.now();
    this.timer = setInterval(() => {
      this.looking ??= this.look().finally(() => {
        this.looking = null;
      });
    }, LOOK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }

  @Handles(SettlePresenceOf)
  async run(key: AgentKey): Promise<void> {
    await this.settle.run(key);
  }

  @Sweeps(SettlePresenceOf)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await duePresence(this.database, now);
    return due.map((key) => SettlePresenceOf.order(key, key.agentId));
  }

  private async look(): Promise<void> {
    try {
      const due = await duePresence(this.database, this.clock.now());
      if (Date.now() - this.looked > DEAF_MS) this.settle.listenAnew();
      this.looked = Date.now();
      for (const key of due) await this.settle.run(key);
      if (Date.now() - this.tidied > DAY_MS) {
        this.tidied = Date.now();
        await dropOldSpans(this.database, new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS));
      }
    } catch (error) {
      this.log.error('presence could not be looked at; it will be looked at again', error);
    }
  }
}
