// "Do we keep what we promise?": the share of promises kept, by how much the others were missed, and those broken that still run.
import { Injectable } from '@nestjs/common';
import { quantile, wilson } from '@otklik/survey';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { PROMISES, type PromiseTarget, promiseFigure } from './figures.js';
import type { OverviewAsk } from './overview.report.js';
import { shareFigure } from './overview-figures.js';
import type { PromisesOf, PromisesReport } from './promises.requests.js';
import { countBroken, countPromises, type PromiseCounts } from './promises.store.js';
import { readOneMoment } from './read-days.js';
import { addDays, dayOf, everyDay, periodBefore, periodOf } from './report-period.js';

@Injectable()
export class ReadPromises {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /**
   * All of it from one moment; the clock that is asked for says nothing here, each promise has its own.
   * @throws DomainError validation-failed for days that make no period
   */
  async run(ask: OverviewAsk): Promise<PromisesReport> {
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, ask);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, ask: OverviewAsk): Promise<PromisesReport> {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const now = this.clock.now();
    const period = periodOf(ask, dayOf(now, timeZone));
    const previous = periodBefore(period);
    const counted = await countPromises(sql, {
      ...{ filters: ask, period, before: previous, dayAfter: addDays(period.to, 1), timeZone },
    });
    const broken = await countBroken(sql, ask);
    const of = (target: PromiseTarget | null) => promisesOf(target, counted, broken);
    return {
      ...{ period, previous, timeZone, madeAt: now.toISOString() },
      all: of(null),
      targets: PROMISES.map(of),
      days: everyDay(period).map((day) => {
        const { n, kept } = counted.days.get(day) ?? { n: 0, kept: 0 };
        return { day, n, kept, share: n === 0 ? null : kept / n, interval: wilson(kept, n) };
      }),
    };
  }
}

function promisesOf(
  target: PromiseTarget | null,
  { here, there }: PromiseCounts,
  broken: ReadonlyMap<PromiseTarget, number>,
): PromisesOf {
  const own = target ? [target] : PROMISES;
  const share = (side: PromiseCounts['here']) => {
    const [kept, late] = [sum(own, (each) => side[each].kept), sum(own, (each) => total(side[each].late))];
    return { count: kept, n: kept + late };
  };
  const late = new Map<number, number>();
  for (const each of own) for (const [bucket, n] of here[each].late) late.set(bucket, (late.get(bucket) ?? 0) + n);
  return {
    target,
    kept: shareFigure(promiseFigure('kept', target), share(here), share(there)),
    late: {
      ...{ figure: promiseFigure('late', target), n: total(late) },
      ...{ median: quantile(late, 0.5), p90: quantile(late, 0.9) },
    },
    broken: { figure: promiseFigure('broken', target), value: sum(own, (each) => broken.get(each) ?? 0) },
  };
}

const total = (buckets: ReadonlyMap<number, number>) => [...buckets.values()].reduce((all, n) => all + n, 0);
const sum = (targets: readonly PromiseTarget[], of: (target: PromiseTarget) => number) =>
  targets.reduce((all, target) => all + of(target), 0);
