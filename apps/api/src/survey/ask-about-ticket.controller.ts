// The door by which somebody asks how it went: an agent from the ticket, or a program by the API.
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../platform/database/database.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { localeOf } from '../platform/words/words.js';
import { AskAboutTickets } from './ask-about-ticket.js';
import { ReadSurveyNames } from './read-survey-names.js';
import { surveysOf } from './survey.store.js';
import { AskedView, AskRequest, SurveyName, SurveyWordsView } from './surveys.requests.js';

@ApiTags('surveys')
@Controller('api/v1')
export class AskAboutTicketController {
  constructor(
    private readonly database: Database,
    private readonly asks: AskAboutTickets,
    private readonly words: ReadSurveyNames,
  ) {}

  /** Those that are switched on, in their order. */
  @Get('surveys/names')
  @Access('agent')
  @ApiOkResponse({ type: SurveyName, isArray: true })
  async names(@CallerOf() { workspaceId }: Caller): Promise<SurveyName[]> {
    const surveys = await surveysOf(this.database, workspaceId);
    return surveys.filter((one) => one.enabled).map(({ id, name, kind }) => ({ id, name, kind }));
  }

  /** What reports call surveys and reasons, also those that were taken away. */
  @Get('surveys/words')
  @Access('agent')
  @ApiOkResponse({ type: SurveyWordsView })
  wordsOf(@CallerOf() { workspaceId, locale }: Caller): Promise<SurveyWordsView> {
    return this.words.run(workspaceId, localeOf(locale));
  }

  @Post('tickets/:id/survey')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: AskedView })
  ask(@CallerOf() { workspaceId }: Caller, @Id('id') ticketId: string, @Body() body: AskRequest): Promise<AskedView> {
    return this.asks.run({ workspaceId, ticketId, surveyId: body.surveyId ?? null });
  }
}
