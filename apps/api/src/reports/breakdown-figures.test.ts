// Groups by hand: their intervals, which changes stand among many, and which rest on too little.
import { expect, test } from '@jest/globals';
import { histogramOf } from '@otklik/survey';
import type { GroupCount } from './breakdown.store.js';
import { breakdownCsv } from './breakdown-csv.js';
import { countGroupFigures, durationGroupFigures, shareGroupFigures } from './breakdown-figures.js';

const row = (group: string, [hits, n]: [number, number], [previousHits, previousN]: [number, number]): GroupCount => ({
  ...{ group, n, hits, previousN, previousHits, groups: 1 },
});
const verdicts = (items: { change: { verdict: string } }[]) => items.map((item) => item.change.verdict);

test('a share has its Wilson interval, and is grey below ten', () => {
  const [known, few, none] = shareGroupFigures([
    row('a', [56, 70], [48, 80]),
    row('b', [3, 9], [0, 0]),
    row('', [0, 0], [1, 2]),
  ]);
  expect(known).toMatchObject({ group: 'a', n: 70, count: 56, value: 0.8, enough: true, previousValue: 0.6 });
  expect(known!.interval.low).toBeCloseTo(0.6918, 3);
  expect(known!.change).toMatchObject({ verdict: 'higher' });
  expect(few).toMatchObject({ enough: false, previousValue: null, change: { verdict: 'too-few' } });
  expect(none).toMatchObject({ group: null, value: null, interval: { low: null, high: null } });
});

test('a change that would stand alone does not stand among many that did not change', () => {
  const changed = row('a', [62, 80], [50, 80]);
  expect(verdicts(shareGroupFigures([changed]))).toEqual(['higher']);
  const same = Array.from({ length: 9 }, (_, i) => row(`s${i}`, [60, 80], [60, 80]));
  expect(verdicts(shareGroupFigures([changed, ...same])).every((verdict) => verdict === 'no-difference')).toBe(true);
});

test('counts are told apart by chance too; who waits now has no before', () => {
  expect(verdicts(countGroupFigures([row('a', [60, 60], [30, 30]), row('b', [7, 7], [6, 6])], false))).toEqual([
    'higher',
    'no-difference',
  ]);
  const [waiting] = countGroupFigures([row('a', [60, 60], [0, 0])], true);
  expect(waiting).toMatchObject({ value: 60, previousValue: null, change: { verdict: 'too-few', difference: null } });
});

test('a duration has its median and tail, and a spreadsheet line', () => {
  const buckets = (seconds: number[], current: boolean) =>
    [...histogramOf(seconds)].map(([bucket, n]) => ({ group: 'anna', current, bucket, n, seconds: n * 100 }));
  const few = Array.from({ length: 40 }, (_, i) => 60 + i);
  const many = Array.from({ length: 40 }, (_, i) => 600 + i);
  const items = durationGroupFigures(
    [row('anna', [40, 40], [40, 40])],
    [...buckets(few, true), ...buckets(many, false)],
  );
  expect(items[0]).toMatchObject({ n: 40, enough: true, mean: 100, previousN: 40, change: { verdict: 'lower' } });
  expect(Math.abs(items[0]!.value! - 79)).toBeLessThan(1);
  expect(items[0]!.p90).toBeGreaterThan(items[0]!.value!);
  const about = { period: { from: '', to: '' }, previous: { from: '', to: '' }, timeZone: '', madeAt: '' };
  const named = items.map((item) => ({ ...item, name: '=Anna' }));
  const csv = breakdownCsv({
    ...about,
    ...{
      figure: 'first-response',
      by: 'agent',
      field: null,
      shows: 'duration',
      clock: 'calendar',
      present: false,
      groups: 1,
    },
    items: named,
  });
  expect(csv.split('\r\n')[1]).toMatch(/^first-response,agent,anna,'=Anna,seconds median,40,,7\d/);
  expect(csv.trimEnd().split('\r\n')).toHaveLength(2);
});
