// Which tickets are said to be at risk: twice as likely as usual, or likelier than not; and no wait says more than was learned.
import { expect, test } from '@jest/globals';
import { isAtRisk, riskFrom, withinLearned } from './judge-open-tickets.js';

test('a poor answer is twice as likely as usual, or likelier than a good one', () => {
  expect(riskFrom({ n: 1000, good: 900 })).toBeCloseTo(0.2, 9);
  expect(riskFrom({ n: 1000, good: 600 })).toBe(0.5);
  expect(isAtRisk({ n: 1000, good: 900 }, 0.81)).toBe(false);
  expect(isAtRisk({ n: 1000, good: 900 }, 0.79)).toBe(true);
});

test('a wait is taken no further than was learned; an unknown one stays unknown', () => {
  const column = { name: 'wait', kind: 'amount' as const, level: null, mean: 6, spread: 0.5 };
  const model = { fitted: { design: { columns: [column], levels: {} }, fit: {} as never } };
  expect(withinLearned(model, { wait: 400 }).wait).toBeCloseTo(400, 6);
  expect(withinLearned(model, { wait: 1e9 }).wait).toBeCloseTo(Math.expm1(7.5), 6);
  expect(withinLearned(model, { wait: null, channel: 'chat' })).toEqual({ wait: null, channel: 'chat' });
});
