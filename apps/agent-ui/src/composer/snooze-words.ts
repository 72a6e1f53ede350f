// A snooze that is told from the moment it is done, in words: "in 2 hours", "on Monday, 09:00".
import { clockTime } from '../words/moments.js';
import type { Say } from '../words/words.js';

export const SNOOZE_DAYS = [
  'tomorrow',
  'workday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type SnoozeFromNow =
  | { do: 'snooze'; seconds: number }
  | { do: 'snooze'; day: (typeof SNOOZE_DAYS)[number]; time: string };

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

export function snoozeFromNow(action: SnoozeFromNow, say: Say, locale: string): string {
  if ('day' in action) {
    const [hours = 9, minutes = 0] = action.time.split(':').map(Number);
    return `${say(`snooze-day.${action.day}`)}, ${clockTime(new Date(2026, 0, 1, hours, minutes), locale)}`;
  }
  const { seconds } = action;
  const [unit, length] = UNITS.find(([, length]) => seconds % length === 0 && seconds >= length) ?? ['minute', 60];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(
    Math.max(1, Math.round(seconds / length)),
    unit,
  );
}

/** As a sentence begins. */
export const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);
