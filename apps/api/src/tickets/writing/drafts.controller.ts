// The doors of drafts: one's own are kept and listed; a colleague's may be looked at.
import { Body, Controller, Get, HttpCode, Param, ParseEnumPipe, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import { Files } from '../../platform/files.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import * as r from './drafts.requests.js';
import { KeepDraft } from './keep-draft.js';
import { ReadDrafts } from './read-drafts.js';

const MODES = { reply: 'reply', note: 'note' } as const;

/** Programs write at once, or not at all. */
function agentOf(caller: Caller): string {
  if (!caller.agentId) throw new DomainError('not-allowed');
  return caller.agentId;
}

@ApiTags('drafts')
@Controller('api/v1')
export class DraftsController {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly keep: KeepDraft,
    private readonly read: ReadDrafts,
    private readonly news: PassingNews,
  ) {}

  @Get('drafts')
  @Access('agent')
  @ApiOkResponse({ type: r.DraftPage })
  page(@CallerOf() caller: Caller, @Query() query: r.DraftPageQuery): Promise<r.DraftPage> {
    return this.read.page(caller.workspaceId, agentOf(caller), query.cursor ?? null);
  }

  @Get('drafts/tickets')
  @Access('agent')
  @ApiOkResponse({ type: r.DraftTickets, description: 'The tickets one has begun to write in, the newest 500.' })
  async tickets(@CallerOf() caller: Caller): Promise<r.DraftTickets> {
    return { ticketIds: await this.read.tickets(caller.workspaceId, agentOf(caller)) };
  }

  @Get('tickets/:id/draft')
  @Access('agent')
  @ApiOkResponse({ type: r.TicketDrafts })
  mine(@CallerOf() caller: Caller, @Param('id', ParseUUIDPipe) ticketId: string): Promise<r.TicketDrafts> {
    return this.read.ofTicket(caller.workspaceId, ticketId, agentOf(caller));
  }

  @Get('tickets/:id/draft/of/:agentId')
  @Access('agent')
  @ApiOkResponse({ type: r.TicketDrafts, description: "A colleague's, as it was last kept. They are told who looks." })
  async theirs(
    @CallerOf() caller: Caller,
    @Param('id', ParseUUIDPipe) ticketId: string,
    @Param('agentId', ParseUUIDPipe) agentId: string,
  ): Promise<r.TicketDrafts> {
    const readerId = agentOf(caller);
    const { workspaceId } = caller;
    const { reply, note } = await this.read.ofTicket(caller.workspaceId, ticketId, agentId);
    // Nobody reads over a shoulder unseen, whichever way they come.
    if (readerId !== agentId && (reply || note)) this.news.tellDraftRead({ workspaceId, ticketId, agentId, readerId });
    // Whoever has the key could send in their place, and their own words would count as sent.
    return { reply: reply && { ...reply, key: '' }, note: note && { ...note, key: '' } };
  }

  @Put('tickets/:id/draft/:mode')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.KeptDraft })
  async write(
    @CallerOf() caller: Caller,
    @Param('id', ParseUUIDPipe) ticketId: string,
    @Param('mode', new ParseEnumPipe(MODES)) mode: 'reply' | 'note',
    @Body() body: r.KeepDraftBody,
  ): Promise<r.KeptDraft> {
    const agentId = agentOf(caller);
    const { workspaceId } = caller;
    const wanted = new Set([...body.fileIds, ...(body.aside ?? []).flatMap((one) => one.files)]);
    const known = await this.files.find(this.database, workspaceId, [...wanted]);
    if (known.length !== wanted.size) throw new DomainError('validation-failed', { fields: ['fileIds'] });
    const { fileIds, leaving, more, ...words } = body;
    const draft = { ...words, files: fileIds, more: { ...more }, leaving: leaving ?? false };
    return this.keep.run({ ...draft, workspaceId, ticketId, agentId, mode });
  }
}
