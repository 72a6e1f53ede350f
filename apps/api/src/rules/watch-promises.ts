// One timer for all promises: it sleeps to the next warning or due instant, and a second at most, for others set alarms too.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { Log } from '../platform/log.js';
import { KeepTicketPromises } from './keep-promises.js';
import { nextAlarm, ringing } from './sla-target.store.js';

/** A nearer alarm, set here or by another process while this one slept, is heard within this time. */
const LONGEST_SLEEP_MS = 1000;
const SHORTEST_SLEEP_MS = 20;
/** A ticket that cannot be settled is left to the sweep for so long. */
const PATIENCE_MS = 30_000;

@Injectable()
export class WatchPromises implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopped = false;
  private loop: Promise<void> | null = null;
  private awake: (() => void) | null = null;
  /** Tickets that failed, and until when they are left alone. */
  private readonly failed = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    private readonly keep: KeepTicketPromises,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.handlers.working) this.loop = this.watch();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.awake?.();
    await this.loop;
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      let sleep = LONGEST_SLEEP_MS;
      try {
        const busy = await this.answer();
        const next = busy ? null : await nextAlarm(this.database);
        if (busy) sleep = 0;
        else if (next && this.failed.size === 0) sleep = Math.min(sleep, next.getTime() - this.clock.now().getTime());
      } catch (error) {
        if (!this.stopped) this.log.error('promises could not be watched; they will be looked at again', error);
        sleep = LONGEST_SLEEP_MS;
      }
      if (!this.stopped) await this.sleep(Math.max(sleep, SHORTEST_SLEEP_MS));
    }
  }

  /** Settles what rings now; true: there may be more. */
  private async answer(): Promise<boolean> {
    const now = Date.now();
    for (const [ticketId, until] of this.failed) if (until <= now) this.failed.delete(ticketId);
    const rows = (await ringing(this.database, this.clock.now())).filter((row) => !this.failed.has(row.ticketId));
    for (const { workspaceId, ticketId } of rows) {
      if (this.stopped) return false;
      try {
        await this.keep.run({ workspaceId, ticketId });
      } catch (error) {
        if (this.stopped) return false;
        this.failed.set(ticketId, now + PATIENCE_MS);
        this.log.error('the promises of a ticket could not be settled', error, { ticketId });
      }
    }
    return rows.length > 0;
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.awake?.(), milliseconds);
      this.awake = () => {
        clearTimeout(timer);
        this.awake = null;
        resolve();
      };
    });
  }
}
