// Path A in the widget: the HTTP doors of the site chat. The visitor's token is the only key; it opens one conversation.
import { Body, Controller, Get, Headers, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type {
  FileItem,
  WidgetBoot,
  WidgetEarlier,
  WidgetIdentified,
  WidgetLine,
  WidgetLines,
  WidgetMailAddress,
  WidgetTalks,
  WidgetVisitor,
} from '@otklik/contract';
import type { FastifyRequest } from 'fastify';
import { type Connection, Connections } from '../desk/read-connections.js';
import { LearnAddress } from '../outbound/letters/learn-address.js';
import { RequestTranscript } from '../outbound/letters/request-transcript.js';
import { DomainError } from '../platform/errors.js';
import { Access } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { Limits } from '../platform/http/limits.js';
import { localeOf } from '../platform/words/words.js';
import { FindCustomer } from '../tickets/find-customer.js';
import { MarkRead } from '../tickets/mark-read.js';
import { BootWidget } from './boot-widget.js';
import { KnowVisitor } from './know-visitor.js';
import { LearnAboutVisitor } from './learn-about-visitor.js';
import { RateInWidget } from './rate-in-widget.js';
import { ReadVisitor } from './read-visitor.js';
import { chatOf, ReadWidgetLines } from './read-widget-lines.js';
import { countRefusal } from './refusals.js';
import { RegisterVisitor } from './register-visitor.js';
import { TakeVisitorBack } from './take-visitor-back.js';
import type { Visitor } from './visitor.store.js';
import { VisitorFiles } from './visitor-files.js';
import {
  AboutVisitorRequest,
  BootQuery,
  EarlierQuery,
  IdentifyRequest,
  LinesQuery,
  ReadMarkRequest,
  RegisterVisitorRequest,
  ReturnRequest,
  TalksQuery,
  TranscriptRequest,
  WidgetAnswerRequest,
  WriteLineRequest,
} from './widget.requests.js';
import { WriteLine } from './write-line.js';

@ApiTags('widget')
@Controller('api/widget/v1')
@Access('public')
export class WidgetController {
  constructor(
    private readonly connections: Connections,
    private readonly limits: Limits,
    private readonly visitors: ReadVisitor,
    private readonly bootWidget: BootWidget,
    private readonly register: RegisterVisitor,
    private readonly writeLine: WriteLine,
    private readonly readLines: ReadWidgetLines,
    private readonly files: VisitorFiles,
    private readonly customers: FindCustomer,
    private readonly markRead: MarkRead,
    private readonly rate: RateInWidget,
    private readonly knowVisitor: KnowVisitor,
    private readonly learnAbout: LearnAboutVisitor,
    private readonly takeBack: TakeVisitorBack,
    private readonly addresses: LearnAddress,
    private readonly transcripts: RequestTranscript,
  ) {}

  @Get('boot')
  @Access('public')
  async boot(@Query() query: BootQuery, @Req() request: FastifyRequest): Promise<WidgetBoot> {
    await this.limits.take('widget-boot', request.ip, 120, 60);
    const wish = query.locale ?? request.headers['accept-language'] ?? null;
    return this.bootWidget.run(await this.chatByKey(query.key), localeOf(wish));
  }

  @Post('visitors')
  @Access('public')
  async createVisitor(@Body() body: RegisterVisitorRequest, @Req() request: FastifyRequest): Promise<WidgetVisitor> {
    await this.limits.take('widget-visitors', request.ip, 60, 60);
    const { workspaceId, id: connectionId } = await this.chatByKey(body.key);
    const locale = body.locale ? localeOf(body.locale) : null;
    return this.register.run({
      workspaceId,
      connectionId,
      locale,
      page: body.page ?? null,
      referrer: body.referrer ?? null,
    });
  }

  @Post('identify')
  @Access('public')
  @HttpCode(200)
  async identify(
    @Body() body: IdentifyRequest,
    @Req() request: FastifyRequest,
    @Headers('authorization') authorization?: string,
  ): Promise<WidgetIdentified> {
    await this.limits.take('widget-visitors', request.ip, 60, 60);
    const connection = await this.chatByKey(body.key);
    const token = tokenOf(authorization);
    const visitor = token ? await this.visitors.run(token) : null;
    const { identity, begin, page = null, referrer = null } = body;
    const locale = body.locale ? localeOf(body.locale) : null;
    const introduction = { identity, begin, page, referrer, locale };
    return this.knowVisitor.run(connection, introduction, token && visitor ? { token, visitor } : null);
  }

  @Post('return')
  @Access('public')
  @HttpCode(200)
  async comeBack(
    @Body() { key, pass }: ReturnRequest,
    @Req() request: FastifyRequest,
    @Headers('authorization') authorization?: string,
  ): Promise<WidgetIdentified> {
    await this.limits.take('widget-visitors', request.ip, 60, 60);
    const connection = await this.chatByKey(key);
    const token = tokenOf(authorization);
    const visitor = token ? await this.visitors.run(token) : null;
    return this.takeBack.run(connection, pass, token && visitor ? { token, visitor } : null);
  }

  @Get('transcript')
  @Access('public')
  async mailAddress(@Headers('authorization') authorization?: string): Promise<WidgetMailAddress> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-lines', visitor.visitorId, 240, 60);
    return { address: await this.addresses.known(chatOf(visitor)) };
  }

  @Post('transcript')
  @Access('public')
  @HttpCode(202)
  async transcript(
    @Body() { email, locale }: TranscriptRequest,
    @Req() request: FastifyRequest,
    @Headers('authorization') authorization?: string,
  ): Promise<{ id: string }> {
    const visitor = await this.visitor(authorization);
    const recipient = email.trim().toLowerCase();
    await this.limits.take('widget-transcript', visitor.visitorId, 3, 3600);
    // Many visitors from one place, or many to one address, are somebody who wants to annoy.
    await this.limits.take('widget-transcript-ip', request.ip, 20, 3600);
    await this.limits.take('widget-transcript-to', `${visitor.workspaceId} ${recipient}`, 6, 3600);
    return { id: await this.transcripts.byVisitor(chatOf(visitor), recipient, locale ? localeOf(locale) : null) };
  }

  @Get('transcript/:id')
  @Access('public')
  async transcriptState(
    @Id('id') id: string,
    @Headers('authorization') authorization?: string,
  ): Promise<{ state: 'waiting' | 'sent' | 'failed' }> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-lines', visitor.visitorId, 240, 60);
    const state = await this.transcripts.state(chatOf(visitor), id);
    if (!state) throw new DomainError('not-found');
    return { state };
  }

  @Post('sign-off')
  @Access('public')
  @HttpCode(204)
  async signOff(@Headers('authorization') authorization?: string): Promise<void> {
    const token = tokenOf(authorization);
    if (token) await this.knowVisitor.end(token);
  }

  @Post('about')
  @Access('public')
  @HttpCode(204)
  async about(
    @Body() { name, email }: AboutVisitorRequest,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-about', visitor.visitorId, 10, 60);
    await this.learnAbout.run(visitor, { name: name ?? null, email: email ?? null });
  }

  @Post('messages')
  @Access('public')
  async write(@Body() body: WriteLineRequest, @Headers('authorization') authorization?: string): Promise<WidgetLine> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-messages', visitor.visitorId, 60, 60);
    const connection = await this.connections.byId(visitor.workspaceId, visitor.connectionId);
    if (!connection || connection.state === 'off') throw new DomainError('connection-unknown');
    const { messageId } = await this.writeLine.run(visitor, {
      clientId: body.clientId.toLowerCase(),
      text: body.text,
      fileIds: [...new Set(body.fileIds ?? [])],
      page: body.page ?? null,
      locale: body.locale ? localeOf(body.locale) : null,
    });
    const line = await this.readLines.own(visitor, messageId);
    if (!line) throw new DomainError('internal');
    return line;
  }

  @Get('lines')
  @Access('public')
  async lines(@Query() query: LinesQuery, @Headers('authorization') authorization?: string): Promise<WidgetLines> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-lines', visitor.visitorId, 240, 60);
    return this.readLines.run(visitor, query.after || null);
  }

  @Get('earlier')
  @Access('public')
  async earlier(
    @Query() query: EarlierQuery,
    @Headers('authorization') authorization?: string,
  ): Promise<WidgetEarlier> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-lines', visitor.visitorId, 240, 60);
    return this.readLines.earlier(visitor, query.before || null, query.ticketId ?? null);
  }

  @Get('talks')
  @Access('public')
  async talks(@Query() query: TalksQuery, @Headers('authorization') authorization?: string): Promise<WidgetTalks> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-lines', visitor.visitorId, 240, 60);
    return this.readLines.talks(visitor, query.before ?? null);
  }

  @Post('files')
  @Access('public')
  async upload(@Req() request: FastifyRequest, @Headers('authorization') authorization?: string): Promise<FileItem> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-files', visitor.visitorId, 30, 60);
    return this.files.keep(visitor, request);
  }

  @Post('read')
  @Access('public')
  @HttpCode(204)
  async read(@Body() mark: ReadMarkRequest, @Headers('authorization') authorization?: string): Promise<void> {
    const { workspaceId, connectionId, visitorId } = await this.visitor(authorization);
    const at = await this.customers.run(workspaceId, mark.ticketId);
    if (at?.connectionId !== connectionId || at.conversation !== visitorId) throw new DomainError('not-found');
    await this.markRead.run({ workspaceId, ticketId: mark.ticketId, seq: mark.seq });
  }

  @Post('answers')
  @Access('public')
  @HttpCode(204)
  async answer(@Body() given: WidgetAnswerRequest, @Headers('authorization') authorization?: string): Promise<void> {
    const visitor = await this.visitor(authorization);
    await this.limits.take('widget-answers', visitor.visitorId, 60, 60);
    await this.rate.run(visitor, given);
  }

  private async chatByKey(key: string): Promise<Connection> {
    const connection = await this.connections.byKey('chat', key);
    if (connection && connection.state !== 'off') return connection;
    countRefusal('widget', 'chat', 'unknown-connection');
    throw new DomainError('connection-unknown');
  }

  private async visitor(authorization: string | undefined): Promise<Visitor> {
    const token = tokenOf(authorization);
    const visitor = token ? await this.visitors.run(token) : null;
    if (!visitor) throw new DomainError('sign-in-needed');
    return visitor;
  }
}

const tokenOf = (authorization: string | undefined): string | null =>
  /^Bearer ([\w-]+)$/i.exec(authorization ?? '')?.[1] ?? null;
