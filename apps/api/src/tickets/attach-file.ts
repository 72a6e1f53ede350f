// Path A, afterwards: a file that came later than its message takes its place there; not an edit by the customer.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { Facts } from '../platform/events/record-facts.js';
import { MessageEdited } from './events.js';
import { findMessage, updateMessage } from './message.store.js';
import { previewOf } from './preview.js';
import { lockTicket, updateTicket } from './ticket.store.js';

export interface LateFile {
  workspaceId: string;
  messageId: string;
  /** null: no file came after all; only the words change. */
  file: { id: string; contentId: string | null } | null;
  /** What becomes of the words that named the missing file. Pure. */
  rewrite: (text: string, html: string | null) => { text: string; html: string | null };
}

@Injectable()
export class AttachFile {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** Inside the caller's transaction, which also ends the caller's own row. Unknown messages are left alone. */
  async run(tx: Tx, late: LateFile): Promise<void> {
    const { workspaceId, messageId } = late;
    const found = await findMessage(tx, workspaceId, messageId);
    const ticket = found && (await lockTicket(tx, workspaceId, found.ticketId));
    const message = ticket && (await findMessage(tx, workspaceId, messageId));
    if (!ticket || !message) return;
    const { text, html } = late.rewrite(message.text, message.html);
    const files = late.file ? [...message.files, late.file] : message.files;
    await updateMessage(tx, message, { text, html, files });
    if (message.seq === ticket.lastCustomerSeq)
      await updateTicket(tx, ticket, { preview: previewOf(text, files.length) });
    const { id: ticketId } = ticket;
    await this.facts.record(tx, { workspaceId, ticketId }, [MessageEdited.of(this.clock.now(), { messageId })]);
  }
}
