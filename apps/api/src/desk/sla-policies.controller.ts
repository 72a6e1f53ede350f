// The doors of SLA policies: leads and owners only.
import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { ChangeSlaPolicies, type PolicyOrder, ReadSlaPolicies } from './sla-policies.js';
import { SlaOrderRequest, SlaPolicyRequest, SlaPolicyView } from './sla-policies.requests.js';
import { type SlaPolicy, sharedConditions } from './sla-policy.js';

@ApiTags('sla')
@Controller('api/v1/sla-policies')
export class SlaPoliciesController {
  constructor(
    private readonly read: ReadSlaPolicies,
    private readonly change: ChangeSlaPolicies,
  ) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: SlaPolicyView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<SlaPolicyView[]> {
    return (await this.read.run(caller.workspaceId)).map(view);
  }

  @Post()
  @Access('lead')
  @ApiCreatedResponse({ type: SlaPolicyView })
  async create(@CallerOf() caller: Caller, @Body() body: SlaPolicyRequest): Promise<SlaPolicyView> {
    return view(await this.change.write(caller.workspaceId, null, order(body)));
  }

  @Put('order')
  @Access('lead')
  @ApiOkResponse({ type: SlaPolicyView, isArray: true })
  async place(@CallerOf() caller: Caller, @Body() { ids }: SlaOrderRequest): Promise<SlaPolicyView[]> {
    return (await this.change.place(caller.workspaceId, ids)).map(view);
  }

  @Put(':id')
  @Access('lead')
  @ApiOkResponse({ type: SlaPolicyView })
  async put(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: SlaPolicyRequest): Promise<SlaPolicyView> {
    return view(await this.change.write(caller.workspaceId, id, order(body)));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  remove(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.change.drop(caller.workspaceId, id);
  }
}

function view({ createdAt: _, ...policy }: SlaPolicy): SlaPolicyView {
  return policy;
}

function order({ conditions, ...body }: SlaPolicyRequest): PolicyOrder {
  return { ...body, conditions: sharedConditions(conditions) };
}
