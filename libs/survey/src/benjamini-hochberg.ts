// Many comparisons at once (a list of agents or teams): which of them we may still call a difference.
import type { Difference } from './newcombe.js';

/**
 * For each p-value, whether it stands when at most `rate` of all that stand may be false. Y. Benjamini and Y. Hochberg,
 * "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995): with m values sorted, all up
 * to the largest k with p(k) ≤ k·rate/m stand.
 */
export function benjaminiHochberg(pValues: readonly number[], rate = 0.05): boolean[] {
  const sorted = [...pValues].sort((a, b) => a - b);
  let limit = -1;
  sorted.forEach((p, i) => {
    if (p <= ((i + 1) * rate) / sorted.length) limit = p;
  });
  return pValues.map((p) => p <= limit);
}

/**
 * Differences of one list with their p-values: the same, but a verdict that does not stand among so many becomes
 * `no-difference`. Those that are too few to compare take no part, nor do they cost the others anything.
 */
export function amongMany<Compared extends Difference & { p: number }>(
  list: readonly Compared[],
  rate = 0.05,
): Compared[] {
  const comparable = list.filter(({ verdict }) => verdict !== 'too-few');
  const stands = benjaminiHochberg(
    comparable.map(({ p }) => p),
    rate,
  );
  const fallen = new Set(comparable.filter((_, i) => !stands[i]));
  return list.map((item) => (fallen.has(item) ? { ...item, verdict: 'no-difference' } : item));
}
