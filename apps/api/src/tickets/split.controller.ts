// The doors of what belongs to whom: messages get a ticket of their own, or return; a ticket gets another requester.
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { actorOf } from './actor-of.js';
import { SetRequester } from './set-requester.js';
import { SplitTicket } from './split-ticket.js';
import { RequesterBody, SplitBody, TicketLink } from './tickets.requests.js';
import { UndoSplit } from './undo-split.js';

const Id = (name: string) => Param(name, ParseUUIDPipe);

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class SplitController {
  constructor(
    private readonly splitTicket: SplitTicket,
    private readonly undoSplit: UndoSplit,
    private readonly setRequester: SetRequester,
  ) {}

  @Post(':id/messages/:messageId/split')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: TicketLink, description: 'The new ticket.' })
  split(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Id('messageId') messageId: string,
    @Body() body: SplitBody,
  ): Promise<TicketLink> {
    const { workspaceId } = caller;
    return this.splitTicket.run({
      workspaceId,
      ticketId,
      messageId,
      only: body.only ?? false,
      actor: actorOf(caller),
    });
  }

  @Post(':id/unsplit')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: TicketLink, description: 'The ticket that has its messages again.' })
  unsplit(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<TicketLink> {
    const { workspaceId } = caller;
    return this.undoSplit.run({ workspaceId, ticketId, actor: actorOf(caller) });
  }

  @Post(':id/requester')
  @HttpCode(204)
  @Access('agent')
  async requester(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() body: RequesterBody): Promise<void> {
    const { workspaceId } = caller;
    const { fromForward = false, address = null, name = null } = body;
    await this.setRequester.run({ workspaceId, ticketId, actor: actorOf(caller), fromForward, address, name });
  }
}
