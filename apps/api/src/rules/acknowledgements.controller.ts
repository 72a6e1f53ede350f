// The doors of the automatic acknowledgement: leads switch it on and word it, connection by connection.
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { AcknowledgementRequest, AcknowledgementView } from './acknowledgements.requests.js';
import { ChangeAcknowledgement } from './change-acknowledgement.js';

@ApiTags('acknowledgements')
@Controller('api/v1/acknowledgements')
export class AcknowledgementsController {
  constructor(private readonly change: ChangeAcknowledgement) {}

  @Get()
  @Access('lead')
  @ApiOkResponse({ type: AcknowledgementView, isArray: true })
  list(@CallerOf() caller: Caller): Promise<AcknowledgementView[]> {
    return this.change.list(caller.workspaceId);
  }

  @Put(':connectionId')
  @Access('lead')
  @ApiOkResponse({ type: AcknowledgementView })
  put(
    @CallerOf() caller: Caller,
    @Id('connectionId') connectionId: string,
    @Body() body: AcknowledgementRequest,
  ): Promise<AcknowledgementView> {
    return this.change.run(caller.workspaceId, connectionId, body);
  }
}
