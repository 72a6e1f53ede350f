// "When do they come, and how much lies open?": arrivals by hour of the week, open tickets by day and age, durations by length.
import { Injectable } from '@nestjs/common';
import { quantile } from '@otklik/survey';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { AGES, ageFigure, hourFigure, MEASURES, type Measure, openFigure, SPANS, spreadFigure } from './figures.js';
import type { LoadReport, OpenOnDay, Spread } from './load.requests.js';
import { countAges, countLoad, type SpanCount, weekdayOf } from './load.store.js';
import type { OverviewAsk } from './overview.report.js';
import { readOneMoment } from './read-days.js';
import { addDays, type Days, dayOf, everyDay, periodOf } from './report-period.js';

@Injectable()
export class ReadLoad {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /**
   * All of it from one moment.
   * @throws DomainError validation-failed for days that make no period
   */
  async run(ask: OverviewAsk): Promise<LoadReport> {
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, ask);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, ask: OverviewAsk): Promise<LoadReport> {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const now = this.clock.now();
    const today = dayOf(now, timeZone);
    const period = periodOf(ask, today);
    const which = { ...ask, period, dayAfter: addDays(period.to, 1), timeZone, now };
    const { arrivals, growth, spans } = await countLoad(sql, which, ask.clock);
    const ages = await countAges(sql, which);
    const past = everyDay(period).filter((day) => day <= today);
    const openNow = ages.reduce((sum, row) => sum + row.n, 0);
    return {
      ...{ period, timeZone, clock: ask.clock, madeAt: now.toISOString() },
      hours: weekHours(arrivals),
      weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => past.filter((day) => weekdayOf(day) === weekday).length),
      days: openDays(past, openNow, growth),
      ages: AGES.map((from, band) => ({
        ...{ figure: ageFigure(band), from, to: AGES[band + 1] ?? null },
        n: ages.find((row) => row.band === band)?.n ?? 0,
      })),
      spreads: MEASURES.map((measure) => spreadOf(measure, spans)),
    };
  }
}

function weekHours(rows: { weekday: number; hour: number; n: number }[]): LoadReport['hours'] {
  const counts = new Map(rows.map((row) => [row.weekday * 24 + row.hour, row.n]));
  return Array.from({ length: 168 }, (_, i) => {
    const [weekday, hour] = [Math.floor(i / 24) + 1, i % 24];
    return { figure: hourFigure(weekday, hour), weekday, hour, n: counts.get(weekday * 24 + hour) ?? 0 };
  });
}

/** Counted back from now: at the end of a day as many were open as now, less by how many they grew on all later days. */
export function openDays(days: Days['from'][], openNow: number, growth: { day: string; n: number }[]): OpenOnDay[] {
  const later = [...growth].sort((a, b) => b.day.localeCompare(a.day));
  let n = openNow;
  let next = 0;
  return days
    .toReversed()
    .map((day) => {
      for (; next < later.length && later[next]!.day > day; next++) n -= later[next]!.n;
      return { figure: openFigure(day), day, n };
    })
    .toReversed();
}

function spreadOf(measure: Measure, all: SpanCount[]): Spread {
  const rows = all.filter((row) => row.measure === measure);
  const histogram = new Map<number, number>();
  for (const { bucket, n } of rows) histogram.set(bucket, (histogram.get(bucket) ?? 0) + n);
  const total = (some: SpanCount[]) => some.reduce((sum, row) => sum + row.n, 0);
  return {
    figure: measure,
    n: total(rows),
    ...{ median: quantile(histogram, 0.5), p90: quantile(histogram, 0.9), p99: quantile(histogram, 0.99) },
    bars: SPANS.map((from, bar) => ({
      ...{ figure: spreadFigure(measure, bar), from, to: SPANS[bar + 1] ?? null },
      n: total(rows.filter((row) => row.bar === bar)),
    })),
  };
}
