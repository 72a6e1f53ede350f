// When nobody is asked: an interval of the customer's own night; what would fall into it waits for its end. Pure.

/** `HH:MM` on the customer's wall clock; `to` before `from` is the next morning. */
export interface QuietHours {
  from: string;
  to: string;
}

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The first instant at or after `at` that is not in quiet hours. A time zone that is not known is UTC. */
export function awake(at: Date, quiet: QuietHours | null | undefined, timeZone: string): Date {
  if (!quiet) return at;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  let instant = at;
  // A second look where the clock is put back in that very night.
  for (let look = 0; look < 3; look++) {
    const { minutes, seconds } = wallClock(instant, timeZone);
    const inside = from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
    if (!inside) return look === 0 ? instant : notLater(instant, minutes - to, to, timeZone);
    const left = (to - minutes + DAY_MINUTES) % DAY_MINUTES;
    instant = new Date(instant.getTime() + left * MINUTE - seconds * 1000 - (instant.getTime() % 1000));
  }
  return instant;
}

/** Where the clock is put on in that night, its end came sooner. */
function notLater(instant: Date, over: number, to: number, timeZone: string): Date {
  if (over <= 0) return instant;
  const sooner = new Date(instant.getTime() - over * MINUTE);
  return wallClock(sooner, timeZone).minutes === to ? sooner : instant;
}

/** Two different times of day. */
export function areQuietHours({ from, to }: QuietHours): boolean {
  return [from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) && from !== to;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function wallClock(at: Date, timeZone: string): { minutes: number; seconds: number } {
  const parts = formatterOf(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return { minutes: (part('hour') % 24) * 60 + part('minute'), seconds: part('second') };
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-GB', { ...clock, timeZone });
  } catch {
    made = new Intl.DateTimeFormat('en-GB', { ...clock, timeZone: 'UTC' });
  }
  formatters.set(timeZone, made);
  return made;
}
