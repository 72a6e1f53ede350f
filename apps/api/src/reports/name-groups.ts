// What the groups of a breakdown are called, so that neither the screen nor a spreadsheet shows bare ids.
import { Injectable } from '@nestjs/common';
import { Connections } from '../desk/read-connections.js';
import { ReadTags } from '../desk/tags.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadTeams } from '../people/read-teams.js';
import { localeOf } from '../platform/words/words.js';
import { ReadSurveyNames } from '../survey/read-survey-names.js';
import type { BreakdownReport } from './breakdown.requests.js';
import type { SatisfactionReport } from './satisfaction.requests.js';

@Injectable()
export class NameGroups {
  constructor(
    private readonly teams: ReadTeams,
    private readonly agents: ReadAgents,
    private readonly tags: ReadTags,
    private readonly connections: Connections,
    private readonly surveys: ReadSurveyNames,
  ) {}

  /** Channels and languages are their own names; of what was deleted since, none is left. */
  async run(workspaceId: string, report: BreakdownReport): Promise<BreakdownReport> {
    const names = await this.namesOf(workspaceId, report.by);
    return {
      ...report,
      items: report.items.map((item) => ({ ...item, name: names.get(item.group ?? '') ?? null })),
    };
  }

  /** The same for the page of satisfaction; reasons in the reader's language. */
  async satisfaction(workspaceId: string, locale: string, report: SatisfactionReport): Promise<SatisfactionReport> {
    const { surveys, reasons } = await this.surveys.run(workspaceId, localeOf(locale));
    const known = new Map<string, Map<string, string>>([['survey', surveys]]);
    for (const by of ['team', 'agent', 'connection'] as const) known.set(by, await this.namesOf(workspaceId, by));
    const named = <Line extends { group: string | null }>(by: string, line: Line): Line => ({
      ...line,
      name: known.get(by)?.get(line.group ?? '') ?? null,
    });
    return {
      ...report,
      groups: report.groups.map((one) => ({ ...one, items: one.items.map((item) => named(one.by, item)) })),
      drivers: report.drivers.map((driver) => named(driver.by, driver)),
      reasons: report.reasons.map((line) => ({ ...line, name: reasons.get(line.reason) ?? null })),
      silent: { ...report.silent, lines: report.silent.lines.map((line) => named(line.by, line)) },
    };
  }

  private async namesOf(workspaceId: string, by: BreakdownReport['by']): Promise<Map<string, string>> {
    const named = (rows: { id: string | number; name: string }[]) =>
      new Map(rows.map((row) => [String(row.id), row.name]));
    if (by === 'team') return named(await this.teams.run(workspaceId));
    if (by === 'agent') return named(await this.agents.run(workspaceId));
    if (by === 'tag') return named(await this.tags.run(workspaceId));
    if (by === 'connection') return named(await this.connections.all(workspaceId));
    return new Map();
  }
}
