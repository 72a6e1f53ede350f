// Bounds by hand, their interval by scipy, and that they hold whatever the silent may think.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { collapse, postStratify } from './post-stratification.js';
import { boundsAtOdds, silentBounds } from './silent-bounds.js';

const SHARE = { min: 0, max: 1 };
const group = (size: number, answered: number, good: number) => ({ size, answered, sum: good, sumOfSquares: good });

describe('worst-case bounds', () => {
  test.each([
    // 240 good of 300 answers of 1,000: from 240/1000 to 940/1000. The interval's c solved by scipy.optimize.brentq.
    [1000, 300, 240, 0.24, 0.94, 0.21778533983993886, 0.9523528397873113],
    [1000, 990, 800, 0.8, 0.81, 0.7783892469444345, 0.8311947949491804],
  ])('of %i asked %i answered, %i good', (size, answered, good, low, high, from, to) => {
    const found = silentBounds(group(size, answered, good), SHARE)!;
    expect(found.low).toBeCloseTo(low, 10);
    expect(found.high).toBeCloseTo(high, 10);
    expect(found.interval.low).toBeCloseTo(from, 7);
    expect(found.interval.high).toBeCloseTo(to, 7);
  });

  test('everybody answered: the bounds meet, and the interval is the plain one', () => {
    const found = silentBounds(group(100, 100, 80), SHARE)!;
    expect([found.low, found.high]).toEqual([0.8, 0.8]);
    expect(found.interval.low).toBeCloseTo(0.8 - 1.959963985 * Math.sqrt(0.16 / 100), 8);
  });

  test('nobody asked: nothing to say; all alike: no division by zero', () => {
    expect(silentBounds(group(0, 0, 0), SHARE)).toBeNull();
    expect(silentBounds(group(5, 5, 5), SHARE)!.interval).toEqual({ low: 1, high: 1 });
  });

  test('the true score lies within, whatever the silent think', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(200), fc.nat(200), (good, bad, silentGood, silentBad) => {
        const size = good + bad + silentGood + silentBad;
        fc.pre(size > 0);
        const truth = (good + silentGood) / size;
        const found = silentBounds(group(size, good + bad, good), SHARE)!;
        expect(found.low).toBeLessThanOrEqual(truth + 1e-12);
        expect(found.high).toBeGreaterThanOrEqual(truth - 1e-12);
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});

describe('bounds under an assumption', () => {
  const strata = [
    { key: ['email'], ...group(300, 50, 30) },
    { key: ['chat'], ...group(200, 80, 72) },
  ];
  const cells = collapse(strata);

  test('equal odds give the post-stratified score', () => {
    const { low, high } = boundsAtOdds(cells, 1)!;
    const { value } = postStratify(strata, SHARE);
    expect(low).toBeCloseTo(value!, 10);
    expect(high).toBeCloseTo(value!, 10);
  });

  test('odds twice as good or as bad, by hand', () => {
    // email: 60 % → 1.5 odds → 3/(1+3) and 0.75/1.75; chat: 90 % → 9 → 18/19 and 4.5/5.5.
    const { low, high } = boundsAtOdds(cells, 2)!;
    expect(high).toBeCloseTo((30 + 250 * 0.75 + 72 + 120 * (18 / 19)) / 500, 10);
    expect(low).toBeCloseTo((30 + 250 * (0.75 / 1.75) + 72 + 120 * (4.5 / 5.5)) / 500, 10);
  });

  test('without any limit: Manski', () => {
    const { low, high } = boundsAtOdds(cells, Number.POSITIVE_INFINITY)!;
    const worst = silentBounds(group(500, 130, 102), SHARE)!;
    expect(low).toBeCloseTo(worst.low, 10);
    expect(high).toBeCloseTo(worst.high, 10);
  });

  test('a cell nobody answered in leaves nothing to tilt', () => {
    expect(boundsAtOdds(collapse([{ key: ['a'], ...group(9, 0, 0) }]), 2)).toBeNull();
  });
});
