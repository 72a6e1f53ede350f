// Looks every few hours whether the partitions of the coming months are there.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Log } from '../log.js';
import { Database } from './database.js';
import { ensurePartitions } from './partitions.js';

const EVERY_MS = 6 * 3600 * 1000;

@Injectable()
export class Partitions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      ensurePartitions(this.database, this.clock.now()).catch((error) =>
        this.log.error('partitions could not be made; rows go to the default one', error),
      );
    }, EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
