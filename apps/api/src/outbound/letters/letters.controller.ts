// An agent sends a ticket's conversation by mail; what became of it stands in the conversation itself.
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Limits } from '../../platform/http/limits.js';
import { SendTranscriptRequest, SentTranscript, TranscriptAddress } from './letters.requests.js';
import { RequestTranscript } from './request-transcript.js';

@ApiTags('tickets')
@Controller('api/v1/tickets/:id/transcript')
export class LettersController {
  constructor(
    private readonly limits: Limits,
    private readonly transcripts: RequestTranscript,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: TranscriptAddress })
  async address(@CallerOf() caller: Caller, @Param('id', ParseUUIDPipe) id: string): Promise<TranscriptAddress> {
    return { address: await this.transcripts.address(caller.workspaceId, id) };
  }

  @Post()
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: SentTranscript })
  async send(
    @CallerOf() caller: Caller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { address }: SendTranscriptRequest,
  ): Promise<SentTranscript> {
    await this.limits.take('transcripts', `${caller.workspaceId} ${caller.agentId ?? 'api'}`, 60, 3600);
    const actor = { by: caller.agentId ? ('agent' as const) : ('api' as const), agentId: caller.agentId };
    return { id: await this.transcripts.byAgent(caller.workspaceId, id, actor, address?.trim() || null) };
  }
}
