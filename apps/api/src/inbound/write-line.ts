// Path A in the widget: the line is its own raw row, so one transaction makes it a message or leaves nothing behind.
import { Injectable } from '@nestjs/common';
import { EnsureContact } from '../people/ensure-contact.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { CommentFromCustomer } from '../survey/comment-from-customer.js';
import { FindConversation } from '../tickets/find-conversation.js';
import { type Receipt, ReceiveMessage } from '../tickets/receive-message.js';
import { isCollision } from './failures.js';
import { blockedSender } from './filters/blocked-sender.js';
import { noteVisit, ownFiles, type Visitor } from './visitor.store.js';

export interface WrittenLine {
  /** A UUID of the widget's own making: a retry with the same one makes no second line. */
  clientId: string;
  text: string;
  fileIds: string[];
  page: string | null;
  locale: string | null;
}

@Injectable()
export class WriteLine {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contacts: EnsureContact,
    private readonly conversations: FindConversation,
    private readonly receive: ReceiveMessage,
    private readonly comment: CommentFromCustomer,
  ) {}

  /** @throws DomainError validation-failed (nothing written, or a file that is not this visitor's), not-allowed (blocked). */
  async run(visitor: Visitor, line: WrittenLine): Promise<Receipt> {
    if (line.text.trim() === '' && line.fileIds.length === 0)
      throw new DomainError('validation-failed', { fields: ['text'] });
    for (let tries = 1; ; tries++) {
      try {
        return await this.database.transaction((tx) => this.write(tx, visitor, line));
      } catch (error) {
        if (tries >= 5 || !isCollision(error)) throw error;
      }
    }
  }

  private async write(tx: Tx, visitor: Visitor, line: WrittenLine): Promise<Receipt> {
    const { workspaceId, connectionId, visitorId } = visitor;
    const at = this.clock.now();
    const own = await ownFiles(tx, visitor, line.fileIds);
    if (line.fileIds.some((id) => !own.includes(id)))
      throw new DomainError('validation-failed', { fields: ['fileIds'] });
    const seen = { workspaceId, kind: 'visitor', address: visitorId, name: null, username: null, locale: line.locale };
    const { contactId, identityId, blocked } = await this.contacts.run(tx, seen);
    if (blockedSender(blocked)) throw new DomainError('not-allowed');
    const comment = await this.isComment(tx, visitor, contactId, line, at);
    const receipt = await this.receive.run(
      {
        workspaceId,
        connectionId,
        channel: 'chat',
        // A line's name is its browser's own: two visitors may well use the same.
        externalId: `${visitorId}/${line.clientId}`,
        clientId: line.clientId,
        conversation: visitorId,
        contactId,
        identityId,
        at,
        text: line.text,
        html: null,
        files: line.fileIds.map((id) => ({ id, contentId: null })),
        language: line.locale,
        why: comment ? 'survey-comment' : null,
        automatic: comment,
      },
      tx,
    );
    if (!receipt.duplicate) await noteVisit(tx, visitor, { locale: line.locale, page: line.page, at });
    return receipt;
  }

  /** The first words after a rating are its comment, unless this very line was stored before. */
  private async isComment(tx: Tx, visitor: Visitor, contactId: string, line: WrittenLine, at: Date): Promise<boolean> {
    const { workspaceId, connectionId, visitorId } = visitor;
    if (line.fileIds.length > 0) return false;
    const ticketId = await this.conversations.run(tx, workspaceId, connectionId, visitorId);
    return ticketId !== null && this.comment.run({ workspaceId, ticketId, contactId, text: line.text, at }, tx);
  }
}
