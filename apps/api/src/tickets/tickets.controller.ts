// The doors of the queue and of one ticket, for agents and for programs with a key.

import { Body, Controller, Get, Headers, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ConversationItem } from '@otklik/contract';
import { EnsureTags } from '../desk/tags.js';
import type { Env } from '../env.js';
import { AgentNames } from '../people/agent-names.js';
import { ReadTeams } from '../people/read-teams.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { actorOf } from './actor-of.js';
import { AnnulReopening } from './annul-reopening.js';
import { AssignTicket } from './assign-ticket.js';
import { ChangeState } from './change-state.js';
import { CheckWords } from './check-words.js';
import { MarkSpam } from './mark-spam.js';
import type { StoredMentions } from './message.store.js';
import { PostMessage } from './post-message.js';
import { PrioritiseTicket } from './prioritise-ticket.js';
import { ReadConversation } from './read-conversation.js';
import { ReadTicket, type TicketDetails } from './read-ticket.js';
import { ResendMessage } from './resend-message.js';
import { ReadSides } from './sides/read-sides.js';
import { SolveTicket } from './solve-ticket.js';
import { TagTicket } from './tag-ticket.js';
import * as r from './tickets.requests.js';
import { UndoMessage } from './undo-message.js';
import { CheckMentions } from './writing/check-mentions.js';
import { checkedActions } from './writing/checked-actions.js';

const Id = (name: string) => Param(name, ParseUUIDPipe);

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class TicketsController {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly database: Database,
    private readonly words: CheckWords,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
    private readonly tags: EnsureTags,
    private readonly read: ReadTicket,
    private readonly conversation: ReadConversation,
    private readonly post: PostMessage,
    private readonly undo: UndoMessage,
    private readonly resend: ResendMessage,
    private readonly assignTicket: AssignTicket,
    private readonly changeState: ChangeState,
    private readonly annulReopening: AnnulReopening,
    private readonly prioritise: PrioritiseTicket,
    private readonly tagTicket: TagTicket,
    private readonly markSpam: MarkSpam,
    private readonly solve: SolveTicket,
    private readonly mentions: CheckMentions,
    private readonly sides: ReadSides,
  ) {}

  @Get(':id')
  @Access('agent')
  @ApiOkResponse({ type: r.TicketWhole })
  one(@CallerOf() caller: Caller, @Id('id') id: string): Promise<TicketDetails> {
    return this.read.run(this.database, caller.workspaceId, id);
  }

  @Get(':id/conversation')
  @Access('agent')
  @ApiOkResponse({ type: r.ConversationPage })
  async lines(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Query() query: r.ConversationQuery,
  ): Promise<{ items: ConversationItem[]; more: boolean; edge: number | null }> {
    const page = await this.conversation.run(this.database, caller.workspaceId, id, {
      afterSeq: query.after ?? null,
      beforeSeq: query.before ?? null,
      limit: query.limit ?? 200,
    });
    // Nothing new in a ticket is no news; nothing because there is no such ticket must be said.
    if (page.items.length === 0 && !(await this.sides.tickets(this.database, caller.workspaceId, [id])).has(id))
      await this.read.run(this.database, caller.workspaceId, id);
    return page;
  }

  @Post(':id/messages')
  @HttpCode(200)
  @Access('agent')
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'A retry with the same key sends nothing twice.' })
  @ApiOkResponse({ type: r.ConversationLine })
  async reply(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: r.PostMessageBody,
  ): Promise<{ item: ConversationItem }> {
    if (!key || key.length > 200) throw new DomainError('key-needed');
    return this.write(caller, ticketId, 'agent', body, key);
  }

  @Post(':id/notes')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.ConversationLine })
  async note(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: r.PostNoteBody,
  ): Promise<{ item: ConversationItem }> {
    const mentions = await this.mentions.run(caller.workspaceId, body.mentionedAgentIds, body.mentionedTeamIds);
    return this.write(caller, ticketId, 'note', body, key?.slice(0, 200) ?? null, mentions);
  }

  @Post(':id/messages/:messageId/undo')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.UndoneMessage })
  async takeBack(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Id('messageId') messageId: string,
  ): Promise<r.UndoneMessage> {
    const { workspaceId, agentId } = caller;
    const undone = await this.undo.run({ workspaceId, ticketId, messageId, agentId });
    return {
      text: undone.text,
      html: undone.html,
      fileIds: undone.files.map((file) => file.id),
      actions: undone.actions,
    };
  }

  @Post(':id/messages/:messageId/resend')
  @HttpCode(204)
  @Access('agent')
  async again(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Id('messageId') messageId: string,
  ): Promise<void> {
    await this.resend.run({ workspaceId: caller.workspaceId, ticketId, messageId, actor: actorOf(caller) });
  }

  @Post(':id/assign')
  @HttpCode(204)
  @Access('agent')
  async assign(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() body: r.AssignBody): Promise<void> {
    const { workspaceId } = caller;
    const agent = body.agentId ? (await this.agents.run(this.database, workspaceId)).get(body.agentId) : null;
    if (body.agentId && (!agent || agent.disabled)) throw new DomainError('validation-failed', { fields: ['agentId'] });
    if (body.teamId && !(await this.teams.run(workspaceId)).some((team) => team.id === body.teamId)) {
      throw new DomainError('validation-failed', { fields: ['teamId'] });
    }
    await this.assignTicket.run({
      workspaceId,
      ticketId,
      actor: actorOf(caller),
      agentId: body.agentId,
      teamId: body.teamId,
    });
  }

  @Post(':id/state')
  @HttpCode(204)
  @Access('agent')
  async state(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() { state }: r.StateBody): Promise<void> {
    const order = { workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller) };
    if (state === 'solved') await this.solve.run(order);
    else await this.changeState.run({ ...order, state });
  }

  @Post(':id/only-thanks')
  @HttpCode(204)
  @Access('agent')
  async onlyThanks(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<void> {
    await this.annulReopening.run({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller) });
  }

  @Post(':id/priority')
  @HttpCode(204)
  @Access('agent')
  async priority(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Body() { priority }: r.PriorityBody,
  ): Promise<void> {
    await this.prioritise.run({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller), priority });
  }

  @Post(':id/tags')
  @HttpCode(204)
  @Access('agent')
  async tag(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() { names }: r.TagsBody): Promise<void> {
    const { workspaceId } = caller;
    const tags = await this.database.transaction((tx) => this.tags.run(tx, workspaceId, names));
    await this.tagTicket.run({ workspaceId, ticketId, actor: actorOf(caller), tags });
  }

  @Post(':id/spam')
  @HttpCode(204)
  @Access('agent')
  async spam(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Body() { spam }: r.SpamBody): Promise<void> {
    await this.markSpam.run({ workspaceId: caller.workspaceId, ticketId, actor: actorOf(caller), spam });
  }

  private async write(
    caller: Caller,
    ticketId: string,
    kind: 'agent' | 'note',
    body: r.PostMessageBody,
    key: string | null,
    mentions: StoredMentions | null = null,
  ): Promise<{ item: ConversationItem }> {
    const { workspaceId } = caller;
    const words = await this.words.run(workspaceId, body, kind === 'note');
    const posted = await this.post.run({
      workspaceId,
      ticketId,
      actor: actorOf(caller),
      kind,
      ...words,
      thenState: body.thenState ?? null,
      copies: { cc: body.cc, bcc: body.bcc },
      template: body.template ?? null,
      mentions,
      actions: body.actions ? checkedActions(body.actions) : [],
      macroIds: body.macroIds,
      seenSeq: body.seenSeq ?? null,
      idempotencyKey: key,
      holdSeconds: kind === 'agent' && caller.agentId ? this.env.undoSeconds : 0,
    });
    const { items } = await this.conversation.run(this.database, workspaceId, ticketId, {
      afterSeq: posted.seq - 1,
      limit: 1,
    });
    return { item: items[0]! };
  }
}
