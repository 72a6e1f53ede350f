// Two ways of counting working hours that share nothing agree to the second, also where clocks are changed.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { businessSeconds, type Interval } from '../desk/business-time.js';
import { recountHours } from './recount-hours.js';

const SHIFTS: Interval[][] = [
  [],
  [
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '18:00' },
  ],
  [{ from: '22:00', to: '06:00' }],
  [{ from: '00:00', to: '24:00' }],
  [{ from: '02:15', to: '03:40' }],
  [{ from: '03:10', to: '03:50' }],
];
/** Each with an instant near which its clocks were changed: by an hour, by half an hour, for good, and by a whole day. */
const CHANGES: [string, string][] = [
  ['Europe/Sofia', '2025-10-26T01:00:00Z'],
  ['Europe/Sofia', '2026-03-29T01:00:00Z'],
  ['Europe/Moscow', '2010-10-30T23:00:00Z'],
  ['Europe/Moscow', '2011-03-26T23:00:00Z'],
  ['Europe/Moscow', '2014-10-25T22:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
];

test('both ways agree, whatever the hours and the zone', () => {
  const hour = 3_600_000;
  fc.assert(
    fc.property(
      fc.constantFrom(...CHANGES),
      fc.array(fc.constantFrom(...SHIFTS), { minLength: 7, maxLength: 7 }),
      fc.option(fc.constantFrom(...SHIFTS), { nil: undefined }),
      fc.integer({ min: -80 * hour, max: 80 * hour }),
      fc.integer({ min: 0, max: 200 * hour }),
      ([timeZone, change], weekly, half, from, length) => {
        const at = Date.parse(change);
        const holidays = half ? [{ date: change.slice(0, 10), name: 'half', intervals: half }] : [];
        const hours = { timeZone, weekly, holidays };
        const [began, ended] = [new Date(at + from), new Date(at + from + length)];
        expect(recountHours(hours, began, ended)).toBe(businessSeconds(hours, began, ended));
      },
    ),
    { numRuns: 300 },
  );
});
