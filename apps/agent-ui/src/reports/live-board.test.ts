// A ticking wait reads like a clock, past an hour too; after a day nobody counts seconds.
import { expect, test } from '@jest/globals';
import { ticking } from './live-board.js';

test('a ticking wait', () => {
  const words = [0, 59_999, 60_000, 3_599_000, 3_600_000, 90_061_000].map((wait) =>
    ticking(wait, 'en').replaceAll('\u00a0', ' '),
  );
  expect(words).toEqual(['0:00', '0:59', '1:00', '59:59', '1:00:00', '1 day 1 hr']);
});
