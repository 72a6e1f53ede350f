// The door of the live board: everybody who works here may see it, it hangs on the wall.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { LiveQuery, LiveReport } from './live.requests.js';
import { ReadLive } from './read-live.js';

@ApiTags('reports')
@Controller('api/v1/reports/live')
export class LiveController {
  constructor(private readonly read: ReadLive) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: LiveReport })
  live(@CallerOf() { workspaceId }: Caller, @Query() { after }: LiveQuery): Promise<LiveReport> {
    return this.read.run(workspaceId, after ?? 'anything');
  }
}
