// The normal distribution: what every interval here is built on.

/** z for a two-sided 95 % interval. */
export const Z95 = 1.959963984540054;

/**
 * P(Z ≤ z), with a relative error below 1e-8, far tails included. J. F. Hart, "Computer Approximations" (1968), algorithm 5666, as given by
 * G. West, "Better approximations to cumulative normal functions", Wilmott Magazine (May 2005).
 */
export function normalBelow(z: number): number {
  const x = Math.abs(z);
  const tail = x > 37 ? 0 : Math.exp((-x * x) / 2) * (x < 10 / Math.SQRT2 ? ratio(x) : farRatio(x));
  return z > 0 ? 1 - tail : tail;
}

function ratio(x: number): number {
  const top = horner(
    x,
    [
      3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
      220.206867912376,
    ],
  );
  const bottom = horner(
    x,
    [
      8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
      793.826512519948, 440.413735824752,
    ],
  );
  return top / bottom;
}

const farRatio = (x: number) => 1 / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;

/** The p-value of a difference that lies `z` standard errors from 0, both sides counted. */
export function twoSidedP(z: number): number {
  return Math.min(1, 2 * normalBelow(-Math.abs(z)));
}

/**
 * z with P(Z ≤ z) = p, for 0 < p < 1. P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution
 * function" (2003): relative error below 1.15e-9.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability between 0 and 1 is needed, not ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    const top = horner(
      q,
      [
        -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
        2.938163982698783,
      ],
    );
    return top / horner(q, [7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]);
  }
  const q = p - 0.5;
  const r = q * q;
  const top = horner(
    r,
    [
      -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
      2.506628277459239,
    ],
  );
  const bottom = horner(
    r,
    [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
  );
  return (q * top) / bottom;
}

function horner(x: number, coefficients: number[]): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
