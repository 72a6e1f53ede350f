// What solving took, as figures.
import { expect, test } from '@jest/globals';
import { daysOf, judgedBefore } from './figures.js';
import { meanFigure, touchesCounts } from './work-figures.js';

test('a mean of whole numbers, and none of none', () => {
  const none = new Map<number, number>();
  const counts = new Map([
    [0, 2],
    [3, 2],
  ]);
  expect(meanFigure('touches', counts, none)).toEqual({ figure: 'touches', n: 4, mean: 1.5, previousMean: null });
  expect(meanFigure('touches', none, counts)).toEqual({ figure: 'touches', n: 0, mean: null, previousMean: 1.5 });
});

test('the last bar has more as well, and empty bars stand too', () => {
  const counts = new Map([
    [1, 5],
    [4, 2],
    [17, 1],
  ]);
  expect(touchesCounts(counts).map(({ figure, count }) => [figure, count])).toEqual([
    ['touches.0', 0],
    ['touches.1', 5],
    ['touches.2', 0],
    ['touches.3', 0],
    ['touches.4', 3],
  ]);
});

test('a day is judged when seven days have gone by since its end', () => {
  expect(judgedBefore('2026-03-09')).toBe('2026-03-02');
  const days = { from: '2026-02-20', until: '2026-03-10' };
  expect(daysOf('reopened', days, '2026-03-09')).toEqual({ from: '2026-02-20', until: '2026-03-02' });
  expect(daysOf('reopened.unjudged', days, '2026-03-09')).toEqual({ from: '2026-03-02', until: '2026-03-10' });
  expect(daysOf('touches', days, '2026-03-09')).toEqual(days);
  // A period long gone: all of it is judged.
  const old = { from: '2026-01-01', until: '2026-02-01' };
  expect(daysOf('one-touch', old, '2026-03-09')).toEqual(old);
});
