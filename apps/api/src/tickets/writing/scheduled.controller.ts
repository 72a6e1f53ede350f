// The doors of replies that go out later.
import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FileItem } from '@otklik/contract';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Files } from '../../platform/files.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { actorOf } from '../actor-of.js';
import { fileUrl } from '../read-conversation.js';
import { safeReplyHtml } from '../reply-html.js';
import { ChangeScheduled } from './change-scheduled.js';
import { checkedActions } from './checked-actions.js';
import { isTicket } from './draft.store.js';
import { ScheduleReply } from './schedule-reply.js';
import * as r from './scheduled.requests.js';
import { type ScheduledReply, scheduledOf } from './scheduled.store.js';
import { SendScheduled } from './send-scheduled.js';

const Id = (name: string) => Param(name, ParseUUIDPipe);

@ApiTags('scheduled replies')
@Controller('api/v1/tickets/:id/scheduled')
export class ScheduledController {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly schedule: ScheduleReply,
    private readonly change: ChangeScheduled,
    private readonly sending: SendScheduled,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: r.ScheduledItem, isArray: true })
  async list(@CallerOf() caller: Caller, @Id('id') ticketId: string): Promise<r.ScheduledItem[]> {
    if (!(await isTicket(this.database, caller.workspaceId, ticketId))) throw new DomainError('not-found');
    const rows = await scheduledOf(this.database, caller.workspaceId, ticketId);
    return Promise.all(rows.map((row) => this.show(row)));
  }

  @Post()
  @HttpCode(200)
  @Access('agent')
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'A retry with the same key keeps nothing twice.' })
  @ApiOkResponse({ type: r.ScheduledKept })
  async keep(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: r.ScheduleBody,
  ): Promise<r.ScheduledKept> {
    const { workspaceId, agentId } = caller;
    if (!agentId) throw new DomainError('not-allowed');
    if (!key || key.length > 200) throw new DomainError('key-needed');
    const fileIds = [...new Set(body.fileIds ?? [])];
    if (body.text.trim() === '' && fileIds.length === 0)
      throw new DomainError('validation-failed', { fields: ['text'] });
    const known = await this.files.find(this.database, workspaceId, fileIds);
    if (known.length !== fileIds.length) throw new DomainError('validation-failed', { fields: ['fileIds'] });
    const { cc, bcc, macroIds } = body;
    return this.schedule.run({
      workspaceId,
      ticketId,
      agentId,
      key,
      text: body.text,
      html: body.html ? safeReplyHtml(body.html) : null,
      files: fileIds.map((id) => ({ id, contentId: id })),
      more: { cc, bcc, macroIds, actions: checkedActions(body.actions ?? []) },
      thenState: body.thenState ?? null,
      dueAt: new Date(body.at),
    });
  }

  @Post(':scheduledId/send')
  @HttpCode(204)
  @Access('agent')
  async now(@CallerOf() caller: Caller, @Id('id') ticketId: string, @Id('scheduledId') id: string): Promise<void> {
    await this.sending.now(caller.workspaceId, ticketId, id, actorOf(caller));
  }

  @Post(':scheduledId/cancel')
  @HttpCode(200)
  @Access('agent')
  @ApiOkResponse({ type: r.ScheduledItem, description: 'Its words, for who takes it up again.' })
  async cancel(
    @CallerOf() caller: Caller,
    @Id('id') ticketId: string,
    @Id('scheduledId') id: string,
    @Body() body: r.CancelBody,
  ): Promise<r.ScheduledItem> {
    const why = body.toEdit ? 'edited' : 'cancelled';
    return this.show(await this.change.takeBack(caller.workspaceId, ticketId, id, actorOf(caller), why));
  }

  private async show(row: ScheduledReply): Promise<r.ScheduledItem> {
    const { id, agentId, text, html, thenState, state, why, more } = row;
    const known = await this.files.find(
      this.database,
      row.workspaceId,
      row.files.map((file) => file.id),
    );
    const files = known.map((file): FileItem => {
      const { id: fileId, name, contentType, size } = file;
      return { id: fileId, name, contentType, size, contentId: fileId, url: fileUrl(row.workspaceId, fileId, name) };
    });
    const { cc, bcc, actions = [] } = more;
    const dueAt = row.dueAt.toISOString();
    return { id, agentId, text, html, thenState, state, why, files, cc, bcc, actions, dueAt };
  }
}
