// Rules of failing (path A): whose fault an error is, and when to try again. Pure.
import { codeOf, isDatabaseGone } from '../platform/database/database-gone.js';

/** Seconds to wait after the 1st, 2nd… failed attempt; after the last one the row stays `failed`, for an owner to replay. */
export const RETRY_AFTER_SECONDS = [1, 10, 60, 300] as const;

/** When to try again after `attempts` attempts have failed; null: never by itself. */
export function retryAt(attempts: number, now: Date): Date | null {
  const seconds = RETRY_AFTER_SECONDS[attempts - 1];
  return seconds === undefined ? null : new Date(now.getTime() + seconds * 1000);
}

const SYSTEM = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENOSPC',
  'EMFILE',
  'ENFILE',
  'EDQUOT',
  'EROFS',
  'EIO',
]);

/** The house is ill (database away, disk full), not the row: it costs no attempt, and everything waits. */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  return isDatabaseGone(error) || (code !== null && (SYSTEM.has(code) || /^(53|57P|58)/.test(code)));
}

/** Two transactions met in the same rows: running this one again is enough. */
export function isCollision(error: unknown): boolean {
  const code = codeOf(error);
  return code === '23505' || code === '40001' || code === '40P01';
}

/** What the ledger says of an error. */
export function errorText(error: unknown): string {
  const { name, message } = error as Error;
  return `${name ?? 'Error'}: ${message ?? String(error)}`.replaceAll('\0', '').slice(0, 1000);
}
