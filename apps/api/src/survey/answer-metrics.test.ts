// Every figure of open answers and loyalty says what it is, by formulas that libs/survey has.
import { expect, it } from '@jest/globals';
import * as survey from '@otklik/survey';
import { ANSWER_METRICS } from './answer-metrics.js';

it.each(Object.entries(ANSWER_METRICS))('%s', (name, { formula, counted, leftOut, methods }) => {
  expect(name).toMatch(/^(answers|loyalty)\.[a-z-]+$/);
  for (const words of [formula, counted, leftOut]) expect(words.length).toBeGreaterThan(10);
  for (const method of methods) expect(survey).toHaveProperty(method);
});
