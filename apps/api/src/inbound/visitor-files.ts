// Files in the widget: uploaded by a visitor for a line to come, and fetched by a link that only we can have given out.
import { Injectable } from '@nestjs/common';
import type { FileItem } from '@otklik/contract';
import type { FastifyRequest } from 'fastify';
import { fileItem, signFileUrl } from '../desk/file-links.js';
import { takeUpload } from '../desk/take-upload.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Files, type StoredFile } from '../platform/files.js';
import { Secrets } from '../platform/secrets.js';
import { insertVisitorFile, type Visitor } from './visitor.store.js';

@Injectable()
export class VisitorFiles {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** Keeps the one file of a multipart request. @throws DomainError file-too-large, unsupported-media, bad-request. */
  async keep(visitor: Visitor, request: FastifyRequest): Promise<FileItem> {
    const { workspaceId } = visitor;
    const stored = await takeUpload(request, async (file) => {
      const kept = await this.files.put(this.database, workspaceId, { ...file, name: file.name.replaceAll('\0', '') });
      await insertVisitorFile(this.database, visitor, kept.id);
      return kept;
    });
    return this.item(workspaceId, stored);
  }

  /** Where a face or a logo is fetched by anybody who may see the chat. */
  picture(workspaceId: string, fileId: string | null): string | null {
    return fileId && signFileUrl(this.secrets, workspaceId, { id: fileId, name: 'picture' }, this.clock.now());
  }

  item(workspaceId: string, file: StoredFile): FileItem {
    return fileItem(file, signFileUrl(this.secrets, workspaceId, file, this.clock.now()));
  }
}
