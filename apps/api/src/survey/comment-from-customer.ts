// Path C in messengers and the widget: the next text after a rating is its comment, and does not reopen the ticket.
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { latestRating } from './answer.store.js';
import { cleanComment, RecordAnswer } from './record-answer.js';

export const COMMENT_MS = 10 * 60_000;

export interface CustomerText {
  workspaceId: string;
  ticketId: string;
  contactId: string;
  text: string;
  at: Date;
  /** The message it replies to, where the channel says so: a reply to the question is a comment however late. */
  replyToMessageId?: string | null;
}

@Injectable()
export class CommentFromCustomer {
  constructor(
    private readonly database: Database,
    private readonly record: RecordAnswer,
  ) {}

  /**
   * True: it became the comment, and the caller must not make a message of it. Only the first text after a rating does.
   * `tx`: the caller's transaction, where the text came with rows of its own.
   */
  async run(said: CustomerText, tx?: Tx): Promise<boolean> {
    const { workspaceId, ticketId, contactId } = said;
    if (said.text.trim() === '') return false;
    const rated = await latestRating(tx ?? this.database, workspaceId, ticketId, contactId);
    if (!rated || !isComment(said, rated)) return false;
    // Delivered twice: the same words are the comment already. Other words after a comment are a message.
    if (rated.comment !== null) return rated.comment === cleanComment(said.text);
    const { invitationId, score } = rated;
    try {
      await this.record.run({ workspaceId, invitationId, score, comment: said.text, source: 'comment' }, tx);
      return true;
    } catch (error) {
      // Expired in between: then it is an ordinary message.
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}

/** Within ten minutes of rating (a little skew forgiven: the sender's clock is not ours), or as a reply to the question. */
export function isComment(
  said: Pick<CustomerText, 'at' | 'replyToMessageId'>,
  rated: { messageId: string; reminderMessageId?: string | null; ratedAt: Date },
): boolean {
  const { replyToMessageId } = said;
  if (replyToMessageId && [rated.messageId, rated.reminderMessageId].includes(replyToMessageId)) return true;
  const after = said.at.getTime() - rated.ratedAt.getTime();
  return after >= -60_000 && after <= COMMENT_MS;
}
