// Loyalty by hand, and what must hold for any counts.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { churnRate, lifetimeValue, retentionRate } from './loyalty.js';

test('200 at the start, 10 left, 40 came: churn 5 %, retention 95 %, twenty periods', () => {
  const churn = churnRate({ start: 200, left: 10 });
  expect(churn.rate).toBe(0.05);
  expect(retentionRate({ start: 200, end: 230, fresh: 40 }).rate).toBe(0.95);
  const value = lifetimeValue(20_000, 200, churn);
  expect([value.averageValue, value.averageLifespan, value.value]).toEqual([100, 20, 2000]);
  // Wilson of 10 of 200, computed by statsmodels 0.15: 2.74 % to 8.96 %.
  expect(churn.low).toBeCloseTo(0.0273826, 6);
  expect(churn.high).toBeCloseTo(0.0895781, 6);
  expect(value.low).toBeCloseTo(100 / churn.high!, 8);
  expect(value.high).toBeCloseTo(100 / churn.low!, 8);
});

test('nobody left: no lifespan can be told, but a lower end can', () => {
  const value = lifetimeValue(1000, 50, churnRate({ start: 50, left: 0 }));
  expect(value).toMatchObject({ value: null, averageLifespan: null, averageValue: 20, high: null });
  expect(value.low!).toBeGreaterThan(20);
});

test('nobody there: nothing known; counts that cannot be are refused', () => {
  expect(churnRate({ start: 0, left: 0 })).toEqual({ rate: null, n: 0, low: null, high: null });
  expect(lifetimeValue(0, 0, churnRate({ start: 0, left: 0 })).value).toBeNull();
  expect(() => churnRate({ start: 5, left: 6 })).toThrow(RangeError);
  expect(() => retentionRate({ start: 5, end: 20, fresh: 3 })).toThrow(RangeError);
});

test('who stays and who leaves are all; the value lies in its interval', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (stay, left, fresh) => {
      const start = stay + left;
      fc.pre(start > 0 && left > 0);
      const churn = churnRate({ start, left });
      expect(retentionRate({ start, end: stay + fresh, fresh }).rate! + churn.rate!).toBeCloseTo(1, 12);
      const { value, low, high } = lifetimeValue(100, 10, churn);
      expect(low!).toBeLessThanOrEqual(value! + 1e-9);
      expect(high!).toBeGreaterThanOrEqual(value! - 1e-9);
    }),
    { seed: 91, numRuns: 200 },
  );
});
