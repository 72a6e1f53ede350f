// Whether working hours make sense: every fault has a code and says where it is. Pure.
import { DomainError } from '../platform/errors.js';
import { type Holiday, type Hours, type Interval, minuteOf } from './business-time.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAY_MINUTES = 1440;

/** @throws DomainError weekly-wrong, hours-wrong, hours-overlap, holiday-wrong; `field` says where. The zone is checked by the caller. */
export function checkHours({ weekly, holidays }: Pick<Hours, 'weekly' | 'holidays'>): void {
  if (weekly.length !== 7) throw new DomainError('weekly-wrong', { field: 'weekly' });
  for (const [day, intervals] of weekly.entries()) checkDay(intervals, `weekly.${day}`);
  for (const [day, intervals] of weekly.entries())
    checkNight(intervals, weekly[(day + 1) % 7]!, `weekly.${(day + 1) % 7}`);
  const days = new Set<string>();
  for (const [index, holiday] of holidays.entries()) {
    checkDate(holiday, days, `holidays.${index}`);
    checkDay(holiday.intervals ?? [], `holidays.${index}`);
  }
}

function checkDay(intervals: Interval[], field: string): void {
  for (const interval of intervals) {
    const right = TIME.test(interval.from) && (TIME.test(interval.to) || interval.to === '24:00');
    if (!right) throw new DomainError('hours-wrong', { field, interval: words(interval) });
  }
  const sorted = [...intervals].sort((a, b) => minuteOf(a.from) - minuteOf(b.from));
  for (const [index, interval] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && endOf(interval) > minuteOf(next.from)) throw overlap(interval, next, field);
  }
}

/** A shift over midnight must be over before the next day begins its own. */
function checkNight(today: Interval[], tomorrow: Interval[], field: string): void {
  for (const shift of today) {
    const next = tomorrow.find((interval) => endOf(shift) - DAY_MINUTES > minuteOf(interval.from));
    if (next) throw overlap(shift, next, field);
  }
}

function checkDate({ date }: Holiday, seen: Set<string>, field: string): void {
  const at = new Date(`${date}T00:00:00Z`);
  const exists = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
  if (!exists || seen.has(date)) throw new DomainError('holiday-wrong', { field, date });
  seen.add(date);
}

/** In minutes from midnight of its day; more than 1440 when it ends on the next. */
function endOf(interval: Interval): number {
  const end = minuteOf(interval.to);
  return end > minuteOf(interval.from) ? end : end + DAY_MINUTES;
}

const words = ({ from, to }: Interval) => `${from}–${to}`;
const overlap = (a: Interval, b: Interval, field: string) =>
  new DomainError('hours-overlap', { field, first: words(a), second: words(b) });

/** What a new workspace begins with: Monday to Friday, nine to six. */
export function officeHours(timeZone: string): Hours {
  const day = [{ from: '09:00', to: '18:00' }];
  return { timeZone, weekly: [day, day, day, day, day, [], []], holidays: [] };
}
