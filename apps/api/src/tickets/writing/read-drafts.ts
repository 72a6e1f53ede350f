// What an agent has begun to write: in one ticket whole, over all tickets as a list.
import { Injectable } from '@nestjs/common';
import type { FileItem } from '@otklik/contract';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { Files } from '../../platform/files.js';
import { fileUrl } from '../read-conversation.js';
import {
  type AsideWords,
  type DraftMode,
  type DraftMore,
  draftTickets,
  findDrafts,
  isTicket,
  type ListedDraft,
  listDrafts,
} from './draft.store.js';

export interface ShownDraft {
  version: number;
  key: string;
  text: string;
  html: string;
  files: FileItem[];
  more: DraftMore;
  aside: (Omit<AsideWords, 'files'> & { files: FileItem[] })[];
  updatedAt: string;
}

const PAGE = 50;

@Injectable()
export class ReadDrafts {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
  ) {}

  /** One agent's reply and note in a ticket. @throws DomainError not-found. */
  async ofTicket(
    workspaceId: string,
    ticketId: string,
    agentId: string,
  ): Promise<Record<DraftMode, ShownDraft | null>> {
    if (!(await isTicket(this.database, workspaceId, ticketId))) throw new DomainError('not-found');
    const rows = await findDrafts(this.database, workspaceId, ticketId, agentId);
    const ids = rows.flatMap((row) => [...row.files, ...row.aside.flatMap((one) => one.files)]);
    const stored = await this.files.find(this.database, workspaceId, [...new Set(ids)]);
    const items = (wanted: string[]): FileItem[] =>
      stored
        .filter((file) => wanted.includes(file.id))
        .map(({ id, name, contentType, size }) => {
          return { id, name, contentType, size, contentId: null, url: fileUrl(workspaceId, id, name) };
        });
    const shown = (mode: DraftMode): ShownDraft | null => {
      const row = rows.find((one) => one.mode === mode);
      if (!row) return null;
      const { version, key, text, html, more } = row;
      const aside = row.aside.map((one) => ({ ...one, files: items(one.files) }));
      return { version, key, text, html, files: items(row.files), more, aside, updatedAt: row.updatedAt.toISOString() };
    };
    return { reply: shown('reply'), note: shown('note') };
  }

  /** Newest first. `cursor`: `next` of the page before. @throws DomainError validation-failed. */
  async page(
    workspaceId: string,
    agentId: string,
    cursor: string | null,
  ): Promise<{ items: (Omit<ListedDraft, 'updatedAt'> & { updatedAt: string })[]; next: string | null }> {
    const [updatedAt = '', ticketId = ''] = (cursor ?? '').split('_');
    if (cursor !== null && (Number.isNaN(Date.parse(updatedAt)) || !/^[0-9a-f-]{36}$/.test(ticketId)))
      throw new DomainError('validation-failed', { fields: ['cursor'] });
    const from = cursor === null ? null : { updatedAt, ticketId };
    const rows = await listDrafts(this.database, workspaceId, agentId, from, PAGE + 1);
    const items = rows.slice(0, PAGE).map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
    const last = rows.length > PAGE ? items.at(-1) : null;
    return { items, next: last ? `${last.updatedAt}_${last.ticketId}` : null };
  }

  tickets(workspaceId: string, agentId: string): Promise<string[]> {
    return draftTickets(this.database, workspaceId, agentId);
  }
}
