// "By whom, by what?": any figure of the overview by channel, team, agent, connection, priority, tag, language, segment or a field.
import { Injectable } from '@nestjs/common';
import type { Difference } from '@otklik/survey';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import type { BreakdownReport } from './breakdown.requests.js';
import { countBreakdown, isShare } from './breakdown.store.js';
import { compareGroups, countGroupFigures, durationGroupFigures, shareGroupFigures } from './breakdown-figures.js';
import { type BrokenDown, type Dimension, daysOf, isPresent, MEASURES, SPELLS } from './figures.js';
import type { OverviewAsk } from './overview.report.js';
import { readOneMoment } from './read-days.js';
import { ReadGrouping } from './read-grouping.js';
import { addDays, dayOf, periodBefore, periodOf } from './report-period.js';

export interface BreakdownAsk extends OverviewAsk {
  figure: BrokenDown;
  by: Dimension;
  /** Which of the workspace's own fields, where it is by one. */
  field?: string | null;
}

@Injectable()
export class ReadBreakdown {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly groupings: ReadGrouping,
  ) {}

  /**
   * Without names: see NameGroups.
   * @throws DomainError validation-failed for days that make no period
   */
  async run(ask: BreakdownAsk): Promise<BreakdownReport> {
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, ask);
    });
  }

  /**
   * Two groups alone, and the first against the second.
   * @throws DomainError validation-failed for days that make no period, or one group twice
   */
  async pair(
    ask: BreakdownAsk,
    groups: [string, string],
  ): Promise<{ report: BreakdownReport; difference: Difference }> {
    if (groups[0] === groups[1]) throw new DomainError('validation-failed', { fields: ['second'] });
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      const { report, counts, buckets } = await this.count(tx, ask, groups);
      const countOf = (group: string) => counts.find((row) => row.group === group);
      const bucketsOf = (group: string) => buckets.filter((row) => row.group === group);
      const [first, second] = groups;
      const difference = compareGroups(
        report.shows,
        [countOf(first), countOf(second)],
        [bucketsOf(first), bucketsOf(second)],
      );
      return { report, difference };
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, ask: BreakdownAsk): Promise<BreakdownReport> {
    return (await this.count(sql, ask, null)).report;
  }

  private async count(sql: Sql, ask: BreakdownAsk, groups: string[] | null) {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const { figure, by, clock, field = null } = ask;
    const madeAt = this.clock.now();
    const today = dayOf(madeAt, timeZone);
    const period = periodOf(ask, today);
    const before = periodBefore(period);
    const grouping = await this.groupings.run(sql, ask.workspaceId, by, field);
    const { until: dayAfter } = daysOf(figure, { from: period.from, until: addDays(period.to, 1) }, today);
    const which = { ...ask, grouping, groups, period, before, dayAfter, timeZone };
    const { counts, buckets } = await countBreakdown(sql, which);
    const shows = showsOf(figure);
    const items =
      shows === 'share'
        ? shareGroupFigures(counts)
        : shows === 'count'
          ? countGroupFigures(counts, figure === 'tickets.waiting')
          : durationGroupFigures(counts, buckets);
    const report: BreakdownReport = {
      ...{ figure, by, field: by === 'field' ? field : null, shows, period, previous: before, timeZone, clock },
      ...{ madeAt: madeAt.toISOString(), present: isPresent(by), groups: counts[0]?.groups ?? 0, items },
    };
    return { report, counts, buckets };
  }
}

const showsOf = (figure: BrokenDown): BreakdownReport['shows'] =>
  isShare(figure) ? 'share' : ([...MEASURES, ...SPELLS] as readonly string[]).includes(figure) ? 'duration' : 'count';
