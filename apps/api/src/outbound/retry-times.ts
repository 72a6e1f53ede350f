// Path B: when a message that could not go is tried again, and when it is given up.

const SECONDS = [10, 30, 120, 600, 3600];
export const GIVE_UP_MS = 24 * 3_600_000;

/** The instant of the next try after `attempts` tries (from 1), or after what the other side asked for if that is later. */
export function nextTry(now: Date, attempts: number, retryAfterSeconds: number | null): Date {
  const usual = SECONDS[Math.min(Math.max(attempts, 1), SECONDS.length) - 1]!;
  const asked = Math.min(retryAfterSeconds ?? 0, GIVE_UP_MS / 1000);
  return new Date(now.getTime() + Math.max(usual, asked) * 1000);
}

/** True when a message pressed at `at` has been tried long enough. */
export function isGivenUp(now: Date, at: Date): boolean {
  return now.getTime() - at.getTime() >= GIVE_UP_MS;
}
