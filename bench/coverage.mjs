// `npm run bench -- coverage`: how often each 95 % interval of satisfaction holds the truth, on simulated customers who have one.
import { tell } from './print.mjs';

/** Where answering depends on what can be seen, these two must hold the truth in at least so many runs; the raw score cannot. */
const PROMISE = 0.93;
const PROMISED = ['post-stratified', 'predicted'];

/** `--n`: how many seeds, from 1; 500 unless told. Returns how many promises do not hold. */
export async function bench({ n = '500' }) {
  const { measureCoverage, TICKETS } = await import('../libs/survey/dist/simulation/coverage.js');
  const { SCENARIOS } = await import('../libs/survey/dist/simulation/simulate-customers.js');
  const seeds = Array.from({ length: Number(n) }, (_, i) => i + 1);
  console.log(`seeds 1 to ${n}, ${TICKETS} solved tickets each; truth: satisfied of all of them, silent ones too`);
  let failed = 0;
  for (const scenario of SCENARIOS) {
    const lines = measureCoverage(scenario, seeds);
    console.log(
      `\nanswering depends on ${scenario === 'visible' ? 'what can be seen of the ticket' : 'the satisfaction itself'}`,
    );
    for (const { method, runs, covered, share, bias, width } of lines) {
      const held = scenario === 'visible' && PROMISED.includes(method) ? PROMISE : null;
      const points = (value) => (value === null ? undefined : Number((100 * value).toFixed(2)));
      failed += tell({
        name: `coverage.${scenario}.${method}`,
        figure: share,
        unit: 'of runs',
        n: runs,
        // Without any assumption the bounds hold the truth always, and their interval at least as often as it says.
        least: method === 'bounds' ? 0.95 : held,
        covered,
        bias: points(bias),
        width: points(width),
      });
    }
  }
  return failed;
}
