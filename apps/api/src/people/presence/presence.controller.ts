// The doors of presence: everybody sees who is there and says so of themselves; a lead may say it of others.
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { ChoosePresenceRequest, PresenceView } from './presence.requests.js';
import { presenceView, ReadPresence } from './read-presence.js';
import { SettlePresence } from './settle-presence.js';

@ApiTags('presence')
@Controller('api/v1')
export class PresenceController {
  constructor(
    private readonly read: ReadPresence,
    private readonly settle: SettlePresence,
  ) {}

  @Get('presence')
  @Access('agent')
  @ApiOkResponse({ type: PresenceView, isArray: true })
  list(@CallerOf() caller: Caller): Promise<PresenceView[]> {
    return this.read.run(caller.workspaceId);
  }

  @Put('me/presence')
  @Access('agent')
  @ApiOkResponse({ type: PresenceView })
  mine(@CallerOf() caller: Caller, @Body() body: ChoosePresenceRequest): Promise<PresenceView> {
    if (!caller.agentId) throw new DomainError('not-allowed');
    return this.choose(caller.workspaceId, caller.agentId, body, true);
  }

  @Put('agents/:id/presence')
  @Access('lead')
  @ApiOkResponse({ type: PresenceView })
  theirs(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: ChoosePresenceRequest): Promise<PresenceView> {
    return this.choose(caller.workspaceId, id, body, false);
  }

  private async choose(
    workspaceId: string,
    agentId: string,
    body: ChoosePresenceRequest,
    alive: boolean,
  ): Promise<PresenceView> {
    const row = await this.settle.run(
      { workspaceId, agentId },
      { chosen: body.state, alive, ...(body.handBack === undefined ? {} : { handBack: body.handBack }) },
    );
    if (!row) throw new DomainError('not-found');
    return presenceView(row);
  }
}
