// What a breakdown is asked and what it answers: one line a group, the largest first.
import { Choice, Flag, Instant, Nested, Num, Text, Uuid, Whole } from '../platform/http/fields.js';
import { BROKEN_DOWN, type BrokenDown, CLOCKS, DIMENSIONS, type Dimension } from './figures.js';
import { Comparison, Interval, OverviewQuery, Period } from './reports.requests.js';

export class BreakdownQuery extends OverviewQuery {
  @Choice(BROKEN_DOWN)
  figure: BrokenDown;
  @Choice(DIMENSIONS)
  by: Dimension;
  @Uuid({
    optional: true,
    description:
      'With `by` = `field`: which of the workspace’s own fields of tickets (a choice, several, or yes and no).',
  })
  field?: string;
}

export class BreakdownGroup {
  @Text({ nullable: true, description: 'What the rows share, as `group` opens them; null: they have none.' })
  group: string | null;
  @Text({ nullable: true, description: 'Its name, where it has one.' })
  name: string | null;
  @Whole({ description: 'How many values it rests on.' })
  n: number;
  @Whole({ nullable: true, description: 'Of a share: how many of n it counts.' })
  count: number | null;
  @Flag({ description: 'False below n = 10: show it greyed, do not rank it.' })
  enough: boolean;
  @Num({ nullable: true, description: 'The count, the share (0 to 1) or the median (seconds).' })
  value: number | null;
  @Nested(() => Interval)
  interval: Interval;
  @Num({ nullable: true })
  p90: number | null;
  @Nested(() => Interval)
  p90Interval: Interval;
  @Num({ nullable: true })
  p99: number | null;
  @Num({ nullable: true })
  mean: number | null;
  @Whole()
  previousN: number;
  @Num({ nullable: true })
  previousValue: number | null;
  @Nested(() => Comparison, { description: 'With the period before; corrected for the number of groups.' })
  change: Comparison;
}

export class BreakdownReport {
  @Choice(BROKEN_DOWN)
  figure: BrokenDown;
  @Choice(DIMENSIONS)
  by: Dimension;
  @Uuid({ nullable: true, description: 'Which field, where it is by one.' })
  field: string | null;
  @Choice(['count', 'share', 'duration'])
  shows: 'count' | 'share' | 'duration';
  @Nested(() => Period)
  period: Period;
  @Nested(() => Period)
  previous: Period;
  @Text()
  timeZone: string;
  @Choice(CLOCKS)
  clock: 'calendar' | 'business';
  @Instant()
  madeAt: string;
  @Flag({
    description:
      'True where groups are by what the tickets have now (tag, language, segment, field), not by what they had then.',
  })
  present: boolean;
  @Whole({ description: 'How many groups there are; the largest 200 are told.' })
  groups: number;
  @Nested(() => BreakdownGroup, { list: true, description: 'The largest first.' })
  items: BreakdownGroup[];
}

export class CompareQuery extends BreakdownQuery {
  @Text({ optional: true, max: 60, description: 'A `group` of the breakdown; absent or empty: the one that has none.' })
  first?: string;
  @Text({ optional: true, max: 60, description: 'The other.' })
  second?: string;
}

/** Two groups of a breakdown in the same period; a group without rows is null. */
export class GroupsCompared {
  @Choice(BROKEN_DOWN)
  figure: BrokenDown;
  @Choice(DIMENSIONS)
  by: Dimension;
  @Uuid({ nullable: true })
  field: string | null;
  @Choice(['count', 'share', 'duration'])
  shows: 'count' | 'share' | 'duration';
  @Nested(() => Period)
  period: Period;
  @Text()
  timeZone: string;
  @Choice(CLOCKS)
  clock: 'calendar' | 'business';
  @Instant()
  madeAt: string;
  @Nested(() => BreakdownGroup, { nullable: true })
  first: BreakdownGroup | null;
  @Nested(() => BreakdownGroup, { nullable: true })
  second: BreakdownGroup | null;
  @Nested(() => Comparison, { description: 'The first minus the second; of durations, their medians.' })
  comparison: Comparison;
}
