// Path C, what the lead reads: tickets, times and satisfaction of a period, each with what chance allows to say about it.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { MEASURES, type ReportClock } from './figures.js';
import {
  changesOf,
  countFigure,
  dayLines,
  durationFigure,
  notAskedCounts,
  satisfactionFigure,
  unansweredFigure,
} from './overview-figures.js';
import type { Filters } from './read-days.js';
import { readOneMoment } from './read-days.js';
import { countOverview, countWaiting } from './report-counts.store.js';
import { addDays, dayOf, everyDay, periodBefore, periodOf } from './report-period.js';
import type { OverviewReport } from './reports.requests.js';

export interface OverviewAsk extends Filters {
  from?: string | undefined;
  to?: string | undefined;
  clock: ReportClock;
}

@Injectable()
export class ReadOverview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /**
   * The whole page in one answer, all of it from one moment.
   * @throws DomainError validation-failed for days that make no period
   */
  async run(ask: OverviewAsk): Promise<OverviewReport> {
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, ask);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, ask: OverviewAsk): Promise<OverviewReport> {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const madeAt = this.clock.now();
    const period = periodOf(ask, dayOf(madeAt, timeZone));
    const previous = periodBefore(period);
    const {
      opened,
      solved,
      durations,
      durationDays,
      csat: surveys,
      notAsked,
    } = await countOverview(sql, {
      ...{ filters: ask, clock: ask.clock, period, before: previous, dayAfter: addDays(period.to, 1), timeZone },
    });
    const waiting = await countWaiting(sql, ask);
    const volume = [countFigure('tickets.opened', opened), countFigure('tickets.solved', solved)] as const;
    const figures = MEASURES.map((measure) => durationFigure(measure, durations));
    const csat = satisfactionFigure(surveys);
    return {
      period,
      previous,
      timeZone,
      clock: ask.clock,
      madeAt: madeAt.toISOString(),
      opened: volume[0],
      solved: volume[1],
      unanswered: unansweredFigure(durations),
      waiting: {
        figure: 'tickets.waiting',
        value: waiting.n,
        oldestSince: waiting.oldestSince?.toISOString() ?? null,
        oldestTicketId: waiting.oldestTicketId,
      },
      durations: figures,
      csat,
      notAsked: notAskedCounts(notAsked),
      days: dayLines(everyDay(period), { opened, solved, durations: durationDays, csat: surveys }),
      changes: changesOf([...volume], figures, csat),
    };
  }
}
