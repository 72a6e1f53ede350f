// Relative times of a snooze, over week ends, holidays and the changes of the clock.
import { describe, expect, it } from '@jest/globals';
import type { Hours } from '../desk/business-time.js';
import { type SnoozeOrder, snoozeMoment } from './snooze-moment.js';

const nine = [{ from: '09:00', to: '18:00' }];
const SOFIA: Hours = {
  timeZone: 'Europe/Sofia',
  weekly: [nine, nine, nine, nine, nine, [], []],
  holidays: [
    { date: '2026-11-23', name: 'Closed' },
    { date: '2026-11-28', name: 'A working Saturday', intervals: nine },
  ],
};
const at = (iso: string) => new Date(iso);

describe('a snooze told from now', () => {
  // 2026-11-22 is a Sunday; Sofia is two hours ahead of UTC.
  it.each<[string, Record<string, unknown>, string, string]>([
    ['in two hours', { seconds: 7200 }, '2026-11-22T10:00:00Z', '2026-11-22T12:00:00Z'],
    ['tomorrow', { day: 'tomorrow', time: '09:00' }, '2026-11-22T10:00:00Z', '2026-11-23T07:00:00Z'],
    [
      'tomorrow, when it is tomorrow there already',
      { day: 'tomorrow', time: '09:00' },
      '2026-11-22T22:30:00Z',
      '2026-11-24T07:00:00Z',
    ],
    ['on Monday, of a Sunday', { day: 'monday', time: '09:00' }, '2026-11-22T10:00:00Z', '2026-11-23T07:00:00Z'],
    ['on Sunday, of a Sunday', { day: 'sunday', time: '09:00' }, '2026-11-22T10:00:00Z', '2026-11-29T07:00:00Z'],
    [
      'the next workday, past a holiday',
      { day: 'workday', time: '10:30' },
      '2026-11-22T10:00:00Z',
      '2026-11-24T08:30:00Z',
    ],
    ['a Saturday that is worked', { day: 'workday', time: '09:00' }, '2026-11-27T10:00:00Z', '2026-11-28T07:00:00Z'],
    [
      'over the change of the clock',
      { day: 'tomorrow', time: '09:00' },
      '2026-10-24T10:00:00Z',
      '2026-10-25T07:00:00Z',
    ],
    ['a time that is jumped over', { day: 'tomorrow', time: '03:30' }, '2026-03-28T10:00:00Z', '2026-03-29T01:30:00Z'],
    ['an instant', { until: '2026-11-30T07:00:00Z' }, '2026-11-22T10:00:00Z', '2026-11-30T07:00:00Z'],
  ])('%s', (_, order, now, expected) => {
    const moment = snoozeMoment({ do: 'snooze', ...order } as SnoozeOrder, at(now), SOFIA, SOFIA.timeZone);
    expect(moment).toEqual(at(expected));
  });

  it('without a calendar every weekday is worked', () =>
    expect(
      snoozeMoment({ do: 'snooze', day: 'workday', time: '09:00' }, at('2026-11-27T10:00:00Z'), null, 'UTC'),
    ).toEqual(at('2026-11-30T09:00:00Z')));

  it('of nothing wakes at once', () =>
    expect(snoozeMoment({ do: 'snooze', until: null }, at('2026-11-22T10:00:00Z'), null, 'UTC')).toBeNull());
});
