// Leads write down what customers said and what was done, and choose whether everybody may read it.
import { Injectable } from '@nestjs/common';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { dropSaid, isSaidPublic, openSaid, putSaid, type Said, type SaidWords, saidOf } from './said.store.js';

const MOST = 200;

@Injectable()
export class ChangeSaid {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
  ) {}

  async list(workspaceId: string): Promise<{ open: boolean; path: string; items: Said[] }> {
    const [open, items, { slug }] = await Promise.all([
      isSaidPublic(this.database, workspaceId),
      saidOf(this.database, workspaceId),
      this.workspaces.run(workspaceId),
    ]);
    return { open, path: `/you-said/${encodeURIComponent(slug)}`, items };
  }

  /** `id` null: a new one. @throws DomainError not-found, validation-failed */
  async put(workspaceId: string, id: string | null, one: Omit<Said, 'id'>): Promise<void> {
    const known = await saidOf(this.database, workspaceId);
    if (id && !known.some((each) => each.id === id)) throw new DomainError('not-found');
    if (!id && known.length >= MOST) throw new DomainError('validation-failed', { fields: ['words'] });
    const words = trimmed(one.words);
    if (Object.keys(words).length === 0) throw new DomainError('validation-failed', { fields: ['words'] });
    await putSaid(this.database, workspaceId, { ...one, words, id: id ?? newId() }, this.clock.now());
  }

  /** @throws DomainError not-found */
  async drop(workspaceId: string, id: string): Promise<void> {
    if (!(await dropSaid(this.database, workspaceId, id))) throw new DomainError('not-found');
  }

  open(workspaceId: string, open: boolean): Promise<void> {
    return openSaid(this.database, workspaceId, open);
  }
}

/** Only languages in which both halves are written. */
function trimmed(words: SaidWords): SaidWords {
  const whole = Object.entries(words).flatMap(([locale, told]) => {
    const [said, did] = [told?.said.trim() ?? '', told?.did.trim() ?? ''];
    return said && did ? [[locale, { said, did }]] : [];
  });
  return Object.fromEntries(whole) as SaidWords;
}
