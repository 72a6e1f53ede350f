// The doors of files: an agent uploads one, and people with a session or a signed link fetch it.

import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FileItem } from '@otklik/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReadApiKey } from '../people/read-api-key.js';
import { ReadSession } from '../people/read-session.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files } from '../platform/files.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Id } from '../platform/http/id.js';
import { Secrets } from '../platform/secrets.js';
import { fileItem, fileUrl, isSignedFile } from './file-links.js';
import { FileItemView } from './files.requests.js';
import { fileHeaders } from './serve-file.js';
import { takeUpload } from './take-upload.js';

@ApiTags('files')
@Controller()
export class FilesController {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly readSession: ReadSession,
    private readonly readApiKey: ReadApiKey,
  ) {}

  @Post('api/v1/files')
  @Access('agent')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
  })
  @ApiCreatedResponse({ type: FileItemView })
  async upload(@CallerOf() caller: Caller, @Req() request: FastifyRequest): Promise<FileItem> {
    const stored = await takeUpload(request, (file) => this.files.put(this.database, caller.workspaceId, file));
    return fileItem(stored, fileUrl(caller.workspaceId, stored));
  }

  /** Its answer is never a page of ours: see serve-file. */
  @Get(['files/:workspaceId/:fileId', 'files/:workspaceId/:fileId/:name'])
  @Access('public')
  @ApiExcludeEndpoint()
  async fetch(
    @Id('workspaceId') workspaceId: string,
    @Id('fileId') fileId: string,
    @Query('sig') sig: string | undefined,
    @Query('until') until: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.mayFetch(request, workspaceId, fileId, { sig, until });
    const [file] = await this.files.find(this.database, workspaceId, [fileId]);
    if (!file) throw new DomainError('not-found');
    const headers = fileHeaders(file);
    if (request.headers['if-none-match'] === headers.etag) {
      delete headers['content-length'];
      await reply.status(304).headers(headers).send();
      return;
    }
    await reply.headers(headers).send(this.files.open(workspaceId, file.sha256));
  }

  /** A file of another workspace does not exist, as far as anybody here can tell. */
  private async mayFetch(
    request: FastifyRequest,
    workspaceId: string,
    fileId: string,
    { sig, until }: { sig: unknown; until: unknown },
  ): Promise<void> {
    const link = typeof sig === 'string' ? { sig, until: typeof until === 'string' ? until : null } : null;
    if (link && isSignedFile(this.secrets, workspaceId, fileId, link, this.clock.now())) return;
    const { authorization, cookie } = request.headers;
    const caller = authorization
      ? await this.readApiKey.run(authorization)
      : (await this.readSession.run(cookie))?.caller;
    if (!caller) throw new DomainError(sig === undefined ? 'sign-in-needed' : 'not-found');
    if (caller.workspaceId !== workspaceId) throw new DomainError('not-found');
  }
}
