// The doors of routing: leads shape how work is handed out, and see how it stands.
import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Skills } from '../../people/presence/skills.js';
import type { Condition } from '../../platform/conditions/condition.js';
import { Database } from '../../platform/database/database.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { ChangeRouting, type RuleOrder } from './change-routing.js';
import { type Now, ReadNow } from './read-now.js';
import type { Routing } from './routing.js';
import * as r from './routing.requests.js';
import { readRouting } from './routing.store.js';

@ApiTags('routing')
@Controller('api/v1/routing')
export class RoutingController {
  constructor(
    private readonly database: Database,
    private readonly change: ChangeRouting,
    private readonly skills: Skills,
    private readonly now: ReadNow,
  ) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: r.RoutingView })
  async read(@CallerOf() { workspaceId }: Caller): Promise<r.RoutingView> {
    return this.view(workspaceId, await readRouting(this.database, workspaceId));
  }

  @Get('now')
  @Access('lead')
  @ApiOkResponse({ type: r.NowView })
  standing(@CallerOf() caller: Caller): Promise<Now> {
    return this.now.run(caller.workspaceId);
  }

  @Put('terms')
  @Access('lead')
  @ApiOkResponse({ type: r.RoutingView })
  async terms(@CallerOf() { workspaceId }: Caller, @Body() body: r.RoutingTermsFields): Promise<r.RoutingView> {
    const { defaultTeamId, byLanguage, capacity } = body;
    return this.view(
      workspaceId,
      await this.change.terms(workspaceId, { defaultTeamId, byLanguage, capacity: { ...capacity } }),
    );
  }

  @Put('plan')
  @Access('lead')
  @ApiOkResponse({ type: r.RoutingView })
  async plan(@CallerOf() { workspaceId }: Caller, @Body() body: r.RoutingPlanFields): Promise<r.RoutingView> {
    return this.view(workspaceId, await this.change.plan(workspaceId, { ...body }));
  }

  @Post('rules')
  @HttpCode(200)
  @Access('lead')
  @ApiOkResponse({ type: r.RoutingView })
  async create(@CallerOf() { workspaceId }: Caller, @Body() body: r.RoutingRuleRequest): Promise<r.RoutingView> {
    return this.view(workspaceId, await this.change.rule(workspaceId, null, orderOf(body)));
  }

  @Put('rules/order')
  @Access('lead')
  @ApiOkResponse({ type: r.RoutingView })
  async place(@CallerOf() { workspaceId }: Caller, @Body() { ids }: r.RoutingRuleOrder): Promise<r.RoutingView> {
    return this.view(workspaceId, await this.change.place(workspaceId, ids));
  }

  @Put('rules/:id')
  @Access('lead')
  @ApiOkResponse({ type: r.RoutingView })
  async write(
    @CallerOf() { workspaceId }: Caller,
    @Id('id') id: string,
    @Body() body: r.RoutingRuleRequest,
  ): Promise<r.RoutingView> {
    return this.view(workspaceId, await this.change.rule(workspaceId, id, orderOf(body)));
  }

  @Delete('rules/:id')
  @Access('lead')
  @ApiOkResponse({ type: r.RoutingView })
  async remove(@CallerOf() { workspaceId }: Caller, @Id('id') id: string): Promise<r.RoutingView> {
    return this.view(workspaceId, await this.change.drop(workspaceId, id));
  }

  private async view(workspaceId: string, { terms, plans, rules }: Routing): Promise<r.RoutingView> {
    const names = new Map((await this.skills.run(workspaceId)).map((skill) => [skill.id, skill.name]));
    return {
      terms,
      plans,
      rules: rules.map((rule) => ({
        ...rule,
        condition: rule.condition as unknown as Record<string, unknown>,
        skills: rule.skills.flatMap((id) => names.get(id) ?? []),
      })),
    };
  }
}

const orderOf = ({ name, enabled, condition, teamId, skills, first }: r.RoutingRuleRequest): RuleOrder => ({
  name,
  enabled,
  condition: condition as unknown as Condition,
  teamId,
  skills,
  first,
});
