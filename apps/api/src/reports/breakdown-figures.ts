// From counts by group to a breakdown, pure: each group with its interval, and what became of it, told apart from chance among so many.
import {
  amongMany,
  compareCounts,
  compareQuantiles,
  compareShares,
  countDifferenceP,
  type Difference,
  ENOUGH,
  estimateDifferenceP,
  estimateQuantile,
  quantile,
  shareDifferenceP,
  wilson,
} from '@otklik/survey';
import type { BreakdownGroup } from './breakdown.requests.js';
import type { GroupBucket, GroupCount } from './breakdown.store.js';

type Line = Omit<BreakdownGroup, 'change' | 'name'>;
type Told = Difference & { p: number; line: Line };

const UNBOUNDED = { low: null, high: null };
const TIMELESS = { p90: null, p90Interval: UNBOUNDED, p99: null, mean: null };

export function countGroupFigures(rows: GroupCount[], undated: boolean): BreakdownGroup[] {
  return corrected(
    rows.map(({ group, n, previousN }) => ({
      ...(undated ? nothingBefore() : { ...compareCounts(n, previousN), p: countDifferenceP(n, previousN) }),
      line: {
        ...{ group: group || null, n, count: null, enough: true, value: n, interval: UNBOUNDED, ...TIMELESS },
        ...{ previousN, previousValue: undated ? null : previousN },
      },
    })),
  );
}

export function shareGroupFigures(rows: GroupCount[]): BreakdownGroup[] {
  return corrected(
    rows.map(({ group, n, hits, previousN, previousHits }) => {
      const [here, there] = [
        { count: hits, n },
        { count: previousHits, n: previousN },
      ];
      return {
        ...compareShares(here, there),
        p: shareDifferenceP(here, there),
        line: {
          ...{ group: group || null, n, count: hits, enough: n >= ENOUGH, value: n === 0 ? null : hits / n },
          ...{ interval: wilson(hits, n), ...TIMELESS },
          ...{ previousN, previousValue: previousN === 0 ? null : previousHits / previousN },
        },
      };
    }),
  );
}

export function durationGroupFigures(rows: GroupCount[], buckets: GroupBucket[]): BreakdownGroup[] {
  const own = new Map<string, GroupBucket[]>(rows.map(({ group }) => [group, []]));
  for (const bucket of buckets) own.get(bucket.group)?.push(bucket);
  return corrected(rows.map(({ group }) => durationLine(group, own.get(group) ?? [])));
}

function durationLine(group: string, buckets: GroupBucket[]): Told {
  const [here, there] = [new Map<number, number>(), new Map<number, number>()];
  let seconds = 0;
  for (const row of buckets) {
    (row.current ? here : there).set(row.bucket, row.n);
    if (row.current) seconds += row.seconds;
  }
  const [median, p90] = [estimateQuantile(here, 0.5), estimateQuantile(here, 0.9)];
  const old = estimateQuantile(there, 0.5);
  const interval = ({ low, high }: { low: number | null; high: number | null }) => ({ low, high });
  return {
    ...compareQuantiles(median, old),
    p: estimateDifferenceP(median, old),
    line: {
      ...{ group: group || null, n: median.n, count: null, enough: median.n >= ENOUGH },
      ...{ value: median.value, interval: interval(median), p90: p90.value, p90Interval: interval(p90) },
      ...{ p99: quantile(here, 0.99), mean: median.n === 0 ? null : seconds / median.n },
      ...{ previousN: old.n, previousValue: old.value },
    },
  };
}

/** The first group against the second, as if there were but these two. */
export function compareGroups(
  shows: 'count' | 'share' | 'duration',
  [here, there]: [GroupCount | undefined, GroupCount | undefined],
  [mine, theirs]: [GroupBucket[], GroupBucket[]],
): Difference {
  if (shows === 'count') return compareCounts(here?.n ?? 0, there?.n ?? 0);
  if (shows === 'share') {
    const share = (group: GroupCount | undefined) => ({ count: group?.hits ?? 0, n: group?.n ?? 0 });
    return compareShares(share(here), share(there));
  }
  const median = (buckets: GroupBucket[]) =>
    estimateQuantile(new Map(buckets.filter((row) => row.current).map((row) => [row.bucket, row.n])), 0.5);
  return compareQuantiles(median(mine), median(theirs));
}

const nothingBefore = () => ({ ...compareShares({ count: 0, n: 0 }, { count: 0, n: 0 }), p: 1 });

function corrected(list: Told[]): BreakdownGroup[] {
  return amongMany(list).map(({ line, verdict, difference, low, high }) => ({
    ...line,
    name: null,
    change: { verdict, difference, low, high },
  }));
}
