// The doors through which one ticket leaves as a file.
import { Controller, Get, Param, ParseUUIDPipe, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { ExportTicket } from './export-ticket.js';

const Id = (name: string) => Param(name, ParseUUIDPipe);
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-modals";

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class ExportController {
  constructor(private readonly tickets: ExportTicket) {}

  @Get(':id/export.html')
  @Access('agent')
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'A page that needs nothing else; pictures stand in it.' })
  async html(@CallerOf() caller: Caller, @Id('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { page, number } = await this.tickets.html(caller.workspaceId, id, caller.locale);
    await asFile(reply, `ticket-${number}.html`, 'text/html; charset=utf-8').send(page);
  }

  @Get(':id/export.json')
  @Access('agent')
  @ApiProduces('application/json')
  @ApiOkResponse({
    schema: { type: 'object' },
    description: 'The ticket, its whole conversation, and the names in it.',
  })
  async json(@CallerOf() caller: Caller, @Id('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const exported = await this.tickets.json(caller.workspaceId, id);
    const name = `ticket-${exported.ticket.number}.json`;
    await asFile(reply, name, 'application/json; charset=utf-8').send(JSON.stringify(exported, null, 2));
  }
}

const asFile = (reply: FastifyReply, name: string, type: string) =>
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store');
