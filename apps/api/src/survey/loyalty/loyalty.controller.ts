// The doors of loyalty, for leads.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { ReadLoyalty } from './loyalty.report.js';
import { LoyaltyQuery, LoyaltyReport, LoyaltyRows, LoyaltyRowsQuery } from './loyalty.requests.js';

@ApiTags('reports')
@Controller('api/v1/loyalty')
export class LoyaltyController {
  constructor(private readonly read: ReadLoyalty) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: LoyaltyReport })
  report(@CallerOf() caller: Caller, @Query() query: LoyaltyQuery): Promise<LoyaltyReport> {
    return this.read.run(caller.workspaceId, query);
  }

  @Get('rows')
  @Access('lead')
  @ApiOkResponse({ type: LoyaltyRows })
  rows(@CallerOf() caller: Caller, @Query() query: LoyaltyRowsQuery): Promise<LoyaltyRows> {
    return this.read.rows(caller.workspaceId, query);
  }
}
