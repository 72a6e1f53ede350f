// The slow way of working hours, pure: which minutes are worked, one by one off the wall clock, sharing nothing with desk/business-time.
import type { CalendarVersion } from '../desk/business-time.js';

type Hours = Pick<CalendarVersion, 'timeZone' | 'weekly' | 'holidays'>;

const MINUTES_A_DAY = 1440;
const DAY = 86_400_000;

/** Working seconds in [from, to), rounded down. */
export function recountHours(hours: Hours, from: Date, to: Date): number {
  if (to <= from) return 0;
  const days = daysOf(hours);
  const [first, last] = [Math.floor(from.getTime() / DAY), Math.floor(to.getTime() / DAY)];
  let worked = 0;
  for (let day = first; day <= last; day++) {
    const minutes = days.workedBy(day);
    const until = (at: number) => workedUntil(minutes, Math.min(Math.max(at - day * DAY, 0), DAY));
    worked += until(to.getTime()) - until(from.getTime());
  }
  return Math.floor(worked / 1000);
}

/** Milliseconds worked in the first `ms` of a day of UTC. `minutes[i]`: how many of its first i minutes are worked. */
function workedUntil(minutes: Uint16Array, ms: number): number {
  const whole = Math.floor(ms / 60_000);
  const within = whole < MINUTES_A_DAY && minutes[whole + 1]! > minutes[whole]!;
  return minutes[whole]! * 60_000 + (within ? ms - whole * 60_000 : 0);
}

/** What a wall clock shows, as minutes since 1970-01-01 00:00 on it, at each minute of UTC; asked of Intl every quarter of an hour. */
class WallClock {
  private readonly quarters = new Map<number, number>();
  private readonly format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    const numbers = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    this.format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...numbers });
  }

  at(minute: number): number {
    const quarter = Math.floor(minute / 15);
    let shown = this.quarters.get(quarter);
    if (shown === undefined) {
      const parts = this.format.formatToParts(new Date(quarter * 900_000));
      const part = (type: string) => Number(parts.find((one) => one.type === type)!.value);
      shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) / 60_000;
      this.quarters.set(quarter, shown);
    }
    return shown + (minute - quarter * 15);
  }

  /** The first minute at which it shows that or later: no zone is further than 15 hours from UTC. */
  firstShowing(wall: number): number {
    let minute = wall - 15 * 60;
    while (this.at(minute) < wall) minute += 1;
    return minute;
  }
}

class WorkedDays {
  private readonly worked = new Map<number, Uint16Array>();
  private readonly shifts = new Map<number, { from: number; to: number }[]>();

  constructor(
    private readonly hours: Hours,
    private readonly clock: WallClock,
  ) {}

  /** Of a day of UTC, a minute after another; a shift of the day before yesterday's wall calendar may still reach into it. */
  workedBy(day: number): Uint16Array {
    const known = this.worked.get(day);
    if (known) return known;
    const open = new Uint8Array(MINUTES_A_DAY);
    for (let local = day - 2; local <= day + 1; local++)
      for (const { from, to } of this.shiftsOf(local))
        for (
          let minute = Math.max(from, day * MINUTES_A_DAY);
          minute < Math.min(to, (day + 1) * MINUTES_A_DAY);
          minute++
        )
          open[minute - day * MINUTES_A_DAY] = 1;
    const sums = new Uint16Array(MINUTES_A_DAY + 1);
    open.forEach((worked, i) => {
      sums[i + 1] = sums[i]! + worked;
    });
    this.worked.set(day, sums);
    return sums;
  }

  /** The shifts that begin on a day of the wall calendar, in minutes of UTC. */
  private shiftsOf(day: number): { from: number; to: number }[] {
    const known = this.shifts.get(day);
    if (known) return known;
    const date = new Date(day * DAY);
    const holiday = this.hours.holidays.find((one) => one.date === date.toISOString().slice(0, 10));
    const intervals = holiday ? (holiday.intervals ?? []) : (this.hours.weekly[(date.getUTCDay() + 6) % 7] ?? []);
    const shifts = intervals.map(({ from, to }) => {
      const [start, end] = [minutesOf(from), minutesOf(to)];
      const wall = (minutes: number) => this.clock.firstShowing(day * MINUTES_A_DAY + minutes);
      return { from: wall(start), to: wall(end > start ? end : end + MINUTES_A_DAY) };
    });
    this.shifts.set(day, shifts);
    return shifts;
  }
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const clocks = new Map<string, WallClock>();
const known = new WeakMap<Hours, WorkedDays>();

function daysOf(hours: Hours): WorkedDays {
  let days = known.get(hours);
  if (!days) {
    const clock = clocks.get(hours.timeZone) ?? new WallClock(hours.timeZone);
    clocks.set(hours.timeZone, clock);
    days = new WorkedDays(hours, clock);
    known.set(hours, days);
  }
  return days;
}
