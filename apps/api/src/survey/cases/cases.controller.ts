// The doors of cases, for everybody who answers customers.
import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { actorOf } from '../../tickets/actor-of.js';
import { MarkAnswersRead } from '../mark-answers-read.js';
import { CaseCounts, CasesPage, CasesQuery, CaseView, ChangeCaseRequest, CloseCaseRequest } from './cases.requests.js';
import { HandleCase } from './handle-case.js';
import { ReadCases } from './read-cases.js';

@ApiTags('cases')
@Controller('api/v1')
export class CasesController {
  constructor(
    private readonly read: ReadCases,
    private readonly handle: HandleCase,
    private readonly answers: MarkAnswersRead,
  ) {}

  @Get('cases')
  @Access('agent')
  @ApiOkResponse({ type: CasesPage })
  list(@CallerOf() caller: Caller, @Query() query: CasesQuery): Promise<CasesPage> {
    const { view = 'open', cursor = null, limit = 50 } = query;
    return this.read.list(caller.workspaceId, { view, agentId: caller.agentId, cursor, limit });
  }

  @Get('cases/counts')
  @Access('agent')
  @ApiOkResponse({ type: CaseCounts })
  counts(@CallerOf() caller: Caller): Promise<CaseCounts> {
    return this.read.counts(caller.workspaceId, caller.agentId);
  }

  @Get('cases/:id')
  @Access('agent')
  @ApiOkResponse({ type: CaseView })
  one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<CaseView> {
    return this.read.one(caller.workspaceId, id);
  }

  @Patch('cases/:id')
  @Access('agent')
  @ApiOkResponse({ type: CaseView })
  async change(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: ChangeCaseRequest): Promise<CaseView> {
    const { dueAt, ...change } = body;
    await this.handle.change(order(caller, id), { ...change, ...(dueAt ? { dueAt: new Date(dueAt) } : {}) });
    return this.read.one(caller.workspaceId, id);
  }

  @Post('cases/:id/close')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: CaseView })
  async close(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: CloseCaseRequest): Promise<CaseView> {
    await this.handle.close(order(caller, id), body);
    return this.read.one(caller.workspaceId, id);
  }

  @Post('cases/:id/reopen')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: CaseView })
  async reopen(@CallerOf() caller: Caller, @Id('id') id: string): Promise<CaseView> {
    await this.handle.reopen(order(caller, id));
    return this.read.one(caller.workspaceId, id);
  }

  @Get('tickets/:id/cases')
  @Access('agent')
  @ApiOkResponse({ type: CaseView, isArray: true })
  ofTicket(@CallerOf() caller: Caller, @Id('id') id: string): Promise<CaseView[]> {
    return this.read.ofTicket(caller.workspaceId, id);
  }

  @Post('tickets/:id/answers/read')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  readAnswers(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.answers.run(caller.workspaceId, id, caller.agentId);
  }
}

const order = (caller: Caller, caseId: string) => ({
  workspaceId: caller.workspaceId,
  caseId,
  actor: actorOf(caller),
});
