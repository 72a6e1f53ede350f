// "Which tickets are these?": opens any figure of the overview into the rows it was counted from.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { type Dimension, daysOf, type Figure, parseFigure, SEEN, type Seen } from './figures.js';
import type { Grouping } from './groupings.js';
import type { OverviewAsk } from './overview.report.js';
import { readOneMoment } from './read-days.js';
import { ReadGrouping } from './read-grouping.js';
import { type After, readLines, selectionOf } from './report-lines.store.js';
import { addDays, dayOf, periodOf } from './report-period.js';
import type { RowsPage } from './report-rows.requests.js';

export interface RowsAsk extends OverviewAsk {
  figure: string;
  sort: 'newest' | 'largest';
  cursor: string | null;
  limit: number;
  /** Only one group of a breakdown. */
  group?: { by: Dimension | Seen; field?: string | null; value: string } | null;
}

@Injectable()
export class ListRows {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly groupings: ReadGrouping,
  ) {}

  /**
   * A page of rows, newest or largest first. As many rows as the figure says, over all pages.
   * @throws DomainError validation-failed for an unknown figure, a torn cursor, days that make no period
   */
  async run(ask: RowsAsk): Promise<RowsPage> {
    const figure = parseFigure(ask.figure);
    if (!figure) throw new DomainError('validation-failed', { fields: ['figure'] });
    const ofSurveys = SEEN.some((each) => each === ask.group?.by);
    if (ofSurveys && selectionOf(figure, ask.clock).table !== 'report_survey')
      throw new DomainError('validation-failed', { fields: ['by'] });
    return this.database.reading(async (tx) => {
      await readOneMoment(tx);
      return this.within(tx, ask, figure);
    });
  }

  private async within(sql: Sql, ask: RowsAsk, figure: Figure): Promise<RowsPage> {
    const { timeZone } = await this.workspaces.run(ask.workspaceId, sql);
    const now = this.clock.now();
    const today = dayOf(now, timeZone);
    const period = periodOf(ask, today);
    const days = daysOf(ask.figure, { from: period.from, until: addDays(period.to, 1) }, today);
    const { lines, after } = await readLines(sql, {
      ...ask,
      group: ask.group
        ? { grouping: await this.grouping(sql, ask.workspaceId, ask.group), value: ask.group.value }
        : null,
      figure,
      period: { ...period, from: days.from },
      dayAfter: days.until,
      timeZone,
      now,
      after: ask.cursor === null ? null : readCursor(ask.cursor),
    });
    return {
      figure: ask.figure,
      unit: selectionOf(figure, ask.clock).unit,
      items: lines.map((line) => ({ ...line, at: line.at.toISOString() })),
      next: after && Buffer.from(JSON.stringify(after)).toString('base64url'),
    };
  }

  private grouping(
    sql: Sql,
    workspaceId: string,
    { by, field = null }: NonNullable<RowsAsk['group']>,
  ): Promise<Grouping> {
    return this.groupings.run(sql, workspaceId, by, field);
  }
}

function readCursor(cursor: string): After {
  try {
    const [key, ticketId, part] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (
      typeof key === 'number' &&
      typeof ticketId === 'string' &&
      /^[0-9a-f-]{36}$/.test(ticketId) &&
      Number.isInteger(part)
    )
      return [key, ticketId, part as number];
  } catch {
    // falls through: whatever it was, it is not ours
  }
  throw new DomainError('validation-failed', { fields: ['cursor'] });
}
