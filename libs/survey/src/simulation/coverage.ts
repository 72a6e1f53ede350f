// How often each 95 % interval holds the truth, counted on simulated customers: `npm run bench -- coverage`.
import type { Feature, Visible } from '../design-matrix.js';
import { postStratify, type Stratum } from '../post-stratification.js';
import { silentBounds } from '../silent-bounds.js';
import { scoreOfSilent } from '../silent-score.js';
import { type Interval, wilson } from '../wilson.js';
import { type Customer, type Scenario, simulateCustomers } from './simulate-customers.js';

/** raw: of those who answered, as it is usually shown. bounds: Manski's, with their interval. */
export const METHODS = ['raw', 'post-stratified', 'predicted', 'bounds'] as const;
export type Method = (typeof METHODS)[number];

export interface Coverage {
  scenario: Scenario;
  method: Method;
  runs: number;
  /** Runs whose interval holds the share of satisfied customers, answered and silent. */
  covered: number;
  /** covered ÷ runs. */
  share: number;
  /** Mean of estimate − truth, in shares; null for bounds, which estimate nothing. */
  bias: number | null;
  /** Mean width of the interval, in shares. */
  width: number;
}

const SHARE = { min: 0, max: 1 };
const FEATURES: Feature[] = [
  { name: 'channel', kind: 'choice' },
  { name: 'wait', kind: 'amount' },
  { name: 'reopened', kind: 'flag' },
  { name: 'handoffs', kind: 'amount' },
  { name: 'language', kind: 'choice' },
];

/** One desk of 2,000 solved tickets a seed. */
export const TICKETS = 2000;

export function measureCoverage(scenario: Scenario, seeds: readonly number[], tickets = TICKETS): Coverage[] {
  const lines = METHODS.map((method): Coverage => {
    return { scenario, method, runs: seeds.length, covered: 0, share: 0, bias: 0, width: 0 };
  });
  for (const seed of seeds) {
    const customers = simulateCustomers(scenario, tickets, seed);
    const truth = customers.filter(({ satisfied }) => satisfied).length / customers.length;
    const found = estimates(customers);
    for (const line of lines) {
      const { value, low, high } = found[line.method];
      if (low! <= truth && truth <= high!) line.covered += 1;
      line.width += (high! - low!) / seeds.length;
      line.bias = value === null || line.bias === null ? null : line.bias + (value - truth) / seeds.length;
    }
  }
  for (const line of lines) line.share = line.covered / line.runs;
  return lines;
}

function estimates(customers: readonly Customer[]): Record<Method, Interval & { value: number | null }> {
  const answered = customers.filter(({ answers }) => answers);
  const good = answered.filter(({ satisfied }) => satisfied).length;
  const bounds = silentBounds(
    { size: customers.length, answered: answered.length, sum: good, sumOfSquares: good },
    SHARE,
  )!;
  const predicted = scoreOfSilent(
    FEATURES,
    customers.map(({ seen, answers, satisfied }) => ({ seen, worth: answers ? Number(satisfied) : null })),
    SHARE,
  );
  if (!predicted.predicted) throw new RangeError(`only ${predicted.n} of ${customers.length} customers answered`);
  return {
    raw: { value: good / answered.length, ...wilson(good, answered.length) },
    'post-stratified': postStratify(strataOf(customers), SHARE),
    predicted: predicted.everybody,
    bounds: { value: null, ...bounds.interval },
  };
}

/** As the reports cut them: by channel, reopened, wait in bands, handed on or not. */
function strataOf(customers: readonly Customer[]): Stratum[] {
  const strata = new Map<string, Stratum>();
  for (const { seen, answers, satisfied } of customers) {
    const key = [String(seen.channel), String(seen.reopened), band(seen), Number(seen.handoffs) > 0 ? 'handed on' : ''];
    const id = JSON.stringify(key);
    const stratum = strata.get(id) ?? { key, size: 0, answered: 0, sum: 0, sumOfSquares: 0 };
    strata.set(id, stratum);
    stratum.size += 1;
    if (!answers) continue;
    stratum.answered += 1;
    stratum.sum += Number(satisfied);
    stratum.sumOfSquares += Number(satisfied);
  }
  return [...strata.values()];
}

const HOURS = [0.25, 1, 4, 12, 24];
const band = (seen: Visible) => String(HOURS.filter((hours) => Number(seen.wait) >= hours * 3600).length);
