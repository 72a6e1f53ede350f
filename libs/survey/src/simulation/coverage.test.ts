// The promise of the silent's score, on a small part of what `npm run bench -- coverage` runs: the same seeds, the first of them.
import { expect, test } from '@jest/globals';
import { type Method, measureCoverage } from './coverage.js';

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);
const of = (lines: ReturnType<typeof measureCoverage>, method: Method) => lines.find((line) => line.method === method)!;

test('where answering depends on what we see, both estimates cover the truth and the raw score does not', () => {
  const lines = measureCoverage('visible', SEEDS);
  for (const method of ['post-stratified', 'predicted'] as const) {
    // 93 % is asked of 500 seeds; of 40 chance may take two more.
    expect(of(lines, method).covered).toBeGreaterThanOrEqual(36);
    expect(Math.abs(of(lines, method).bias!)).toBeLessThan(0.015);
  }
  expect(of(lines, 'raw').share).toBeLessThan(0.2);
  expect(of(lines, 'raw').bias!).toBeGreaterThan(0.05);
  // And they say something: an interval of a few points, not of everything.
  expect(of(lines, 'predicted').width).toBeLessThan(0.1);
});

test('where it depends on the satisfaction itself, no weighting helps, and the bounds hold', () => {
  const lines = measureCoverage('satisfaction', SEEDS.slice(0, 10));
  expect(of(lines, 'post-stratified').share).toBeLessThan(0.5);
  expect(of(lines, 'bounds').share).toBe(1);
  expect(of(lines, 'bounds').width).toBeLessThan(1);
});

test('the same seeds give the same customers', () => {
  expect(measureCoverage('visible', [7])).toEqual(measureCoverage('visible', [7]));
});
