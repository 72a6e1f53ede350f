// Before path A: the honest promise above the conversation, from the facts the desk gave.
import type { Locale } from '../choose-locale.js';
import type { Words } from './en.js';

/**
 * When somebody will be there, or how soon they usually answer; rounded up so that it can be kept.
 * `usualAnswerSeconds` null: too few facts for a number. `backAt` null: somebody is there now.
 */
export function promise(
  words: Words,
  locale: Locale,
  facts: { usualAnswerSeconds: number | null; backAt: string | null },
  now: Date,
  timeZone?: string,
): string {
  if (facts.backAt && new Date(facts.backAt) > now) return back(words, locale, new Date(facts.backAt), now, timeZone);
  const seconds = facts.usualAnswerSeconds;
  if (seconds === null) return words.here;
  const minutes = [1, 2, 3, 5, 10, 15, 20, 30, 45].find((step) => seconds <= step * 60);
  if (minutes) return words.usually.minutes(minutes);
  const hours = [1, 2, 3, 4, 6, 8, 12].find((step) => seconds <= step * 3600);
  if (hours) return words.usually.hours(hours);
  return seconds <= 86_400 ? words.usually.day : words.usually.days;
}

function back(words: Words, locale: Locale, at: Date, now: Date, timeZone?: string): string {
  const time = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  })
    .format(at)
    .replace(/\s?ч\.?$/, '');
  const days = daysBetween(now, at, timeZone);
  if (days <= 0) return words.back.today(time);
  if (days === 1) return words.back.tomorrow(time);
  const form = days < 7 ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
  let day = new Intl.DateTimeFormat(locale, { ...form, timeZone }).format(at);
  if (days < 7 && locale === 'ru') day = RUSSIAN_WEEKDAYS[day] ?? day;
  if (days < 7 && locale === 'bg') day = `в ${day}`;
  if (days >= 7 && locale === 'bg') day = `на ${day}`;
  return words.back.later(day, time);
}

// „В понедельник“, but «в среду», «во вторник»: the day of the week in the accusative, with its preposition.
const RUSSIAN_WEEKDAYS: Record<string, string> = {
  понедельник: 'в понедельник',
  вторник: 'во вторник',
  среда: 'в среду',
  четверг: 'в четверг',
  пятница: 'в пятницу',
  суббота: 'в субботу',
  воскресенье: 'в воскресенье',
};

/** Calendar days from one instant to another where the visitor lives. */
export function daysBetween(from: Date, to: Date, timeZone?: string): number {
  const day = (at: Date) => {
    const parts = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
    return Date.parse(`${parts.format(at)}T00:00:00Z`);
  };
  return Math.round((day(to) - day(from)) / 86_400_000);
}
