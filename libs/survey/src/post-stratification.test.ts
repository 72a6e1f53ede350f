// Weights, collapse and interval: against R’s statpsych, a hand-worked table, and what must hold for any strata.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { collapse, linearOfMeans, postStratify, type Stratum } from './post-stratification.js';

const SHARE = { min: 0, max: 1 };
const stratum = (key: string[], size: number, answered: number, good: number): Stratum => ({
  key,
  size,
  answered,
  sum: good,
  sumOfSquares: good,
});

describe('the linear function of proportions', () => {
  const cells = [26, 24, 38].map((good) => ({ answered: 60, sum: good, sumOfSquares: good }));

  test('Price and Bonett: R’s statpsych ci.lc.prop.bs(.05, c(26, 24, 38), c(60, 60, 60), c(-.5, -.5, 1)), its help page', () => {
    const { adjusted, standardError } = linearOfMeans(cells, [-0.5, -0.5, 1], SHARE);
    expect(adjusted).toBeCloseTo(0.2119565, 7);
    expect(standardError).toBeCloseTo(0.07602892, 8);
    expect(adjusted - 1.959963985 * standardError).toBeCloseTo(0.06294259, 8);
    expect(adjusted + 1.959963985 * standardError).toBeCloseTo(0.3609705, 7);
  });

  test('a weight of 0 takes no part: the same page, c(1, -1, 0)', () => {
    const { adjusted, standardError } = linearOfMeans(cells, [1, -1, 0], SHARE);
    expect(adjusted).toBeCloseTo(0.03225806, 8);
    expect(standardError).toBeCloseTo(0.08857951, 8);
  });
});

describe('post-stratification', () => {
  // Chat answers twice as readily as mail and is happier: by hand 0.6 × 30/50 + 0.4 × 72/80 = 0.72, raw 102/130.
  const strata = [stratum(['email'], 300, 50, 30), stratum(['chat'], 200, 80, 72)];
  const found = postStratify(strata, SHARE);

  test('weighs each kind as it occurs', () => {
    expect(found.value).toBeCloseTo(0.72, 10);
    expect(found.raw).toBeCloseTo(102 / 130, 10);
  });

  test('its interval by hand: 1 answer added at each end of each of two cells', () => {
    const [e, c] = [31 / 52, 73 / 82];
    const centre = 0.6 * e + 0.4 * c;
    const se = Math.sqrt((0.36 * e * (1 - e)) / 52 + (0.16 * c * (1 - c)) / 82);
    expect(found.standardError).toBeCloseTo(se, 10);
    expect(found.low).toBeCloseTo(centre - 1.959963985 * se, 8);
    expect(found.high).toBeCloseTo(centre + 1.959963985 * se, 8);
  });

  test('warns that the raw score flatters', () => {
    expect(found.shift.difference).toBeCloseTo(0.72 - 102 / 130, 10);
    expect(found.shift.verdict).toBe('lower');
  });

  test('where all kinds answer alike it is the raw score, and nothing is warned of', () => {
    const even = postStratify([stratum(['a'], 100, 20, 15), stratum(['b'], 200, 40, 20)], SHARE);
    expect(even.value).toBeCloseTo(35 / 60, 10);
    expect(even.shift.verdict).toBe('no-difference');
  });

  test('nobody answered, nothing known', () => {
    expect(postStratify([stratum(['a'], 10, 0, 0)], SHARE)).toMatchObject({ value: null, low: null, raw: null });
    expect(postStratify([], SHARE).value).toBeNull();
  });

  test('NPS is weighted in points', () => {
    const nps = (key: string, size: number, promoters: number, detractors: number, n: number): Stratum => ({
      key: [key],
      size,
      answered: n,
      sum: 100 * (promoters - detractors),
      sumOfSquares: 10_000 * (promoters + detractors),
    });
    // 0.5 × 40 + 0.5 × −10.
    const score = postStratify([nps('a', 50, 12, 4, 20), nps('b', 50, 3, 5, 20)], { min: -100, max: 100 });
    expect(score.value).toBeCloseTo(15, 10);
    expect(score.low!).toBeGreaterThan(-40);
    expect(score.high!).toBeLessThan(60);
  });
});

describe('collapse', () => {
  const keysOf = (strata: Stratum[]) => collapse(strata).map(({ keys }) => keys.map((key) => key.join('/')).sort());

  test('thin strata join those that differ in the last thing named', () => {
    const strata = [
      stratum(['email', 'quick'], 50, 20, 10),
      stratum(['email', 'slow'], 50, 3, 1),
      stratum(['email', 'slowest'], 10, 2, 1),
      stratum(['chat', 'quick'], 50, 20, 10),
    ];
    expect(keysOf(strata)).toEqual([['chat/quick'], ['email/quick'], ['email/slow', 'email/slowest']]);
  });

  test('still too thin: to the smallest neighbour; without neighbours one level up', () => {
    const strata = [
      stratum(['email', 'quick'], 90, 20, 10),
      stratum(['email', 'slow'], 30, 9, 4),
      stratum(['email', 'slowest'], 10, 0, 0),
      stratum(['fax', 'slow'], 5, 0, 0),
    ];
    expect(keysOf(strata)).toEqual([['email/quick'], ['email/slow', 'email/slowest', 'fax/slow']]);
  });

  const strata = fc.array(
    fc.record({
      key: fc.tuple(fc.constantFrom('email', 'chat', 'telegram'), fc.constantFrom('a', 'b', 'c')),
      answered: fc.integer({ min: 0, max: 30 }),
      silent: fc.integer({ min: 0, max: 60 }),
      happy: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 12 },
  );
  const build = (parts: { key: [string, string]; answered: number; silent: number; happy: number }[]) => {
    // One stratum a key.
    const unique = new Map(parts.map((part) => [part.key.join('/'), part]));
    return [...unique.values()].map(({ key, answered, silent, happy }) =>
      stratum(key, answered + silent, answered, Math.floor(happy * answered)),
    );
  };

  test('loses nobody, leaves no thin cell unless all together are thin, and does not depend on the order', () => {
    fc.assert(
      fc.property(strata, (parts) => {
        const given = build(parts);
        const cells = collapse(given);
        for (const part of ['size', 'answered', 'sum'] as const)
          expect(cells.reduce((sum, cell) => sum + cell[part], 0)).toBe(given.reduce((sum, one) => sum + one[part], 0));
        if (cells.length > 1) for (const cell of cells) expect(cell.answered).toBeGreaterThanOrEqual(5);
        expect(collapse([...given].reverse())).toEqual(cells);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  test('the interval holds the score and stays on the scale; ten times as many of each narrow it', () => {
    fc.assert(
      fc.property(strata, (parts) => {
        const given = build(parts);
        const found = postStratify(given, SHARE);
        fc.pre(found.value !== null && found.answered >= 10);
        expect(found.low!).toBeGreaterThanOrEqual(0);
        expect(found.high!).toBeLessThanOrEqual(1);
        expect(found.low! - 1e-9).toBeLessThanOrEqual(found.value!);
        expect(found.high! + 1e-9).toBeGreaterThanOrEqual(found.value!);
        // Above the limit of collapse from the start, so that the cells are the same.
        const ten = found.cells.map(({ keys: [key], ...cell }) => ({
          key: key!,
          size: cell.size * 10,
          answered: cell.answered * 10,
          sum: cell.sum * 10,
          sumOfSquares: cell.sumOfSquares * 10,
        }));
        const more = postStratify(ten, SHARE);
        expect(more.value).toBeCloseTo(found.value!, 9);
        expect(more.high! - more.low!).toBeLessThan(found.high! - found.low!);
      }),
      { seed: 22, numRuns: 300 },
    );
  });
});
