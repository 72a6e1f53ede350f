// The doors of links to a survey, for leads.
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { ChangeLinks } from './change-links.js';
import { findLink, listLinkAnswers } from './link.store.js';
import { ReadLinkFigures } from './link-figures.js';
import {
  ChangeLinkRequest,
  CreateLinkRequest,
  LinkAnswersPage,
  LinkAnswersQuery,
  LinkFigures,
  LinkFiguresQuery,
  LinkFor,
  LinkForRequest,
  SurveyLinkView,
} from './links.requests.js';

@ApiTags('surveys')
@Controller('api/v1')
export class LinksController {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeLinks,
    private readonly figures: ReadLinkFigures,
  ) {}

  @Get('surveys/:id/links')
  @Access('lead')
  @ApiOkResponse({ type: SurveyLinkView, isArray: true })
  list(@CallerOf() { workspaceId }: Caller, @Id('id') id: string): Promise<SurveyLinkView[]> {
    return this.changes.list(workspaceId, id);
  }

  @Post('surveys/:id/links')
  @Access('lead')
  @ApiCreatedResponse({ type: SurveyLinkView })
  create(
    @CallerOf() { workspaceId }: Caller,
    @Id('id') id: string,
    @Body() body: CreateLinkRequest,
  ): Promise<SurveyLinkView> {
    return this.changes.create(workspaceId, id, body);
  }

  @Patch('survey-links/:id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  change(@CallerOf() { workspaceId }: Caller, @Id('id') id: string, @Body() body: ChangeLinkRequest): Promise<void> {
    return this.changes.change(workspaceId, id, body);
  }

  @Delete('survey-links/:id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  remove(@CallerOf() { workspaceId }: Caller, @Id('id') id: string): Promise<void> {
    return this.changes.drop(workspaceId, id);
  }

  @Post('survey-links/:id/people')
  @HttpCode(200)
  @Access('lead')
  @ApiOkResponse({ type: LinkFor })
  async forPerson(
    @CallerOf() { workspaceId }: Caller,
    @Id('id') id: string,
    @Body() { contactId }: LinkForRequest,
  ): Promise<LinkFor> {
    return { url: await this.changes.forPerson(workspaceId, id, contactId) };
  }

  @Get('survey-links/figures')
  @Access('lead')
  @ApiOkResponse({ type: LinkFigures })
  report(@CallerOf() { workspaceId }: Caller, @Query() query: LinkFiguresQuery): Promise<LinkFigures> {
    return this.figures.run(workspaceId, query);
  }

  @Get('survey-links/:id/answers')
  @Access('lead')
  @ApiOkResponse({ type: LinkAnswersPage })
  async answers(
    @CallerOf() { workspaceId }: Caller,
    @Id('id') id: string,
    @Query() { before, limit = 50 }: LinkAnswersQuery,
  ): Promise<LinkAnswersPage> {
    if (!(await findLink(this.database, workspaceId, id))) throw new DomainError('not-found');
    const rows = await listLinkAnswers(this.database, workspaceId, id, { before: before ?? null, limit });
    const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
