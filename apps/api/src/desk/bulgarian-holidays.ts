// What Bulgaria's Labour Code (art. 154) adds to the dates, pure: a holiday on a weekend gives the next working day off, Easter excepted.
export type HolidayLanguage = 'en' | 'ru' | 'bg';

/** A day off as the data set has it; `rule` is how it is found each year. */
export interface ListedHoliday {
  date: string;
  name: string;
  rule: string;
}

const INSTEAD: Record<HolidayLanguage, string> = {
  en: 'day off instead',
  ru: 'выходной взамен',
  bg: 'почивен ден вместо празника',
};

/** Since 2017. The holidays given, and the days off in their place, unsorted. */
export function bulgarianDays(listed: ListedHoliday[], language: HolidayLanguage): ListedHoliday[] {
  const taken = new Set(listed.map((day) => day.date));
  const instead: ListedHoliday[] = [];
  for (const day of [...listed].sort((a, b) => a.date.localeCompare(b.date))) {
    if (!isWeekend(day.date) || day.rule.startsWith('orthodox') || day.date < '2017') continue;
    let next = day.date;
    do next = after(next);
    while (isWeekend(next) || taken.has(next));
    taken.add(next);
    instead.push({ ...day, date: next, name: `${day.name} (${INSTEAD[language]})` });
  }
  return [...listed, ...instead];
}

const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
const after = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
