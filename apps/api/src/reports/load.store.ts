// What the page of load counts: arrivals by hour of the week, open tickets at the end of each day and by age, and durations by length.
import type { Sql } from '../platform/database/database.js';
import { barOfEntry, bucketOfEntry, HOUR_MS, KIND } from './cells.js';
import { AGES, MEASURES, type Measure, type ReportClock } from './figures.js';
import { type Filters, readDays, readNow, rowWhere } from './read-days.js';
import type { Days } from './report-period.js';

export interface LoadAsk extends Filters {
  period: Days;
  dayAfter: string;
  timeZone: string;
  now: Date;
}

export interface SpanCount {
  measure: Measure;
  bar: number;
  bucket: number;
  n: number;
}

export interface LoadCounts {
  /** By the workspace's own clock: in the hour that comes twice when clocks go back, those of both. */
  arrivals: { weekday: number; hour: number; n: number }[];
  /**
   * By how many tickets the open ones grew on each day since the first of the period, to this day: from what is open now, each
   * day's end is counted back. Agent and team are the tickets' present ones, also of what was solved.
   */
  growth: { day: string; n: number }[];
  /** Durations that ended in the period by their length: the bar by the seconds themselves, the bucket for the quantiles. */
  spans: SpanCount[];
}

export async function countLoad(sql: Sql, ask: LoadAsk, clock: ReportClock): Promise<LoadCounts> {
  const { timeZone, period } = ask;
  const within = { filters: ask, timeZone, from: period.from };
  const counted = await readDays(sql, { ...within, until: null, columns: ['counts'] });
  const timed = await readDays(sql, { ...within, until: ask.dayAfter, columns: [clock] });
  const arrivals = new Map<number, number>();
  const growth: LoadCounts['growth'] = [];
  for (const { day, tell } of counted.days) {
    const weekday = weekdayOf(day);
    let grown = 0;
    tell((kind, entry, n) => {
      if (kind === KIND.opened || kind === KIND.reopened) grown += n;
      if (kind === KIND.closed) grown -= n;
      if (kind === KIND.opened && day < ask.dayAfter) plus(arrivals, weekday * 24 + entry, n);
    });
    growth.push({ day, n: grown });
  }
  const spans = MEASURES.map(() => new Map<number, number>());
  for (const { tell } of timed.days)
    tell((kind, entry, n) => {
      const own = spans[kind - KIND.times[clock]];
      if (own) plus(own, entry, n);
    });
  return {
    arrivals: [...arrivals].map(([at, n]) => ({ weekday: Math.floor(at / 24), hour: at % 24, n })),
    growth,
    spans: MEASURES.flatMap((measure, i) =>
      [...spans[i]!].map(([entry, n]) => ({ measure, bar: barOfEntry(entry), bucket: bucketOfEntry(entry), n })),
    ),
  };
}

const plus = (counts: Map<number, number>, key: number, n: number) => counts.set(key, (counts.get(key) ?? 0) + n);
/** ISO: Monday is 1. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

export interface AgeCount {
  band: number;
  n: number;
}

/** How many are open now, by age: whole hours of openings from the rollups, those in which a band ends from their rows. */
export async function countAges(sql: Sql, ask: LoadAsk): Promise<AgeCount[]> {
  const open = await readNow(sql, { filters: ask });
  if (!open) return agesOfRows(sql, ask, null);
  const now = ask.now.getTime();
  const bands = new Map<number, number>();
  const cut = new Set<number>();
  open.tell((kind, hour, n) => {
    if (kind !== KIND.open) return;
    const [oldest, youngest] = [bandOf(now - hour * HOUR_MS), bandOf(now - (hour + 1) * HOUR_MS)];
    if (oldest === youngest) plus(bands, oldest, n);
    else cut.add(hour);
  });
  if (cut.size > 0) for (const { band, n } of await agesOfRows(sql, ask, [...cut])) plus(bands, band, n);
  return [...bands].map(([band, n]) => ({ band, n }));
}

const bandOf = (ms: number): number => AGES.findLastIndex((from) => ms >= from * 1000);

/** `hours`: of tickets that were opened in these alone; null: of all. */
function agesOfRows(sql: Sql, ask: LoadAsk, hours: number[] | null): Promise<AgeCount[]> {
  const { where, params } = rowWhere(ask, 'x');
  const give = (value: unknown) => `$${params.push(value)}`;
  const age = `extract(epoch FROM ${give(ask.now)}::timestamptz - x.opened_at)::float8`;
  const within =
    hours === null
      ? ''
      : `JOIN unnest(${give(hours.map((hour) => new Date(hour * HOUR_MS)))}::timestamptz[]) AS h(at)
           ON x.opened_at >= h.at AND x.opened_at < h.at + interval '1 hour'`;
  return sql.query(
    `SELECT width_bucket(${age}, ARRAY[${AGES.join(', ')}]::float8[]) - 1 AS band, count(*)::int AS n
     FROM report_ticket x ${within} WHERE x.open AND ${where} GROUP BY 1`,
    params,
  );
}
