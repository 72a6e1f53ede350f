// The doors of the queue: a page of a view, how many stand in each, a ticket by its number, and sleep.
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { actorOf } from '../actor-of.js';
import { CountTickets } from '../count-tickets.js';
import type { TicketPage } from '../list-tickets.js';
import { ReadTicket, type TicketDetails } from '../read-ticket.js';
import { SnoozeTicket } from '../snooze-ticket.js';
import { findByNumber } from '../ticket-row.store.js';
import * as t from '../tickets.requests.js';
import { ListView } from './list-view.js';
import { LookAs } from './look-as.js';
import { ReadViews } from './read-views.js';

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class QueueController {
  constructor(
    private readonly database: Database,
    private readonly look: LookAs,
    private readonly list: ListView,
    private readonly count: CountTickets,
    private readonly views: ReadViews,
    private readonly read: ReadTicket,
    private readonly snoozeTicket: SnoozeTicket,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: t.TicketPage })
  page(@CallerOf() caller: Caller, @Query() query: t.ListTicketsQuery): Promise<TicketPage> {
    const view = query.view ?? (query.contactId || query.q ? 'all' : 'open');
    return this.list.run(caller, view, {
      sort: query.sort ?? null,
      cursor: query.cursor ?? null,
      limit: query.limit ?? 50,
      contactId: query.contactId ?? null,
      q: query.q || null,
    });
  }

  @Get('counts')
  @Access('agent')
  @ApiOkResponse({ type: t.TicketCounts })
  async counts(@CallerOf() caller: Caller, @Query() { after }: t.CountsQuery): Promise<t.TicketCounts> {
    const { workspaceId } = caller;
    const since = after ?? 'anything';
    const [who, today] = await Promise.all([this.look.run(caller), this.look.today(workspaceId)]);
    const saved = await this.views.list(workspaceId, who);
    const [own, views] = await Promise.all([
      this.count.run(workspaceId, who, today, since),
      this.views.counts(workspaceId, saved, who, since),
    ]);
    return { ...own, views };
  }

  @Get('by-number/:number')
  @Access('agent')
  @ApiOkResponse({ type: t.TicketWhole })
  async byNumber(@CallerOf() caller: Caller, @Param('number') number: string): Promise<TicketDetails> {
    const id = /^\d{1,15}$/.test(number) ? await findByNumber(this.database, caller.workspaceId, Number(number)) : null;
    if (!id) throw new DomainError('not-found');
    return this.read.run(this.database, caller.workspaceId, id);
  }

  @Post(':id/snooze')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  async snooze(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() { until }: t.SnoozeBody): Promise<void> {
    await this.snoozeTicket.run({
      workspaceId: caller.workspaceId,
      ticketId,
      actor: actorOf(caller),
      until: until === null ? null : new Date(until),
    });
  }
}
