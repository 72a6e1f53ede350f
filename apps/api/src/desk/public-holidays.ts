// Which days a country does not work, from a data set that is installed with the desk: nothing is asked of any server.
import { DomainError } from '../platform/errors.js';
import { bulgarianDays, type HolidayLanguage, type ListedHoliday } from './bulgarian-holidays.js';
import type { Holiday } from './business-time.js';

const DAY_MS = 86_400_000;
/** The data set is large and rarely asked: it is read when somebody does. */
const library = async () => (await import('date-holidays')).default;

/** ISO codes of the countries that are known. */
export async function holidayCountries(): Promise<string[]> {
  const Holidays = await library();
  return Object.keys(new Holidays().getCountries('en')).filter((code) => /^[A-Z]{2}$/.test(code));
}

/**
 * The public holidays of a year that hold for the whole country, by date. What a government decides from year to year
 * (days moved between weeks) is in no such data.
 * @throws DomainError not-found: no such country.
 */
export async function publicHolidays(country: string, year: number, language: HolidayLanguage): Promise<Holiday[]> {
  if (!(await holidayCountries()).includes(country)) throw new DomainError('not-found');
  const Holidays = await library();
  const all = new Holidays(country, { languages: [language, 'en'], types: ['public', 'observance'] });
  const listed = all.getHolidays(year, language).flatMap(({ start, end, date, name, rule, type }) => {
    if (type !== 'public' && !(country === 'BG' && rule === '12-26')) return [];
    return daysOf(start, end, date).map((day): ListedHoliday => ({ date: day, name, rule }));
  });
  const whole = country === 'BG' ? bulgarianDays(listed, language) : listed;
  const byDate = new Map<string, Holiday>();
  for (const { date, name } of whole) if (!byDate.has(date)) byDate.set(date, { date, name });
  return [...byDate.values()].sort((a, b) => a.date.localeCompare(b.date));
}

/** Whole days. One that begins in the evening before is the day on which it ends; an afternoon is no day. */
function daysOf(start: Date, end: Date, local: string): string[] {
  const length = end.getTime() - start.getTime();
  const first = Date.parse(`${local.slice(0, 10)}T00:00:00Z`);
  const evening = Number(local.slice(11, 13)) >= 12;
  if (length < 20 * 3_600_000) return [];
  const days = Math.max(1, Math.round(length / DAY_MS));
  return Array.from({ length: days }, (_, index) =>
    new Date(first + (index + (evening ? 1 : 0)) * DAY_MS).toISOString().slice(0, 10),
  );
}
