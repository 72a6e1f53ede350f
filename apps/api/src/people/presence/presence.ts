// Whether somebody is there, pure: from what they chose, their hours, and the last sign of life of their screens.
import { hoursTurn, hoursTurned, type Schedule, withinHours } from './presence-hours.js';

export const PRESENCES = ['online', 'away', 'offline'] as const;
export type PresenceState = (typeof PRESENCES)[number];

/** Why the state is not the one that was chosen; `chosen`: it is. */
export const PRESENCE_REASONS = ['chosen', 'hours', 'silent', 'disabled'] as const;
export type PresenceReason = (typeof PRESENCE_REASONS)[number];

/** Silence of all screens (a closed laptop) for so long is absence. Signs of life are written once a minute. */
export const AWAY_AFTER_MS = 2 * 60_000;
export const OFFLINE_AFTER_MS = 10 * 60_000;
/** A sign of life that is younger than this is not written anew. */
export const ALIVE_EVERY_MS = 55_000;

export interface PresenceSource {
  chosen: PresenceState;
  chosenAt: Date;
  aliveAt: Date | null;
  schedule: Schedule | null;
  disabled: boolean;
}

export interface Presence {
  state: PresenceState;
  why: PresenceReason;
  /** When it may become another by itself; null: never. */
  until: Date | null;
}

/**
 * What is true at `now`. Outside their hours a person is offline, unless they chose otherwise since those hours ended.
 * `listeningSince`: since when signs of life could be heard at all; silence before it proves nothing.
 */
export function presenceAt(source: PresenceSource, now: Date, listeningSince: Date | null = null): Presence {
  const { chosen, chosenAt, aliveAt, schedule } = source;
  if (source.disabled) return { state: 'offline', why: 'disabled', until: null };
  if (chosen === 'offline') return { state: 'offline', why: 'chosen', until: null };
  if (schedule && !withinHours(schedule, now)) {
    const free = hoursTurned(schedule, now);
    if (free && chosenAt < free) return { state: 'offline', why: 'hours', until: hoursTurn(schedule, now) };
  }
  if (!aliveAt) return { state: 'offline', why: 'silent', until: null };
  const heard = Math.max(aliveAt.getTime(), Math.min(listeningSince?.getTime() ?? 0, now.getTime()));
  const silence = now.getTime() - heard;
  if (silence >= OFFLINE_AFTER_MS) return { state: 'offline', why: 'silent', until: null };
  const shift = schedule ? hoursTurn(schedule, now) : null;
  if (silence >= AWAY_AFTER_MS)
    return { state: 'away', why: 'silent', until: earliest(new Date(heard + OFFLINE_AFTER_MS), shift) };
  return { state: chosen, why: 'chosen', until: earliest(new Date(heard + AWAY_AFTER_MS), shift) };
}

const earliest = (a: Date, b: Date | null): Date => (b && b < a ? b : a);
