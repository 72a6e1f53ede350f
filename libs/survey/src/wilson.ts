// The interval beside every share: how far the true share may be from the one we saw.
import { Z95 } from './normal.js';

/** Ends of an interval; a side is null where the data do not bound it. */
export interface Interval {
  low: number | null;
  high: number | null;
}

/** Below this n a share is greyed and not ranked (DEFINITIONS.md "Honest statistics"). */
export const ENOUGH = 10;

/**
 * 95 % score interval of a share (0 to 1), without continuity correction. E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", JASA 22 (1927); method 3 in R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872.
 * n = 0: unbounded.
 */
export function wilson(count: number, n: number, z = Z95): Interval {
  if (n <= 0) return { low: null, high: null };
  const p = count / n;
  const centre = 2 * n * p + z * z;
  const reach = z * Math.sqrt(z * z + 4 * n * p * (1 - p));
  const size = 2 * (n + z * z);
  // The ends are exactly 0 and 1 at the edges; floating point would miss them by a hair.
  return { low: count === 0 ? 0 : (centre - reach) / size, high: count === n ? 1 : (centre + reach) / size };
}
