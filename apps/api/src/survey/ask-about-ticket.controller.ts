// The door by which somebody asks how it went: an agent from the ticket, or a program by the API.
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../platform/database/database.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { AskAboutTickets } from './ask-about-ticket.js';
import { surveysOf } from './survey.store.js';
import { AskedView, AskRequest, SurveyName } from './surveys.requests.js';

@ApiTags('surveys')
@Controller('api/v1')
export class AskAboutTicketController {
  constructor(
    private readonly database: Database,
    private readonly asks: AskAboutTickets,
  ) {}

  /** Those that are switched on, in their order. */
  @Get('surveys/names')
  @Access('agent')
  @ApiOkResponse({ type: SurveyName, isArray: true })
  async names(@CallerOf() { workspaceId }: Caller): Promise<SurveyName[]> {
    const surveys = await surveysOf(this.database, workspaceId);
    return surveys.filter((one) => one.enabled).map(({ id, name, kind }) => ({ id, name, kind }));
  }

  @Post('tickets/:id/survey')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: AskedView })
  ask(@CallerOf() { workspaceId }: Caller, @Id('id') ticketId: string, @Body() body: AskRequest): Promise<AskedView> {
    return this.asks.run({ workspaceId, ticketId, surveyId: body.surveyId ?? null });
  }
}
