// Saved views as somebody sees them: which there are, what each asks of a ticket, how many meet it, and what it names that is gone.
import { Injectable } from '@nestjs/common';
import { Connections } from '../../desk/read-connections.js';
import { ReadTags } from '../../desk/tags.js';
import { AgentNames } from '../../people/agent-names.js';
import { ReadTeams } from '../../people/read-teams.js';
import { ReadSegments } from '../../people/segments/read-segments.js';
import { Clock } from '../../platform/clock.js';
import { type Condition, type Fields, leavesOf } from '../../platform/conditions/condition.js';
import { AskPatiently } from '../../platform/database/ask-patiently.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { ReadTicketFields } from '../read-ticket-fields.js';
import {
  checkViewCondition,
  isPersonal,
  type Looker,
  ME,
  MINE,
  maySee,
  personalise,
  type SavedView,
} from './saved-view.js';
import { findView, listViews } from './saved-views.store.js';
import { type After, SharedCounts } from './shared-counts.js';
import { type ViewWhere, whereOf } from './view-where.js';
import { COUNT_PATIENCE_MS, type ViewCount, WalkPast } from './walk-past.js';

/** What stands in a condition and is not there any more. */
export interface Gone {
  field: string;
  /** Null: the field itself is gone; then nothing meets the view until it is mended. */
  value: string | number | null;
}

@Injectable()
export class ReadViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly fields: ReadTicketFields,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
    private readonly tags: ReadTags,
    private readonly connections: Connections,
    private readonly segments: ReadSegments,
    private readonly shared: SharedCounts,
    private readonly patient: AskPatiently,
    private readonly past: WalkPast,
  ) {}

  list(workspaceId: string, who: Looker): Promise<SavedView[]> {
    return listViews(this.database, workspaceId, who);
  }

  /** @throws DomainError not-found, also when it is not for these eyes. */
  async one(workspaceId: string, id: string, who: Looker): Promise<SavedView> {
    const view = await findView(this.database, workspaceId, id);
    if (!view || !maySee(view, who)) throw new DomainError('not-found');
    return view;
  }

  /** What the view asks, as this person means it. Null: it asks for a field that is gone, which nothing meets. */
  async where(workspaceId: string, condition: Condition, who: Looker): Promise<ViewWhere | null> {
    return this.meant(condition, await this.fields.run(workspaceId), who);
  }

  private meant(condition: Condition, fields: Fields<never>, who: Looker): ViewWhere | null {
    if (checkViewCondition(condition, fields).length > 0) return null;
    return whereOf(personalise(condition, who), fields, this.clock.now());
  }

  /** By id: exact where a view keeps to what is active, else up to a thousand. Shared by all for whom it means the same. */
  async counts(
    workspaceId: string,
    views: SavedView[],
    who: Looker,
    after: After,
  ): Promise<(ViewCount & { id: string })[]> {
    if (views.length === 0) return [];
    const fields = await this.fields.run(workspaceId);
    return Promise.all(
      views.map(async ({ id, condition }) => {
        const whose = isPersonal(condition) ? `${who.agentId} ${who.teamIds.join()}` : '';
        const key = `view ${workspaceId} ${whose} ${JSON.stringify(condition)}`;
        const where = this.meant(condition, fields, who);
        const count = where
          ? await this.shared.run(key, () => this.countable(workspaceId, where), after, 'views')
          : { count: 0, more: false };
        return { id, ...count };
      }),
    );
  }

  /** One view that cannot be counted in time leaves the others their counts: so many, or more. */
  private async countable(workspaceId: string, where: ViewWhere): Promise<ViewCount> {
    try {
      return await this.count(workspaceId, where);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'search-too-broad') return { count: 0, more: true };
      throw error;
    }
  }

  /** @throws DomainError search-too-broad */
  async count(workspaceId: string, where: ViewWhere): Promise<ViewCount> {
    if (!where.active) return this.past.count(workspaceId, where);
    const params: unknown[] = [workspaceId];
    const asks = where.asks((value) => `$${params.push(value)}`);
    const [row] = await this.patient.query<{ count: number }>(
      `SELECT count(*) AS count FROM ticket t WHERE t.workspace_id = $1 AND ${where.base} AND ${asks}`,
      params,
      COUNT_PATIENCE_MS,
    );
    return { count: row!.count, more: false };
  }

  /** For each view: what it names that is gone. */
  async gone(workspaceId: string, views: SavedView[]): Promise<Gone[][]> {
    if (views.length === 0) return [];
    const [fields, agents, teams, tags, connections, { segments }] = await Promise.all([
      this.fields.run(workspaceId),
      this.agents.run(this.database, workspaceId),
      this.teams.run(workspaceId),
      this.tags.run(workspaceId),
      this.connections.all(workspaceId),
      this.segments.run(workspaceId),
    ]);
    const here: Record<string, Set<string | number>> = {
      assignee: new Set([ME, ...agents.keys()]),
      team: new Set([MINE, ...teams.map(({ id }) => id)]),
      tag: new Set(tags.map(({ id }) => id)),
      connection: new Set(connections.map(({ id }) => id)),
      segment: new Set(segments.map(({ id }) => id)),
    };
    return views.map(({ condition }) =>
      leavesOf(condition).flatMap(({ field, value }): Gone[] => {
        if (!Object.hasOwn(fields, field)) return [{ field, value: null }];
        const known = here[field];
        if (!known || value === undefined) return [];
        return ((Array.isArray(value) ? value : [value]) as (string | number)[])
          .filter((one) => !known.has(one))
          .map((one) => ({ field, value: one }));
      }),
    );
  }
}
