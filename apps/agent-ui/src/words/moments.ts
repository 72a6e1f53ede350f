// Instants and spans as people of each language write them, and one clock that all living times share.
import { useCallback, useSyncExternalStore } from 'react';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);
    formats.set(key, found);
  }
  return found;
}

/** 14:05 */
export const clockTime = (at: string | Date, locale: string) =>
  format(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
/** Tue 09:00 */
export const weekdayTime = (at: string | Date, locale: string) =>
  format(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date(at));
/** 22 November 2026, 14:05 */
export const fullTime = (at: string | Date, locale: string) =>
  format(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));
/** 22 Nov, with the year when it is not this one. */
export function shortDay(at: string | Date, locale: string): string {
  const date = new Date(at);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : ('numeric' as const);
  return format(locale, { day: 'numeric', month: 'short', year }).format(date);
}
/** Sunday, 22 November */
export function longDay(at: string | Date, locale: string): string {
  const date = new Date(at);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : ('numeric' as const);
  return format(locale, { weekday: 'long', day: 'numeric', month: 'long', year }).format(date);
}
/** 25 October – 23 November 2026, of days such as 2026-11-23. */
export const dayRange = (from: string, to: string, locale: string) =>
  format(locale, { dateStyle: 'long' }).formatRange(new Date(`${from}T12:00`), new Date(`${to}T12:00`));
/** The local calendar day, for comparing. */
export function dayOf(at: string | Date): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}
/** When today began in a time zone, in milliseconds: also on the days when the clocks are changed. */
export function startOfToday(timeZone?: string, now = Date.now()): number {
  const clock = zoneFormat(timeZone);
  const day = (at: number) => clock.format(at).slice(0, 10);
  const today = day(now);
  const [hours, minutes, seconds] = clock.format(now).slice(-8).split(':').map(Number);
  const guess = now - (now % 1000) - ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  // An hour more or less on two days of the year.
  for (const shift of [-3_600_000, 0, 3_600_000])
    if (day(guess + shift) === today && day(guess + shift - 1) !== today) return guess + shift;
  return guess;
}
const zoneFormat = (timeZone?: string) => {
  const key = `zone ${timeZone ?? ''}`;
  const found =
    formats.get(key) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(key, found);
  return found;
};
/** Today: the time; before: the day. */
export const listTime = (at: string, locale: string) =>
  dayOf(at) === dayOf(new Date()) ? clockTime(at, locale) : shortDay(at, locale);

export function fileSize(bytes: number, locale: string): string {
  const [unit, size] = bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: bytes < 1e6 ? 0 : 1,
  }).format(Math.max(bytes / (size as number), unit === 'kilobyte' ? 1 : 0));
}

interface Watcher {
  listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval>;
}
const watchers = new Map<number, Watcher>();

function watch(interval: number, listener: () => void): () => void {
  let watcher = watchers.get(interval);
  if (!watcher) {
    const listeners = new Set<() => void>();
    const timer = setInterval(() => {
      for (const each of listeners) each();
    }, interval);
    watcher = { listeners, timer };
    watchers.set(interval, watcher);
  }
  const { listeners, timer } = watcher;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    watchers.delete(interval);
  };
}

/** The present, rounded down to `interval` ms and renewed as often; all components with one interval share one timer. */
export function useNow(interval = 15_000): number {
  const subscribe = useCallback((listener: () => void) => watch(interval, listener), [interval]);
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / interval) * interval);
}
