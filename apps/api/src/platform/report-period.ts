// Which days a report speaks of: days of the workspace's own time zone, and the period before of equal length.
import { DomainError } from './errors.js';

/** Days as YYYY-MM-DD, both included. */
export interface Days {
  from: string;
  to: string;
}

/** Longer asks are refused: three years and a bit. */
export const LONGEST_DAYS = 1100;
const USUAL_DAYS = 30;

/** Making a formatter costs a thousand times more than using it; zones are few. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Since then all clocks are whole quarters of an hour apart: what is true of one instant is true of its quarter. */
const QUARTERS_SINCE = Date.UTC(1973, 0);
const QUARTER = 900_000;
const KEPT = 50_000;
const days = new Map<string, string>();

/** The calendar day of an instant in a time zone. */
export function dayOf(at: Date, timeZone: string): string {
  if (!(at.getTime() >= QUARTERS_SINCE)) return formatDay(at, timeZone);
  const quarter = `${Math.floor(at.getTime() / QUARTER)} ${timeZone}`;
  const known = days.get(quarter);
  if (known) return known;
  if (days.size >= KEPT) days.clear();
  const day = formatDay(at, timeZone);
  days.set(quarter, day);
  return day;
}

function formatDay(at: Date, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(at);
}

/** `day` moved by whole days. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days a period has. */
export function lengthOf({ from, to }: Days): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1;
}

export function everyDay(days: Days): string[] {
  return Array.from({ length: lengthOf(days) }, (_, i) => addDays(days.from, i));
}

/**
 * The period asked for: absent ends are today, and 30 days in all.
 * @throws DomainError validation-failed for a day that does not exist, a period that ends before it begins or is too long
 */
export function periodOf(asked: { from?: string | undefined; to?: string | undefined }, today: string): Days {
  const to = asked.to ?? (asked.from && asked.from > today ? asked.from : today);
  const from = asked.from ?? (isDay(to) ? addDays(to, 1 - USUAL_DAYS) : to);
  const wrong = [isDay(from) ? '' : 'from', isDay(to) ? '' : 'to'].filter(Boolean);
  if (wrong.length > 0) throw new DomainError('validation-failed', { fields: wrong });
  const days = lengthOf({ from, to });
  if (days < 1 || days > LONGEST_DAYS) throw new DomainError('validation-failed', { fields: ['from', 'to'] });
  return { from, to };
}

/** The days just before, as many. */
export function periodBefore(days: Days): Days {
  return { from: addDays(days.from, -lengthOf(days)), to: addDays(days.from, -1) };
}

/** A day that exists, and that a report may speak of. */
export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day && day >= '1970-01-01' && day < '2200-01-01'
  );
}
