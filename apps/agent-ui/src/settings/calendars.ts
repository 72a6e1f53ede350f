// Working hours as the settings edit them: pure changes to a week and its holidays.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { Calendar, Holiday, WorkInterval } from '../api/shapes.js';

export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: () => get<Calendar[]>('/api/v1/calendars'),
});

export const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** Monday first, in the reader's language. */
export function dayName(day: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + day)),
  );
}

/** A time field knows no 24:00: midnight at the end of a day is shown as 00:00. */
export const shownEnd = (to: string) => (to === '24:00' ? '00:00' : to);
export const keptEnd = (to: string) => (to === '00:00' ? '24:00' : to);

/** Hours worked in a day; an end not after its beginning is on the next day. */
export function hoursOf(intervals: WorkInterval[]): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return intervals.reduce((sum, { from, to }) => sum + ((minutes(to) - minutes(from) + 1440) % 1440 || 1440), 0) / 60;
}

export const freshInterval = (before: WorkInterval[]): WorkInterval => {
  const last = before.at(-1)?.to;
  return last && last < '20:00' ? { from: last, to: '20:00' } : { from: '09:00', to: '18:00' };
};

/** Both, by date; a day that stands already stays as it was written, a half day too. */
export function addedHolidays(before: Holiday[], found: Holiday[]): Holiday[] {
  const dates = new Set(before.map((holiday) => holiday.date));
  const fresh = found.filter((holiday) => !dates.has(holiday.date)).map(({ date, name }) => ({ date, name }));
  return [...before, ...fresh].sort((a, b) => a.date.localeCompare(b.date));
}
