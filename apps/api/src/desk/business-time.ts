// How long people were there: turns two instants into working seconds of one calendar version. Pure; every duration is measured here.
import { IANAZone } from 'luxon';

/** Wall times `HH:MM`. `to` may be `24:00`; a `to` that is not after `from` ends on the next day. */
export interface Interval {
  from: string;
  to: string;
}

/** A day with hours of its own: none (closed) or a few (half day). It replaces that day's weekly hours. */
export interface Holiday {
  /** YYYY-MM-DD in the calendar's zone. */
  date: string;
  name: string;
  intervals?: Interval[];
}

/** Working hours as they stood at one time: immutable, so that a measured duration can be recomputed. */
export interface CalendarVersion {
  id: string;
  /** IANA name. */
  timeZone: string;
  /** Seven lists, Monday first. */
  weekly: Interval[][];
  holidays: Holiday[];
}

export type Hours = Pick<CalendarVersion, 'timeZone' | 'weekly' | 'holidays'>;

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEK = 7 * DAY;

/**
 * Working seconds in [from, to), rounded down; 0 when `to` is not after `from`.
 * A shift belongs to the day on which it begins. Where the clock jumps forward, a wall time that does not exist is the
 * instant of the jump; where it falls back, a wall time that exists twice is its first occurrence. So back-to-back
 * intervals neither overlap nor leave a gap, and hours 00:00–24:00 count every second of the year once.
 */
export function businessSeconds(version: Hours, from: Date, to: Date): number {
  return Math.floor(businessMilliseconds(version, from, to) / 1000);
}

/** The same, unrounded: for times that are added up. */
export function businessMilliseconds(version: Hours, from: Date, to: Date): number {
  const end = to.getTime();
  let covered = from.getTime();
  if (!(end > covered)) return 0;
  let worked = 0;
  for (const shift of shifts(version, covered, end)) {
    const start = Math.max(shift.start, covered);
    const stop = Math.min(shift.stop, end);
    if (stop > start) {
      worked += stop - start;
      covered = stop;
    }
  }
  return worked;
}

/** Further than this no deadline is looked for. */
const HORIZON = 10 * 366 * DAY;

/**
 * The first instant by which `seconds` of working time have passed since `from`; `from` itself for none. The inverse of
 * businessSeconds: a deadline at the end of a shift is that end, not the next opening. Null if ten years do not suffice.
 */
export function addBusinessSeconds(version: Hours, from: Date, seconds: number): Date | null {
  let left = seconds * 1000;
  if (!(left > 0)) return new Date(from);
  let covered = from.getTime();
  for (const shift of shifts(version, covered, covered + HORIZON)) {
    const start = Math.max(shift.start, covered);
    if (shift.stop <= start) continue;
    if (shift.stop - start >= left) return new Date(start + left);
    left -= shift.stop - start;
    covered = shift.stop;
  }
  return null;
}

/** The first instant at or after `at` when somebody is there; `at` itself while open; null if not within 400 days. */
export function nextOpening(version: Hours, at: Date): Date | null {
  const now = at.getTime();
  for (const shift of shifts(version, now, now + 400 * DAY)) {
    if (shift.stop > now && shift.stop > shift.start) return new Date(Math.max(shift.start, now));
  }
  return null;
}

/** Every shift that may touch [from, to), by its beginning. They may overlap where one runs into a holiday's own hours. */
function* shifts(version: Hours, from: number, to: number): Generator<{ start: number; stop: number }> {
  const { zone, weekly, holidays } = prepared(version);
  const first = dayNumber(zone, from) - 2;
  const last = dayNumber(zone, to);
  for (let day = first; day <= last; day++) {
    for (const hours of holidays.get(day) ?? weekly[weekday(day)] ?? []) {
      const start = zone.instant(day * DAY + hours.from * MINUTE);
      if (start >= to) return;
      yield { start, stop: zone.instant(day * DAY + hours.to * MINUTE) };
    }
  }
}

interface Minutes {
  from: number;
  to: number;
}

interface Prepared {
  zone: Zone;
  weekly: Minutes[][];
  /** By day number. */
  holidays: Map<number, Minutes[]>;
}

const preparedVersions = new WeakMap<Hours, Prepared>();

function prepared(version: Hours): Prepared {
  let ready = preparedVersions.get(version);
  if (!ready) {
    ready = {
      zone: zoneOf(version.timeZone),
      weekly: version.weekly.map(inMinutes),
      holidays: new Map(
        version.holidays.map((h) => [Date.parse(`${h.date}T00:00:00Z`) / DAY, inMinutes(h.intervals ?? [])]),
      ),
    };
    preparedVersions.set(version, ready);
  }
  return ready;
}

function inMinutes(intervals: Interval[]): Minutes[] {
  return intervals
    .map(({ from, to }) => {
      const start = minuteOf(from);
      const stop = minuteOf(to);
      return { from: start, to: stop > start ? stop : stop + 1440 };
    })
    .sort((a, b) => a.from - b.from);
}

/** Minutes since midnight of `HH:MM`. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Days since 1970-01-01 on the zone's wall calendar. */
const dayNumber = (zone: Zone, at: number) => Math.floor((at + zone.offset(at)) / DAY);

/** 0 Monday … 6 Sunday; 1970-01-01 was a Thursday. */
const weekday = (day: number) => (((day + 3) % 7) + 7) % 7;

/** A zone's offsets, asked of Intl once a year and zone: a span of many years costs arithmetic only. */
class Zone {
  private readonly years = new Map<number, { since: number; offset: number }[]>();

  constructor(private readonly iana: IANAZone) {}

  /** Milliseconds to add to UTC to get the wall clock. */
  offset(at: number): number {
    const steps = this.year(new Date(at).getUTCFullYear());
    let offset = steps[0]!.offset;
    for (const step of steps) if (step.since <= at) offset = step.offset;
    return offset;
  }

  /** The first instant at which the wall clock shows `wall` (as if it were UTC) or later on that side of any jump. */
  instant(wall: number): number {
    const before = this.offset(wall - DAY);
    const after = this.offset(wall + DAY);
    if (before === after) return wall - before;
    const jump = this.jump(wall - DAY, wall + DAY, after);
    if (wall - before < jump) return wall - before;
    return Math.max(jump, wall - after);
  }

  private year(year: number): { since: number; offset: number }[] {
    let steps = this.years.get(year);
    if (!steps) {
      const end = Date.UTC(year + 1, 0, 1);
      let at = Date.UTC(year, 0, 1);
      let offset = this.ask(at);
      steps = [{ since: Number.NEGATIVE_INFINITY, offset }];
      while (at < end) {
        const next = Math.min(at + WEEK, end);
        const then = this.ask(next);
        if (then !== offset) {
          steps.push({ since: this.jump(at, next, then, (t) => this.ask(t)), offset: then });
          offset = then;
        }
        at = next;
      }
      this.years.set(year, steps);
    }
    return steps;
  }

  /** The instant in (low, high] from which the offset is `after`. */
  private jump(low: number, high: number, after: number, ask = (t: number) => this.offset(t)): number {
    let a = low;
    let b = high;
    while (b - a > 1) {
      const middle = Math.floor((a + b) / 2);
      if (ask(middle) === after) b = middle;
      else a = middle;
    }
    return b;
  }

  private ask(at: number): number {
    return Math.round(this.iana.offset(at) * MINUTE);
  }
}

const zones = new Map<string, Zone>();

function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) {
    const iana = IANAZone.create(name);
    if (!iana.isValid) throw new Error(`${name} is not a time zone`);
    zone = new Zone(iana);
    zones.set(name, zone);
  }
  return zone;
}
