// The doors of DKIM: an owner makes a pair of keys for a mailbox, and reads what belongs into DNS.
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { DkimView, MakeDkimRequest } from './connections.requests.js';
import { MakeDkimKey } from './make-dkim-key.js';

@ApiTags('connections')
@Controller('api/v1/connections')
export class DkimController {
  constructor(private readonly keys: MakeDkimKey) {}

  @Get(':id/dkim')
  @Access('owner')
  @ApiOkResponse({ type: DkimView })
  one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<DkimView> {
    return this.keys.record(caller.workspaceId, id);
  }

  @Post(':id/dkim')
  @HttpCode(200)
  @Access('owner')
  @ApiOkResponse({ type: DkimView })
  make(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: MakeDkimRequest): Promise<DkimView> {
    return this.keys.run(caller.workspaceId, id, body, caller.locale);
  }
}
