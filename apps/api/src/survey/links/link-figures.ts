// What each link has come to over some days: a score of its own, because whoever answers there was not asked by us.
import { Injectable } from '@nestjs/common';
import { scaleOf, scoreOfAnswers } from '@otklik/survey';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { addDays, type Days, dayOf, periodOf } from '../../platform/report-period.js';
import { type ScoreByLink, scoresByLink } from './link.store.js';
import type { LinkFigure, LinkFigures } from './links.requests.js';

@Injectable()
export class ReadLinkFigures {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  /** @throws DomainError validation-failed for days that make no period */
  async run(workspaceId: string, ask: { from?: string; to?: string }): Promise<LinkFigures> {
    const { timeZone } = await this.workspaces.run(workspaceId);
    const period = periodOf(ask, dayOf(this.clock.now(), timeZone));
    return { ...period, links: await linkFigures(this.database, workspaceId, period, timeZone) };
  }
}

/** One a link and scale: a scale that was changed begins a figure of its own. Most answered first. */
export async function linkFigures(sql: Sql, workspaceId: string, days: Days, timeZone: string): Promise<LinkFigure[]> {
  const scores = await scoresByLink(sql, workspaceId, { from: days.from, until: addDays(days.to, 1), timeZone });
  const groups = new Map<string, ScoreByLink[]>();
  for (const row of scores.filter(({ kind, scaleMax }) => scaleOf(kind, scaleMax))) {
    const key = `${row.linkId} ${row.kind} ${row.scaleMax}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const figures = [...groups.values()].map((rows) => {
    const { linkId, link, surveyId, kind, scaleMax } = rows[0]!;
    const counts = new Map(rows.map(({ score, n }) => [score, n]));
    return { linkId, link, surveyId, kind, scaleMax, ...scoreOfAnswers(kind, scaleMax, counts) };
  });
  return figures.sort((a, b) => b.answered - a.answered || a.link.localeCompare(b.link));
}
