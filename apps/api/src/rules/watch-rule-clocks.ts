// One timer for the clocks of all time rules: it sleeps until the next one is over, and a second at most, for others set them too.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { Log } from '../platform/log.js';
import { ObeyTicketRules } from './obey-rules.js';
import { nextRuleAlarm, ringingTickets } from './rule-alarm.store.js';

const LONGEST_SLEEP_MS = 1000;
const SHORTEST_SLEEP_MS = 20;
/** A ticket that failed, or whose rules another process asks, is left alone for so long. */
const PATIENCE_MS = 5_000;

@Injectable()
export class WatchRuleClocks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopped = false;
  private loop: Promise<void> | null = null;
  private awake: (() => void) | null = null;
  /** Tickets that were looked at just now, and until when they are left alone. */
  private readonly left = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    private readonly obey: ObeyTicketRules,
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
        const next = busy ? null : await nextRuleAlarm(this.database);
        if (busy) sleep = 0;
        else if (next && this.left.size === 0) sleep = Math.min(sleep, next.getTime() - this.clock.now().getTime());
      } catch (error) {
        if (!this.stopped)
          this.log.error('the clocks of rules could not be watched; they will be looked at again', error);
      }
      if (!this.stopped) await this.sleep(Math.max(sleep, SHORTEST_SLEEP_MS));
    }
  }

  /** Asks the rules of every ticket that rings; true: there may be more. */
  private async answer(): Promise<boolean> {
    const now = Date.now();
    for (const [ticketId, until] of this.left) if (until <= now) this.left.delete(ticketId);
    const rows = await ringingTickets(this.database, this.clock.now());
    const tickets = [...new Map(rows.map((row) => [row.ticketId, row])).values()].filter(
      (row) => !this.left.has(row.ticketId),
    );
    for (const key of tickets) {
      if (this.stopped) return false;
      this.left.set(key.ticketId, now + PATIENCE_MS);
      try {
        await this.obey.run(key);
      } catch (error) {
        if (this.stopped) return false;
        this.log.error('the rules of a ticket could not be obeyed', error, { ticketId: key.ticketId });
      }
    }
    return tickets.length > 0;
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
