// Whether customers stay, and what they are worth while they do: from contacts and their orders.
import { type Interval, wilson } from './wilson.js';

/** Customers of one period (a month, a quarter, a year): whoever counts them says when somebody has left. */
export interface CustomerCounts {
  /** At the start. */
  start: number;
  /** Of those, gone by the end. */
  left: number;
  /** At the end, new ones too. */
  end: number;
  /** Came during the period and are still there at the end. */
  fresh: number;
}

export interface LoyaltyRate extends Interval {
  /** 0 to 1; null when there was nobody at the start. */
  rate: number | null;
  n: number;
}

/** Churn = left ÷ all at the start, with its 95 % Wilson interval. */
export function churnRate({ start, left }: Pick<CustomerCounts, 'start' | 'left'>): LoyaltyRate {
  return rateOf(left, start);
}

/**
 * Retention = (at the end − new) ÷ at the start, with its 95 % Wilson interval; 1 − churn when the counts agree.
 * @throws RangeError when more are kept than there were: then the new ones were not counted right.
 */
export function retentionRate({ start, end, fresh }: Pick<CustomerCounts, 'start' | 'end' | 'fresh'>): LoyaltyRate {
  return rateOf(end - fresh, start);
}

function rateOf(count: number, n: number): LoyaltyRate {
  if (!(count >= 0 && count <= n)) throw new RangeError(`${count} of ${n} customers is no share`);
  return { rate: n === 0 ? null : count / n, n, ...wilson(count, n) };
}

export interface LifetimeValue extends Interval {
  /** In the currency of the revenue; null where nobody left yet, or there is nobody. */
  value: number | null;
  /** Revenue a customer brings in one period. */
  averageValue: number | null;
  /** How many periods a customer stays on average; null where nobody left yet. */
  averageLifespan: number | null;
}

/**
 * CLV = ACV × ACL: average customer value in a period × average customer lifespan in periods. The lifespan is 1 ÷ churn, the mean
 * of a geometric lifetime (P. D. Berger and N. I. Nasr, "Customer lifetime value: marketing models and applications", Journal of
 * Interactive Marketing 12 (1998), without discounting). The interval is that of churn carried over: how long customers stay is the
 * uncertain part; revenue is counted, not sampled. It has no upper end where nobody left.
 */
export function lifetimeValue(revenue: number, customers: number, churn: LoyaltyRate): LifetimeValue {
  const averageValue = customers > 0 ? revenue / customers : null;
  const over = (rate: number | null) =>
    averageValue === null || rate === null || rate <= 0 ? null : averageValue / rate;
  return {
    value: over(churn.rate),
    averageValue,
    averageLifespan: churn.rate === null || churn.rate === 0 ? null : 1 / churn.rate,
    low: over(churn.high),
    high: over(churn.low),
  };
}
