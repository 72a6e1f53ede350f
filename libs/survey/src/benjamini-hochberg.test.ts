// The example of Benjamini and Hochberg 1995, section 3.2 (Neuhaus et al., thrombolysis): four of fifteen stand at 5 %.
import { expect, test } from '@jest/globals';
import { benjaminiHochberg } from './benjamini-hochberg.js';

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
