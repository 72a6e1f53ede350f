// The door of what became of bad answers, for leads.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { ReadCaseReport } from './case-report.js';
import { CaseReport, CaseReportQuery } from './case-report.requests.js';

@ApiTags('reports')
@Controller('api/v1/reports/cases')
export class CaseReportController {
  constructor(private readonly read: ReadCaseReport) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: CaseReport })
  report(@CallerOf() caller: Caller, @Query() query: CaseReportQuery): Promise<CaseReport> {
    return this.read.run({ ...query, workspaceId: caller.workspaceId });
  }
}
