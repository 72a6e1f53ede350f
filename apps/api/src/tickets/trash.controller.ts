// The doors of the trash.
import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { actorOf } from './actor-of.js';
import { ListTrash, type TrashedRow } from './list-trash.js';
import { TrashPage, TrashQuery } from './merging.requests.js';
import { TrashTicket } from './trash-ticket.js';

const Id = (name: string) => Param(name, ParseUUIDPipe);

@ApiTags('tickets')
@Controller('api/v1')
export class TrashController {
  constructor(
    private readonly trash: TrashTicket,
    private readonly list: ListTrash,
  ) {}

  @Get('trash')
  @Access('lead')
  @ApiOkResponse({ type: TrashPage })
  page(@CallerOf() caller: Caller, @Query() query: TrashQuery): Promise<{ items: TrashedRow[]; next: string | null }> {
    return this.list.run(caller.workspaceId, query.cursor ?? null);
  }

  /** Agents only where the workspace allows it (`agentsMayDelete` in its settings). */
  @Post('tickets/:id/trash')
  @HttpCode(204)
  @Access('agent')
  async throwAway(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<void> {
    await this.trash.mustBeAllowed(caller.workspaceId, caller.role);
    await this.trash.run({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller) });
  }

  @Post('tickets/:id/restore')
  @HttpCode(204)
  @Access('agent')
  async restore(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<void> {
    await this.trash.mustBeAllowed(caller.workspaceId, caller.role);
    await this.trash.restore({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller) });
  }
}
