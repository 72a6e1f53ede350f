// When a mailed report is due next: every week on a day, or every month on a day, at an hour of its own time zone. Pure.
import { DateTime } from 'luxon';

export interface Rhythm {
  every: 'week' | 'month';
  /** Of a week 1 (Monday) to 7; of a month 1 to 28, so that each has it. */
  day: number;
  /** HH:MM */
  at: string;
  timeZone: string;
}

/** The first instant after `after`; an hour that the clocks leave out is the next one that is. */
export function nextDue({ every, day, at, timeZone }: Rhythm, after: Date): Date {
  const [hour, minute] = at.split(':').map(Number);
  const local = DateTime.fromJSDate(after, { zone: timeZone }).startOf('day');
  const first = every === 'week' ? local.plus({ days: (day - local.weekday + 7) % 7 }) : local.set({ day });
  const step = every === 'week' ? { weeks: 1 } : { months: 1 };
  for (let days = first; ; days = days.plus(step)) {
    const due = days.set({ hour, minute }).toJSDate();
    if (due > after) return due;
  }
}
