// When "in two hours", "tomorrow at nine" or "on Monday at nine" is, by the wall clock where the work is done. Pure.
import { DateTime } from 'luxon';
import type { Hours } from '../desk/business-time.js';
import { SNOOZE_DAYS, type SnoozeDay, type TicketAction } from './ticket-action.js';

export type SnoozeOrder = Extract<TicketAction, { do: 'snooze' }>;

/**
 * `hours`: of the ticket's calendar; null where there is none: then every weekday is a workday. `timeZone`: IANA, that of the
 * calendar, else of the workspace. A time that the clock jumps over is the moment after the jump. Null: it wakes now.
 */
export function snoozeMoment(order: SnoozeOrder, now: Date, hours: Hours | null, timeZone: string): Date | null {
  if ('until' in order) return order.until === null ? null : new Date(order.until);
  if ('seconds' in order) return new Date(now.getTime() + order.seconds * 1000);
  const [hour, minute] = order.time.split(':').map(Number);
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const away = daysUntil(order.day, today, hours);
  return today.plus({ days: away }).set({ hour, minute, second: 0, millisecond: 0 }).toJSDate();
}

/** At least one: "Monday" said on a Monday is the next. */
function daysUntil(day: SnoozeDay, today: DateTime, hours: Hours | null): number {
  if (day === 'tomorrow') return 1;
  if (day === 'workday') {
    for (let days = 1; days <= 366; days++) if (isWorked(today.plus({ days }), hours)) return days;
    return 1;
  }
  const weekday = SNOOZE_DAYS.indexOf(day) - SNOOZE_DAYS.indexOf('monday') + 1;
  return ((weekday - today.weekday + 6) % 7) + 1;
}

function isWorked(day: DateTime, hours: Hours | null): boolean {
  if (!hours) return day.weekday <= 5;
  const holiday = hours.holidays.find((one) => one.date === day.toISODate());
  const intervals = holiday ? (holiday.intervals ?? []) : (hours.weekly[day.weekday - 1] ?? []);
  return intervals.length > 0;
}
