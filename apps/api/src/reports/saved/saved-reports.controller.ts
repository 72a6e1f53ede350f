// The doors of saved reports: kept, changed, shared, mailed; and any report as a file.
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../platform/errors.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { allowed } from '../reports.controller.js';
import { KeepMailing } from './keep-mailing.js';
import { KeepReport, mayChange } from './keep-report.js';
import { MailReports } from './mail-report.js';
import { answersOf, MakeReportFile } from './make-report-file.js';
import {
  LEADS_TABS,
  MailingRequest,
  ReportFileQuery,
  SavedReportView,
  SaveReportRequest,
} from './saved-reports.requests.js';
import type { Mailing, SavedReport } from './saved-reports.store.js';

@ApiTags('reports')
@Controller('api/v1')
export class SavedReportsController {
  constructor(
    private readonly keep: KeepReport,
    private readonly mailings: KeepMailing,
    private readonly mails: MailReports,
    private readonly make: MakeReportFile,
  ) {}

  @Get('saved-reports')
  @Access('agent')
  @ApiOkResponse({ type: SavedReportView, isArray: true })
  async list(@CallerOf() caller: Caller): Promise<SavedReportView[]> {
    return (await this.keep.list(caller)).map((report) => view(report, caller));
  }

  @Post('saved-reports')
  @Access('agent')
  @ApiCreatedResponse({ type: SavedReportView })
  async create(@CallerOf() caller: Caller, @Body() body: SaveReportRequest): Promise<SavedReportView> {
    return this.one(caller, await this.keep.create(caller, body));
  }

  @Put('saved-reports/:id')
  @Access('agent')
  @ApiOkResponse({ type: SavedReportView })
  async change(
    @CallerOf() caller: Caller,
    @Id('id') id: string,
    @Body() body: SaveReportRequest,
  ): Promise<SavedReportView> {
    await this.keep.change(caller, id, body);
    return this.one(caller, id);
  }

  @Delete('saved-reports/:id')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  async drop(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    await this.keep.drop(caller, id);
  }

  @Put('saved-reports/:id/mailing')
  @Access('lead')
  @ApiOkResponse({ type: SavedReportView })
  async mail(@CallerOf() caller: Caller, @Id('id') id: string, @Body() body: MailingRequest): Promise<SavedReportView> {
    await this.mailings.set(caller, id, body);
    return this.one(caller, id);
  }

  @Delete('saved-reports/:id/mailing')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  async stop(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    await this.mailings.stop(caller, id);
  }

  @Post('saved-reports/:id/mailing/try')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse({ description: 'It comes to you at once, by mail.' })
  async try(@CallerOf() caller: Caller, @Id('id') id: string): Promise<void> {
    await this.mails.try(caller, id);
  }

  @Get('reports/file')
  @Access('agent')
  @ApiProduces('application/pdf', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' }, description: 'The same figures as on the screen.' })
  async file(@CallerOf() caller: Caller, @Query() query: ReportFileQuery, @Res() reply: FastifyReply): Promise<void> {
    if (LEADS_TABS.includes(query.tab) && caller.role === 'agent') throw new DomainError('not-allowed');
    const { tab, period = null, figure = 'first-response', by = 'agent', field = null, kind = null } = query;
    const { gone = null, currency = null } = query;
    const answers = answersOf(query);
    const locale = query.locale ?? caller.locale ?? 'en';
    const made = await this.make.run({
      ...allowed(caller, query),
      tab,
      period,
      figure,
      by,
      field,
      kind,
      gone,
      currency,
      answers,
      locale,
    });
    const { name, contentType, content } = await this.make.file(made, query.as, { tab });
    await reply
      .header('content-type', contentType)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(content);
  }

  private async one(caller: Caller, id: string): Promise<SavedReportView> {
    const report = (await this.keep.list(caller)).find((one) => one.id === id);
    if (!report) throw new DomainError('not-found');
    return view(report, caller);
  }
}

function view(report: SavedReport & { mailing: Mailing | null }, caller: Caller): SavedReportView {
  const { mailing } = report;
  const { madeBy: _, ...told } = mailing ?? ({} as Mailing);
  return {
    ...report,
    mayChange: mayChange(report, caller),
    mailing:
      mailing && caller.role !== 'agent'
        ? { ...told, dueAt: mailing.dueAt?.toISOString() ?? null, sentAt: mailing.sentAt?.toISOString() ?? null }
        : null,
  };
}
