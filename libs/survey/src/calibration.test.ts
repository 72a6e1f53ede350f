// Platt scaling against scikit-learn, and the reliability plot counted by hand.
import { describe, expect, test } from '@jest/globals';
import { brierScore, calibrated, plattScaling, reliability } from './calibration.js';
import { fitLogistic, probabilityOf } from './logistic-regression.js';
import { SPECTOR } from './published/spector-mazzeo.js';
import { randomFrom } from './simulation/simulate-customers.js';

test('the scaling of Spector and Mazzeo’s fitted probabilities: computed by scikit-learn 1.9 _sigmoid_calibration', () => {
  const rows = SPECTOR.map(([gpa, tuce, psi]) => [gpa, tuce, psi]);
  const good = SPECTOR.map(([, , , grade]) => grade === 1);
  const fit = fitLogistic(rows, good.map(Number), 0);
  const scaling = plattScaling(
    rows.map((row) => probabilityOf(fit, row)),
    good,
  );
  expect(scaling.slope).toBeCloseTo(0.7738679389647201, 5);
  expect(scaling.intercept).toBeCloseTo(-0.07567573250421708, 5);
});

test('what was too sure of itself is drawn to the middle, and then keeps its word', () => {
  const random = randomFrom(5);
  const data = Array.from({ length: 4000 }, () => {
    const truth = random();
    // Log-odds three times too far out.
    const odds = (truth / (1 - truth)) ** 3;
    return { p: odds / (1 + odds), good: random() < truth };
  });
  const good = data.map((one) => one.good);
  const before = data.map(({ p }) => p);
  const scaling = plattScaling(before, good);
  expect(scaling.slope).toBeCloseTo(1 / 3, 1);
  const after = before.map((p) => calibrated(scaling, p));
  expect(brierScore(after, good)!).toBeLessThan(brierScore(before, good)!);
  const kept = (bins: ReturnType<typeof reliability>) =>
    bins.filter((bin) => bin.low! <= bin.expected && bin.expected <= bin.high!).length;
  expect(kept(reliability(before, good))).toBeLessThan(5);
  expect(kept(reliability(after, good))).toBeGreaterThanOrEqual(9);
});

test('all judged alike: the level is mended, there is no slope', () => {
  const scaling = plattScaling([0.5, 0.5, 0.5, 0.5], [true, true, true, false]);
  // Platt’s targets: (3 × 4/5 + 1/3) ÷ 4.
  expect(calibrated(scaling, 0.9)).toBeCloseTo((3 * 0.8 + 1 / 3) / 4, 9);
});

describe('the reliability plot', () => {
  test('bins of equal size, each with what was expected and what came', () => {
    const bins = reliability([0.1, 0.2, 0.3, 0.4, 0.8, 0.9], [false, false, true, false, true, true], 3);
    expect(bins.map(({ n, good }) => [n, good])).toEqual([
      [2, 0],
      [2, 1],
      [2, 2],
    ]);
    expect(bins[1]!.expected).toBeCloseTo(0.35, 9);
    expect(bins[1]!.observed).toBe(0.5);
  });

  test('equal probabilities are never parted', () => {
    expect(reliability([0.5, 0.5, 0.5, 0.5], [true, false, true, false]).map(({ n }) => n)).toEqual([4]);
    expect(reliability([], [])).toEqual([]);
  });
});

test('Brier: always 0.5 costs a quarter', () => {
  expect(brierScore([0.5, 0.5], [true, false])).toBe(0.25);
  expect(brierScore([], [])).toBeNull();
});
