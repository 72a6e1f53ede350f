// Editing working hours: midnight, nights, and the names of days.
import { describe, expect, it } from '@jest/globals';
import { addedHolidays, dayName, freshInterval, hoursOf, keptEnd, shownEnd } from './calendars.js';

describe('working hours', () => {
  it.each([
    [
      [
        { from: '09:00', to: '13:00' },
        { from: '14:00', to: '18:00' },
      ],
      8,
    ],
    [[{ from: '22:00', to: '06:00' }], 8],
    [[{ from: '00:00', to: '24:00' }], 24],
    [[], 0],
  ])('%j are %s hours', (intervals, hours) => {
    expect(hoursOf(intervals)).toBe(hours);
  });
  it('take in a set of holidays by date; a day that stands already stays as it was written', () => {
    const before = [{ date: '2026-12-25', name: 'Half a Christmas', intervals: [{ from: '09:00', to: '12:00' }] }];
    const found = [
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2026-01-01', name: 'New Year' },
    ];
    expect(addedHolidays(before, found)).toEqual([{ date: '2026-01-01', name: 'New Year' }, ...before]);
  });

  it('shows midnight as a time field can, and keeps it as the desk does', () => {
    expect(shownEnd('24:00')).toBe('00:00');
    expect(keptEnd('00:00')).toBe('24:00');
    expect(keptEnd('18:00')).toBe('18:00');
  });
  it('begins the week on Monday', () => {
    expect([0, 6].map((day) => dayName(day, 'en'))).toEqual(['Monday', 'Sunday']);
    expect(dayName(0, 'ru')).toBe('понедельник');
  });
  it('suggests the time after the last interval', () => {
    expect(freshInterval([])).toEqual({ from: '09:00', to: '18:00' });
    expect(freshInterval([{ from: '09:00', to: '13:00' }])).toEqual({ from: '13:00', to: '20:00' });
  });
});
