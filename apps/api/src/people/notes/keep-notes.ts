// What a colleague should know about a person or a company: written, reworded and taken away by whoever wrote it.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { PassingNews } from '../../platform/events/passing-news.js';
import type { Caller } from '../../platform/http/access.js';
import { newId } from '../../platform/ids.js';
import { companyName } from '../companies/companies.store.js';
import { livingId } from '../contacts.store.js';
import { kinOf } from '../merges.store.js';
import { deleteNote, findNote, insertNote, listNotes, type NoteRow, rewordNote } from './notes.store.js';

export type About = { contactId: string } | { companyId: string };

@Injectable()
export class KeepNotes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly news: PassingNews,
  ) {}

  /** Newest first. Of a person: what was noted on cards merged into this one too. @throws DomainError not-found */
  async list(workspaceId: string, about: About, before: string | null, limit: number): Promise<NoteRow[]> {
    const { contactId, companyId } = await this.owner(workspaceId, about);
    const whose = contactId
      ? { contactIds: await kinOf(this.database, workspaceId, contactId) }
      : { companyId: companyId! };
    return listNotes(this.database, workspaceId, whose, before, limit);
  }

  /** @throws DomainError not-found, validation-failed */
  async write(caller: Caller, about: About, said: string): Promise<NoteRow> {
    const { workspaceId, agentId } = caller;
    const owner = await this.owner(workspaceId, about);
    const note = { id: newId(), agentId, text: wordsOf(said), at: this.clock.now(), editedAt: null };
    await insertNote(this.database, workspaceId, { ...note, ...owner });
    this.news.tellPerson({ workspaceId, ...owner });
    return note;
  }

  /** @throws DomainError not-found, not-allowed (somebody else wrote it), validation-failed */
  async reword(caller: Caller, id: string, said: string): Promise<NoteRow> {
    const note = await this.mine(caller, id, false);
    const text = wordsOf(said);
    const editedAt = this.clock.now();
    await rewordNote(this.database, caller.workspaceId, id, text, editedAt);
    const { contactId, companyId, ...row } = note;
    this.news.tellPerson({ workspaceId: caller.workspaceId, contactId, companyId });
    return { ...row, text, editedAt };
  }

  /** A lead may take away anybody's. @throws DomainError not-found, not-allowed */
  async remove(caller: Caller, id: string): Promise<void> {
    const { contactId, companyId } = await this.mine(caller, id, caller.role !== 'agent');
    await deleteNote(this.database, caller.workspaceId, id);
    this.news.tellPerson({ workspaceId: caller.workspaceId, contactId, companyId });
  }

  private async mine(caller: Caller, id: string, orAnybodys: boolean) {
    const note = await findNote(this.database, caller.workspaceId, id);
    if (!note) throw new DomainError('not-found');
    if (!orAnybodys && note.agentId !== caller.agentId) throw new DomainError('not-allowed');
    return note;
  }

  private async owner(workspaceId: string, about: About) {
    if ('contactId' in about)
      return { contactId: await livingId(this.database, workspaceId, about.contactId), companyId: null };
    if (!(await companyName(this.database, workspaceId, about.companyId))) throw new DomainError('not-found');
    return { contactId: null, companyId: about.companyId };
  }
}

function wordsOf(said: string): string {
  const text = said.trim();
  if (text === '') throw new DomainError('validation-failed', { fields: ['text'] });
  return text;
}
