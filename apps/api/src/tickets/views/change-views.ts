// A view is saved, changed, put in its place or taken away: a personal one by its owner, a team's by its people, a shared one by leads.
import { Injectable } from '@nestjs/common';
import { ReadTeams } from '../../people/read-teams.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Sql } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import { newId } from '../../platform/ids.js';
import { ReadTicketFields } from '../read-ticket-fields.js';
import { checkViewCondition, type Looker, mayChange, maySee, type SavedView } from './saved-view.js';
import {
  countViews,
  deleteView,
  findView,
  insertView,
  MOST_VIEWS,
  placeViews,
  updateView,
} from './saved-views.store.js';

export type ViewOrder = Omit<SavedView, 'id' | 'agentId' | 'place'>;
const LARGEST_LOOK = 4_000;

@Injectable()
export class ChangeViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly teams: ReadTeams,
    private readonly fields: ReadTicketFields,
    private readonly news: PassingNews,
  ) {}

  /** @throws DomainError validation-failed; not-allowed (for whom it would be). */
  async create(workspaceId: string, who: Looker, order: ViewOrder): Promise<string> {
    await this.check(this.database, workspaceId, who, order);
    const view: SavedView = { ...order, id: newId(), agentId: who.agentId, place: 0 };
    await this.database.transaction(async (tx) => {
      if ((await countViews(tx, workspaceId, view.scope, view.agentId)) >= MOST_VIEWS)
        throw new DomainError('too-many-views', { limit: MOST_VIEWS });
      await insertView(tx, workspaceId, view, this.clock.now());
      tx.afterCommit(() => this.news.tellViews({ workspaceId }));
    });
    return view.id;
  }

  /** @throws DomainError not-found; not-allowed (it is somebody else's, or would be); validation-failed. */
  async change(workspaceId: string, who: Looker, id: string, change: Partial<ViewOrder>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const view = await this.mine(tx, workspaceId, who, id);
      const next: SavedView = { ...view, ...change };
      if (next.scope !== 'team') next.teamId = null;
      // Whoever takes a view to themselves is its owner then.
      if (next.scope === 'personal' && view.scope !== 'personal') next.agentId = who.agentId;
      await this.check(tx, workspaceId, who, next, change.condition === undefined);
      await updateView(tx, workspaceId, next, this.clock.now());
      tx.afterCommit(() => this.news.tellViews({ workspaceId }));
    });
  }

  /** First to last. @throws DomainError not-found; not-allowed. */
  async place(workspaceId: string, who: Looker, ids: string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const id of ids) await this.mine(tx, workspaceId, who, id);
      await placeViews(tx, workspaceId, ids);
      tx.afterCommit(() => this.news.tellViews({ workspaceId }));
    });
  }

  /** @throws DomainError not-found; not-allowed. */
  async drop(workspaceId: string, who: Looker, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.mine(tx, workspaceId, who, id);
      await deleteView(tx, workspaceId, id);
      tx.afterCommit(() => this.news.tellViews({ workspaceId }));
    });
  }

  private async mine(tx: Sql, workspaceId: string, who: Looker, id: string): Promise<SavedView> {
    const view = await findView(tx, workspaceId, id);
    if (!view || !maySee(view, who)) throw new DomainError('not-found');
    if (!mayChange(view, who)) throw new DomainError('not-allowed');
    return view;
  }

  private async check(
    sql: Sql,
    workspaceId: string,
    who: Looker,
    order: ViewOrder & { agentId?: string | null },
    asIs = false,
  ) {
    const faults = asIs ? [] : checkViewCondition(order.condition, await this.fields.run(workspaceId, sql));
    if (order.name.trim() === '') faults.push('name');
    if (JSON.stringify(order.look).length > LARGEST_LOOK) faults.push('look');
    const team = order.scope === 'team' ? order.teamId : null;
    if (order.scope === 'team' && !(await this.teams.run(workspaceId, sql)).some(({ id }) => id === team))
      faults.push('teamId');
    if (order.scope === 'personal' && !who.agentId) faults.push('scope');
    if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults });
    const { scope, teamId } = order;
    if (!mayChange({ scope, teamId, agentId: order.agentId ?? who.agentId }, who)) throw new DomainError('not-allowed');
  }
}
