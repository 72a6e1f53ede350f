// The doors of "You said, we did": the list for leads, and the page for everybody once it is open.
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../../env.js';
import { Database } from '../../platform/database/database.js';
import { ENV } from '../../platform/env.token.js';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { Id } from '../../platform/http/id.js';
import { Limits } from '../../platform/http/limits.js';
import { LOCALES, localeOf, say } from '../../platform/words/words.js';
import { PAGE_HEADERS } from '../page-style.js';
import { problemPage } from '../survey-page.js';
import { ChangeSaid } from './change-said.js';
import { OpenSaidRequest, PutSaidRequest, SaidListView } from './said.requests.js';
import { publicSaid, type SaidWords } from './said.store.js';
import { saidHtml } from './said-page.js';

@ApiTags('you-said')
@Controller()
export class SaidController {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly database: Database,
    private readonly limits: Limits,
    private readonly changes: ChangeSaid,
  ) {}

  @Get('api/v1/you-said')
  @Access('lead')
  @ApiOkResponse({ type: SaidListView })
  async list(@CallerOf() { workspaceId }: Caller): Promise<SaidListView> {
    const { open, path, items } = await this.changes.list(workspaceId);
    return { open, url: `${this.env.publicUrl}${path}`, items };
  }

  @Post('api/v1/you-said')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  add(@CallerOf() { workspaceId }: Caller, @Body() body: PutSaidRequest): Promise<void> {
    return this.changes.put(workspaceId, null, { ...body, words: body.words as SaidWords });
  }

  @Put('api/v1/you-said/open')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  open(@CallerOf() { workspaceId }: Caller, @Body() { open }: OpenSaidRequest): Promise<void> {
    return this.changes.open(workspaceId, open);
  }

  @Put('api/v1/you-said/:id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  put(@CallerOf() { workspaceId }: Caller, @Id('id') id: string, @Body() body: PutSaidRequest): Promise<void> {
    return this.changes.put(workspaceId, id, { ...body, words: body.words as SaidWords });
  }

  @Delete('api/v1/you-said/:id')
  @HttpCode(204)
  @Access('lead')
  @ApiNoContentResponse()
  remove(@CallerOf() { workspaceId }: Caller, @Id('id') id: string): Promise<void> {
    return this.changes.drop(workspaceId, id);
  }

  @Get('you-said/:slug')
  @Access('public')
  @ApiExcludeEndpoint()
  async page(
    @Param('slug') slug: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.take('you-said', request.ip, 120, 60);
    const page = slug.includes('\0') ? null : await publicSaid(this.database, slug);
    const wish = LOCALES.find((one) => one === query.lang);
    const locale = wish ?? localeOf(request.headers['accept-language'], localeOf(page?.locale));
    const path = `/you-said/${encodeURIComponent(slug)}`;
    const from = /^\d{1,3}$/.test(String(query.from)) ? Number(query.from) : 0;
    const html = page
      ? saidHtml(page, locale, path, from)
      : problemPage(locale, path, say(locale, 'said.wrong-title'), say(locale, 'said.wrong-text'));
    reply
      .headers(PAGE_HEADERS)
      .status(page ? 200 : 404)
      .type('text/html; charset=utf-8')
      .send(html);
  }
}
