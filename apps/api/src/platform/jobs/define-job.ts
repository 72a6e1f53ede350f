// What an order is: a job typed once, standing for a row with a state and a due_at; BullMQ only wakes and retries it.
import { SetMetadata } from '@nestjs/common';

/** `world` jobs wait for other people's servers; `desk` jobs touch only our own database. */
export type QueueName = 'world' | 'desk';

export interface JobOrder<Payload = Record<string, unknown>> {
  job: string;
  payload: Payload;
  /** Unique while the job lives; letters, digits, `-` and `_` only. */
  id: string;
  /** When to run; absent: at once. */
  at?: Date;
}

export interface JobType<Payload> {
  readonly name: string;
  readonly queue: QueueName;
  /** Whose server it waits for, of the jobs that wait for servers at all. Null: it takes its place by itself. */
  waitsFor(payload: Payload): string | null;
  order(payload: Payload, id: string, at?: Date | null): JobOrder<Payload>;
}

const defined = new Map<string, JobType<never>>();

/**
 * Declares a job. At boot every declared job must have exactly one @Handles method, or the desk refuses to start.
 * `waitsFor`: where it is not said, what a workspace orders of one kind may be on its way to one server.
 */
export function defineJob<Payload extends { workspaceId?: string }>(
  name: string,
  queue: QueueName,
  waitsFor: (payload: Payload) => string | null = ({ workspaceId }) => `${name} ${workspaceId}`,
): JobType<Payload> {
  const type: JobType<Payload> = {
    name,
    queue,
    waitsFor,
    order: (payload, id, at) => ({ job: name, payload, id: `${name}_${id}`, ...(at ? { at } : {}) }),
  };
  if (defined.has(name)) throw new Error(`The job ${name} is defined twice.`);
  defined.set(name, type as unknown as JobType<never>);
  return type;
}

export const definedJobs = (): ReadonlyMap<string, JobType<never>> => defined;

export const HANDLES = Symbol('handles');
export const SWEEPS = Symbol('sweeps');

/** Marks the one method `(payload) => Promise<void>` that runs this job. Throwing makes BullMQ retry it with backoff. */
export const Handles = <P>(job: JobType<P>) => SetMetadata(HANDLES, job.name) as MethodDecorator;

/**
 * Marks a method `(now: Date) => Promise<JobOrder[]>` that lists due rows whose job may have been lost (at most 500).
 * Called at start and every 30 s; the orders get an attempt suffix, so that a kept job id cannot swallow them.
 */
export const Sweeps = <P>(job: JobType<P>) => SetMetadata(SWEEPS, job.name) as MethodDecorator;
export type Sweep = (now: Date) => Promise<JobOrder[]>;
