// When an agent is left in peace, and when the next mail of what they missed may go: in their own time zone. Pure.
import { DateTime } from 'luxon';

export interface QuietHours {
  on: boolean;
  /** HH:MM; `to` at or before `from`: over midnight. */
  from: string;
  to: string;
  /** Days that are quiet from midnight to midnight; 1 is Monday. */
  days: number[];
}
export const USUAL_QUIET: QuietHours = { on: false, from: '19:00', to: '08:00', days: [6, 7] };

const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
};

/** Whether nothing may ring, buzz or pop up at this instant. The bell still counts. */
export function isQuiet(now: Date, zone: string, quiet: QuietHours, pausedUntil: Date | null): boolean {
  if (pausedUntil && pausedUntil > now) return true;
  if (!quiet.on) return false;
  const local = DateTime.fromJSDate(now, { zone });
  if (quiet.days.includes(local.weekday)) return true;
  const at = local.hour * 60 + local.minute;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  if (from === to) return false;
  return from < to ? at >= from && at < to : at >= from || at < to;
}

/** The next instant after `now` at which a digest of this rhythm may go; null: it never does. */
export function nextDigest(now: Date, zone: string, rhythm: 'off' | 'hourly' | 'daily', time: string): Date | null {
  if (rhythm === 'off') return null;
  const local = DateTime.fromJSDate(now, { zone });
  if (rhythm === 'hourly') return local.plus({ hours: 1 }).toJSDate();
  const [hour, minute] = time.split(':').map(Number);
  const today = local.set({ hour, minute, second: 0, millisecond: 0 });
  return (today > local ? today : today.plus({ days: 1 }).set({ hour, minute })).toJSDate();
}
