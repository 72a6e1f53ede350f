// Many comparisons at once (a list of agents or teams): which of them we may still call a difference.

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
