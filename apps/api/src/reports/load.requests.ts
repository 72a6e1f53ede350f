// What the page of load answers: when tickets come, how many were open and how old they are, and how durations are spread.
import { Choice, Day, Instant, Nested, Num, Text, Whole } from '../platform/http/fields.js';
import { CLOCKS, MEASURES, type Measure } from './figures.js';
import { Period } from './reports.requests.js';

export class HourCount {
  @Text()
  figure: string;
  @Whole({ description: 'ISO weekday: Monday is 1.' })
  weekday: number;
  @Whole({ description: 'Hour of the workspace’s clock, 0 to 23.' })
  hour: number;
  @Whole()
  n: number;
}

export class OpenOnDay {
  @Text()
  figure: string;
  @Day()
  day: string;
  @Whole({ description: 'Open at the end of the day; today: now.' })
  n: number;
}

export class AgeCount {
  @Text()
  figure: string;
  @Whole({ description: 'Seconds since the first message, from here …' })
  from: number;
  @Whole({ nullable: true, description: '… to here; null: no end.' })
  to: number | null;
  @Whole()
  n: number;
}

export class SpreadBar {
  @Text()
  figure: string;
  @Whole({ description: 'Seconds, from here …' })
  from: number;
  @Whole({ nullable: true, description: '… to here; null: no end.' })
  to: number | null;
  @Whole()
  n: number;
}

export class Spread {
  @Choice(MEASURES)
  figure: Measure;
  @Whole()
  n: number;
  @Num({ nullable: true })
  median: number | null;
  @Num({ nullable: true })
  p90: number | null;
  @Num({ nullable: true })
  p99: number | null;
  @Nested(() => SpreadBar, { list: true, description: 'Each bar about twice as wide as the one before.' })
  bars: SpreadBar[];
}

export class LoadReport {
  @Nested(() => Period)
  period: Period;
  @Text()
  timeZone: string;
  @Choice(CLOCKS)
  clock: 'calendar' | 'business';
  @Instant()
  madeAt: string;
  @Nested(() => HourCount, {
    list: true,
    description: 'All 168 hours of the week, also empty ones: tickets of the period by their first message.',
  })
  hours: HourCount[];
  @Whole({ list: true, description: 'How many Mondays, Tuesdays … the period has so far.' })
  weekdays: number[];
  @Nested(() => OpenOnDay, { list: true, description: 'Every day of the period up to today.' })
  days: OpenOnDay[];
  @Nested(() => AgeCount, { list: true, description: 'Open now, whatever the period.' })
  ages: AgeCount[];
  @Nested(() => Spread, { list: true })
  spreads: Spread[];
}
