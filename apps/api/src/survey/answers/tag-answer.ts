// A lead sorts an answer: by the same tags as tickets, but the ticket keeps its own.
import { Injectable } from '@nestjs/common';
import { EnsureTags, tagName } from '../../desk/tags.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import type { TagRef } from './answers.requests.js';
import { tagReading } from './answers.store.js';

@Injectable()
export class TagAnswer {
  constructor(
    private readonly database: Database,
    private readonly tags: EnsureTags,
  ) {}

  /** These and no others. @throws DomainError not-found */
  async run(workspaceId: string, invitationId: string, names: string[]): Promise<TagRef[]> {
    const wanted = names.map(tagName).filter(Boolean);
    return this.database.transaction(async (tx) => {
      const ids = await this.tags.run(tx, workspaceId, wanted);
      if (!(await tagReading(tx, workspaceId, invitationId, ids))) throw new DomainError('not-found');
      const once = wanted.filter((name, i) => wanted.findIndex((o) => o.toLowerCase() === name.toLowerCase()) === i);
      return ids.map((id, i) => ({ id, name: once[i]! }));
    });
  }
}
