// Working hours by table: what is taken, what is refused, and how the refusal says where.
import { expect, test } from '@jest/globals';
import type { Holiday, Interval } from './business-time.js';
import { checkHours, officeHours } from './check-calendar.js';

const i = (from: string, to: string): Interval => ({ from, to });
const week = (monday: Interval[], tuesday: Interval[] = []) => [monday, tuesday, [], [], [], [], []];
const code = (weekly: Interval[][], holidays: Holiday[] = []) => {
  try {
    checkHours({ weekly, holidays });
    return 'right';
  } catch (error) {
    const { code, params } = error as { code: string; params: { field?: string } };
    return `${code} ${params.field}`;
  }
};

test.each<[string, string, Interval[][], Holiday[]?]>([
  ['office hours', 'right', officeHours('UTC').weekly],
  ['no hours at all', 'right', week([])],
  ['a lunch break', 'right', week([i('09:00', '13:00'), i('14:00', '18:00')])],
  ['back to back', 'right', week([i('09:00', '13:00'), i('13:00', '18:00')])],
  ['in any order', 'right', week([i('14:00', '18:00'), i('09:00', '13:00')])],
  ['round the clock', 'right', week([i('00:00', '24:00')], [i('00:00', '24:00')])],
  ['over midnight', 'right', week([i('22:00', '06:00')], [i('06:00', '09:00')])],
  ['six days', 'weekly-wrong weekly', week([]).slice(1)],
  ['letters', 'hours-wrong weekly.0', week([i('nine0', '18:00')])],
  ['25 o’clock', 'hours-wrong weekly.1', week([], [i('09:00', '25:00')])],
  ['24:00 as a beginning', 'hours-wrong weekly.0', week([i('24:00', '06:00')])],
  ['one digit', 'hours-wrong weekly.0', week([i('9:00', '18:00')])],
  ['overlap', 'hours-overlap weekly.0', week([i('09:00', '13:00'), i('12:00', '18:00')])],
  ['the same twice', 'hours-overlap weekly.0', week([i('09:00', '13:00'), i('09:00', '13:00')])],
  [
    'a night that runs into the next morning',
    'hours-overlap weekly.1',
    week([i('22:00', '06:00')], [i('05:00', '09:00')]),
  ],
  [
    'a night that runs into the next evening’s',
    'hours-overlap weekly.1',
    week([i('22:00', '21:00')], [i('20:00', '21:00')]),
  ],
  [
    'Sunday night into Monday',
    'hours-overlap weekly.0',
    [...week([i('03:00', '09:00')]).slice(0, 6), [i('22:00', '04:00')]],
  ],
  ['a holiday', 'right', week([]), [{ date: '2026-12-25', name: 'Christmas' }]],
  ['a half day', 'right', week([]), [{ date: '2026-12-24', name: 'Eve', intervals: [i('09:00', '12:00')] }]],
  ['no such day', 'holiday-wrong holidays.0', week([]), [{ date: '2026-02-30', name: '' }]],
  ['no leap year', 'holiday-wrong holidays.0', week([]), [{ date: '2026-02-29', name: '' }]],
  [
    'a day twice',
    'holiday-wrong holidays.1',
    week([]),
    [
      { date: '2026-12-25', name: 'a' },
      { date: '2026-12-25', name: 'b' },
    ],
  ],
  [
    'a half day of nonsense',
    'hours-wrong holidays.0',
    week([]),
    [{ date: '2026-12-24', name: '', intervals: [i('', '')] }],
  ],
])('%s: %s', (...[, expected, weekly, holidays]) => {
  expect(code(weekly, holidays)).toBe(expected);
});
