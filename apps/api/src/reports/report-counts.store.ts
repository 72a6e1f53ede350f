// What the overview counts, from the daily rollups: histograms and counts by day, for the period and the one before; and who waits, from the rows.
import { setImmediate } from 'node:timers/promises';
import { rankOf } from '@otklik/survey';
import type { Sql } from '../platform/database/database.js';
import { BUCKETS, bucketAt, bucketOfEntry, isSurveyName, KIND, placeOf, readSurveyName } from './cells.js';
import { MEASURES, type Measure, type ReportClock, type Spell } from './figures.js';
import { BREATH, type Filters, readDays, readNow, rowWhere } from './read-days.js';
import type { Days } from './report-period.js';

/** `day` is null in the period before: it is compared as a whole. */
interface Dated {
  day: string | null;
}

export interface DurationCount {
  measure: Measure | Spell | 'unanswered';
  /** Of the period itself; false: of the one before. */
  current: boolean;
  /** null: not measured on this clock. */
  bucket: number | null;
  n: number;
  seconds: number;
}

/** Nearest-rank quantiles of one day's buckets: the bucket at the rank is the rank's value, as libs/survey reads it. */
export interface DurationDay {
  day: string;
  measure: Measure | 'unanswered';
  n: number;
  median: number;
  p90: number;
}

export interface SurveyCount extends Dated {
  scaleMax: number;
  /** null: sent, not answered. */
  score: number | null;
  good: boolean;
  n: number;
}

export interface DayCount extends Dated {
  n: number;
}

export interface ReasonCount extends Dated {
  reason: string;
  n: number;
}

const BEFORE = null;
/** All counts of one overview, from one look at the rollups. */
export interface OverviewCounts {
  opened: DayCount[];
  solved: DayCount[];
  durations: DurationCount[];
  durationDays: DurationDay[];
  /** The cohort by send date: what each sent CSAT survey has come to. */
  csat: SurveyCount[];
  notAsked: ReasonCount[];
}

export interface CountsAsk {
  filters: Filters;
  clock: ReportClock;
  period: Days;
  before: Days;
  dayAfter: string;
  timeZone: string;
}

export async function countOverview(sql: Sql, ask: CountsAsk): Promise<OverviewCounts> {
  const { filters, clock, timeZone } = ask;
  const { days, names } = await readDays(sql, {
    ...{ filters, timeZone, from: ask.before.from, until: ask.dayAfter, columns: ['counts', clock] },
  });
  const surveys = new Map(
    [...names].filter(([, name]) => isSurveyName(name)).map(([id, name]) => [id, readSurveyName(name)]),
  );
  const counts: OverviewCounts = { opened: [], solved: [], durations: [], durationDays: [], csat: [], notAsked: [] };
  const times = new TimesOfPeriods(clock);
  for (const [i, { day, tell }] of days.entries()) {
    if (i % BREATH === BREATH - 1) await setImmediate();
    const shown = day >= ask.period.from ? day : BEFORE;
    const [opened, solved] = [
      { day: shown, n: 0 },
      { day: shown, n: 0 },
    ];
    const named = new Map<number, number>();
    times.begin(shown);
    tell((kind, entry, n) => {
      if (kind >= KIND.seconds.calendar) times.hear(kind, entry, n);
      else if (kind === KIND.opened) opened.n += n;
      else if (kind === KIND.solved) solved.n += n;
      else if (kind === KIND.unanswered) times.unanswered(n);
      else if (kind === KIND.notAsked || kind === KIND.survey) named.set(entry, (named.get(entry) ?? 0) + n);
    });
    for (const [entry, n] of named) {
      if (n === 0) continue;
      const survey = surveys.get(entry);
      if (!survey) counts.notAsked.push({ day: shown, reason: names.get(entry)!, n });
      else if (survey.kind === 'csat')
        counts.csat.push({
          day: shown,
          scaleMax: survey.scaleMax ?? 5,
          score: survey.score,
          good: survey.good ?? false,
          n,
        });
    }
    counts.opened.push(opened);
    counts.solved.push(solved);
    counts.durationDays.push(...times.end());
  }
  counts.durations = times.all();
  return counts;
}

/** Histograms of the period and of the one before, and the quantiles of each day of the period. */
class TimesOfPeriods {
  private readonly sums = [new Float64Array(4), new Float64Array(4)];
  private readonly totals = [this.blank(), this.blank()];
  private readonly unmeasured = [new Float64Array(4), new Float64Array(4)];
  /** The last place that was ever counted in: none behind it needs a look. */
  private highest = 0;
  private readonly none = [0, 0];
  private today = this.blank();
  private day: string | null = null;

  constructor(private readonly clock: ReportClock) {}

  private blank(): Int32Array[] {
    return MEASURES.map(() => new Int32Array(BUCKETS));
  }

  private get side(): 0 | 1 {
    return this.day === BEFORE ? 1 : 0;
  }

  begin(day: string | null): void {
    this.day = day;
  }

  unanswered(n: number): void {
    this.none[this.side]! += n;
  }

  hear(kind: number, entry: number, n: number): void {
    const sum = kind - KIND.seconds[this.clock];
    if (sum >= 0 && sum < MEASURES.length) this.sums[this.side]![sum]! += n;
    const none = kind - KIND.unmeasured[this.clock];
    if (none >= 0 && none < MEASURES.length) this.unmeasured[this.side]![none]! += n;
    const measure = kind - KIND.times[this.clock];
    if (measure < 0 || measure >= MEASURES.length) return;
    const place = placeOf(bucketOfEntry(entry));
    if (place > this.highest) this.highest = place;
    this.totals[this.side]![measure]![place]! += n;
    if (this.day !== BEFORE) this.today[measure]![place]! += n;
  }

  end(): DurationDay[] {
    const { day } = this;
    if (day === BEFORE) return [];
    return MEASURES.flatMap((measure, i) => {
      const buckets = this.today[i]!.subarray(0, this.highest + 1);
      const n = totalOf(buckets);
      if (n === 0) return [];
      const row = { day, measure, n, median: atRank(buckets, rankOf(0.5, n)), p90: atRank(buckets, rankOf(0.9, n)) };
      buckets.fill(0);
      return [row];
    });
  }

  all(): DurationCount[] {
    return [true, false].flatMap((current, side) => [
      ...(this.none[side] ? [{ ...UNANSWERED, current, n: this.none[side] }] : []),
      ...MEASURES.flatMap((measure, i) => {
        const buckets = this.totals[side]![i]!.subarray(0, this.highest + 1);
        const rows: DurationCount[] = [];
        for (let place = 0; place < buckets.length; place++)
          if (buckets[place] !== 0)
            rows.push({ measure, current, bucket: bucketAt(place), n: buckets[place]!, seconds: 0 });
        if (rows[0]) rows[0].seconds = this.sums[side]![i]!;
        const none = this.unmeasured[side]![i]!;
        if (none !== 0) rows.push({ measure, current, bucket: null, n: none, seconds: 0 });
        return rows;
      }),
    ]);
  }
}

const UNANSWERED = { measure: 'unanswered', bucket: null, seconds: 0 } as const;

/** Counted by hand, as in atRank: a year has half a million places, and an iterator costs more than the sum. */
function totalOf(buckets: Int32Array): number {
  let sum = 0;
  for (let place = 0; place < buckets.length; place++) sum += buckets[place]!;
  return sum;
}

function atRank(buckets: Int32Array, rank: number): number {
  let upTo = 0;
  for (let place = 0; place < buckets.length; place++) {
    upTo += buckets[place]!;
    if (upTo >= rank) return bucketAt(place);
  }
  throw new RangeError(`of fewer than ${rank} durations none is number ${rank}`);
}

/** From the rollups; null: there are none. */
async function waitingNow(sql: Sql, filters: Filters): Promise<number | null> {
  const now = await readNow(sql, { filters });
  if (!now) return null;
  let sum = 0;
  now.tell((kind, _, n) => {
    if (kind === KIND.waiting) sum += n;
  });
  return sum;
}

async function countRows(sql: Sql, from: string, params: unknown[]): Promise<number> {
  const [row] = await sql.query<{ n: number }>(`SELECT count(*)::int AS n ${from}`, params);
  return row!.n;
}

/** Who waits now, whatever the period. */
export async function countWaiting(
  sql: Sql,
  filters: Filters,
): Promise<{ n: number; oldestSince: Date | null; oldestTicketId: string | null }> {
  const { where, params } = rowWhere(filters, 'x');
  const waiting = `FROM report_ticket x WHERE x.waiting_since IS NOT NULL AND ${where}`;
  const n = (await waitingNow(sql, filters)) ?? (await countRows(sql, waiting, params));
  // Nobody: then there is nothing to look through.
  if (n === 0) return { n, oldestSince: null, oldestTicketId: null };
  const [oldest] = await sql.query<{ since: Date; ticketId: string }>(
    `SELECT x.waiting_since AS since, x.ticket_id AS "ticketId" ${waiting} ORDER BY x.waiting_since, x.ticket_id LIMIT 1`,
    params,
  );
  return { n, oldestSince: oldest?.since ?? null, oldestTicketId: oldest?.ticketId ?? null };
}
