// The clocks of time rules: a ticket whose clock is over is asked by its rules.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { Log } from '../platform/log.js';
import { AlarmLoop } from './alarm-loop.js';
import { ObeyTicketRules } from './obey-rules.js';
import { nextRuleAlarm, ringingTickets } from './rule-alarm.store.js';

/** A ticket that failed, or whose rules another process asks, is left alone for so long. */
const PATIENCE_MS = 5_000;

@Injectable()
export class WatchRuleClocks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: AlarmLoop;

  constructor(
    database: Database,
    clock: Clock,
    private readonly handlers: JobHandlers,
    use: ObeyTicketRules,
    log: Log,
  ) {
    const alarms = {
      name: 'rules',
      next: () => nextRuleAlarm(database),
      ringing: (now: Date) => ringingTickets(database, now),
      answer: (key: { workspaceId: string; ticketId: string }) => use.run(key),
      patienceMs: PATIENCE_MS,
      leaves: 'always' as const,
    };
    this.loop = new AlarmLoop(alarms, clock, log);
  }

  onApplicationBootstrap(): void {
    if (this.handlers.working) this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
