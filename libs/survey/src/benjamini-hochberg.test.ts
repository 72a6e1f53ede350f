// The example of Benjamini and Hochberg 1995, section 3.2 (Neuhaus et al., thrombolysis): four of fifteen stand at 5 %.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amongMany, benjaminiHochberg } from './benjamini-hochberg.js';
import type { Verdict } from './newcombe.js';

const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];

test('the first four stand', () => {
  expect(benjaminiHochberg(PUBLISHED)).toEqual(PUBLISHED.map((_, i) => i < 4));
});

test('in whatever order they come', () => {
  expect(benjaminiHochberg([...PUBLISHED].reverse()).indexOf(true)).toBe(11);
});

test('a p above its own step stands if a later one carries it', () => {
  expect(benjaminiHochberg([0.04, 0.045])).toEqual([true, true]);
});

test('nothing compared, nothing found', () => {
  expect(benjaminiHochberg([])).toEqual([]);
  expect(benjaminiHochberg([0.2, 0.9])).toEqual([false, false]);
});

test('twenty-five foods (J. McDonald, Handbook of Biological Statistics): as statsmodels 0.15 multipletests has them', () => {
  const foods = [
    0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341, 0.384,
    0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
  ];
  expect(benjaminiHochberg(foods, 0.24).filter(Boolean)).toHaveLength(5);
  expect(benjaminiHochberg(foods, 0.2).filter(Boolean)).toHaveLength(2);
  expect(benjaminiHochberg(foods).filter(Boolean)).toHaveLength(1);
});

const compared = (verdict: Verdict, p: number) => ({ difference: 1, low: 0.5, high: 1.5, verdict, p });

test('in a list a verdict must stand among the others; what cannot be compared costs them nothing', () => {
  const list = [
    compared('higher', 0.001),
    compared('lower', 0.04),
    compared('no-difference', 0.5),
    compared('too-few', 1),
  ];
  expect(amongMany(list).map(({ verdict }) => verdict)).toEqual([
    'higher',
    'no-difference',
    'no-difference',
    'too-few',
  ]);
  expect(amongMany([compared('lower', 0.04), compared('too-few', 1)])[0]!.verdict).toBe('lower');
});

test('never more than uncorrected, and never dependent on the order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
      const stands = benjaminiHochberg(ps);
      ps.forEach((p, i) => {
        if (stands[i]) expect(p).toBeLessThanOrEqual(0.05);
      });
      expect(benjaminiHochberg([...ps].reverse())).toEqual([...stands].reverse());
    }),
    { seed: 71, numRuns: 200 },
  );
});
