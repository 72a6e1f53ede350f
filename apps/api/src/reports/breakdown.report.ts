// "By whom, by what?": any figure of the overview by channel, team, agent, connection, tag or language.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import type { BreakdownReport } from './breakdown.requests.js';
import { countBreakdown, isShare } from './breakdown.store.js';
import { countGroupFigures, durationGroupFigures, shareGroupFigures } from './breakdown-figures.js';
import { type BrokenDown, type Dimension, MEASURES } from './figures.js';
import type { OverviewAsk } from './overview.report.js';
import { readOneMoment } from './read-days.js';
import { addDays, dayOf, periodBefore, periodOf } from './report-period.js';

export interface BreakdownAsk extends OverviewAsk {
  figure: BrokenDown;
  by: Dimension;
}

@Injectable()
export class ReadBreakdown {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /**
   * Without names: see NameGroups.
   * @throws DomainError validation-failed for days that make no period
   */
  async run(ask: BreakdownAsk): Promise<BreakdownReport> {
    return this.database.transaction(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, ask);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, ask: BreakdownAsk): Promise<BreakdownReport> {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const { figure, by, clock } = ask;
    const madeAt = this.clock.now();
    const period = periodOf(ask, dayOf(madeAt, timeZone));
    const before = periodBefore(period);
    const which = { ...ask, period, before, dayAfter: addDays(period.to, 1), timeZone };
    const { counts, buckets } = await countBreakdown(sql, which);
    const shows = isShare(figure) ? 'share' : (MEASURES as readonly string[]).includes(figure) ? 'duration' : 'count';
    const items =
      shows === 'share'
        ? shareGroupFigures(counts)
        : shows === 'count'
          ? countGroupFigures(counts, figure === 'tickets.waiting')
          : durationGroupFigures(counts, buckets);
    return {
      ...{ figure, by, shows, period, previous: before, timeZone, clock, madeAt: madeAt.toISOString() },
      ...{ present: by === 'tag' || by === 'language', groups: counts[0]?.groups ?? 0, items },
    };
  }
}
