// When a promise falls due, pure: its seconds laid over the stretches in which its clock runs.
import { addBusinessSeconds, businessMilliseconds, type Hours } from '../desk/business-time.js';
import type { Run } from './run-clocks.js';

export type Due = { at: Date; remaining: null } | { at: null; remaining: number };

/**
 * `hours` null: around the clock. While paused (and not yet overrun) there is no instant, only the seconds that remain.
 * Hours that never come: no instant either.
 */
export function dueOf(run: Pick<Run, 'startedAt' | 'pauses'>, seconds: number, hours: Hours | null): Due {
  let left = seconds * 1000;
  let from = run.startedAt;
  for (const pause of run.pauses) {
    const ran = hours
      ? businessMilliseconds(hours, new Date(from), new Date(pause.from))
      : Math.max(0, pause.from - from);
    if (ran >= left) return due(add(hours, from, left), left);
    left -= ran;
    if (pause.to === null) return { at: null, remaining: Math.ceil(left / 1000) };
    from = pause.to;
  }
  return due(add(hours, from, left), left);
}

const due = (at: Date | null, left: number): Due =>
  at ? { at, remaining: null } : { at: null, remaining: Math.ceil(left / 1000) };

const add = (hours: Hours | null, from: number, milliseconds: number): Date | null =>
  hours ? addBusinessSeconds(hours, new Date(from), milliseconds / 1000) : new Date(from + milliseconds);
