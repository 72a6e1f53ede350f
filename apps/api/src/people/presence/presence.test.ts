// Presence by table: what was chosen, hours, silence; and that hours turn where the clock says.
import { describe, expect, test } from '@jest/globals';
import { type PresenceSource, presenceAt } from './presence.js';
import { checkSchedule, hoursTurn, hoursTurned, type Schedule, withinHours } from './presence-hours.js';

/** A Monday. */
const MONDAY = '2026-11-23';
const at = (time: string, day = MONDAY) => new Date(`${day}T${time}:00Z`);
const office: Schedule = {
  timeZone: 'UTC',
  weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: '09:00', to: '18:00' }] : [])),
};
const source = (more: Partial<PresenceSource> = {}): PresenceSource => ({
  chosen: 'online',
  chosenAt: at('08:00', '2026-11-01'),
  aliveAt: at('12:00'),
  schedule: null,
  disabled: false,
  ...more,
});
const said = (time: string, more: Partial<PresenceSource> = {}, listening: Date | null = null) => {
  const { state, why, until } = presenceAt(source(more), at(time), listening);
  return `${state} ${why}${until ? ` until ${until.toISOString().slice(11, 16)}` : ''}`;
};

describe('presence', () => {
  test.each([
    ['a screen is open', '12:01', {}, 'online chosen until 12:02'],
    ['silent for two minutes', '12:02', {}, 'away silent until 12:10'],
    ['silent for ten', '12:10', {}, 'offline silent'],
    ['never there', '12:01', { aliveAt: null }, 'offline silent'],
    ['away as they said', '12:01', { chosen: 'away' }, 'away chosen until 12:02'],
    ['away, then silent', '12:11', { chosen: 'away' }, 'offline silent'],
    ['offline as they said, with a screen open', '12:01', { chosen: 'offline' }, 'offline chosen'],
    ['may not come in', '12:01', { disabled: true }, 'offline disabled'],
    ['within hours', '12:01', { schedule: office }, 'online chosen until 12:02'],
    [
      'silent at the end of the shift',
      '17:59',
      { schedule: office, aliveAt: at('17:59') },
      'online chosen until 18:00',
    ],
    [
      'after hours with a screen open',
      '19:00',
      { schedule: office, aliveAt: at('19:00') },
      'offline hours until 09:00',
    ],
    [
      'after hours, by their own choice since',
      '19:00',
      { schedule: office, aliveAt: at('19:00'), chosenAt: at('18:30') },
      'online chosen until 19:02',
    ],
    [
      'a week without hours says nothing',
      '12:01',
      { schedule: { timeZone: 'UTC', weekly: [[], [], [], [], [], [], []] } },
      'online chosen until 12:02',
    ],
  ] as [string, string, Partial<PresenceSource>, string][])('%s', (_, time, more, expected) =>
    expect(said(time, more)).toBe(expected),
  );

  test('what was silent before anybody listened proves nothing', () => {
    expect(said('13:00', {}, at('12:59'))).toBe('online chosen until 13:01');
    expect(said('13:01', {}, at('12:59'))).toBe('away silent until 13:09');
    expect(said('13:09', {}, at('12:59'))).toBe('offline silent');
  });
});

describe('hours', () => {
  const night: Schedule = {
    timeZone: 'Europe/Sofia',
    weekly: [0, 1, 2, 3, 4, 5, 6].map(() => [{ from: '22:00', to: '06:00' }]),
  };
  test('over midnight, in their own zone', () => {
    expect(withinHours(night, new Date('2026-11-23T20:30:00Z'))).toBe(true);
    expect(withinHours(night, new Date('2026-11-24T03:59:00Z'))).toBe(true);
    expect(withinHours(night, new Date('2026-11-24T04:00:00Z'))).toBe(false);
    expect(hoursTurn(night, new Date('2026-11-24T04:00:00Z'))).toEqual(new Date('2026-11-24T20:00:00Z'));
    expect(hoursTurned(night, new Date('2026-11-24T05:00:00Z'))).toEqual(new Date('2026-11-24T04:00:00Z'));
  });

  test('the night from Sunday to Monday', () => {
    const sunday: Schedule = { timeZone: 'UTC', weekly: [[], [], [], [], [], [], [{ from: '20:00', to: '04:00' }]] };
    expect(withinHours(sunday, new Date('2026-11-23T03:00:00Z'))).toBe(true);
    expect(withinHours(sunday, new Date('2026-11-23T05:00:00Z'))).toBe(false);
    expect(hoursTurn(sunday, new Date('2026-11-23T03:00:00Z'))).toEqual(new Date('2026-11-23T04:00:00Z'));
  });

  test('shifts that touch are one; hours around the clock never turn', () => {
    const split: Schedule = {
      ...office,
      weekly: office.weekly.map(() => [
        { from: '09:00', to: '13:00' },
        { from: '13:00', to: '18:00' },
      ]),
    };
    expect(hoursTurn(split, at('12:00'))).toEqual(at('18:00'));
    const always: Schedule = { ...office, weekly: office.weekly.map(() => [{ from: '00:00', to: '24:00' }]) };
    expect(withinHours(always, at('00:00'))).toBe(true);
    expect(hoursTurn(always, at('12:00'))).toBeNull();
  });

  test('the clock of Sofia goes forward in March: nine is nine', () => {
    const sofia = { ...office, timeZone: 'Europe/Sofia' };
    expect(hoursTurn(sofia, new Date('2027-03-26T17:00:00Z'))).toEqual(new Date('2027-03-29T06:00:00Z'));
    expect(hoursTurn(sofia, new Date('2027-03-19T17:00:00Z'))).toEqual(new Date('2027-03-22T07:00:00Z'));
  });

  test('what cannot be is refused', () => {
    const week = (...first: { from: string; to: string }[]): Schedule => ({
      timeZone: 'UTC',
      weekly: [first, [], [], [], [], [], []],
    });
    expect(() => checkSchedule({ timeZone: 'UTC', weekly: [] })).toThrow('weekly-wrong');
    expect(() => checkSchedule(week({ from: '9:00', to: '18:00' }))).toThrow('hours-wrong');
    expect(() => checkSchedule(week({ from: '09:00', to: '13:00' }, { from: '12:00', to: '18:00' }))).toThrow(
      'hours-overlap',
    );
    expect(() => checkSchedule(week({ from: '09:00', to: '13:00' }, { from: '13:00', to: '18:00' }))).not.toThrow();
  });
});
