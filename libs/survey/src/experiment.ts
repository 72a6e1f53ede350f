// Two wordings, delays or channels against each other: how many answers it takes, when we may look, and what we may then say.
import { compareShares, type Difference, type Share } from './newcombe.js';
import { normalQuantile } from './normal.js';

export interface ExperimentWish {
  /** The share that is expected as things are now, 0 to 1. */
  base: number;
  /** The smallest difference that would matter, in shares (0.05: five points). */
  effect: number;
  /** The chance to find it if it is there. Default 0.8. */
  power?: number;
}

/** Fixed when the experiment starts, and stored with it: plain data. */
export interface ExperimentPlan {
  base: number;
  effect: number;
  power: number;
  /** When each arm has `perArm` outcomes, the difference must lie `z` standard errors from 0 to stop. The last look ends it. */
  looks: { perArm: number; z: number }[];
}

/** Looks at a fifth, two, three and four fifths, and at the end. */
const LOOKS = 5;
/**
 * P. C. O'Brien and T. R. Fleming, "A multiple testing procedure for clinical trials", Biometrics 35 (1979): at look k of K the
 * bound is C √(K ÷ k). C for K = 5 at 5 % two-sided: C. Jennison and B. W. Turnbull, "Group Sequential Methods" (2000), table 2.3.
 */
const OBRIEN_FLEMING = 2.04;
/** What the looks cost in sample size: Jennison and Turnbull, table 2.4, K = 5, 5 % (1.028 at power 0.8, 1.026 at 0.9). */
const INFLATION = 1.028;

/**
 * How many outcomes each arm needs with one look at the end, at 5 % two-sided: J. L. Fleiss, B. Levin and M. C. Paik,
 * "Statistical Methods for Rates and Proportions" (3rd ed. 2003), formula 4.14 without continuity correction; R's
 * power.prop.test gives the same before rounding up. @throws RangeError when the shares do not lie within 0 and 1 or are equal.
 */
export function sampleSize(p1: number, p2: number, power = 0.8): number {
  if (!(p1 >= 0 && p1 <= 1 && p2 >= 0 && p2 <= 1 && p1 !== p2 && power > 0.5 && power < 1))
    throw new RangeError(`no sample tells ${p1} from ${p2} with power ${power}`);
  const mean = (p1 + p2) / 2;
  const alike = normalQuantile(0.975) * Math.sqrt(2 * mean * (1 - mean));
  const apart = normalQuantile(power) * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  return ((alike + apart) / (p1 - p2)) ** 2;
}

/**
 * The stopping rule, set in advance: five looks with the bounds of O'Brien and Fleming (1979), the sample of one look enlarged by
 * 2.8 % for them (Jennison and Turnbull 2000). The larger of the samples for a rise and for a fall of `effect`, as far as both
 * are possible.
 */
export function planExperiment({ base, effect, power = 0.8 }: ExperimentWish): ExperimentPlan {
  const others = [base + effect, base - effect].filter((p) => p >= 0 && p <= 1);
  if (others.length === 0) throw new RangeError(`a share of ${base} can neither rise nor fall by ${effect}`);
  const alone = Math.max(...others.map((other) => sampleSize(base, other, power)));
  const perLook = Math.ceil((alone * INFLATION) / LOOKS);
  const looks = Array.from({ length: LOOKS }, (_, k) => ({
    perArm: perLook * (k + 1),
    z: OBRIEN_FLEMING * Math.sqrt(LOOKS / (k + 1)),
  }));
  return { base, effect, power, looks };
}

export type ExperimentVerdict =
  /** Not yet at the next look, or not told from chance there. */
  | 'running'
  /** First better or worse than second: it may stop. */
  | 'first-better'
  | 'second-better'
  /** At the end of the plan: no difference that can be told from chance. */
  | 'no-difference';

export interface ExperimentState {
  verdict: ExperimentVerdict;
  /** Looks taken; 0: none yet. */
  looks: number;
  /** Outcomes an arm needs for the next look; null when it is over. */
  nextLook: number | null;
  /** What was seen at the last look taken, and the difference with its 95 % Newcombe interval (of one look: to show, not to stop by). */
  first: Share;
  second: Share;
  difference: Difference;
}

/**
 * The state by the plan. Outcomes are true or false in the order in which they were decided; at a look only the first `perArm`
 * of each arm are read, so that what we say never depends on when somebody happened to open the page.
 */
export function judgeExperiment(
  plan: ExperimentPlan,
  first: readonly boolean[],
  second: readonly boolean[],
): ExperimentState {
  const nothing: Share = { count: 0, n: 0 };
  let seen = { first: nothing, second: nothing };
  const state = (verdict: ExperimentVerdict, looks: number): ExperimentState => ({
    verdict,
    looks,
    nextLook: verdict === 'running' ? (plan.looks[looks]?.perArm ?? null) : null,
    ...seen,
    difference: compareShares(seen.first, seen.second),
  });
  for (const [k, { perArm, z }] of plan.looks.entries()) {
    if (first.length < perArm || second.length < perArm) return state('running', k);
    seen = { first: headOf(first, perArm), second: headOf(second, perArm) };
    const score = standardised(seen.first, seen.second);
    if (Math.abs(score) >= z) return state(score > 0 ? 'first-better' : 'second-better', k + 1);
  }
  return state('no-difference', plan.looks.length);
}

const headOf = (outcomes: readonly boolean[], n: number): Share => ({
  count: outcomes.slice(0, n).filter(Boolean).length,
  n,
});

/** The difference in standard errors, variance pooled (as shareDifferenceP). */
function standardised(a: Share, b: Share): number {
  const pooled = (a.count + b.count) / (a.n + b.n);
  const variance = pooled * (1 - pooled) * (1 / a.n + 1 / b.n);
  return variance === 0 ? 0 : (a.count / a.n - b.count / b.n) / Math.sqrt(variance);
}
