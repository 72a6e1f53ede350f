// The ledger's way back for everything that failed: written down first, so that a restart goes on where it was.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Handles, type JobOrder, Sweeps } from '../platform/jobs/define-job.js';
import { Jobs } from '../platform/jobs/jobs.js';
import { ProcessRawJob } from './process-raw.job.js';
import type { RawState } from './raw.store.js';
import {
  countStates,
  dropReplay,
  dueReplays,
  findReplay,
  insertReplay,
  latestReplays,
  nextRows,
  noteRevived,
  type Replay,
  reviveRows,
  settleReplay,
} from './replay.store.js';
import { ReplayFailedJob } from './replay-failed.job.js';

const BATCH = 100;
/** How often it is looked at what became of the rows. */
const LOOK_MS = 5_000;
const SHOWN = 20;

export interface ReplayProgress extends Replay {
  /** How many of its rows are in which state now; `received` are still under way. */
  states: Partial<Record<RawState, number>>;
}

@Injectable()
export class ReplayFailed {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** Begins. @returns how many rows it is about; no id where there are none. */
  start(workspaceId: string, requestedBy: string | null): Promise<{ id: string | null; total: number }> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const id = newId();
      const total = await insertReplay(tx, { workspaceId, id, requestedBy, now });
      if (total === 0) {
        await dropReplay(tx, workspaceId, id);
        return { id: null, total };
      }
      this.jobs.enqueueAfter(tx, ReplayFailedJob.order({ workspaceId, replayId: id }, id) as JobOrder);
      return { id, total };
    });
  }

  @Handles(ReplayFailedJob)
  async run({ workspaceId, replayId }: { workspaceId: string; replayId: string }): Promise<void> {
    while (await this.batch(workspaceId, replayId));
    const now = this.clock.now();
    const { received = 0 } = await countStates(this.database, workspaceId, replayId);
    const done = received === 0;
    await settleReplay(this.database, workspaceId, replayId, {
      dueAt: done ? null : new Date(now.getTime() + LOOK_MS),
      finishedAt: done ? now : null,
    });
  }

  @Sweeps(ReplayFailedJob)
  async due(now: Date): Promise<JobOrder[]> {
    const due = await dueReplays(this.database, now);
    return due.map((one) => ReplayFailedJob.order(one, one.replayId) as JobOrder);
  }

  /** @throws DomainError not-found */
  async progress(workspaceId: string, id: string): Promise<ReplayProgress> {
    const replay = await findReplay(this.database, workspaceId, id);
    if (!replay) throw new DomainError('not-found');
    return { ...replay, states: await countStates(this.database, workspaceId, id) };
  }

  /** The latest, newest first. */
  async latest(workspaceId: string): Promise<ReplayProgress[]> {
    const replays = await latestReplays(this.database, workspaceId, SHOWN);
    const counted: ReplayProgress[] = [];
    for (const replay of replays)
      counted.push({ ...replay, states: await countStates(this.database, workspaceId, replay.id) });
    return counted;
  }

  private batch(workspaceId: string, replayId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const ids = await nextRows(tx, workspaceId, replayId, BATCH);
      if (ids.length === 0) return false;
      const now = this.clock.now();
      for (const ref of await reviveRows(tx, workspaceId, ids, now))
        this.jobs.enqueueAfter(tx, ProcessRawJob.order({ ...ref }, `${ref.rawId}_r${now.getTime()}`) as JobOrder);
      await noteRevived(tx, workspaceId, replayId, ids);
      return true;
    });
  }
}
