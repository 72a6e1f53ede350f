// When a round of a survey begins: every so many days from its first day on, by the calendar of UTC. Pure.
import type { RoundSettings } from '../survey-settings.js';

const DAY_MS = 86_400_000;
/** A round that was missed while the desk slept is still begun so much later; after that the next one is. */
const LATE_DAYS = 2;
/** However often the dates are changed, two rounds are never nearer than this. */
const APART_DAYS = 7;

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const daysFrom = (from: string, to: string): number => Math.round((at(to) - at(from)) / DAY_MS);

/** The day of the round that is to begin now; null: none is. `last`: the day of the last one that began. */
export function roundDue(
  { startOn, everyDays }: Pick<RoundSettings, 'startOn' | 'everyDays'>,
  last: string | null,
  now: Date,
): string | null {
  const today = now.toISOString().slice(0, 10);
  const since = daysFrom(startOn, today);
  if (!(since >= 0)) return null;
  const late = since % everyDays;
  if (late > LATE_DAYS) return null;
  const day = new Date(at(today) - late * DAY_MS).toISOString().slice(0, 10);
  return last && daysFrom(last, day) < APART_DAYS ? null : day;
}
