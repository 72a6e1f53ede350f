// What the page of work counts: from the daily rollups for the period and the one before; who came back, from the rows of those that did.
import { setImmediate } from 'node:timers/promises';
import type { Sql } from '../platform/database/database.js';
import { BUCKETS, bucketAt, bucketOfEntry, KIND, OUTCOME, placeOf } from './cells.js';
import { SPELLS } from './figures.js';
import { BREATH, type Filters, readDays, rowWhere } from './read-days.js';
import type { DurationCount } from './report-counts.store.js';
import type { Days } from './report-period.js';
import { REOPENED_IN_TIME } from './solving-rows.js';

/** Of the episodes solved in some days; the last three of those that are judged. */
export interface WorkCount {
  solved: number;
  touches: Map<number, number>;
  handoffs: Map<number, number>;
  judged: number;
  reopened: number;
  oneTouch: number;
}

export interface WorkAsk {
  filters: Filters;
  period: Days;
  before: Days;
  dayAfter: string;
  judgedBefore: string;
  timeZone: string;
}

const blank = (): WorkCount => ({
  ...{ solved: 0, touches: new Map(), handoffs: new Map() },
  ...{ judged: 0, reopened: 0, oneTouch: 0 },
});

export async function countWork(
  sql: Sql,
  { filters, timeZone, period, before, dayAfter, judgedBefore }: WorkAsk,
): Promise<{ here: WorkCount; there: WorkCount; waits: DurationCount[] }> {
  const { days } = await readDays(sql, {
    ...{ filters, timeZone, from: before.from, until: dayAfter, columns: ['work'] },
  });
  const [here, there] = [blank(), blank()];
  const waits = [new Spells(true), new Spells(false)];
  for (const [i, { day, tell }] of days.entries()) {
    if (i % BREATH === BREATH - 1) await setImmediate();
    const current = day >= period.from;
    const judged = day < judgedBefore;
    const [count, own] = current ? [here, waits[0]!] : [there, waits[1]!];
    tell((kind, entry, n) => {
      if (kind === KIND.touches) plus(count.touches, entry, n);
      else if (kind === KIND.handoffs) plus(count.handoffs, entry, n);
      else if (kind !== KIND.outcome) own.hear(kind, entry, n);
      else {
        count.solved += n;
        if (!judged) return;
        count.judged += n;
        if (entry === OUTCOME.reopened) count.reopened += n;
        if (entry === OUTCOME.oneTouch) count.oneTouch += n;
      }
    });
  }
  return { here, there, waits: waits.flatMap((own) => own.counts()) };
}

const plus = (counts: Map<number, number>, key: number, n: number) => counts.set(key, (counts.get(key) ?? 0) + n);

/** Histograms of both spells. */
class Spells {
  private readonly places = SPELLS.map(() => new Int32Array(BUCKETS));
  private readonly sums = SPELLS.map(() => 0);

  constructor(private readonly current: boolean) {}

  hear(kind: number, entry: number, n: number): void {
    const sum = kind - KIND.spellSeconds;
    if (sum >= 0 && sum < SPELLS.length) this.sums[sum]! += n;
    const own = this.places[kind - KIND.spells];
    if (own) own[placeOf(bucketOfEntry(entry))]! += n;
  }

  counts(): DurationCount[] {
    return SPELLS.flatMap((measure, i) => {
      const rows: DurationCount[] = [];
      for (const [place, n] of this.places[i]!.entries())
        if (n !== 0) rows.push({ measure, current: this.current, bucket: bucketAt(place), n, seconds: 0 });
      if (rows[0]) rows[0].seconds = this.sums[i]!;
      return rows;
    });
  }
}

/** Tickets and people that came back, each once: people of several days cannot be added up. Reads those alone that did. */
export async function countReopenedOnce(
  sql: Sql,
  { filters, timeZone, from, until }: { filters: Filters; timeZone: string; from: string; until: string },
): Promise<{ tickets: number; people: number }> {
  if (from >= until) return { tickets: 0, people: 0 };
  const { where, params } = rowWhere(filters, 'x');
  const start = (day: string) => `($${params.push(day)}::date::timestamp AT TIME ZONE $${params.push(timeZone)})`;
  const [row] = await sql.query<{ tickets: number; people: number }>(
    `SELECT count(DISTINCT x.ticket_id)::int AS tickets, count(DISTINCT x.contact_id)::int AS people FROM report_episode x
     WHERE ${where} AND ${REOPENED_IN_TIME} AND x.solved_at >= ${start(from)} AND x.solved_at < ${start(until)}`,
    params,
  );
  return row!;
}
