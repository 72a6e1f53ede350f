// A mailed report is due once a week or once a month, also over the days on which the clocks change.
import { describe, expect, test } from '@jest/globals';
import { namedDays } from './named-period.js';
import { nextDue } from './next-due.js';

const sofia = (every: 'week' | 'month', day: number, at: string) => ({ every, day, at, timeZone: 'Europe/Sofia' });

describe('the next due instant', () => {
  test.each([
    ['Monday, a Monday before the hour', sofia('week', 1, '09:00'), '2026-11-23T06:00:00Z', '2026-11-23T07:00:00.000Z'],
    ['Monday, at the very instant', sofia('week', 1, '09:00'), '2026-11-23T07:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['the first, of the next month', sofia('month', 1, '08:30'), '2026-11-22T12:00:00Z', '2026-12-01T06:30:00.000Z'],
    ['the first, over the year', sofia('month', 1, '08:30'), '2026-12-01T06:30:00Z', '2027-01-01T06:30:00.000Z'],
    ['an hour that is left out', sofia('week', 7, '03:30'), '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
    [
      'the hour stays the same in summer',
      sofia('week', 1, '09:00'),
      '2026-03-29T12:00:00Z',
      '2026-03-30T06:00:00.000Z',
    ],
  ])('%s', (_, rhythm, after, due) => {
    expect(nextDue(rhythm, new Date(after)).toISOString()).toBe(due);
  });
});

describe('periods by name', () => {
  test.each([
    ['7', '2026-03-05', '2026-02-27', '2026-03-05'],
    ['last-week', '2026-11-22', '2026-11-09', '2026-11-15'],
    ['last-week', '2026-11-23', '2026-11-16', '2026-11-22'],
    ['month', '2026-11-22', '2026-11-01', '2026-11-22'],
    ['last-month', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['last-month', '2026-01-01', '2025-12-01', '2025-12-31'],
  ] as const)('%s on %s', (name, today, from, to) => {
    expect(namedDays(name, today)).toEqual({ from, to });
  });
});
