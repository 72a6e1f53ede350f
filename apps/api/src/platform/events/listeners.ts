// Who hears facts: effects answer with a job order each, projections fold them into their own rows, courtesies tell browsers.
import { SetMetadata } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import type { JobOrder } from '../jobs/define-job.js';
import type { EventType, Fact } from './define-event.js';

export const EFFECT = Symbol('effect');
export const PROJECTION = Symbol('projection');
export const COURTESY = Symbol('courtesy');

/**
 * Marks a method `(fact) => JobOrder | null` as an effect of an event. It must be pure: the relay calls it at least once
 * and puts the order into the queue; the job's own row makes a second run harmless.
 */
export const On = <P>(event: EventType<P>) => SetMetadata(EFFECT, event.type) as MethodDecorator;
export type Effect = (fact: Fact) => JobOrder | null;

/** Marks a class as a projection (a durable consumer of its own, named `consumer`) of the given events. */
export const Projects = (consumer: string, events: EventType<never>[] | EventType<object>[]) =>
  SetMetadata(PROJECTION, { consumer, types: (events as { type: string }[]).map((e) => e.type) }) as ClassDecorator;
export interface Projection {
  /** Folds a batch, in order per ticket, inside the transaction that also marks it consumed. Must be idempotent. */
  project(tx: Tx, facts: Fact[]): Promise<void>;
}

/** Marks a method `(facts: Fact[]) => void` to be called after each commit, in this process only. May be lost; never the truth. */
export const AfterCommit = () => SetMetadata(COURTESY, true) as MethodDecorator;
