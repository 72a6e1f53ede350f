// The doors of the original: a message exactly as it came, for the agent who wonders, while it is kept.
import { Controller, Get, Param, ParseUUIDPipe, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Text, Whole } from '../platform/http/fields.js';
import { ReadLedger } from './read-ledger.js';

const Id = (name: string) => Param(name, ParseUUIDPipe);

export class OriginalView {
  @Text({ description: 'The lines before the first empty one, as they came.' }) headers!: string;
  @Whole({ description: 'Bytes.' }) size!: number;
}

@ApiTags('tickets')
@Controller('api/v1/messages')
export class OriginalController {
  constructor(private readonly ledger: ReadLedger) {}

  @Get(':id/original')
  @Access('agent')
  @ApiOkResponse({ type: OriginalView })
  async head(@CallerOf() caller: Caller, @Id('id') messageId: string): Promise<OriginalView> {
    const { body } = await this.ledger.original(caller.workspaceId, messageId);
    const text = body.subarray(0, 256 * 1024).toString('utf8');
    return { headers: text.split(/\r?\n\r?\n/, 1)[0] ?? '', size: body.length };
  }

  @Get(':id/original.eml')
  @Access('agent')
  @ApiProduces('message/rfc822')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async whole(@CallerOf() caller: Caller, @Id('id') messageId: string, @Res() reply: FastifyReply): Promise<void> {
    const { body, name } = await this.ledger.original(caller.workspaceId, messageId);
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(body);
  }
}
