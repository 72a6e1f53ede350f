// Carries facts from the outbox to those who must hear them: projections fold them, effects become jobs; in order per ticket.
import { setTimeout as rest } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Env } from '../../env.js';
import { Clock } from '../clock.js';
import { Database } from '../database/database.js';
import { doorway } from '../database/doorways.js';
import { Instance, WAKE_CHANNEL } from '../database/instance.js';
import { ENV } from '../env.token.js';
import type { JobOrder } from '../jobs/define-job.js';
import { JobHandlers } from '../jobs/job-handlers.js';
import { Jobs } from '../jobs/jobs.js';
import { Log } from '../log.js';
import type { Fact } from './define-event.js';
import { EFFECTS_CONSUMER, EventListeners } from './event-listeners.js';

const POLL_MS = 250;
const BATCH = 200;
const NOTIFY_MS = 5;
/** Looks of one projection begin this far apart at least: what many tickets told in between is folded in one transaction. */
const GATHER_MS = 50;

interface OutboxRow {
  lane: number;
  id: number;
  ticketId: string;
  facts: Fact[];
  attempts: number;
}

@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopped = false;
  private loops: Promise<void>[] = [];
  private sleepers = new Set<() => void>();
  /** Rises with every wake, so that one between a look and a sleep is not slept through. */
  private wakings = 0;
  private notifyTimer: NodeJS.Timeout | null = null;
  private lanesAt = 0;
  private lanes: number[] = [];

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: Database,
    private readonly instance: Instance,
    private readonly listeners: EventListeners,
    private readonly handlers: JobHandlers,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.handlers.working) return;
    this.instance.wakes.on('wake', () => this.wakeHere());
    this.loops.push(this.loop(EFFECTS_CONSUMER, 0, (rows) => this.effects(rows)));
    for (const consumer of this.listeners.projections.keys())
      this.loops.push(this.loop(consumer, GATHER_MS, (rows) => this.project(consumer, rows)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.notifyTimer) clearTimeout(this.notifyTimer);
    this.wakeHere();
    await Promise.all(this.loops);
  }

  /** Called after a commit: wakes the loops here by a function call, and those of other processes by one NOTIFY in 5 ms. */
  wake(): void {
    if (this.handlers.working) this.wakeHere();
    if (this.env.shape === 'embedded') return;
    this.notifyTimer ??= setTimeout(() => {
      this.notifyTimer = null;
      if (!this.stopped) this.database.query(`SELECT pg_notify('${WAKE_CHANNEL}', 'outbox')`).catch(() => undefined);
    }, NOTIFY_MS);
  }

  /** True when no outbox row of any consumer is left. */
  async isIdle(): Promise<boolean> {
    const [row] = await this.database.query<{ any: boolean }>(
      doorway('outbox', 'SELECT EXISTS (SELECT 1 FROM outbox) AS any'),
    );
    return !row!.any;
  }

  private wakeHere(): void {
    this.wakings++;
    for (const awake of this.sleepers) awake();
  }

  private async loop(consumer: string, gatherMs: number, consume: (rows: OutboxRow[]) => Promise<void>): Promise<void> {
    while (!this.stopped) {
      let full = false;
      let busy = false;
      const looked = performance.now();
      const heard = this.wakings;
      try {
        const rows = await this.next(consumer);
        if (rows.length > 0) await this.consume(consumer, rows, consume);
        full = rows.length === BATCH;
        busy = full || heard !== this.wakings;
      } catch (error) {
        if (!this.stopped)
          this.log.error('the relay could not reach the outbox; it will try again', error, { consumer });
      }
      if (!busy && !this.stopped) await this.sleep();
      const early = gatherMs - (performance.now() - looked);
      if (!full && early > 0 && !this.stopped) await rest(early);
    }
  }

  private async next(consumer: string): Promise<OutboxRow[]> {
    if (Date.now() - this.lanesAt > 1000 || this.lanes.length === 0) {
      this.lanes = await this.instance.takeLanes();
      this.lanesAt = Date.now();
    }
    return this.database.query<OutboxRow>(
      doorway(
        'outbox',
        `SELECT o.lane, o.id, o.ticket_id AS "ticketId", o.facts, o.attempts FROM outbox o
         WHERE o.consumer = $1 AND o.lane = ANY($2::smallint[])
           AND NOT EXISTS (SELECT 1 FROM outbox stuck WHERE stuck.consumer = $1 AND stuck.retry_at > $3 AND stuck.ticket_id = o.ticket_id)
         ORDER BY o.id LIMIT ${BATCH}`,
      ),
      [consumer, this.lanes, this.clock.now()],
    );
  }

  /** A batch that fails is taken row by row, so that one poisoned ticket holds up only itself. */
  private async consume(
    consumer: string,
    rows: OutboxRow[],
    consume: (rows: OutboxRow[]) => Promise<void>,
  ): Promise<void> {
    try {
      await consume(rows);
      return;
    } catch (error) {
      if (this.stopped) return;
      this.log.warn('a batch of facts failed; taking them one by one', {
        consumer,
        rows: rows.length,
        reason: (error as Error).message?.slice(0, 200),
      });
    }
    const stuck = new Set<string>();
    for (const row of rows) {
      if (stuck.has(row.ticketId) || this.stopped) continue;
      try {
        await consume([row]);
      } catch (error) {
        stuck.add(row.ticketId);
        await this.postpone(consumer, row, error as Error);
      }
    }
  }

  private async postpone(consumer: string, row: OutboxRow, error: Error): Promise<void> {
    const seconds = Math.min(600, 2 ** row.attempts);
    this.log.error('a listener could not take a fact; it will be tried again', error, {
      consumer,
      ticketId: row.ticketId,
      attempts: row.attempts + 1,
      seconds,
    });
    await this.database.query(
      doorway(
        'outbox',
        `UPDATE outbox SET attempts = attempts + 1, retry_at = $4, error = $5 WHERE consumer = $1 AND lane = $2 AND id = $3`,
      ),
      [
        consumer,
        row.lane,
        row.id,
        new Date(this.clock.now().getTime() + seconds * 1000),
        String(error.message).slice(0, 500),
      ],
    );
  }

  private async effects(rows: OutboxRow[]): Promise<void> {
    const orders = new Map<string, JobOrder>();
    for (const fact of rows.flatMap((row) => row.facts)) {
      for (const effect of this.listeners.effects.get(fact.type) ?? []) {
        const order = effect(fact);
        if (order) orders.set(order.id, order);
      }
    }
    await this.jobs.enqueueAll([...orders.values()]);
    await this.database.query(
      doorway(
        'outbox',
        'DELETE FROM outbox WHERE consumer = $1 AND lane = ANY($3::smallint[]) AND id = ANY($2::bigint[])',
      ),
      [EFFECTS_CONSUMER, rows.map((row) => row.id), [...new Set(rows.map((row) => row.lane))]],
    );
  }

  /** Deleting first makes the batch ours alone: a peer that still thinks it owns the lane finds nothing to fold. */
  private async project(consumer: string, rows: OutboxRow[]): Promise<void> {
    const { projection } = this.listeners.projections.get(consumer)!;
    await this.database.transaction(async (tx) => {
      const taken = await tx.query<{ id: number; facts: Fact[] }>(
        doorway(
          'outbox',
          'DELETE FROM outbox WHERE consumer = $1 AND lane = ANY($3::smallint[]) AND id = ANY($2::bigint[]) RETURNING id, facts',
        ),
        [consumer, rows.map((row) => row.id), [...new Set(rows.map((row) => row.lane))]],
      );
      taken.sort((a, b) => a.id - b.id);
      if (taken.length > 0)
        await projection.project(
          tx,
          taken.flatMap((row) => row.facts),
        );
    });
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const awake = () => {
        clearTimeout(timer);
        this.sleepers.delete(awake);
        resolve();
      };
      const timer = setTimeout(awake, POLL_MS);
      this.sleepers.add(awake);
    });
  }
}
