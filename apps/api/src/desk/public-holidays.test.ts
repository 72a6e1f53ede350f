// Public holidays by the law of the countries: Bulgaria with its days off instead, Russia with its long January, others by sample.
import { describe, expect, test } from '@jest/globals';
import { holidayCountries, publicHolidays } from './public-holidays.js';

const dates = async (country: string, year: number) =>
  (await publicHolidays(country, year, 'en')).map((day) => day.date.slice(5));

describe('public holidays', () => {
  test('Bulgaria, 2026: three holidays on weekends give a Monday each', async () => {
    expect(await dates('BG', 2026)).toEqual(
      '01-01 03-03 04-10 04-12 04-13 05-01 05-06 05-24 05-25 09-06 09-07 09-22 12-24 12-25 12-26 12-28'.split(' '),
    );
  });

  test('Bulgaria, 2027: two Christmas days on a weekend give two days, and Easter gives none', async () => {
    const days = await dates('BG', 2027);
    expect(days).toEqual(expect.arrayContaining(['12-25', '12-26', '12-27', '12-28']));
    expect(days).toEqual(expect.arrayContaining(['04-30', '05-02', '05-03']));
  });

  test('Russia: the eight days of January, and the fixed ones', async () => {
    expect(await dates('RU', 2026)).toEqual(
      '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 03-09 05-01 05-09 06-12 11-04'.split(' '),
    );
  });

  test('are named in the language asked for, whatever the country', async () => {
    const name = async (country: string, language: 'en' | 'ru' | 'bg') =>
      (await publicHolidays(country, 2026, language))[0]!.name;
    expect(await name('BG', 'bg')).toBe('Нова Година');
    expect(await name('RU', 'ru')).toBe('Новый год');
    expect(await name('RU', 'en')).toBe("New Year's Day");
  });

  test('of many countries are whole days, each once, in order', async () => {
    const countries = await holidayCountries();
    expect(countries.length).toBeGreaterThan(150);
    for (const country of ['DE', 'FR', 'GB', 'IL', 'JP', 'KZ', 'PL', 'RS', 'TR', 'UA', 'US']) {
      expect(countries).toContain(country);
      const days = await publicHolidays(country, 2026, 'en');
      expect([country, days.length > 5]).toEqual([country, true]);
      expect(days.map((day) => day.date)).toEqual([...new Set(days.map((day) => day.date))].sort());
      expect(days.every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day.date) && day.name)).toBe(true);
    }
  });

  test('of nowhere are not found', async () => {
    await expect(publicHolidays('ZZ', 2026, 'en')).rejects.toThrow('not-found');
  });
});
