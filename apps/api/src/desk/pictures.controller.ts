// The doors of faces and logos: small pictures, known by their bytes, that customers see.
import { Controller, Delete, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FileItem } from '@otklik/contract';
import type { FastifyRequest } from 'fastify';
import { ChangePicture } from '../people/change-picture.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files, type StoredFile } from '../platform/files.js';
import { Access, type Caller, CallerOf } from '../platform/http/access.js';
import { Limits } from '../platform/http/limits.js';
import { fileItem, fileUrl } from './file-links.js';
import { FileItemView } from './files.requests.js';
import { pictureType } from './picture-type.js';
import { takeUpload } from './take-upload.js';

/** The screen makes them small before it sends them. */
const MOST_BYTES = 1024 * 1024;
const ONE_FILE = {
  schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
};

@ApiTags('files')
@Controller('api/v1')
export class PicturesController {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly limits: Limits,
    private readonly change: ChangePicture,
  ) {}

  @Post('me/picture')
  @Access('agent')
  @ApiConsumes('multipart/form-data')
  @ApiBody(ONE_FILE)
  @ApiCreatedResponse({ type: FileItemView })
  async face(@CallerOf() caller: Caller, @Req() request: FastifyRequest): Promise<FileItem> {
    const { workspaceId, agentId } = caller;
    if (!agentId) throw new DomainError('not-allowed');
    const stored = await this.keep(caller, request);
    await this.change.run(workspaceId, agentId, stored.id);
    return fileItem(stored, fileUrl(workspaceId, stored));
  }

  @Delete('me/picture')
  @HttpCode(204)
  @Access('agent')
  @ApiNoContentResponse()
  async faceless(@CallerOf() { workspaceId, agentId }: Caller): Promise<void> {
    if (!agentId) throw new DomainError('not-allowed');
    await this.change.run(workspaceId, agentId, null);
  }

  /** A logo, for the settings of a chat to name. */
  @Post('pictures')
  @Access('owner')
  @ApiConsumes('multipart/form-data')
  @ApiBody(ONE_FILE)
  @ApiCreatedResponse({ type: FileItemView })
  async logo(@CallerOf() caller: Caller, @Req() request: FastifyRequest): Promise<FileItem> {
    const stored = await this.keep(caller, request);
    return fileItem(stored, fileUrl(caller.workspaceId, stored));
  }

  /** @throws DomainError file-too-large, picture-unreadable; nothing is kept then. */
  private async keep({ workspaceId, agentId }: Caller, request: FastifyRequest): Promise<StoredFile> {
    await this.limits.take('pictures', `${workspaceId} ${agentId ?? 'api'}`, 30, 600);
    return takeUpload(request, async ({ name, content }) => {
      const pieces: Buffer[] = [];
      let size = 0;
      for await (const piece of content as AsyncIterable<Buffer>) {
        size += piece.length;
        // Read to its end all the same, so that the answer can be sent; what is too much is not held.
        if (size <= MOST_BYTES) pieces.push(piece);
      }
      if (size > MOST_BYTES) throw new DomainError('file-too-large', { limit: '1 MB' });
      const whole = Buffer.concat(pieces);
      const contentType = pictureType(whole);
      if (!contentType) throw new DomainError('picture-unreadable');
      return this.files.put(this.database, workspaceId, { name, contentType, content: whole });
    });
  }
}
