// Sample sizes against R, boundaries against Jennison and Turnbull, and the promise itself: 5 % false alarms, the power that was asked for.
import { describe, expect, test } from '@jest/globals';
import { judgeExperiment, planExperiment, sampleSize } from './experiment.js';
import { randomFrom } from './simulation/simulate-customers.js';

describe('sample size', () => {
  test.each([
    // R’s own help page of power.prop.test.
    [0.5, 0.75, 0.9, 76.7, 1],
    // The power equation of that page, solved by scipy.
    [0.8, 0.85, 0.8, 905.3657779642253, 4],
    [0.02, 0.03, 0.9, 5120.2913355980945, 3],
  ])('%d against %d with power %d', (p1, p2, power, n, digits) => {
    expect(sampleSize(p1, p2, power)).toBeCloseTo(n, digits);
    expect(sampleSize(p2, p1, power)).toBeCloseTo(n, digits);
  });

  test.each([
    [0.5, 0.5, 0.8],
    [0.9, 1.2, 0.8],
    [0.5, 0.6, 1],
  ])('%d against %d with power %d cannot be', (p1, p2, power) => {
    expect(() => sampleSize(p1, p2, power)).toThrow(RangeError);
  });
});

describe('the plan', () => {
  const plan = planExperiment({ base: 0.8, effect: 0.05 });

  test('five looks with O’Brien and Fleming’s bounds (Jennison and Turnbull 2000, table 2.3; by numerical integration with scipy)', () => {
    const exact = [4.561742, 3.225639, 2.633723, 2.280871, 2.040073];
    for (const [k, { z }] of plan.looks.entries()) expect(Math.abs(z - exact[k]!)).toBeLessThan(0.001);
  });

  test('is sized for a rise and for a fall, and a little above one look at the end', () => {
    const alone = sampleSize(0.8, 0.75);
    const end = plan.looks.at(-1)!.perArm;
    expect(end).toBeGreaterThan(alone);
    expect(end).toBeLessThan(alone * 1.028 + 6);
    expect(plan.looks.map(({ perArm }) => perArm)).toEqual([1, 2, 3, 4, 5].map((k) => (k * end) / 5));
  });

  test('near the edge only the possible side counts', () => {
    expect(planExperiment({ base: 0.98, effect: 0.05 }).looks).toHaveLength(5);
    expect(() => planExperiment({ base: 0.5, effect: 0.6 })).toThrow(RangeError);
  });
});

describe('the verdict', () => {
  const plan = planExperiment({ base: 0.5, effect: 0.2 });
  const arm = (n: number, good: number) => Array.from({ length: n }, (_, i) => (i * good) % n < good);

  test('before the first look it runs, whatever is seen', () => {
    const few = plan.looks[0]!.perArm - 1;
    expect(judgeExperiment(plan, arm(few, few), arm(few, 0))).toMatchObject({
      verdict: 'running',
      looks: 0,
      nextLook: few + 1,
    });
  });

  test('a great difference stops early, in both directions, and stays so whatever comes later', () => {
    const n = plan.looks[1]!.perArm;
    const [all, none] = [new Array<boolean>(n).fill(true), new Array<boolean>(n).fill(false)];
    expect(judgeExperiment(plan, all, none)).toMatchObject({ verdict: 'first-better', nextLook: null });
    expect(judgeExperiment(plan, none, all).verdict).toBe('second-better');
    const later = new Array<boolean>(n * 9).fill(true);
    expect(judgeExperiment(plan, [...none, ...later], [...all, ...later])).toEqual(judgeExperiment(plan, none, all));
  });

  test('nothing found at the end is said plainly', () => {
    const n = plan.looks.at(-1)!.perArm;
    const state = judgeExperiment(plan, arm(n, n / 2), arm(n, n / 2));
    expect(state).toMatchObject({ verdict: 'no-difference', looks: 5, nextLook: null });
    expect(state.difference.verdict).toBe('no-difference');
  });

  test('what is said depends on the outcomes, not on how often somebody looked', () => {
    const n = plan.looks[0]!.perArm;
    const [a, b] = [arm(n * 2 - 1, n), arm(n * 2 - 1, n - 2)];
    expect(judgeExperiment(plan, a, b)).toEqual(judgeExperiment(plan, a.slice(0, n), b.slice(0, n)));
  });
});

describe('the promise, in 2,000 experiments of fixed seeds', () => {
  const plan = planExperiment({ base: 0.6, effect: 0.15, power: 0.8 });
  const n = plan.looks.at(-1)!.perArm;
  const found = (p1: number, p2: number) => {
    let count = 0;
    for (let seed = 1; seed <= 2000; seed++) {
      const random = randomFrom(seed);
      const first = Array.from({ length: n }, () => random() < p1);
      const second = Array.from({ length: n }, () => random() < p2);
      if (judgeExperiment(plan, first, second).verdict !== 'no-difference') count += 1;
    }
    return count / 2000;
  };

  test('no difference is called one in 5 % of them, though looked at five times', () => {
    expect(found(0.6, 0.6)).toBeLessThan(0.065);
  });

  test('the difference that was planned for is found in 80 %', () => {
    expect(found(0.6, 0.75)).toBeGreaterThan(0.77);
  });
});
