// Working time by table: ordinary weeks, clock changes in three zones, nights, half days and spans of years.
import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { businessSeconds, type Hours, type Interval, nextOpening } from './business-time.js';

const nine: Interval[] = [{ from: '09:00', to: '18:00' }];
const week = (intervals: Interval[], days = [0, 1, 2, 3, 4]) =>
  Array.from({ length: 7 }, (_, day) => (days.includes(day) ? intervals : []));
const office = (timeZone: string): Hours => ({ timeZone, weekly: week(nine), holidays: [] });
const always = (timeZone: string): Hours => ({
  timeZone,
  weekly: week([{ from: '00:00', to: '24:00' }], [0, 1, 2, 3, 4, 5, 6]),
  holidays: [],
});
const daily = (timeZone: string, ...intervals: Interval[]): Hours => ({
  timeZone,
  weekly: week(intervals, [0, 1, 2, 3, 4, 5, 6]),
  holidays: [],
});
const at = (zone: string, local: string) => DateTime.fromISO(local, { zone }).toJSDate();
const H = 3600;

const SOFIA = 'Europe/Sofia';
const MOSCOW = 'Europe/Moscow';
const NEW_YORK = 'America/New_York';

const night: Interval = { from: '22:00', to: '06:00' };
const holidays: Hours = {
  timeZone: SOFIA,
  weekly: week([
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '18:00' },
  ]),
  holidays: [
    { date: '2026-12-24', name: 'Half day', intervals: [{ from: '09:00', to: '12:00' }] },
    { date: '2026-12-25', name: 'Christmas' },
    { date: '2026-12-27', name: 'Working Sunday', intervals: [{ from: '10:00', to: '12:00' }] },
  ],
};

// name, calendar, from, to (wall time of the calendar's zone, or an instant with Z), expected seconds
const cases: [string, Hours, string, string, number][] = [
  ['nothing between equal instants', office(SOFIA), '2026-11-23T10:00', '2026-11-23T10:00', 0],
  ['nothing backwards', office(SOFIA), '2026-11-23T12:00', '2026-11-23T10:00', 0],
  ['inside one day', office(SOFIA), '2026-11-23T10:00', '2026-11-23T12:30', 2.5 * H],
  ['before opening counts from opening', office(SOFIA), '2026-11-23T03:00', '2026-11-23T09:00:01', 1],
  ['after closing counts nothing', office(SOFIA), '2026-11-23T18:00', '2026-11-24T09:00', 0],
  ['one night between', office(SOFIA), '2026-11-23T17:00', '2026-11-24T10:00', 2 * H],
  ['a weekend between', office(SOFIA), '2026-11-20T17:00', '2026-11-23T10:00', 2 * H],
  ['a whole week', office(SOFIA), '2026-11-16T00:00', '2026-11-23T00:00', 45 * H],
  ['parts of a second are cut', office(SOFIA), '2026-11-23T10:00:00.000', '2026-11-23T10:00:01.999', 1],
  ['the zone decides, not UTC', office(NEW_YORK), '2026-11-23T13:59:00Z', '2026-11-23T14:01:00Z', 60],
  ['no hours at all', { timeZone: SOFIA, weekly: week([]), holidays: [] }, '2026-01-01T00:00', '2027-01-01T00:00', 0],

  // Sofia: 2026-03-29 03:00 → 04:00, 2026-10-25 04:00 → 03:00
  ['Sofia, spring: the day has 23 hours', always(SOFIA), '2026-03-29T00:00', '2026-03-30T00:00', 23 * H],
  ['Sofia, autumn: the day has 25 hours', always(SOFIA), '2026-10-25T00:00', '2026-10-26T00:00', 25 * H],
  ['Sofia, spring: a night shift loses an hour', daily(SOFIA, night), '2026-03-28T20:00', '2026-03-29T12:00', 7 * H],
  ['Sofia, autumn: a night shift gains an hour', daily(SOFIA, night), '2026-10-24T20:00', '2026-10-25T12:00', 9 * H],
  [
    'Sofia, spring: hours that begin in the gap',
    daily(SOFIA, { from: '03:30', to: '05:00' }),
    '2026-03-29T00:00',
    '2026-03-29T12:00',
    H,
  ],
  [
    'Sofia, spring: hours that end in the gap',
    daily(SOFIA, { from: '02:00', to: '03:30' }),
    '2026-03-29T00:00',
    '2026-03-29T12:00',
    H,
  ],
  [
    'Sofia, spring: hours inside the gap',
    daily(SOFIA, { from: '03:10', to: '03:50' }),
    '2026-03-29T00:00',
    '2026-03-29T12:00',
    0,
  ],
  [
    'Sofia, autumn: hours that begin in the doubled hour',
    daily(SOFIA, { from: '03:30', to: '05:00' }),
    '2026-10-25T00:00',
    '2026-10-25T12:00',
    2.5 * H,
  ],
  [
    'Sofia, autumn: hours that end in the doubled hour',
    daily(SOFIA, { from: '02:00', to: '03:30' }),
    '2026-10-25T00:00',
    '2026-10-25T12:00',
    1.5 * H,
  ],
  [
    'Sofia, autumn: back-to-back hours count every second once',
    daily(SOFIA, { from: '00:00', to: '03:30' }, { from: '03:30', to: '24:00' }),
    '2026-10-25T00:00',
    '2026-10-26T00:00',
    25 * H,
  ],
  ['Sofia: an ordinary day across the change', office(SOFIA), '2026-03-27T17:00', '2026-03-30T10:00', 2 * H],
  ['Sofia: inside the doubled hour, by instant', always(SOFIA), '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', H],

  // New York: 2026-03-08 02:00 → 03:00, 2026-11-01 02:00 → 01:00
  ['New York, spring', always(NEW_YORK), '2026-03-08T00:00', '2026-03-09T00:00', 23 * H],
  ['New York, autumn', always(NEW_YORK), '2026-11-01T00:00', '2026-11-02T00:00', 25 * H],
  ['New York, spring: night shift', daily(NEW_YORK, night), '2026-03-07T12:00', '2026-03-08T12:00', 7 * H],
  ['New York, autumn: night shift', daily(NEW_YORK, night), '2026-10-31T12:00', '2026-11-01T12:00', 9 * H],
  ['New York: the working week of the change', office(NEW_YORK), '2026-03-02T00:00', '2026-03-16T00:00', 90 * H],

  // Moscow: none since 2014-10-26 02:00 → 01:00; 2011-03-27 02:00 → 03:00 for good
  ['Moscow: no change in March 2026', always(MOSCOW), '2026-03-29T00:00', '2026-03-30T00:00', 24 * H],
  ['Moscow, 2014: the last change', always(MOSCOW), '2014-10-26T00:00', '2014-10-27T00:00', 25 * H],
  ['Moscow, 2011: the change to summer time for good', always(MOSCOW), '2011-03-27T00:00', '2011-03-28T00:00', 23 * H],
  ['Moscow, 2014: night shift', daily(MOSCOW, night), '2014-10-25T12:00', '2014-10-26T12:00', 9 * H],

  // odd places
  ['Lord Howe: half an hour', always('Australia/Lord_Howe'), '2026-04-05T00:00', '2026-04-06T00:00', 24.5 * H],
  ['Apia skipped 2011-12-30 altogether', always('Pacific/Apia'), '2011-12-29T00:00', '2012-01-01T00:00', 48 * H],
  ['Kolkata: half-hour offset', office('Asia/Kolkata'), '2026-11-23T03:29:00Z', '2026-11-23T03:31:00Z', 60],
  ['Cairo: midnight itself does not exist', always('Africa/Cairo'), '2026-04-24T00:00', '2026-04-25T00:00', 23 * H],

  // over midnight
  [
    'night: Friday evening to Saturday morning belongs to Friday',
    { ...office(SOFIA), weekly: week([night]) },
    '2026-11-20T23:00',
    '2026-11-21T12:00',
    7 * H,
  ],
  [
    'night: Sunday evening is not worked',
    { ...office(SOFIA), weekly: week([night]) },
    '2026-11-22T12:00',
    '2026-11-23T12:00',
    0,
  ],
  ['night: from the middle of it', daily(SOFIA, night), '2026-11-23T02:00', '2026-11-23T03:00', H],
  ['night: up to 24:00', daily(SOFIA, { from: '22:00', to: '24:00' }), '2026-11-23T00:00', '2026-11-24T00:00', 2 * H],
  [
    'night: 00:00 as an end is midnight too',
    daily(SOFIA, { from: '22:00', to: '00:00' }),
    '2026-11-23T00:00',
    '2026-11-24T00:00',
    2 * H,
  ],
  [
    'round the clock as 08:00–08:00',
    daily(SOFIA, { from: '08:00', to: '08:00' }),
    '2026-11-23T00:00',
    '2026-11-25T00:00',
    48 * H,
  ],
  [
    'two overlapping lists count once',
    daily(SOFIA, night, { from: '05:00', to: '07:00' }),
    '2026-11-23T00:00',
    '2026-11-24T00:00',
    9 * H,
  ],

  // holidays
  ['a lunch break', holidays, '2026-12-23T12:30', '2026-12-23T14:30', H],
  ['a half day', holidays, '2026-12-24T00:00', '2026-12-25T00:00', 3 * H],
  ['a holiday', holidays, '2026-12-25T00:00', '2026-12-26T00:00', 0],
  ['a working Sunday', holidays, '2026-12-27T00:00', '2026-12-28T00:00', 2 * H],
  ['across all of them', holidays, '2026-12-23T17:00', '2026-12-28T10:00', H + 3 * H + 2 * H + H],
  [
    'a shift begun before a holiday runs to its end',
    { ...daily(SOFIA, night), holidays: [{ date: '2027-01-01', name: 'New Year' }] },
    '2026-12-31T20:00',
    '2027-01-02T00:00',
    8 * H,
  ],
];

describe('businessSeconds', () => {
  test.each(cases)('%s', (_, calendar, from, to, expected) => {
    expect(businessSeconds(calendar, at(calendar.timeZone, from), at(calendar.timeZone, to))).toBe(expected);
  });

  test('ten years cost arithmetic only, and round the clock equals the calendar', () => {
    const from = at(SOFIA, '2016-01-01T00:00');
    const to = at(SOFIA, '2026-01-01T00:00');
    businessSeconds(always(SOFIA), from, to);
    const started = performance.now();
    expect(businessSeconds(always(SOFIA), from, to)).toBe((to.getTime() - from.getTime()) / 1000);
    expect(performance.now() - started).toBeLessThan(100);
  });

  test('years of office hours equal a count day by day', () => {
    const from = at(NEW_YORK, '2020-01-01T00:00');
    const to = at(NEW_YORK, '2026-01-01T00:00');
    let days = 0;
    for (let d = DateTime.fromJSDate(from, { zone: NEW_YORK }); d.toJSDate() < to; d = d.plus({ days: 1 })) {
      if (d.weekday <= 5) days++;
    }
    expect(businessSeconds(office(NEW_YORK), from, to)).toBe(days * 9 * H);
  });

  test('any cut of a span into two adds up', () => {
    const calendar = daily(SOFIA, night, { from: '09:00', to: '13:00' }, { from: '14:00', to: '18:00' });
    const from = at(SOFIA, '2026-10-20T00:00');
    const to = at(SOFIA, '2026-10-30T00:00');
    const whole = businessSeconds(calendar, from, to);
    for (let t = from.getTime(); t < to.getTime(); t += 17 * 60_000) {
      const cut = new Date(t);
      expect(businessSeconds(calendar, from, cut) + businessSeconds(calendar, cut, to)).toBe(whole);
    }
  });
});

describe('nextOpening', () => {
  test.each<[string, Hours, string, string | null]>([
    ['while open: now', office(SOFIA), '2026-11-23T10:00', '2026-11-23T10:00'],
    ['in the evening: next morning', office(SOFIA), '2026-11-23T18:00', '2026-11-24T09:00'],
    ['on Friday night: Monday', office(SOFIA), '2026-11-20T20:00', '2026-11-23T09:00'],
    ['over the holidays', holidays, '2026-12-24T13:00', '2026-12-27T10:00'],
    ['at night, inside a night shift', daily(SOFIA, night), '2026-11-23T03:00', '2026-11-23T03:00'],
    ['never', { timeZone: SOFIA, weekly: week([]), holidays: [] }, '2026-11-23T03:00', null],
  ])('%s', (_, calendar, from, expected) => {
    expect(nextOpening(calendar, at(calendar.timeZone, from))).toEqual(expected && at(calendar.timeZone, expected));
  });
});
