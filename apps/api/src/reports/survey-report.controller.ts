// The door of what the surveys have come to, for leads.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { ReadSurveyReport } from './survey-report.js';
import { SurveyReport, SurveyReportQuery } from './survey-report.requests.js';

@ApiTags('reports')
@Controller('api/v1/reports/surveys')
export class SurveyReportController {
  constructor(private readonly read: ReadSurveyReport) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: SurveyReport })
  report(@CallerOf() caller: Caller, @Query() query: SurveyReportQuery): Promise<SurveyReport> {
    return this.read.run(caller.workspaceId, query);
  }
}
