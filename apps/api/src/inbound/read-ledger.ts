// The admin's ledger: everything that ever came in, with its verdict and reason, and its bytes as they came.
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { Files } from '../platform/files.js';
import { FindMessage } from '../tickets/find-message.js';
import { ReadSides } from '../tickets/sides/read-sides.js';
import { type LedgerQuestion, type LedgerRow, ledgerEntry, ledgerPage, mailOfMessage } from './ledger.store.js';
import type { RawSource } from './raw.store.js';

/** How much of the text is shown on the screen; the rest is in the download. */
const SHOWN_CHARS = 64 * 1024;

export interface LedgerWhole extends LedgerRow {
  envelope: Record<string, unknown>;
  /** The head of a mail, or what the webhook said in its headers. */
  headers: string;
  text: string;
  /** False: the text goes on; download it. */
  whole: boolean;
}

@Injectable()
export class ReadLedger {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly messages: FindMessage,
    private readonly sides: ReadSides,
  ) {}

  async page(
    ask: Omit<LedgerQuestion, 'before'> & { cursor: string | null },
  ): Promise<{ items: LedgerRow[]; next: string | null }> {
    const { cursor, limit, ...rest } = ask;
    const rows = await ledgerPage(this.database, { ...rest, before: cursor, limit: limit + 1 });
    const items = await this.whereTheyAre(ask.workspaceId, rows.slice(0, limit));
    return { items, next: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** @throws DomainError not-found */
  async one(workspaceId: string, id: string): Promise<LedgerWhole> {
    const { row: stored, body } = await this.read(workspaceId, id);
    const [row] = (await this.whereTheyAre(workspaceId, [stored])) as [typeof stored];
    const { body: _, bodyFile: __, ...shown } = row;
    const text = body
      .subarray(0, SHOWN_CHARS * 4)
      .toString('utf8')
      .replaceAll('\0', '\u2400');
    const mail = isMail(row.source);
    const headEnd = mail ? /\r?\n\r?\n/.exec(text) : null;
    const headers = mail ? text.slice(0, headEnd?.index ?? SHOWN_CHARS) : headersOf(row.envelope);
    const rest = headEnd ? text.slice(headEnd.index + headEnd[0].length) : mail ? '' : text;
    const cut = rest.slice(0, SHOWN_CHARS);
    return {
      ...shown,
      headers: headers.slice(0, SHOWN_CHARS),
      text: cut,
      whole: cut.length === rest.length && body.length <= SHOWN_CHARS * 4,
    };
  }

  /** The bytes exactly as they came. @throws DomainError not-found, body-dropped */
  async raw(workspaceId: string, id: string): Promise<{ body: Buffer; name: string }> {
    const { row, body } = await this.read(workspaceId, id);
    if (row.bodyDroppedAt) throw new DomainError('body-dropped');
    return { body, name: isMail(row.source) ? `${id}.eml` : `${id}.json` };
  }

  /** The mail that became this message. @throws DomainError not-found (it was no mail), body-dropped */
  async original(workspaceId: string, messageId: string): Promise<{ body: Buffer; name: string }> {
    const id = await mailOfMessage(this.database, workspaceId, messageId);
    if (!id) throw new DomainError('not-found');
    return this.raw(workspaceId, id);
  }

  /** The row remembers where its message went at first; a split may have moved it since. A side conversation is found in its ticket. */
  private async whereTheyAre<Row extends LedgerRow>(workspaceId: string, rows: Row[]): Promise<Row[]> {
    const ids = rows.flatMap((row) => row.messageId ?? []);
    const tickets = await this.messages.ticketsOf(this.database, workspaceId, ids);
    const moved = rows.map((row) => ({ ...row, ticketId: tickets.get(row.messageId ?? '') ?? row.ticketId }));
    const sides = await this.sides.tickets(
      this.database,
      workspaceId,
      moved.flatMap((row) => row.ticketId ?? []),
    );
    return moved.map((row) => ({ ...row, ticketId: sides.get(row.ticketId ?? '') ?? row.ticketId }));
  }

  private async read(workspaceId: string, id: string) {
    const row = await ledgerEntry(this.database, workspaceId, id);
    if (!row) throw new DomainError('not-found');
    return { row, body: row.body ?? (row.bodyFile ? await this.files.readRaw(row.bodyFile) : Buffer.alloc(0)) };
  }
}

const isMail = (source: RawSource): boolean => source === 'smtp' || source === 'imap';

const headersOf = (envelope: Record<string, unknown>) =>
  Object.entries(envelope)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
