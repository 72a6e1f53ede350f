// The doors of the survey settings, for leads.
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { maximaOf } from '@otklik/survey';
import { ChannelManners } from '../outbound/channel-manners.js';
import { Database } from '../platform/database/database.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { LOCALES } from '../platform/words/words.js';
import { TicketFieldView } from '../tickets/views/views.requests.js';
import { ChangeSurvey } from './change-survey.js';
import { PreviewSurvey } from './preview-survey.js';
import { type Survey, surveysOf } from './survey.store.js';
import { ReadSurveyFields } from './survey-fields.js';
import { followUpsIn, questionIn } from './survey-settings.js';
import {
  ChangeSurveyRequest,
  CreateSurveyRequest,
  PreviewSurveyRequest,
  SurveyOrderRequest,
  SurveyPreview,
  SurveyView,
  type WordingsView,
} from './surveys.requests.js';

@ApiTags('surveys')
@Controller('api/v1/surveys')
export class SurveysController {
  constructor(
    private readonly database: Database,
    private readonly manners: ChannelManners,
    private readonly change: ChangeSurvey,
    private readonly previews: PreviewSurvey,
    private readonly surveyFields: ReadSurveyFields,
  ) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: SurveyView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<SurveyView[]> {
    const surveys = await surveysOf(this.database, caller.workspaceId);
    return surveys.map((survey) => this.view(survey));
  }

  @Get('fields')
  @Access('lead')
  @ApiOkResponse({ type: TicketFieldView, isArray: true })
  fields(@CallerOf() caller: Caller): Promise<TicketFieldView[]> {
    return this.surveyFields.offer(caller.workspaceId);
  }

  @Post()
  @Access('lead')
  @ApiCreatedResponse({ type: SurveyView })
  async create(@CallerOf() caller: Caller, @Body() { kind, ...change }: CreateSurveyRequest): Promise<SurveyView> {
    return this.view(await this.change.create(caller.workspaceId, kind, change));
  }

  @Post('preview')
  @HttpCode(200)
  @Access('lead')
  @ApiOkResponse({ type: SurveyPreview })
  preview(@CallerOf() caller: Caller, @Body() body: PreviewSurveyRequest): Promise<SurveyPreview> {
    const { kind, locale, score, ...change } = body;
    return this.previews.run(caller.workspaceId, kind, change, { locale, score: score ?? null });
  }

  @Put('order')
  @Access('lead')
  @ApiOkResponse({ type: SurveyView, isArray: true })
  async place(@CallerOf() caller: Caller, @Body() { ids }: SurveyOrderRequest): Promise<SurveyView[]> {
    return (await this.change.place(caller.workspaceId, ids)).map((survey) => this.view(survey));
  }

  @Patch(':id')
  @Access('lead')
  @ApiOkResponse({ type: SurveyView })
  async patch(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Body() body: ChangeSurveyRequest,
  ): Promise<SurveyView> {
    return this.view(await this.change.run(caller.workspaceId, id, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  remove(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    return this.change.drop(caller.workspaceId, id);
  }

  private view({ settings, ...survey }: Survey): SurveyView {
    const defaultDelaySeconds = this.manners.surveyDelays();
    const defaultWording = ourWords(survey.kind, settings.scaleMax);
    return { ...survey, ...settings, scales: maximaOf(survey.kind), defaultDelaySeconds, defaultWording };
  }
}

function ourWords(kind: Survey['kind'], scaleMax: number): WordingsView {
  const words = LOCALES.map((locale) => {
    const { low, middle, good } = followUpsIn({ kind, scaleMax, wording: {} }, locale);
    const question = questionIn(kind, { wording: {} }, locale);
    return [locale, { question, followUpLow: low, followUpMiddle: middle, followUpGood: good }];
  });
  return Object.fromEntries(words);
}
