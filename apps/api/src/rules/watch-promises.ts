// Promises are settled when they ring: a warning, or the instant they were due.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { Log } from '../platform/log.js';
import { AlarmLoop } from './alarm-loop.js';
import { KeepTicketPromises } from './keep-promises.js';
import { nextAlarm, ringing } from './sla-target.store.js';

/** A ticket that cannot be settled is left to the sweep for so long. */
const PATIENCE_MS = 30_000;

@Injectable()
export class WatchPromises implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: AlarmLoop;

  constructor(
    database: Database,
    clock: Clock,
    private readonly handlers: JobHandlers,
    use: KeepTicketPromises,
    log: Log,
  ) {
    const alarms = {
      name: 'promises',
      next: () => nextAlarm(database),
      ringing: (now: Date) => ringing(database, now),
      answer: (key: { workspaceId: string; ticketId: string }) => use.run(key),
      patienceMs: PATIENCE_MS,
      leaves: 'failed' as const,
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
