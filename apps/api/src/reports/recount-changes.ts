// The slow way, pure: what changed since the period before, and whether that can be told from chance, from sorted lists.
import {
  compareCounts,
  compareQuantiles,
  compareShares,
  type Difference,
  ENOUGH,
  normalQuantile,
  type QuantileEstimate,
  RELATIVE_ERROR,
  rankInterval,
  rankOf,
} from '@otklik/survey';
import type { Expected } from './recount-overview.js';
import type { Change, OverviewReport } from './reports.requests.js';

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const kept = new Map<number, number>();

/** What a report keeps of a duration: the middle of the narrow span that it falls into, the first that reaches so far. */
function keptOf(seconds: number): number {
  const known = kept.get(seconds);
  if (known !== undefined) return known;
  let reach = 0;
  // A hair of room: a power that should be the very number may fall short of it by rounding.
  while (GAMMA ** reach * (1 + 1e-11) < seconds) reach += 1;
  const middle = seconds === 0 ? 0 : (2 * GAMMA ** reach) / (GAMMA + 1);
  kept.set(seconds, middle);
  return middle;
}

/** A quantile of sorted durations as the report may know it, for telling changes from chance. */
export function estimateOf(sorted: number[], q: number): QuantileEstimate {
  const n = sorted.length;
  if (n === 0) return { n, value: null, low: null, high: null, standardError: null };
  const ranks = rankInterval(q, n);
  const at = (rank: number | null) => (rank === null ? null : keptOf(sorted[rank - 1]!));
  const [low, high] = [at(ranks.low), at(ranks.high)];
  const width = low === null || high === null ? null : high - low;
  return {
    ...{ n, value: at(rankOf(q, n)), low, high },
    standardError: width === null ? null : width / (2 * normalQuantile((1 + ranks.coverage) / 2)),
  };
}

interface Counted {
  durations: { measure: string; here: number[]; there: number[] }[];
  shares: { figure: string; here: [count: number, n: number]; there: [count: number, n: number] }[];
  counts: { figure: string; here: number; there: number }[];
}

/** Every change that an overview tells, with the verdict and what it means, in the order in which it tells them. */
export function recountChanges({ durations, shares, counts }: Counted): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  const told: { name: string; weight: number }[] = [];
  const tell = (
    { figure, of, before, now }: Pick<Change, 'figure' | 'of' | 'before' | 'now'>,
    { difference, low, high, verdict }: Difference,
    good: 'higher' | 'lower' | null,
  ) => {
    const name = `change.${figure}.${of}`;
    const moved = verdict === 'higher' || verdict === 'lower';
    const meaning = !moved || !good ? 'neutral' : verdict === good ? 'better' : 'worse';
    for (const [part, value] of Object.entries({ before, now, verdict, meaning }))
      expected.set(`${name}.${part}`, { value, within: 1e-9 });
    if (of !== 'count')
      for (const [part, value] of Object.entries({ difference, low, high }))
        expected.set(`${name}.${part}`, { value, within: 1e-7 });
    told.push({ name, weight: verdict === 'too-few' ? 3 : !moved ? 2 : meaning === 'neutral' ? 1 : 0 });
  };
  for (const { measure, here, there } of durations)
    for (const [of, q] of [
      ['median', 0.5],
      ['p90', 0.9],
    ] as const) {
      const [now, before] = [estimateOf(here, q), estimateOf(there, q)];
      tell({ figure: measure, of, before: before.value, now: now.value }, compareQuantiles(now, before), 'lower');
    }
  for (const { figure, here, there } of shares) {
    const share = ([count, n]: [number, number]) => (n === 0 ? null : count / n);
    const [now, before] = [here, there].map(([count, n]) => ({ count, n }));
    tell({ figure, of: 'share', before: share(there), now: share(here) }, compareShares(now!, before!), 'higher');
  }
  for (const { figure, here, there } of counts)
    tell({ figure, of: 'count', before: there, now: here }, compareCounts(here, there), null);
  const order = [0, 1, 2, 3].flatMap((weight) => told.filter((one) => one.weight === weight).map((one) => one.name));
  expected.set('changes', { value: order.join(' '), within: 0 });
  return expected;
}

/** The changes of a shown overview under the same paths. */
export function shownChanges(report: OverviewReport): Map<string, number | string | null> {
  const shown = new Map<string, number | string | null>();
  for (const { figure, of, before, now, verdict, meaning } of report.changes)
    for (const [part, value] of Object.entries({ before, now, verdict, meaning }))
      shown.set(`change.${figure}.${of}.${part}`, value);
  const compared = [
    ...report.durations.flatMap((one) => [
      { name: `${one.figure}.median`, ...one.medianChange },
      { name: `${one.figure}.p90`, ...one.p90Change },
    ]),
    ...[report.csat.score, report.csat.responseRate].map((one) => ({ name: `${one.figure}.share`, ...one.change })),
  ];
  for (const { name, difference, low, high } of compared)
    for (const [part, value] of Object.entries({ difference, low, high })) shown.set(`change.${name}.${part}`, value);
  shown.set('changes', report.changes.map(({ figure, of }) => `change.${figure}.${of}`).join(' '));
  return shown;
}

/** Whether so many are enough to be shown in full. */
export const enough = (n: number): string => String(n >= ENOUGH);
