// What the report of promises counts, from the daily rollups: kept ones and how late the others were, by day; and those broken now.
import { setImmediate } from 'node:timers/promises';
import type { Sql } from '../platform/database/database.js';
import { bucketAt, KIND, promiseKind } from './cells.js';
import { PROMISES, type PromiseTarget } from './figures.js';
import { BREATH, type Filters, readDays, readNow, rowWhere } from './read-days.js';
import type { Days } from './report-period.js';

/** `late`: by bucket of how late. */
interface Counted {
  kept: number;
  late: Map<number, number>;
}
type Side = Record<PromiseTarget, Counted>;

export interface PromiseCounts {
  /** Of the period, and of the one before. */
  here: Side;
  there: Side;
  days: Map<string, { n: number; kept: number }>;
}

export interface PromisesAsk {
  filters: Filters;
  period: Days;
  before: Days;
  dayAfter: string;
  timeZone: string;
}

const blank = (): Side => {
  const none = () => ({ kept: 0, late: new Map<number, number>() });
  return { 'first-response': none(), 'next-response': none(), resolution: none() };
};

export async function countPromises(sql: Sql, ask: PromisesAsk): Promise<PromiseCounts> {
  const { filters, timeZone } = ask;
  const { days } = await readDays(sql, {
    ...{ filters, timeZone, from: ask.before.from, until: ask.dayAfter, columns: ['promises'] },
  });
  const counts: PromiseCounts = { here: blank(), there: blank(), days: new Map() };
  for (const [i, { day, tell }] of days.entries()) {
    if (i % BREATH === BREATH - 1) await setImmediate();
    const current = day >= ask.period.from;
    const side = current ? counts.here : counts.there;
    const own = { n: 0, kept: 0 };
    tell((kind, entry, n) => {
      const kept = PROMISES[kind - KIND.promises.kept];
      const late = PROMISES[kind - KIND.promises.late];
      if (kept) side[kept].kept += n;
      else if (late) {
        const bucket = bucketAt(entry);
        side[late].late.set(bucket, (side[late].late.get(bucket) ?? 0) + n);
      } else return;
      own.n += n;
      if (kept) own.kept += n;
    });
    if (current) counts.days.set(day, own);
  }
  return counts;
}

/** Overdue while their wait goes on, whatever the period. */
export async function countBroken(sql: Sql, filters: Filters): Promise<Map<PromiseTarget, number>> {
  const broken = new Map<PromiseTarget, number>();
  const now = await readNow(sql, { filters, column: 'promises' });
  if (now) {
    now.tell((kind, _, n) => {
      const target = PROMISES.find((each) => kind === promiseKind('broken', each));
      if (target) broken.set(target, (broken.get(target) ?? 0) + n);
    });
    return broken;
  }
  const { where, params } = rowWhere(filters, 'x', 't');
  const rows = await sql.query<{ target: PromiseTarget; n: number }>(
    `SELECT x.target, count(*)::int AS n FROM report_promise x
     JOIN report_ticket t ON t.workspace_id = $1 AND t.ticket_id = x.ticket_id
     WHERE x.ended_at IS NULL AND t.open AND ${where} GROUP BY 1`,
    params,
  );
  for (const { target, n } of rows) broken.set(target, n);
  return broken;
}
