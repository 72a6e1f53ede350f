// Which day begins a round: by table.
import { expect, test } from '@jest/globals';
import { roundDue } from './round-day.js';

const every90 = { startOn: '2026-01-10', everyDays: 90 };
test.each([
  ['2026-01-09T23:59:59Z', null, null],
  ['2026-01-10T00:00:00Z', null, '2026-01-10'],
  ['2026-01-10T12:00:00Z', '2026-01-10', null],
  ['2026-01-12T12:00:00Z', null, '2026-01-10'],
  ['2026-01-13T12:00:00Z', null, null],
  ['2026-04-10T01:00:00Z', '2026-01-10', '2026-04-10'],
  ['2026-04-10T01:00:00Z', '2026-04-07', null],
])('at %s after %p: %p', (now, last, day) => {
  expect(roundDue(every90, last, new Date(now))).toBe(day);
});
