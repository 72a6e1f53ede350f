// Keeps the daily rollups of every workspace: makes those that are missing, and merges what changed, little by little.
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ReadWorkspaces } from '../people/read-workspaces.js';
import { Database } from '../platform/database/database.js';
import { doorway } from '../platform/database/doorways.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { Log } from '../platform/log.js';
import { BuildRollups } from './build-rollups.js';
import { MergeRollups } from './merge-rollups.js';
import { rollupState } from './rollup.store.js';

const LOOK_MS = 2000;
/** Every so many looks all that changed is merged, and missing rollups are made; between, only days with much. */
const ROUND = 15;
/** A reader adds changes up itself: so many bytes of a day cost it nothing to speak of. */
const MANY = 8000;
const DAYS_AT_ONCE = 20;

@Injectable()
export class KeepRollups implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();
  private looks = 0;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly workspaces: ReadWorkspaces,
    private readonly build: BuildRollups,
    private readonly merge: MergeRollups,
    private readonly handlers: JobHandlers,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.handlers.working) this.next(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.working;
  }

  private next(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.working = this.look()
        .catch(
          (error) => void (this.stopped || this.log.error('the rollups of reports were not kept; trying again', error)),
        )
        .then(() => this.next(LOOK_MS));
    }, ms);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    const round = this.looks++ % ROUND === 0;
    if (round) await this.makeMissing();
    await this.mergeAll(round ? 1 : MANY);
  }

  private async makeMissing(): Promise<void> {
    for (const { id, timeZone } of await this.workspaces.run()) {
      if (this.stopped) return;
      const state = await rollupState(this.database, id);
      if (!state || state.nextDay !== null || state.timeZone !== timeZone) await this.build.run(id);
    }
  }

  /** Of days with at least so many bytes of changes. */
  async mergeAll(least: number): Promise<void> {
    const rows = await this.database.query<{ workspaceId: string; day: string }>(
      doorway(
        'report-changes',
        `SELECT workspace_id AS "workspaceId", day::text FROM report_change GROUP BY 1, 2 HAVING sum(octet_length(cells)) >= $1 ORDER BY 1, 2 DESC`,
      ),
      [least],
    );
    const days = new Map<string, string[]>();
    for (const { workspaceId, day } of rows) days.set(workspaceId, [...(days.get(workspaceId) ?? []), day]);
    for (const [workspaceId, all] of days)
      for (let i = 0; i < all.length && !this.stopped; i += DAYS_AT_ONCE)
        await this.merge.run(workspaceId, all.slice(i, i + DAYS_AT_ONCE));
  }
}
