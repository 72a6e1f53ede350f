// The doors of rules: leads write, try and read them; everyone may know what a rule is called.
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../platform/database/database.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { Limits } from '../platform/http/limits.js';
import { TicketFieldView } from '../tickets/views/views.requests.js';
import { ChangeRules, ReadRules } from './change-rules.js';
import { DryRunRule } from './dry-run-rule.js';
import { ReadRuleFields } from './read-rule-fields.js';
import type { Rule } from './rule.js';
import { listRuns } from './rule-run.store.js';
import {
  DryRunRequest,
  DryRunView,
  RuleName,
  RuleOrderRequest,
  RuleRequest,
  RuleRunPage,
  RuleRunsQuery,
  RuleView,
} from './rules.requests.js';
import { listRuleNames } from './rules.store.js';

const PAGE = 50;

@ApiTags('rules')
@Controller('api/v1')
export class RulesController {
  constructor(
    private readonly database: Database,
    private readonly read: ReadRules,
    private readonly change: ChangeRules,
    private readonly dryRun: DryRunRule,
    private readonly fields: ReadRuleFields,
    private readonly limits: Limits,
  ) {}

  @Get('rules')
  @Access('lead')
  @ApiOkResponse({ type: RuleView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<RuleView[]> {
    return (await this.read.run(caller.workspaceId)).map(view);
  }

  @Get('rule-fields')
  @Access('lead')
  @ApiOkResponse({ type: TicketFieldView, isArray: true })
  offer(@CallerOf() caller: Caller): Promise<TicketFieldView[]> {
    return this.fields.offer(caller.workspaceId);
  }

  @Get('rule-names')
  @Access('agent')
  @ApiOkResponse({ type: RuleName, isArray: true })
  names(@CallerOf() caller: Caller): Promise<RuleName[]> {
    return listRuleNames(this.database, caller.workspaceId);
  }

  @Post('rules')
  @Access('lead')
  @ApiCreatedResponse({ type: RuleView })
  async create(@CallerOf() caller: Caller, @Body() body: RuleRequest): Promise<RuleView> {
    return view(await this.change.write(caller.workspaceId, null, body));
  }

  @Post('rules/dry-run')
  @HttpCode(200)
  @Access('lead')
  @ApiOkResponse({
    type: DryRunView,
    description: 'Which of the newest tickets it would have run for. Touches nothing.',
  })
  async dry(@CallerOf() caller: Caller, @Body() body: DryRunRequest): Promise<DryRunView> {
    await this.limits.take('rule-dry-run', caller.workspaceId, 60, 60);
    return this.dryRun.run(caller.workspaceId, body);
  }

  @Put('rules/order')
  @Access('lead')
  @ApiOkResponse({ type: RuleView, isArray: true })
  async place(@CallerOf() caller: Caller, @Body() { ids }: RuleOrderRequest): Promise<RuleView[]> {
    return (await this.change.place(caller.workspaceId, ids)).map(view);
  }

  @Put('rules/:id')
  @Access('lead')
  @ApiOkResponse({ type: RuleView })
  async put(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: RuleRequest): Promise<RuleView> {
    return view(await this.change.write(caller.workspaceId, id, body));
  }

  @Delete('rules/:id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  remove(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.change.drop(caller.workspaceId, id);
  }

  @Get('rule-runs')
  @Access('lead')
  @ApiOkResponse({
    type: RuleRunPage,
    description: 'What rules did, newest first; of one rule, of one ticket, or all.',
  })
  async runs(@CallerOf() caller: Caller, @Query() query: RuleRunsQuery): Promise<RuleRunPage> {
    const { ruleId = null, ticketId = null, cursor = null } = query;
    const rows = await listRuns(this.database, caller.workspaceId, {
      ruleId,
      ticketId,
      before: cursor,
      limit: PAGE + 1,
    });
    const items = rows.slice(0, PAGE).map(({ id, ruleId, ticketId, number, subject, preview, state, outcomes, at }) => {
      return { id, ruleId, ticketId, number, subject, preview, state, outcomes, at: at.toISOString() };
    });
    return { items, next: rows.length > PAGE ? items.at(-1)!.id : null };
  }
}

function view({ since: _, failingSince, ...rule }: Rule): RuleView {
  return { ...rule, failingSince: failingSince?.toISOString() ?? null };
}
