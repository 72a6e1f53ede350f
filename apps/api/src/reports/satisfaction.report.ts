// "Are they content, and may we say so?": one kind of survey, its score, who answered it and who did not, all from one moment.
import { Injectable } from '@nestjs/common';
import type { SurveyKind } from '@otklik/survey';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { answersOf } from './answer-scores.js';
import type { OverviewAsk } from './overview.report.js';
import { notAskedCounts } from './overview-figures.js';
import { readOneMoment } from './read-days.js';
import { addDays, dayOf, periodBefore, periodOf } from './report-period.js';
import type { SatisfactionReport } from './satisfaction.requests.js';
import { countScores } from './satisfaction.store.js';
import {
  byGroup,
  distributionOf,
  driversOf,
  groupsOf,
  hundredPoints,
  meanOf,
  reasonsOf,
  responseRate,
  stepOf,
  totalScore,
  trendOf,
} from './satisfaction-figures.js';
import { silentPanel } from './silent-figures.js';

export interface SatisfactionAsk extends OverviewAsk {
  kind?: SurveyKind | undefined;
}

@Injectable()
export class ReadSatisfaction {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /**
   * Without names: see NameGroups.
   * @throws DomainError validation-failed for days that make no period
   */
  async run(ask: SatisfactionAsk): Promise<SatisfactionReport> {
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, ask);
    });
  }

  /** The same inside a caller's transaction. */
  async within(sql: Sql, ask: SatisfactionAsk): Promise<SatisfactionReport> {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const madeAt = this.clock.now();
    const period = periodOf(ask, dayOf(madeAt, timeZone));
    const before = periodBefore(period);
    const { kind, kinds, days, groups, strata, reasons, notAsked } = await countScores(sql, {
      ...{ filters: ask, survey: ask.kind ?? null, period, before, dayAfter: addDays(period.to, 1), timeZone },
    });
    const rows = days.filter((row) => row.day !== null);
    const here = answersOf(kind, rows);
    const there = answersOf(
      kind,
      days.filter((row) => row.day === null),
    );
    const grouped = byGroup(kind, groups);
    return {
      ...{ kind, kinds, unit: kind === 'nps' ? 'points' : 'share', period, previous: before, timeZone },
      madeAt: madeAt.toISOString(),
      ...{ score: totalScore(here, there), responseRate: responseRate(here, there), hundred: hundredPoints(here) },
      ...{ mean: meanOf(kind, here, rows), distribution: distributionOf(kind, rows) },
      ...{ step: stepOf(period), trend: trendOf(kind, period, days), groups: groupsOf(here, grouped) },
      ...{ drivers: driversOf(here, grouped), reasons: reasonsOf(here, reasons) },
      silent: silentPanel(kind, here, grouped, strata),
      notAsked: notAskedCounts(notAsked).filter(({ count }) => count > 0),
    };
  }
}
