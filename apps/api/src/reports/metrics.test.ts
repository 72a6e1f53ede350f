// Every figure is described, opens rows, and is counted by formulas that exist.
import { expect, test } from '@jest/globals';
import * as survey from '@otklik/survey';
import { parseFigure } from './figures.js';
import { METRICS } from './metrics.js';

test.each(Object.entries(METRICS))('%s', (name, { example, formula, counted, methods }) => {
  expect(example === name || example.startsWith(`${name}.`)).toBe(true);
  expect(parseFigure(example)).not.toBeNull();
  expect(formula).not.toBe('');
  expect(counted).not.toBe('');
  for (const method of methods) expect(survey).toHaveProperty(method, expect.any(Function));
});
