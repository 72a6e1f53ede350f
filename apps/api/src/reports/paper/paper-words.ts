// Numbers, spans and days of a report as people of each language read them. Pure.
import { say, type WordKey } from '../../platform/words/words.js';

const NUMBERS = new Map<string, Intl.NumberFormat>();
function numbers(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = NUMBERS.get(key) ?? new Intl.NumberFormat(locale, options);
  NUMBERS.set(key, known);
  return known;
}

export const countWords = (value: number, locale: string): string => numbers(locale, {}).format(value);
export const percentWords = (share: number, locale: string, digits = 0): string =>
  numbers(locale, { style: 'percent', maximumFractionDigits: digits }).format(share);

const unit = (value: number, name: string, locale: string) =>
  numbers(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 })
    .format(value)
    .replaceAll(' ', '\u00a0');

/** Two units at most: "45 sec", "9 min", "1 hr 20 min", "2 days 3 hr". */
export function spanWords(seconds: number, locale: string): string {
  const whole = Math.round(seconds);
  if (whole < 60) return unit(whole, 'second', locale);
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return unit(minutes, 'minute', locale);
  const pair = (first: number, firstUnit: string, second: number, secondUnit: string) =>
    unit(first, firstUnit, locale) + (second > 0 ? ` ${unit(second, secondUnit, locale)}` : '');
  if (minutes < 24 * 60) return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute');
  const hours = Math.round(whole / 3600);
  return pair(Math.floor(hours / 24), 'day', hours % 24, 'hour');
}

const dates = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);

/** 22 November 2026 */
export const dayWords = (day: string, locale: string): string =>
  dates(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
/** 22 Nov */
export const shortDay = (day: string, locale: string): string =>
  dates(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
/** November 2026 */
export const monthWords = (day: string, locale: string): string =>
  dates(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
export const instantWords = (at: string, locale: string, timeZone: string): string =>
  dates(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(at));

const FIGURES: Record<string, WordKey> = {
  'tickets.opened': 'report.opened',
  'tickets.solved': 'report.solved',
  'tickets.waiting': 'report.waiting',
  'tickets.unanswered': 'report.unanswered',
  'first-response': 'report.first-response',
  'next-response': 'report.next-response',
  'first-resolution': 'report.first-resolution',
  'full-resolution': 'report.full-resolution',
  'csat.good': 'report.csat',
  'csat.answered': 'report.response-rate',
  'promises.kept': 'report.promises',
  'csat.sent': 'report.sent',
};
export const figureName = (figure: string, locale: string): string => {
  const word = FIGURES[figure];
  return word ? say(locale, word) : figure;
};
