// Days of a period as a table: absent ends, the period before, days that do not exist.
import { describe, expect, test } from '@jest/globals';
import { addDays, dayOf, everyDay, lengthOf, periodBefore, periodOf } from './report-period.js';

describe('the period asked for', () => {
  test.each([
    [{}, '2026-02-21', '2026-03-22'],
    [{ from: '2026-03-01' }, '2026-03-01', '2026-03-22'],
    [{ to: '2026-03-10' }, '2026-02-09', '2026-03-10'],
    [{ from: '2026-03-05', to: '2026-03-05' }, '2026-03-05', '2026-03-05'],
    [{ from: '2026-05-01' }, '2026-05-01', '2026-05-01'],
  ])('%j', (asked, from, to) => {
    expect(periodOf(asked, '2026-03-22')).toEqual({ from, to });
  });

  test.each([
    [{ from: '2026-02-30' }],
    [{ to: '2026-13-01' }],
    [{ from: '2026-03-02', to: '2026-03-01' }],
    [{ from: '1999-01-01' }],
  ])('%j is refused', (asked) => {
    expect(() => periodOf(asked, '2026-03-22')).toThrow('validation-failed');
  });
});

test('the period before is as long and ends the day before', () => {
  expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-01-29', to: '2026-02-28' });
  expect(lengthOf({ from: '2026-01-29', to: '2026-02-28' })).toBe(31);
});

test('a day belongs to its time zone, also where clocks change', () => {
  expect(dayOf(new Date('2026-03-28T22:30:00Z'), 'Europe/Sofia')).toBe('2026-03-29');
  expect(dayOf(new Date('2026-03-29T20:59:00Z'), 'Europe/Sofia')).toBe('2026-03-29');
  expect(dayOf(new Date('2026-03-29T21:00:00Z'), 'Europe/Sofia')).toBe('2026-03-30');
  expect(everyDay({ from: '2026-03-28', to: '2026-03-30' })).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});
