// What the groups of a breakdown are called, so that neither the screen nor a spreadsheet shows bare ids.
import { Injectable } from '@nestjs/common';
import { Connections } from '../desk/read-connections.js';
import { ReadTags } from '../desk/tags.js';
import { ReadAgents } from '../people/read-agents.js';
import { ReadTeams } from '../people/read-teams.js';
import type { BreakdownReport } from './breakdown.requests.js';

@Injectable()
export class NameGroups {
  constructor(
    private readonly teams: ReadTeams,
    private readonly agents: ReadAgents,
    private readonly tags: ReadTags,
    private readonly connections: Connections,
  ) {}

  /** Channels and languages are their own names; of what was deleted since, none is left. */
  async run(workspaceId: string, report: BreakdownReport): Promise<BreakdownReport> {
    const names = await this.namesOf(workspaceId, report.by);
    return {
      ...report,
      items: report.items.map((item) => ({ ...item, name: names.get(item.group ?? '') ?? null })),
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
