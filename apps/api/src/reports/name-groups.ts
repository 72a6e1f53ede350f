// What the groups of a breakdown are called, so that neither the screen nor a spreadsheet shows bare ids.
import { Injectable } from '@nestjs/common';
import { Connections } from '../desk/read-connections.js';
import { ReadTags } from '../desk/tags.js';
import { ReadFields } from '../people/fields/read-fields.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadTeams } from '../people/read-teams.js';
import { ReadSegments } from '../people/segments/read-segments.js';
import type { BreakdownReport } from './breakdown.requests.js';
import type { SatisfactionReport } from './satisfaction.requests.js';
import type { SatisfactionModelReport } from './satisfaction-model.requests.js';

@Injectable()
export class NameGroups {
  constructor(
    private readonly teams: ReadTeams,
    private readonly agents: ReadAgents,
    private readonly tags: ReadTags,
    private readonly connections: Connections,
    private readonly segments: ReadSegments,
    private readonly fields: ReadFields,
  ) {}

  /** Channels, languages and priorities are their own names; of what was deleted since, none is left. */
  async run(workspaceId: string, report: BreakdownReport): Promise<BreakdownReport> {
    const names = await this.namesOf(workspaceId, report);
    return {
      ...report,
      items: report.items.map((item) => ({ ...item, name: names.get(item.group ?? '') ?? null })),
    };
  }

  /** The same for the page of satisfaction. What surveys and reasons are called, surveys say (GET /api/v1/surveys/words). */
  async satisfaction(workspaceId: string, report: SatisfactionReport): Promise<SatisfactionReport> {
    const known = new Map<string, Map<string, string>>();
    for (const by of ['team', 'agent', 'connection'] as const)
      known.set(by, await this.namesOf(workspaceId, { by, field: null }));
    const named = <Line extends { group: string | null }>(by: string, line: Line): Line => ({
      ...line,
      name: known.get(by)?.get(line.group ?? '') ?? null,
    });
    return {
      ...report,
      groups: report.groups.map((one) => ({ ...one, items: one.items.map((item) => named(one.by, item)) })),
      drivers: report.drivers.map((driver) => named(driver.by, driver)),
      silent: { ...report.silent, lines: report.silent.lines.map((line) => named(line.by, line)) },
    };
  }

  /** Teams by their names; channels and languages are their own. */
  async drivers(workspaceId: string, report: SatisfactionModelReport): Promise<SatisfactionModelReport> {
    const teams = await this.namesOf(workspaceId, { by: 'team', field: null });
    return {
      ...report,
      drivers: report.drivers.map((driver) =>
        driver.feature === 'team'
          ? {
              ...driver,
              levelName: teams.get(driver.level ?? '') ?? null,
              againstName: teams.get(driver.against ?? '') ?? null,
            }
          : driver,
      ),
    };
  }

  private async namesOf(
    workspaceId: string,
    { by, field }: Pick<BreakdownReport, 'by' | 'field'>,
  ): Promise<Map<string, string>> {
    const named = (rows: { id: string | number; name: string }[]) =>
      new Map(rows.map((row) => [String(row.id), row.name]));
    if (by === 'team') return named(await this.teams.run(workspaceId));
    if (by === 'agent') return named(await this.agents.run(workspaceId));
    if (by === 'tag') return named(await this.tags.run(workspaceId));
    if (by === 'connection') return named(await this.connections.all(workspaceId));
    if (by === 'segment') return named((await this.segments.run(workspaceId)).segments);
    if (by !== 'field') return new Map();
    const known = await this.fields.run(workspaceId, 'ticket');
    const choices = known.find(({ id }) => id === field)?.choices ?? [];
    return named(choices.map(({ id, label }) => ({ id, name: label })));
  }
}
