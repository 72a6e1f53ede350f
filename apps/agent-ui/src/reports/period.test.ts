// Periods by name, across months and time zones.
import { describe, expect, it } from '@jest/globals';
import { periodDays, periodName, periodShown, todayIn } from './period.js';

describe('periods', () => {
  it.each([
    ['today', '2026-11-22', '2026-11-22'],
    ['7', '2026-11-16', '2026-11-22'],
    ['30', '2026-10-24', '2026-11-22'],
    ['month', '2026-11-01', '2026-11-22'],
    ['last-month', '2026-10-01', '2026-10-31'],
  ] as const)('%s runs from %s to %s', (name, from, to) => {
    expect(periodDays(name, '2026-11-22')).toEqual({ from, to });
    expect(periodName({ from, to }, '2026-11-22')).toBe(name);
  });
  it('calls other days their own', () => {
    expect(periodName({ from: '2026-11-02', to: '2026-11-03' }, '2026-11-22')).toBe('own');
    expect(periodName({}, '2026-11-22')).toBe('30');
  });
  it('fills in what the address leaves open', () => {
    expect(periodShown({}, '2026-11-22')).toEqual({ from: '2026-10-24', to: '2026-11-22' });
    expect(periodShown({ to: '2026-03-30' }, '2026-11-22')).toEqual({ from: '2026-03-01', to: '2026-03-30' });
    expect(periodShown({ from: '2026-11-20' }, '2026-11-22')).toEqual({ from: '2026-11-20', to: '2026-11-22' });
  });
  it('knows which day it is elsewhere', () => {
    expect(todayIn('Asia/Vladivostok', new Date('2026-11-21T20:00:00Z'))).toBe('2026-11-22');
  });
});
