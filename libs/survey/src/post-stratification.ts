// The score of everybody, not only of those who answered: answers weighted so that each kind of ticket counts as often as it occurs.
import { type Difference, verdictOf } from './newcombe.js';
import { Z95 } from './normal.js';
import type { Interval } from './wilson.js';
import type { Range } from './worth.js';

/** Tickets that look alike (same channel, team, wait …): how many there are, and what those who answered gave. */
export interface Stratum {
  /** What they have in common, the most important first; all strata name as many things. */
  key: readonly string[];
  /** All who could have answered, silent ones too. */
  size: number;
  answered: number;
  /** Of what the answers are worth (see worthOf). */
  sum: number;
  sumOfSquares: number;
}

/** Strata with fewer answers are joined with others. */
export const ENOUGH_IN_STRATUM = 5;

/** One or several strata that were joined. */
export interface Cell extends Omit<Stratum, 'key'> {
  keys: (readonly string[])[];
}

/**
 * Joins what is too thin to stand alone: first strata that differ in the last named thing only, then in the last two, and so
 * on; what is still too thin goes to the smallest neighbour. G. Kalton and I. Flores-Cervantes, "Weighting methods", Journal
 * of Official Statistics 19 (2003), section 3. Empty strata vanish; the outcome does not depend on the order.
 */
export function collapse(strata: readonly Stratum[], enough = ENOUGH_IN_STRATUM): Cell[] {
  const sorted = strata
    .filter(({ size }) => size > 0)
    .map(({ key, ...rest }): Cell => ({ ...rest, keys: [key] }))
    .sort((a, b) => compare(pathOf(a), pathOf(b)));
  const depth = Math.max(0, ...sorted.map((cell) => cell.keys[0]!.length));
  let cells = sorted;
  for (let level = depth - 1; level >= 0; level--) {
    const families = group(cells, (cell) => pathOf(cell, level));
    cells = [...families.values()].flatMap((family) => joinThin(family, enough));
  }
  return cells;
}

function joinThin(family: Cell[], enough: number): Cell[] {
  const thin = family.filter(({ answered }) => answered < enough);
  const sound = family.filter(({ answered }) => answered >= enough);
  if (thin.length === 0) return sound;
  const joined = thin.reduce(join);
  if (joined.answered >= enough || sound.length === 0) return [...sound, joined];
  const [smallest, ...rest] = [...sound].sort((a, b) => a.size - b.size || compare(pathOf(a), pathOf(b)));
  return [...rest, join(smallest!, joined)];
}

const join = (a: Cell, b: Cell): Cell => ({
  keys: [...a.keys, ...b.keys],
  size: a.size + b.size,
  answered: a.answered + b.answered,
  sum: a.sum + b.sum,
  sumOfSquares: a.sumOfSquares + b.sumOfSquares,
});

const pathOf = (cell: Cell, level = Number.POSITIVE_INFINITY) => JSON.stringify(cell.keys[0]!.slice(0, level));
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export interface PostStratified extends Interval {
  /** Null when nobody answered. */
  value: number | null;
  standardError: number | null;
  /** The plain score of those who answered. */
  raw: number | null;
  size: number;
  answered: number;
  cells: Cell[];
  /** Post-stratified minus raw: `higher` or `lower` is the warning that those who answer are not like those who do not. */
  shift: Difference;
}

/**
 * Σ (Nₕ ÷ N) ȳₕ over cells of size Nₕ: D. Holt and T. M. F. Smith, "Post stratification", JRSS A 142 (1979). Its 95 % interval
 * is the adjusted Wald interval for a linear function of proportions: R. M. Price and D. G. Bonett, "An improved confidence
 * interval for a linear function of binomial proportions", Computational Statistics & Data Analysis 45 (2004), with 2 ÷ m
 * answers added at each end of the range in each of m cells; for NPS and means the same additions and the variance of the
 * answers. It holds for customers like these, not only for these. It assumes that within a cell the silent are like those who
 * answered: see silentBounds for what can be said without that.
 */
export function postStratify(strata: readonly Stratum[], range: Range, enough = ENOUGH_IN_STRATUM): PostStratified {
  const cells = collapse(strata, enough);
  const total = (of: 'size' | 'answered' | 'sum') => cells.reduce((sum, cell) => sum + cell[of], 0);
  const [size, answered] = [total('size'), total('answered')];
  if (answered === 0) {
    const shift = verdictOf(null, null, null);
    return { value: null, low: null, high: null, standardError: null, raw: null, size, answered, cells, shift };
  }
  const raw = total('sum') / answered;
  const score = linearOfMeans(
    cells,
    cells.map((cell) => cell.size / size),
    range,
  );
  const moved = linearOfMeans(
    cells,
    cells.map((cell) => cell.size / size - cell.answered / answered),
    range,
  );
  const reach = Z95 * moved.standardError;
  return {
    value: score.plain,
    ...around(score, range),
    standardError: score.standardError,
    raw,
    size,
    answered,
    cells,
    shift: verdictOf(moved.plain, moved.adjusted - reach, moved.adjusted + reach),
  };
}

/** Only what a linear function of means needs. */
type Answers = Pick<Cell, 'answered' | 'sum' | 'sumOfSquares'>;

/**
 * Σ weight × mean of each cell: plain, and with the answers of Price and Bonett added at both ends of the range (2 ÷ m at each,
 * m weights that are not 0), which the interval is built on: adjusted ± 1.96 standard errors.
 */
export function linearOfMeans(cells: readonly Answers[], weights: readonly number[], { min, max }: Range) {
  const added = 2 / Math.max(1, weights.filter((weight) => weight !== 0).length);
  let plain = 0;
  let adjusted = 0;
  let variance = 0;
  cells.forEach((cell, h) => {
    const weight = weights[h]!;
    const n = cell.answered + 2 * added;
    const mean = (cell.sum + added * (min + max)) / n;
    const square = (cell.sumOfSquares + added * (min * min + max * max)) / n;
    plain += (weight * cell.sum) / Math.max(1, cell.answered);
    adjusted += weight * mean;
    variance += (weight * weight * Math.max(0, square - mean * mean)) / n;
  });
  return { plain, adjusted, standardError: Math.sqrt(variance) };
}

function around(score: ReturnType<typeof linearOfMeans>, { min, max }: Range): Interval {
  const reach = Z95 * score.standardError;
  // The added answers move the middle: at the very edge the plain score must still lie inside.
  return {
    low: Math.max(min, Math.min(score.plain, score.adjusted - reach)),
    high: Math.min(max, Math.max(score.plain, score.adjusted + reach)),
  };
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const own = groups.get(keyOf(item));
    if (own) own.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
