// Quiet hours and the rhythm of digests: over midnight, on whole days, across daylight saving.
import { describe, expect, it } from '@jest/globals';
import { isQuiet, nextDigest, type QuietHours } from './quiet-hours.js';

const NIGHT: QuietHours = { on: true, from: '19:00', to: '08:00', days: [6, 7] };
const SOFIA = 'Europe/Sofia';

describe('quiet hours', () => {
  it.each([
    ['a working morning', '2026-11-23T09:00:00+02:00', NIGHT, false],
    ['an evening', '2026-11-23T19:00:00+02:00', NIGHT, true],
    ['before dawn', '2026-11-24T07:59:00+02:00', NIGHT, true],
    ['the end of the night', '2026-11-24T08:00:00+02:00', NIGHT, false],
    ['Saturday noon', '2026-11-28T12:00:00+02:00', NIGHT, true],
    ['Saturday here, Friday there', '2026-11-28T00:30:00+02:00', { ...NIGHT, from: '01:00', to: '02:00' }, true],
    ['lunch', '2026-11-23T13:30:00+02:00', { ...NIGHT, from: '13:00', to: '14:00' }, true],
    ['after lunch', '2026-11-23T14:00:00+02:00', { ...NIGHT, from: '13:00', to: '14:00' }, false],
    ['switched off', '2026-11-23T22:00:00+02:00', { ...NIGHT, on: false }, false],
    ['an empty span', '2026-11-23T19:00:00+02:00', { ...NIGHT, from: '19:00', to: '19:00' }, false],
  ])('%s', (_, at, quiet, expected) => expect(isQuiet(new Date(at), SOFIA, quiet, null)).toBe(expected));

  it('a pause is quiet until it ends', () => {
    const off = { ...NIGHT, on: false };
    const now = new Date('2026-11-23T10:00:00Z');
    expect(isQuiet(now, SOFIA, off, new Date('2026-11-23T10:00:01Z'))).toBe(true);
    expect(isQuiet(now, SOFIA, off, now)).toBe(false);
  });
});

describe('the next digest', () => {
  const at = (now: string, time = '09:00') => nextDigest(new Date(now), SOFIA, 'daily', time)?.toISOString();
  it('is today if its time has not come', () => expect(at('2026-11-23T06:59:00Z')).toBe('2026-11-23T07:00:00.000Z'));
  it('else tomorrow', () => expect(at('2026-11-23T07:00:00Z')).toBe('2026-11-24T07:00:00.000Z'));
  it('keeps its hour on the wall when clocks change', () =>
    expect(at('2027-03-27T08:00:00Z')).toBe('2027-03-28T06:00:00.000Z'));
  it('hourly is an hour later', () =>
    expect(nextDigest(new Date('2026-11-23T06:20:00Z'), SOFIA, 'hourly', '09:00')?.toISOString()).toBe(
      '2026-11-23T07:20:00.000Z',
    ));
  it('never, if it is off', () => expect(nextDigest(new Date(), SOFIA, 'off', '09:00')).toBeNull());
});
