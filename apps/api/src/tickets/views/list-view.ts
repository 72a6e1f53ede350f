// One page of whatever stands in a view, the desk's own or a saved one, as its looker means it.
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors.js';
import type { Caller } from '../../platform/http/access.js';
import { ListTickets, type Sort, type TicketPage, type TicketQuery, VIEWS, type View } from '../list-tickets.js';
import { LookAs } from './look-as.js';
import { ReadViews } from './read-views.js';
import { WalkPast } from './walk-past.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isView = (name: string): name is View => (VIEWS as readonly string[]).includes(name);

export type PageOrder = Pick<TicketQuery, 'cursor' | 'limit' | 'contactId' | 'q'> & {
  /** Null: as the view has it. */
  sort: Sort | null;
};

@Injectable()
export class ListView {
  constructor(
    private readonly look: LookAs,
    private readonly views: ReadViews,
    private readonly list: ListTickets,
    private readonly past: WalkPast,
  ) {}

  /** `view`: the name of one of the desk's own, or the id of a saved one. @throws DomainError validation-failed; not-found. */
  async run(caller: Caller, view: string, page: PageOrder): Promise<TicketPage> {
    const { workspaceId, agentId } = caller;
    const query = { ...page, workspaceId, agentId, view: 'all' as View, sort: page.sort ?? 'waiting' };
    if (isView(view)) return this.list.run({ ...query, ...(await this.own(caller, view)) });
    if (!ID.test(view)) throw new DomainError('validation-failed', { fields: ['view'] });
    const who = await this.look.run(caller);
    const saved = await this.views.one(workspaceId, view, who);
    const where = await this.views.where(workspaceId, saved.condition, who);
    if (!where) return { items: [], next: null };
    if (!where.active) return this.past.run(query, where);
    const sql: NonNullable<TicketQuery['where']>['sql'] = (give) => `${where.base} AND ${where.asks(give)}`;
    return this.list.run({ ...query, sort: page.sort ?? saved.sort, where: { active: true, sql } });
  }

  /** What some of the desk's own views have to know besides. */
  private async own(caller: Caller, view: View): Promise<Pick<TicketQuery, 'view' | 'teamIds' | 'today'>> {
    if (view === 'my-teams') return { view, teamIds: (await this.look.run(caller)).teamIds };
    if (view === 'solved-today') return { view, today: await this.look.today(caller.workspaceId) };
    return { view };
  }
}
