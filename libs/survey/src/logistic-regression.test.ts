// Against the regression everybody has run: Spector and Mazzeo 1980, as printed by Greene and by statsmodels, and scikit-learn's ridge.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitLogistic, probabilityOf } from './logistic-regression.js';
import { SPECTOR } from './published/spector-mazzeo.js';

const rows = SPECTOR.map(([gpa, tuce, psi]) => [gpa, tuce, psi]);
const outcomes = SPECTOR.map(([, , , grade]) => grade);
function near(found: number[], expected: number[], digits: number) {
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i]!, digits);
}

describe('Spector and Mazzeo', () => {
  test('without ridge: W. H. Greene, Econometric Analysis, table 21.1; statsmodels Logit', () => {
    const fit = fitLogistic(rows, outcomes, 0);
    expect(fit.converged).toBe(true);
    near([fit.intercept, ...fit.coefficients], [-13.02134686, 2.82611259, 0.09515766, 2.37868766], 6);
    near(fit.standardErrors, [4.93132421, 1.26294108, 0.14155421, 1.06456425], 5);
  });

  test.each([
    [1, [-7.94901205, 1.21008743, 0.13015191, 1.16214448]],
    [5, [-5.69328353, 0.42430188, 0.15686775, 0.44445774]],
  ])('ridge %d: computed by scikit-learn 1.9 LogisticRegression(C = 1 ÷ ridge)', (ridge, expected) => {
    const fit = fitLogistic(rows, outcomes, ridge);
    near([fit.intercept, ...fit.coefficients], expected, 6);
  });
});

test('outcomes that are fully separated: the ridge keeps the coefficients finite', () => {
  const x = Array.from({ length: 40 }, (_, i) => [i / 40]);
  const fit = fitLogistic(
    x,
    x.map((_, i) => Number(i >= 20)),
  );
  expect(fit.converged).toBe(true);
  expect(probabilityOf(fit, [0.9])).toBeGreaterThan(0.6);
  expect(probabilityOf(fit, [0.1])).toBeLessThan(0.4);
});

test('columns that repeat one another are refused without ridge, and shared with it', () => {
  const twice = rows.map((row) => [...row, row[0]!]);
  expect(() => fitLogistic(twice, outcomes, 0)).toThrow(RangeError);
  const [first, , , again] = fitLogistic(twice, outcomes, 1).coefficients;
  expect(first!).toBeCloseTo(again!, 6);
});

test('rows and outcomes must fit each other', () => {
  expect(() => fitLogistic([], [])).toThrow(RangeError);
  expect(() => fitLogistic([[1]], [1, 0])).toThrow(RangeError);
});

test('the mean of the fitted probabilities is the mean of the outcomes, whatever the data', () => {
  const row = fc.record({ x: fc.integer({ min: -3, max: 3 }), y: fc.boolean() });
  fc.assert(
    fc.property(fc.array(row, { minLength: 5, maxLength: 60 }), (data) => {
      const good = data.map(({ y }) => Number(y));
      const share = good.reduce((sum, y) => sum + y, 0) / good.length;
      fc.pre(share > 0 && share < 1);
      const x = data.map((one) => [one.x]);
      const fit = fitLogistic(x, good);
      expect(x.reduce((sum, one) => sum + probabilityOf(fit, one), 0) / good.length).toBeCloseTo(share, 6);
    }),
    { seed: 11, numRuns: 100 },
  );
});
