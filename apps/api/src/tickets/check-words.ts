// What somebody typed, before it becomes a message: there is something in it, its files are known, its HTML is harmless.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files } from '../platform/files.js';
import type { OutgoingMessage } from './post-message.js';
import { safeReplyHtml } from './reply-html.js';

/** What may stand between the angle brackets of a Content-ID, and after `cid:`. */
const CONTENT_ID = /^[\w.@+-]{1,200}$/;

export interface TypedWords {
  text: string;
  html?: string | null;
  fileIds?: string[];
  /** File id → content id, for files that stand inside the HTML. */
  contentIds?: Record<string, string>;
}

@Injectable()
export class CheckWords {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
  ) {}

  /** @throws DomainError validation-failed, naming text, contentIds or fileIds */
  async run(
    workspaceId: string,
    typed: TypedWords,
    note = false,
  ): Promise<Pick<OutgoingMessage, 'text' | 'html' | 'files'>> {
    const fileIds = typed.fileIds ?? [];
    if (typed.text.trim() === '' && fileIds.length === 0)
      throw new DomainError('validation-failed', { fields: ['text'] });
    const contentIds = typed.contentIds ?? {};
    if (!Object.values(contentIds).every((one) => typeof one === 'string' && CONTENT_ID.test(one)))
      throw new DomainError('validation-failed', { fields: ['contentIds'] });
    const known = await this.files.find(this.database, workspaceId, fileIds);
    if (known.length !== new Set(fileIds).size) throw new DomainError('validation-failed', { fields: ['fileIds'] });
    return {
      text: typed.text,
      html: typed.html ? safeReplyHtml(typed.html, note) : null,
      files: fileIds.map((id) => ({ id, contentId: contentIds[id] ?? null })),
    };
  }
}
