// The doors of the agents' list: everybody sees who works here, owners decide who does.
import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { AgentView, ChangeAgentRequest, CreateAgentRequest } from './agents.requests.js';
import { ChangeAgent } from './change-agent.js';
import { CreateAgent } from './create-agent.js';
import { ReadAgents } from './read-agents.js';

@ApiTags('agents')
@Controller('api/v1/agents')
export class AgentsController {
  constructor(
    private readonly readAgents: ReadAgents,
    private readonly createAgent: CreateAgent,
    private readonly changeAgent: ChangeAgent,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: AgentView, isArray: true })
  list(@CallerOf() caller: Caller): Promise<AgentView[]> {
    return this.readAgents.run(caller.workspaceId);
  }

  @Post()
  @Access('owner')
  @ApiCreatedResponse({ type: AgentView })
  create(@CallerOf() caller: Caller, @Body() body: CreateAgentRequest): Promise<AgentView> {
    return this.createAgent.run({ ...body, workspaceId: caller.workspaceId, password: body.password ?? null });
  }

  @Patch(':id')
  @Access('owner')
  @ApiOkResponse({ type: AgentView })
  change(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: ChangeAgentRequest): Promise<AgentView> {
    return this.changeAgent.run(caller.workspaceId, id, body);
  }
}
