// The doors of tickets that are about one thing: merged and parted again, found alike, or known to be two.
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { actorOf } from './actor-of.js';
import { CreateFollowUp } from './create-follow-up.js';
import { FindAlike } from './find-alike.js';
import { LinkTickets } from './link-tickets.js';
import { MergeTickets } from './merge-tickets.js';
import * as r from './merging.requests.js';
import { TicketLink } from './tickets.requests.js';
import { UndoMerge } from './undo-merge.js';

const Id = (name: string) => Param(name, ParseUUIDPipe);

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class MergingController {
  constructor(
    private readonly mergeTickets: MergeTickets,
    private readonly undoMerge: UndoMerge,
    private readonly alike: FindAlike,
    private readonly links: LinkTickets,
    private readonly followUp: CreateFollowUp,
  ) {}

  @Post(':id/merge')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: TicketLink, description: 'The ticket that has everything now.' })
  merge(@CallerOf() caller: Caller, @Id('id') intoId: string, @Body() body: r.MergeTicketsBody): Promise<TicketLink> {
    const { ticketIds, requesterOf } = body;
    const { workspaceId } = caller;
    return this.mergeTickets.run({
      workspaceId,
      intoId,
      ticketIds,
      requesterOf: requesterOf ?? null,
      actor: actorOf(caller),
    });
  }

  @Post(':id/unmerge')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({
    type: TicketLink,
    description: 'The ticket that is by itself again: the one that had been merged away.',
  })
  unmerge(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<TicketLink> {
    return this.undoMerge.run({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller) });
  }

  @Get(':id/alike')
  @Access('agent')
  @ApiOkResponse({
    type: r.AlikeTicket,
    isArray: true,
    description: 'What this ticket may be a repetition of, the likeliest first; at most five.',
  })
  async likely(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<r.AlikeTicket[]> {
    return (await this.alike.run(caller.workspaceId, ticketId)) as r.AlikeTicket[];
  }

  @Post(':id/apart')
  @HttpCode(204)
  @Access('agent')
  async apart(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() body: r.TicketApartBody): Promise<void> {
    await this.alike.keepApart(caller.workspaceId, ticketId, body.otherId);
  }

  @Post(':id/follow-up')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({
    type: TicketLink,
    description: 'The new ticket, or the open one in which the conversation goes on.',
  })
  follow(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<TicketLink> {
    return this.followUp.run({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller) });
  }

  @Post(':id/links')
  @HttpCode(204)
  @Access('agent')
  async link(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() body: r.LinkBody): Promise<void> {
    await this.links.run({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller), ...body });
  }

  @Delete(':id/links/:otherId')
  @HttpCode(204)
  @Access('agent')
  async unlink(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Id('otherId') otherId: string): Promise<void> {
    await this.links.run({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller), otherId, kind: null });
  }
}
