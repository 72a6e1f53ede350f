// The doors of open answers: for leads all of them, for agents those to tickets they solved.
import { Body, Controller, Get, Header, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import {
  AnswersPage,
  AnswersPageQuery,
  AnswersQuery,
  AnswersSummary,
  AnswerThemes,
  TagAnswerRequest,
  TagRef,
} from './answers.requests.js';
import { ExportAnswers } from './export-answers.js';
import { FindThemes } from './find-themes.js';
import { ListAnswers } from './list-answers.js';
import { TagAnswer } from './tag-answer.js';

@ApiTags('surveys')
@Controller('api/v1/answers')
export class AnswersController {
  constructor(
    private readonly answers: ListAnswers,
    private readonly themesOf: FindThemes,
    private readonly exports: ExportAnswers,
    private readonly tagging: TagAnswer,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: AnswersPage })
  list(@CallerOf() caller: Caller, @Query() query: AnswersPageQuery): Promise<AnswersPage> {
    return this.answers.run(caller.workspaceId, allowed(caller, query), caller.locale);
  }

  @Get('summary')
  @Access('agent')
  @ApiOkResponse({ type: AnswersSummary })
  summary(@CallerOf() caller: Caller, @Query() query: AnswersQuery): Promise<AnswersSummary> {
    return this.answers.summary(caller.workspaceId, allowed(caller, query), caller.locale);
  }

  @Get('themes')
  @Access('agent')
  @ApiOkResponse({ type: AnswerThemes })
  themes(@CallerOf() caller: Caller, @Query() query: AnswersQuery): Promise<AnswerThemes> {
    return this.themesOf.run(caller.workspaceId, allowed(caller, query));
  }

  @Get('export.csv')
  @Access('lead')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="answers.csv"')
  @Header('cache-control', 'no-store')
  csv(@CallerOf() caller: Caller, @Query() query: AnswersQuery): Promise<string> {
    return this.exports.run(caller.workspaceId, query, caller.locale);
  }

  @Put(':id/tags')
  @Access('lead')
  @ApiOkResponse({ type: TagRef, isArray: true })
  tag(@CallerOf() caller: Caller, @Id('id') id: string, @Body() { names }: TagAnswerRequest): Promise<TagRef[]> {
    return this.tagging.run(caller.workspaceId, id, names);
  }
}

/** @throws DomainError not-allowed: an agent asks for others' */
function allowed<Query extends AnswersQuery>(caller: Caller, query: Query): Query {
  if (caller.role === 'agent' && (caller.agentId === null || query.agentId !== caller.agentId))
    throw new DomainError('not-allowed');
  return query;
}
