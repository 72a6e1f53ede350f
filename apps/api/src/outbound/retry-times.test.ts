// When the next try comes.
import { expect, test } from '@jest/globals';
import { isGivenUp, nextTry } from './retry-times.js';

const now = new Date('2026-11-22T10:00:00Z');

test.each([
  [0, null, 10],
  [1, null, 10],
  [2, null, 30],
  [3, null, 120],
  [4, null, 600],
  [5, null, 3600],
  [50, null, 3600],
  [1, 45, 45],
  [5, 45, 3600],
  [1, 10 ** 9, 86_400],
] as [number, number | null, number][])('after %i tries, asked to wait %s s: %i s', (attempts, asked, seconds) => {
  expect((nextTry(now, attempts, asked).getTime() - now.getTime()) / 1000).toBe(seconds);
});

test('a day is enough', () => {
  expect(isGivenUp(now, new Date('2026-11-21T10:00:01Z'))).toBe(false);
  expect(isGivenUp(now, new Date('2026-11-21T10:00:00Z'))).toBe(true);
});
