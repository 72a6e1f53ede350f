// Against the readings of 109 tomograms in Hanley and McNeil 1982, and against counting every pair.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areaUnderCurve, midRanks } from './auc.js';

/** J. A. Hanley and B. J. McNeil, Radiology 143 (1982), table I: how many normal and abnormal were rated 1 to 5. */
const NORMAL = [33, 6, 6, 11, 2];
const ABNORMAL = [3, 2, 2, 11, 33];
const ratings = (counts: number[]) => counts.flatMap((count, rating) => new Array<number>(count).fill(rating + 1));

test('Hanley and McNeil: area 0.893', () => {
  const [no, yes] = [ratings(NORMAL), ratings(ABNORMAL)];
  const found = areaUnderCurve([...no, ...yes], [...no.map(() => false), ...yes.map(() => true)]);
  expect(found.value).toBeCloseTo(0.893, 3);
  // DeLong's standard error: computed by numpy from all 58 × 51 pairs (theirs, by another formula, is 0.032).
  expect(found.value).toBeCloseTo(0.8931710615, 9);
  expect(found.standardError).toBeCloseTo(0.0307244084, 9);
  expect(found.low).toBeCloseTo(0.8931710615 - 1.959963985 * 0.0307244084, 8);
});

test('one class alone has no area', () => {
  expect(areaUnderCurve([0.1, 0.9], [true, true])).toMatchObject({ value: null, low: null });
});

test('equal values share the middle of their ranks', () => {
  expect(midRanks([5, 1, 5, 3])).toEqual([3.5, 1, 3.5, 2]);
});

test('is the share of pairs in the right order, ties half; turned round it is one minus that', () => {
  const one = fc.record({ score: fc.integer({ min: 0, max: 8 }), good: fc.boolean() });
  fc.assert(
    fc.property(fc.array(one, { minLength: 4, maxLength: 40 }), (data) => {
      const yes = data.filter(({ good }) => good);
      const no = data.filter(({ good }) => !good);
      fc.pre(yes.length > 1 && no.length > 1);
      let right = 0;
      for (const a of yes) for (const b of no) right += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
      const good = data.map((each) => each.good);
      const found = areaUnderCurve(
        data.map(({ score }) => score),
        good,
      );
      expect(found.value).toBeCloseTo(right / (yes.length * no.length), 9);
      expect(found.low!).toBeLessThanOrEqual(found.value!);
      expect(found.high!).toBeGreaterThanOrEqual(found.value!);
      const turned = areaUnderCurve(
        data.map(({ score }) => -score),
        good,
      );
      expect(turned.value).toBeCloseTo(1 - found.value!, 9);
      expect(turned.standardError).toBeCloseTo(found.standardError!, 9);
    }),
    { seed: 12, numRuns: 200 },
  );
});
