// The doors of saved views, and of the words their conditions are made of.
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Condition } from '../../platform/conditions/condition.js';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { ReadTicketFields } from '../read-ticket-fields.js';
import { ChangeViews } from './change-views.js';
import { LookAs } from './look-as.js';
import { OfferFields } from './offer-fields.js';
import { type Gone, ReadViews } from './read-views.js';
import { asksFor, checkViewCondition, keepsToActive, type Looker, mayChange, type SavedView } from './saved-view.js';
import * as r from './views.requests.js';

@ApiTags('views')
@Controller('api/v1')
export class ViewsController {
  constructor(
    private readonly look: LookAs,
    private readonly read: ReadViews,
    private readonly write: ChangeViews,
    private readonly fields: ReadTicketFields,
    private readonly offer: OfferFields,
  ) {}

  @Get('ticket-fields')
  @Access('agent')
  @ApiOkResponse({ type: r.TicketFieldView, isArray: true })
  offered(@CallerOf() { workspaceId }: Caller): Promise<r.TicketFieldView[]> {
    return this.offer.run(workspaceId);
  }

  @Get('views')
  @Access('agent')
  @ApiOkResponse({ type: r.SavedViewView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<r.SavedViewView[]> {
    const who = await this.look.run(caller);
    const views = await this.read.list(caller.workspaceId, who);
    const gone = await this.read.gone(caller.workspaceId, views);
    return views.map((view, at) => shown(view, gone[at]!, who));
  }

  @Post('views')
  @Access('agent')
  @ApiCreatedResponse({ type: r.SavedViewView })
  async create(@CallerOf() caller: Caller, @Body() body: r.CreateViewRequest): Promise<r.SavedViewView> {
    const who = await this.look.run(caller);
    const id = await this.write.create(caller.workspaceId, who, {
      scope: body.scope,
      teamId: body.scope === 'team' ? (body.teamId ?? null) : null,
      name: body.name.trim(),
      icon: body.icon ?? null,
      condition: body.condition as Condition,
      sort: body.sort ?? 'waiting',
      look: body.look ?? {},
    });
    return this.shownOf(caller, id, who);
  }

  @Post('views/count')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.ViewCountView, description: 'How many tickets meet a condition that is not saved yet.' })
  async try(@CallerOf() caller: Caller, @Body() { condition }: r.CheckViewRequest): Promise<r.ViewCountView> {
    const faults = checkViewCondition(condition, await this.fields.run(caller.workspaceId));
    if (faults.length > 0) throw new DomainError('validation-failed', { fields: faults });
    const who = await this.look.run(caller);
    const where = await this.read.where(caller.workspaceId, condition as Condition, who);
    return this.read.count(caller.workspaceId, where!);
  }

  @Put('views/order')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  async place(@CallerOf() caller: Caller, @Body() { ids }: r.PlaceViewsRequest): Promise<void> {
    await this.write.place(caller.workspaceId, await this.look.run(caller), [...new Set(ids)]);
  }

  @Get('views/:id')
  @Access('agent')
  @ApiOkResponse({ type: r.SavedViewView })
  async one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<r.SavedViewView> {
    return this.shownOf(caller, id, await this.look.run(caller));
  }

  @Patch('views/:id')
  @Access('agent')
  @ApiOkResponse({ type: r.SavedViewView })
  async change(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Body() body: r.ChangeViewRequest,
  ): Promise<r.SavedViewView> {
    const who = await this.look.run(caller);
    const { condition, name, ...rest } = body;
    await this.write.change(caller.workspaceId, who, id, {
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      ...(name === undefined ? {} : { name: name.trim() }),
      ...(condition === undefined ? {} : { condition: condition as Condition }),
    });
    return this.shownOf(caller, id, who);
  }

  @Delete('views/:id')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  async drop(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    await this.write.drop(caller.workspaceId, await this.look.run(caller), id);
  }

  private async shownOf({ workspaceId }: Caller, id: string, who: Looker): Promise<r.SavedViewView> {
    const view = await this.read.one(workspaceId, id, who);
    const [gone] = await this.read.gone(workspaceId, [view]);
    return shown(view, gone!, who);
  }
}

const shown = (view: SavedView, gone: Gone[], who: Looker): r.SavedViewView => ({
  ...view,
  mayChange: mayChange(view, who),
  past: !keepsToActive(view.condition) || asksFor(view.condition, 'spam'),
  gone: gone.map(({ field, value }) => ({ field, value: value === null ? null : String(value) })),
});
