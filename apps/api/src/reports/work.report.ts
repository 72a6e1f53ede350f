// "What did it take?": waits, hands, replies and reopenings of the tickets that were solved in a period.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { daysOf, judgedBefore, SPELLS } from './figures.js';
import type { OverviewAsk } from './overview.report.js';
import { durationFigure, shareFigure } from './overview-figures.js';
import { readOneMoment } from './read-days.js';
import { addDays, dayOf, periodBefore, periodOf } from './report-period.js';
import type { WorkReport } from './work.requests.js';
import { countReopenedOnce, countWork } from './work.store.js';
import { judgedShare, meanFigure, touchesCounts, unhanded } from './work-figures.js';

@Injectable()
export class ReadWork {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /**
   * All of it from one moment. Whatever the clock asked for: what a ticket waited is known by the calendar alone.
   * @throws DomainError validation-failed for days that make no period
   */
  async run(ask: Omit<OverviewAsk, 'clock'>): Promise<WorkReport> {
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, ask);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, ask: Omit<OverviewAsk, 'clock'>): Promise<WorkReport> {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const madeAt = this.clock.now();
    const today = dayOf(madeAt, timeZone);
    const period = periodOf(ask, today);
    const previous = periodBefore(period);
    const dayAfter = addDays(period.to, 1);
    const judged = judgedBefore(today);
    const { here, there, waits } = await countWork(sql, {
      ...{ filters: ask, period, before: previous, dayAfter, judgedBefore: judged, timeZone },
    });
    const days = daysOf('reopened', { from: period.from, until: dayAfter }, today);
    return {
      ...{ period, previous, timeZone, madeAt: madeAt.toISOString() },
      solved: here.solved,
      judgedBefore: judged,
      unjudged: here.solved - here.judged,
      waits: SPELLS.map((spell) => durationFigure(spell, waits)),
      noHandoffs: shareFigure('handoffs.none', unhanded(here), unhanded(there)),
      handoffs: meanFigure('handoffs', here.handoffs, there.handoffs),
      touches: meanFigure('touches', here.touches, there.touches),
      distribution: touchesCounts(here.touches),
      oneTouch: shareFigure('one-touch', judgedShare(here, 'oneTouch'), judgedShare(there, 'oneTouch')),
      reopened: shareFigure('reopened', judgedShare(here, 'reopened'), judgedShare(there, 'reopened')),
      reopenedOnce: await countReopenedOnce(sql, { filters: ask, timeZone, ...days }),
    };
  }
}
