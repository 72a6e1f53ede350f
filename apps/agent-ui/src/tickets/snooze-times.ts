// Until when a ticket can be put to sleep: the usual choices in the agent's own time, and how an instant is said in short.
import { clockTime, dayOf, fullTime, shortDay, weekdayTime } from '../words/moments.js';

export type SnoozeChoice = 'later-today' | 'tomorrow' | 'next-week' | 'next-month';

/** From Monday to Sunday: when work begins, `HH:MM`; null: a day off. */
export type Mornings = (string | null)[];
const USUAL: Mornings = ['09:00', '09:00', '09:00', '09:00', '09:00', '09:00', '09:00'];
const DAY_ENDS = 20;
const HOUR = 3_600_000;

/** The choices that make sense at this moment, each with its instant. A morning is when work begins on the first working day from then. */
export function snoozeChoices(now: Date, mornings: Mornings = USUAL): { choice: SnoozeChoice; at: Date }[] {
  const later = new Date(now.getTime() + 3 * HOUR);
  later.setMinutes(later.getMinutes() > 30 ? 60 : later.getMinutes() > 0 ? 30 : 0, 0, 0);
  const sameDay = dayOf(later) === dayOf(now) && later.getHours() < DAY_ENDS;
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const tomorrow = morning(now, 1, mornings);
  const nextWeek = morning(now, toMonday, mornings);
  return [
    ...(sameDay ? [{ choice: 'later-today' as const, at: later }] : []),
    { choice: 'tomorrow', at: tomorrow },
    ...(dayOf(nextWeek) === dayOf(tomorrow) ? [] : [{ choice: 'next-week' as const, at: nextWeek }]),
    { choice: 'next-month', at: morning(now, 30, mornings) },
  ];
}

function morning(now: Date, days: number, mornings: Mornings): Date {
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const begins = () => mornings[(at.getDay() + 6) % 7];
  for (let skipped = 0; skipped < 7 && !begins(); skipped++) at.setDate(at.getDate() + 1);
  const [hours, minutes] = (begins() ?? '09:00').split(':').map(Number);
  at.setHours(hours ?? 9, minutes ?? 0, 0, 0);
  return at;
}

/** "14:00" today, "Tue 09:00" within a week, else the day; and the whole instant as a hint. */
export function sleepWords(until: string | Date, locale: string, now = new Date()): { words: string; hint: string } {
  const at = new Date(until);
  const near = at.getTime() - now.getTime() < 6 * 24 * HOUR;
  const words =
    dayOf(at) === dayOf(now) ? clockTime(at, locale) : near ? weekdayTime(at, locale) : shortDay(at, locale);
  return { words, hint: fullTime(at, locale) };
}

/** `2026-11-23T09:00`, as a field for a local date and time wants it. */
export function localField(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
