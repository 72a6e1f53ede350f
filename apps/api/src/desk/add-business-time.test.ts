// Deadlines in working time: by table over clock changes, nights, half days and holidays; and against their inverse on a thousand chances.
import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { addBusinessSeconds, businessSeconds, type Hours, type Interval } from './business-time.js';

const week = (intervals: Interval[], days: number[]) =>
  Array.from({ length: 7 }, (_, day) => (days.includes(day) ? intervals : []));
const WORKDAYS = [0, 1, 2, 3, 4];
const ALL = [0, 1, 2, 3, 4, 5, 6];
const SOFIA = 'Europe/Sofia';
const office: Hours = { timeZone: SOFIA, weekly: week([{ from: '09:00', to: '18:00' }], WORKDAYS), holidays: [] };
const night: Hours = { timeZone: SOFIA, weekly: week([{ from: '22:00', to: '06:00' }], ALL), holidays: [] };
const always: Hours = { timeZone: SOFIA, weekly: week([{ from: '00:00', to: '24:00' }], ALL), holidays: [] };
const split: Hours = {
  timeZone: SOFIA,
  weekly: week(
    [
      { from: '09:00', to: '13:00' },
      { from: '14:00', to: '18:00' },
    ],
    WORKDAYS,
  ),
  holidays: [
    { date: '2026-12-24', name: 'Half day', intervals: [{ from: '09:00', to: '12:00' }] },
    { date: '2026-12-25', name: 'Christmas' },
    { date: '2026-12-27', name: 'Working Sunday', intervals: [{ from: '10:00', to: '12:00' }] },
  ],
};
const newYork: Hours = { ...night, timeZone: 'America/New_York' };
const never: Hours = { timeZone: SOFIA, weekly: week([], []), holidays: [] };
const at = (zone: string, local: string) => DateTime.fromISO(local, { zone }).toJSDate();
const H = 3600;

// name, calendar, from, seconds, expected (wall times of the calendar's zone)
const cases: [string, Hours, string, number, string][] = [
  ['nothing added is the instant itself, open or not', office, '2026-11-21T03:00', 0, '2026-11-21T03:00'],
  ['inside one day', office, '2026-11-23T10:00', 2.5 * H, '2026-11-23T12:30'],
  ['from before opening', office, '2026-11-23T03:00', H, '2026-11-23T10:00'],
  ['to the very end of a shift', office, '2026-11-23T17:00', H, '2026-11-23T18:00'],
  ['a second more is the next morning', office, '2026-11-23T17:00', H + 1, '2026-11-24T09:00:01'],
  ['over a weekend', office, '2026-11-20T17:30', H, '2026-11-23T09:30'],
  ['over many weeks', office, '2026-11-16T09:00', 10 * 9 * H, '2026-11-27T18:00'],
  ['over a lunch break', split, '2026-12-23T12:30', H, '2026-12-23T14:30'],
  ['over a half day, a holiday and into a working Sunday', split, '2026-12-23T17:00', 5 * H, '2026-12-27T11:00'],
  ['over midnight', night, '2026-11-23T23:00', 4 * H, '2026-11-24T03:00'],
  ['from a morning into the next night', night, '2026-11-23T05:30', H, '2026-11-23T22:30'],
  ['spring: a night that loses an hour', night, '2026-03-28T22:00', 7 * H, '2026-03-29T06:00'],
  ['autumn: a night that gains an hour', night, '2026-10-24T22:00', 9 * H, '2026-10-25T06:00'],
  ['spring: round the clock', always, '2026-03-29T00:00', 23 * H, '2026-03-30T00:00'],
  ['autumn: round the clock', always, '2026-10-25T00:00', 25 * H, '2026-10-26T00:00'],
  ['office hours do not notice the change', office, '2026-03-27T17:00', 2 * H, '2026-03-30T10:00'],
  ['New York, spring', newYork, '2026-03-07T22:00', 7 * H, '2026-03-08T06:00'],
];

describe('addBusinessSeconds', () => {
  test.each(cases)('%s', (_, calendar, from, seconds, expected) => {
    const due = addBusinessSeconds(calendar, at(calendar.timeZone, from), seconds);
    expect(due?.toISOString()).toBe(at(calendar.timeZone, expected).toISOString());
  });

  test('hours that never come have no deadline', () => {
    expect(addBusinessSeconds(never, new Date('2026-11-22T00:00:00Z'), 1)).toBeNull();
  });

  test('is the inverse of businessSeconds: the first instant, and not one millisecond later', () => {
    // A small generator of its own, so that a failure comes again.
    let seed = 42;
    const chance = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const calendars = [office, night, always, split, newYork];
    for (let round = 0; round < 1000; round++) {
      const calendar = calendars[round % calendars.length]!;
      const from = new Date(Date.UTC(2026, chance(12), 1 + chance(28)) + chance(86_400) * 1000);
      const seconds = 1 + chance(200 * H);
      const due = addBusinessSeconds(calendar, from, seconds)!;
      expect(businessSeconds(calendar, from, due)).toBe(seconds);
      expect(businessSeconds(calendar, from, new Date(due.getTime() - 1))).toBe(seconds - 1);
    }
  });
});
