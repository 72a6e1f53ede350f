// NPS and means with their intervals: against numpy, and what must hold for any answers.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareNps, meanEstimate, normalInterval, npsEstimate, npsInterval } from './nps-interval.js';
import { randomFrom } from './simulation/simulate-customers.js';

const answers = (promoters: number, passives: number, detractors: number) =>
  new Map([
    [10, promoters],
    [7, passives],
    [3, detractors],
  ]);

describe('NPS', () => {
  // Computed by numpy: the weighted standard deviation of 100, 0, −100 with ¾, 1½ and ¾ answers more, over √(n + 3).
  test.each([
    [200, 120, 80, 30, 3.890071759392779, 22.15227439227905, 37.40107548365147],
    [5, 3, 2, 30, 21.494037025977715, -19.050615376363655, 65.20446153020981],
    [10, 0, 0, 100, 15.010237744338252, 47.503551544790206, 100],
    [0, 7, 0, 0, 12.24744871391589, -24.004558381776548, 24.004558381776548],
    [30, 10, 60, -30, 8.832397791741498, -46.43739516117745, -11.81503202328857],
  ])('%i promoters, %i passives, %i detractors', (p, passives, d, value, standardError, low, high) => {
    const counts = answers(p, passives, d);
    expect(npsEstimate(counts).value).toBeCloseTo(value, 10);
    expect(npsEstimate(counts).standardError).toBeCloseTo(standardError, 10);
    expect(npsInterval(counts).low).toBeCloseTo(low, 8);
    expect(npsInterval(counts).high).toBeCloseTo(high, 8);
  });

  test('without answers nothing is known', () => {
    expect(npsInterval(new Map())).toEqual({ low: null, high: null });
    expect(npsEstimate(new Map())).toEqual({ value: null, standardError: null });
  });

  test('for many answers it is the plain variance of 100, 0 and −100', () => {
    const estimate = npsEstimate(answers(50_000, 30_000, 20_000));
    const values = [10_000 * 0.5 + 10_000 * 0.2 - 30 * 30];
    expect(estimate.standardError! / Math.sqrt(values[0]! / 100_000)).toBeCloseTo(1, 4);
  });

  test('covers: of 2,000 small surveys of fixed seeds at least 93 % hold the truth, at the edge too', () => {
    for (const [p, d] of [
      [0.5, 0.2],
      [0.8, 0.05],
    ] as const) {
      let covered = 0;
      for (let seed = 1; seed <= 2000; seed++) {
        const random = randomFrom(seed);
        const drawn = Array.from({ length: 30 }, () => random());
        const promoters = drawn.filter((r) => r < p).length;
        const detractors = drawn.filter((r) => r >= 1 - d).length;
        const { low, high } = npsInterval(answers(promoters, 30 - promoters - detractors, detractors));
        if (low! <= 100 * (p - d) && 100 * (p - d) <= high!) covered += 1;
      }
      expect(covered / 2000).toBeGreaterThan(0.93);
    }
  });

  const some = fc.tuple(fc.nat(200), fc.nat(200), fc.nat(200)).filter((parts) => parts.some((n) => n > 0));

  test('the interval holds the score, stays on the scale, and widens as n shrinks', () => {
    fc.assert(
      fc.property(some, ([p, passives, d]) => {
        const counts = answers(p, passives, d);
        const { low, high } = npsInterval(counts);
        const { value } = npsEstimate(counts);
        expect(low!).toBeGreaterThanOrEqual(-100);
        expect(high!).toBeLessThanOrEqual(100);
        expect(low!).toBeLessThanOrEqual(value!);
        expect(high!).toBeGreaterThanOrEqual(value!);
        const more = npsInterval(answers(4 * p, 4 * passives, 4 * d));
        expect(more.high! - more.low!).toBeLessThan(high! - low!);
      }),
      { seed: 81, numRuns: 300 },
    );
  });
});

describe('difference of two NPS', () => {
  test('computed by numpy: 30 against 7.5 points', () => {
    const found = compareNps(answers(200, 120, 80), answers(150, 130, 120));
    expect(found.difference).toBeCloseTo(22.5, 10);
    expect(found.low).toBeCloseTo(11.29524535293461, 8);
    expect(found.high).toBeCloseTo(33.36976705401328, 8);
    expect(found.verdict).toBe('higher');
    expect(compareNps(answers(150, 130, 120), answers(200, 120, 80)).verdict).toBe('lower');
  });

  test('two happy customers against two passive ones prove nothing', () => {
    expect(compareNps(answers(2, 0, 0), answers(0, 2, 0)).verdict).toBe('no-difference');
  });

  test('an empty side cannot be compared', () => {
    expect(compareNps(answers(2, 0, 0), new Map()).verdict).toBe('too-few');
  });
});

describe('means', () => {
  test('answers all alike say nothing of spread', () => {
    expect(meanEstimate('csat', 5, new Map([[5, 4]]))).toEqual({ value: 5, standardError: null });
    expect(normalInterval(meanEstimate('csat', 5, new Map([[5, 4]])), 1, 5)).toEqual({ low: null, high: null });
  });

  test('value ± 1.96 standard errors, cut at the ends of the scale', () => {
    const estimate = { value: 4.8, standardError: 0.2 };
    expect(normalInterval(estimate, 1, 5)).toEqual({ low: 4.8 - 1.959963984540054 * 0.2, high: 5 });
  });
});
