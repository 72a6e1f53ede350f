// The doors of the survey settings, for leads.
import { Body, Controller, Get, Param, ParseUUIDPipe, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { followUpOf, maximaOf, questionOf, type SurveyKind } from '@otklik/survey';
import { ChannelManners } from '../outbound/channel-manners.js';
import { Database } from '../platform/database/database.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { LOCALES, type Locale } from '../platform/words/words.js';
import { ChangeSurvey } from './change-survey.js';
import { type Survey, surveysOf } from './survey.store.js';
import { ChangeSurveyRequest, SurveyView, type WordingsView } from './surveys.requests.js';

@ApiTags('surveys')
@Controller('api/v1/surveys')
export class SurveysController {
  constructor(
    private readonly database: Database,
    private readonly manners: ChannelManners,
    private readonly change: ChangeSurvey,
  ) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: SurveyView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<SurveyView[]> {
    const surveys = await surveysOf(this.database, caller.workspaceId);
    return surveys.map((survey) => this.view(survey));
  }

  @Patch(':id')
  @Access('lead')
  @ApiOkResponse({ type: SurveyView })
  async patch(
    @CallerOf() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeSurveyRequest,
  ): Promise<SurveyView> {
    return this.view(await this.change.run(caller.workspaceId, id, body));
  }

  private view({ id, kind, name, enabled, settings }: Survey): SurveyView {
    const defaultDelaySeconds = this.manners.surveyDelays();
    const defaultWording = ourWords(kind, settings.scaleMax);
    return { id, kind, name, enabled, ...settings, scales: maximaOf(kind), defaultDelaySeconds, defaultWording };
  }
}

function ourWords(kind: SurveyKind, max: number): WordingsView {
  const middle = { csat: Math.ceil((max + 1) / 2), nps: 7, ces: 4 }[kind];
  const low = kind === 'nps' ? 0 : 1;
  const words = (locale: Locale) => ({
    question: questionOf(kind, locale),
    followUpLow: followUpOf(kind, max, low, locale),
    followUpMiddle: followUpOf(kind, max, middle, locale),
    followUpGood: followUpOf(kind, max, max, locale),
  });
  return Object.fromEntries(LOCALES.map((locale) => [locale, words(locale)]));
}
