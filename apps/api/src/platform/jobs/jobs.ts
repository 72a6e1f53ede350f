// The alarm clock of the desk: BullMQ on Redis, or on our PostgreSQL where there is no Redis; it wakes, it never records.
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Env } from '../../env.js';
import { Clock } from '../clock.js';
import type { Tx } from '../database/database.js';
import { ENV } from '../env.token.js';
import { Log } from '../log.js';
import type { JobOrder, QueueName } from './define-job.js';
import { definedJobs } from './define-job.js';
import { JobHandlers } from './job-handlers.js';
import { Places } from './places.js';

const SWEEP_MS = 30_000;
/** Waiting for other people's servers costs little; of these places one server has its share, see `places`. */
const CONCURRENCY: Record<QueueName, number> = { world: 100, desk: 8 };
/** How many jobs may wait for one server of other people at once. */
const SHARE = 10;
/** A row must be overdue by this much before the sweep thinks its job lost. */
const GRACE_MS = 5_000;

/** On PostgreSQL BullMQ makes two temporary tables for each bulk, which takes as long as ten orders one by one. */
const BULK_FROM = 10;

/** The part of a BullMQ queue that is used here, whichever backend it stands on. */
type AnyQueue = Pick<Queue, 'add' | 'addBulk' | 'close' | 'getJobCounts' | 'waitUntilReady'>;

@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private queues = new Map<QueueName, AnyQueue>();
  private workers: Worker[] = [];
  private pool: pg.Pool | null = null;
  private redis: Redis[] = [];
  private ready: Promise<void> | null = null;
  private sweeping: NodeJS.Timeout | null = null;
  private stopped = false;
  /** Jobs of the world by whose server they wait for: none of those may keep everybody else waiting. */
  readonly places: Places;
  /** What is carried out in this process without having been through a queue. */
  private readonly here = new Set<Promise<void>>();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly handlers: JobHandlers,
  ) {
    this.places = new Places(SHARE, log);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.handlers.working) return;
    await this.open();
    for (const queue of ['world', 'desk'] as const) this.work(queue);
    void this.sweep(this.clock.now());
    this.sweeping = setInterval(() => void this.sweep(new Date(this.clock.now().getTime() - GRACE_MS)), SWEEP_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.sweeping) clearInterval(this.sweeping);
    this.places.close();
    await Promise.all([...this.here, ...this.workers.map((worker) => worker.close())]);
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    for (const redis of this.redis) redis.disconnect();
    await this.pool?.end();
  }

  /** Puts an order into its queue. An order whose id is already alive there changes nothing. */
  async enqueue(order: JobOrder): Promise<void> {
    await this.enqueueAll([order]);
  }

  async enqueueAll(orders: JobOrder[]): Promise<void> {
    await this.open();
    for (const name of ['world', 'desk'] as const) {
      const mine = orders.filter((order) => definedJobs().get(order.job)!.queue === name);
      if (mine.length === 0) continue;
      const queue = this.queues.get(name)!;
      const jobs = mine.map((order) => ({
        name: order.job,
        data: order.payload,
        opts: {
          jobId: order.id,
          delay: order.at ? Math.max(0, order.at.getTime() - this.clock.now().getTime()) : 0,
          attempts: 5,
          backoff: { type: 'exponential' as const, delay: 1000 },
          removeOnComplete: true,
          removeOnFail: true,
        },
      }));
      if (this.pool && jobs.length < BULK_FROM)
        for (const { name, data, opts } of jobs) await queue.add(name, data, opts);
      else await queue.addBulk(jobs);
    }
  }

  /** Enqueues once the transaction has committed. If that fails the sweep will find the row. */
  enqueueAfter(tx: Tx, order: JobOrder): void {
    tx.afterCommit(() => {
      this.enqueue(order).catch((error) => this.log.error('an order waits for the sweep', error, { job: order.job }));
    });
  }

  /**
   * Carries it out in this process once the transaction has committed, if it is needed then: nobody waits for a queue. What
   * fails here, what comes while every hand is full, and what a process that runs no jobs is given, takes that way.
   */
  hereAfter(tx: Tx, order: JobOrder, needed: () => boolean = () => true): void {
    tx.afterCommit(() => {
      if (!needed()) return;
      const free = this.handlers.working && !this.stopped && this.here.size < CONCURRENCY.desk;
      const queued = (error?: unknown) => {
        if (error) this.log.warn('an order goes through the queue', { job: order.job, reason: String(error) });
        return this.enqueue(order);
      };
      const done: Promise<void> = (free ? this.handlers.run(order.job, order.payload).catch(queued) : queued())
        .catch((error) => this.log.error('an order waits for the sweep', error, { job: order.job }))
        .finally(() => this.here.delete(done));
      if (free) this.here.add(done);
    });
  }

  /** Looks for due rows whose job was lost and orders them anew. `now` is the instant by which they must be due. */
  async sweep(now: Date): Promise<number> {
    let found = 0;
    for (const [job, look] of this.handlers.sweeps) {
      try {
        const orders = await look(now);
        const bucket = Math.floor(this.clock.now().getTime() / SWEEP_MS);
        if (orders.length > 0)
          await this.enqueueAll(orders.map((order) => ({ ...order, id: `${order.id}_s${bucket}` })));
        found += orders.length;
      } catch (error) {
        if (!this.stopped) this.log.error('a sweep failed; the next one will try again', error, { job });
      }
    }
    return found;
  }

  /** How many jobs wait, run or are delayed, by queue; and how many wait here for one server that is slow. */
  async counts(): Promise<Record<QueueName, Record<string, number>>> {
    await this.open();
    const entries = await Promise.all(
      [...this.queues].map(
        async ([name, queue]) =>
          [name, await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized')] as const,
      ),
    );
    const counts = Object.fromEntries(entries) as Record<QueueName, Record<string, number>>;
    counts.desk.active = (counts.desk.active ?? 0) + this.here.size;
    counts.world.placeless = this.places.waiting;
    return counts;
  }

  private open(): Promise<void> {
    this.ready ??= this.connect().catch((error) => {
      this.ready = null;
      throw error;
    });
    return this.ready;
  }

  private async connect(): Promise<void> {
    if (this.env.redisUrl) {
      for (const name of ['world', 'desk'] as const) {
        this.queues.set(name, new Queue(queueName(name), { connection: this.redisConnection(false) }));
      }
    } else {
      this.pool ??= new pg.Pool({
        connectionString: this.env.databaseUrl!,
        max: 8,
        keepAlive: true,
        options: '-c search_path=bullmq',
      });
      this.pool.on('error', () => undefined);
      const client = await this.pool.connect();
      try {
        await runMigrations(client as never);
      } finally {
        client.release();
      }
      for (const name of ['world', 'desk'] as const) {
        this.queues.set(
          name,
          new Queue(queueName(name), { connection: this.pool as never }, createPostgresBackend as never),
        );
      }
    }
    for (const queue of this.queues.values()) {
      (queue as Queue).on('error', (error) => this.log.error('the job queue', error));
      await queue.waitUntilReady();
    }
  }

  private work(name: QueueName): void {
    const process = async (job: { name: string; data: unknown }) => {
      const work = () => this.handlers.run(job.name, job.data);
      const whose =
        name === 'world'
          ? definedJobs()
              .get(job.name)
              ?.waitsFor(job.data as never)
          : null;
      await (whose ? this.places.run(whose, `${job.name} ${JSON.stringify(job.data)}`, work) : work());
    };
    const options = { concurrency: CONCURRENCY[name], autorun: true };
    const worker = this.env.redisUrl
      ? new Worker(queueName(name), process, { ...options, connection: this.redisConnection(true) })
      : new Worker(
          queueName(name),
          process,
          { ...options, connection: this.pool as never },
          createPostgresBackend as never,
        );
    worker.on('error', (error) => {
      if (!this.stopped) this.log.error('the job worker', error);
    });
    worker.on('failed', (job, error) =>
      this.log.error('a job failed', error, { job: job?.name, attempt: job?.attemptsMade }),
    );
    this.workers.push(worker as Worker);
  }

  private redisConnection(blocking: boolean): Redis {
    const redis = new Redis(this.env.redisUrl!, { maxRetriesPerRequest: blocking ? null : 5 });
    redis.on('error', () => undefined);
    this.redis.push(redis);
    return redis;
  }
}

/** BullMQ forbids a colon in a queue's name. */
const queueName = (name: QueueName) => `otklik-${name}`;
