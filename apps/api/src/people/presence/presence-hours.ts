// The weekly hours of one person, pure: whether they run at an instant, and when that changes, whatever the clock does in spring.
import { DateTime } from 'luxon';
import { DomainError } from '../../platform/errors.js';

/** Wall times `HH:MM`; `to` may be `24:00`; a `to` that is not after `from` ends on the next day. */
export interface DutyInterval {
  from: string;
  to: string;
}

export interface Schedule {
  /** IANA name. */
  timeZone: string;
  /** Seven lists, Monday first. A week without any hours says nothing. */
  weekly: DutyInterval[][];
}

const DAY = 1440;
const WEEK = 7 * DAY;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

interface Stretch {
  from: number;
  to: number;
}

/** The stretches of a week in minutes since Monday 00:00, joined where one runs into the next; the last may pass the end. */
function stretches(schedule: Schedule): Stretch[] {
  const all = schedule.weekly
    .flatMap((day, index) =>
      day.map(({ from, to }) => {
        const start = minuteOf(from);
        const length = (minuteOf(to) - start + DAY) % DAY || DAY;
        return { from: index * DAY + start, to: index * DAY + start + length };
      }),
    )
    .sort((a, b) => a.from - b.from);
  const joined: Stretch[] = [];
  for (const stretch of all) {
    const last = joined.at(-1);
    if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else joined.push({ ...stretch });
  }
  const first = joined[0];
  const last = joined.at(-1);
  if (first && last && first !== last && last.to >= first.from + WEEK) {
    last.to = Math.max(last.to, first.to + WEEK);
    joined.shift();
  }
  return joined;
}

const always = (week: Stretch[]) => week.length === 0 || week.some(({ from, to }) => to - from >= WEEK);

/** True while the hours run; also where there are none. */
export function withinHours(schedule: Schedule, at: Date): boolean {
  const week = stretches(schedule);
  if (always(week)) return true;
  const minute = minuteOfWeek(schedule, at);
  return week.some(({ from, to }) => (from <= minute && minute < to) || (from <= minute + WEEK && minute + WEEK < to));
}

/** The next instant at which the hours begin or end; null: never. */
export function hoursTurn(schedule: Schedule, at: Date): Date | null {
  return edge(schedule, at, 1);
}

/** The last instant, not after `at`, at which the hours began or ended; null: never. */
export function hoursTurned(schedule: Schedule, at: Date): Date | null {
  return edge(schedule, at, -1);
}

function edge(schedule: Schedule, at: Date, direction: 1 | -1): Date | null {
  const week = stretches(schedule);
  if (always(week)) return null;
  const monday = DateTime.fromJSDate(at, { zone: schedule.timeZone }).startOf('week');
  const edges = week.flatMap(({ from, to }) => [from, to]);
  const instants = [-1, 0, 1]
    .flatMap((weeks) => edges.map((minute) => instantOf(monday, minute + weeks * WEEK)))
    .sort((a, b) => a - b);
  const now = at.getTime();
  const found = direction > 0 ? instants.find((one) => one > now) : instants.findLast((one) => one <= now);
  return found === undefined ? null : new Date(found);
}

/** A wall time that a jump of the clock skips is the instant after it. */
function instantOf(monday: DateTime, minute: number): number {
  const day = monday.plus({ days: Math.floor(minute / DAY) });
  const ofDay = ((minute % DAY) + DAY) % DAY;
  return day.set({ hour: Math.floor(ofDay / 60), minute: ofDay % 60 }).toMillis();
}

function minuteOfWeek({ timeZone }: Schedule, at: Date): number {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  return (local.weekday - 1) * DAY + local.hour * 60 + local.minute;
}

/** @throws DomainError weekly-wrong, hours-wrong, hours-overlap. The zone is checked by the caller. */
export function checkSchedule({ weekly }: Schedule): void {
  if (weekly.length !== 7) throw new DomainError('weekly-wrong', { field: 'weekly' });
  const all: (Stretch & { words: string; field: string })[] = [];
  for (const [index, day] of weekly.entries()) {
    for (const { from, to } of day) {
      const words = `${from}–${to}`;
      const field = `weekly.${index}`;
      if (!TIME.test(from) || !(TIME.test(to) || to === '24:00'))
        throw new DomainError('hours-wrong', { field, interval: words });
      const start = index * DAY + minuteOf(from);
      all.push({ from: start, to: start + ((minuteOf(to) - minuteOf(from) + DAY) % DAY || DAY), words, field });
    }
  }
  all.sort((a, b) => a.from - b.from);
  for (const [index, one] of all.entries()) {
    const next = all[index + 1];
    const first = all[0]!;
    if (next && one.to > next.from)
      throw new DomainError('hours-overlap', { field: next.field, first: one.words, second: next.words });
    if (!next && one !== first && one.to - WEEK > first.from)
      throw new DomainError('hours-overlap', { field: first.field, first: one.words, second: first.words });
  }
}
