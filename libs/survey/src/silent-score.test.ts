// The predicted score of the silent, against the same estimator written with pandas and scikit-learn.
import { describe, expect, test } from '@jest/globals';
import type { Feature } from './design-matrix.js';
import { type AskedTicket, scoreOfSilent } from './silent-score.js';
import { simulateCustomers } from './simulation/simulate-customers.js';

const FEATURES: Feature[] = [
  { name: 'channel', kind: 'choice' },
  { name: 'wait', kind: 'amount' },
  { name: 'reopened', kind: 'flag' },
  { name: 'handoffs', kind: 'amount' },
  { name: 'language', kind: 'choice' },
];
const SHARE = { min: 0, max: 1 };
const tickets = (n: number, seed: number): AskedTicket[] =>
  simulateCustomers('visible', n, seed).map(({ seen, satisfied, answers }) => ({
    seen,
    worth: answers ? Number(satisfied) : null,
  }));

describe('1,500 customers, 512 of whom answered', () => {
  const found = scoreOfSilent(FEATURES, tickets(1500, 42), SHARE);

  // Computed once by an independent script (pandas, scikit-learn 1.9 LogisticRegression, the same folds), from the same customers.
  test('as scikit-learn has it', () => {
    if (!found.predicted || !found.silent) throw new Error('no prediction');
    expect([found.n, found.answered, found.raw]).toEqual([1500, 512, 0.791015625]);
    expect(found.everybody.value).toBeCloseTo(0.7161086928896613, 9);
    expect(found.everybody.standardError).toBeCloseTo(0.025862932370542463, 9);
    expect(found.silent.value).toBeCloseTo(0.6772890313149752, 9);
    expect(found.silent.standardError).toBeCloseTo(0.03256565315810901, 9);
  });

  test('on another scale it is the same, in points', () => {
    const nps = scoreOfSilent(
      FEATURES,
      tickets(1500, 42).map(({ seen, worth }) => ({ seen, worth: worth === null ? null : 200 * worth - 100 })),
      { min: -100, max: 100 },
    );
    if (!found.predicted || !nps.predicted) throw new Error('no prediction');
    expect(nps.everybody.value).toBeCloseTo(200 * found.everybody.value - 100, 8);
    expect(nps.everybody.standardError).toBeCloseTo(200 * found.everybody.standardError, 8);
  });
});

test('below 300 answers it refuses', () => {
  const few = scoreOfSilent(FEATURES, tickets(600, 1), SHARE);
  expect(few).toMatchObject({ predicted: false, reason: 'too-few', needed: 300 });
});

test('everybody answered: the plain mean, and nobody silent to speak for', () => {
  const all = simulateCustomers('visible', 800, 5).map(({ seen, satisfied }) => ({ seen, worth: Number(satisfied) }));
  const found = scoreOfSilent(FEATURES, all, SHARE);
  if (!found.predicted) throw new Error(found.reason);
  expect(found.everybody.value).toBeCloseTo(found.raw, 9);
  expect(found.everybody.standardError).toBeCloseTo(Math.sqrt((found.raw * (1 - found.raw)) / 800), 9);
  expect(found.silent).toBeNull();
});

test('everybody gave the same answer: that is the score, with no claim beyond the scale', () => {
  const same = tickets(1200, 8).map((ticket) => ({ ...ticket, worth: ticket.worth === null ? null : 1 }));
  const found = scoreOfSilent(FEATURES, same, SHARE);
  if (!found.predicted) throw new Error(found.reason);
  expect(found.everybody.value).toBeCloseTo(1, 6);
  expect(found.everybody.high).toBeLessThanOrEqual(1);
});
