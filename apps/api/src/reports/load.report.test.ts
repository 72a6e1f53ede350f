// The open tickets of each day, counted back from now by hand.
import { expect, test } from '@jest/globals';
import { openDays } from './load.report.js';
import { weekdayOf } from './load.store.js';

test('each day’s end is what is open now, less the growth of later days', () => {
  const growth = [
    { day: '2026-03-03', n: 2 },
    { day: '2026-03-01', n: 5 },
    { day: '2026-03-05', n: -1 },
  ];
  const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
  expect(openDays(days, 7, growth).map((one) => one.n)).toEqual([6, 6, 8, 8]);
  expect(openDays(['2026-03-05'], 7, growth)).toEqual([{ figure: 'tickets.open.2026-03-05', day: '2026-03-05', n: 7 }]);
});

test('a week begins on Monday', () => {
  expect(['2026-03-02', '2026-03-08'].map(weekdayOf)).toEqual([1, 7]);
});
