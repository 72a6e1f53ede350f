// Path A, afterwards: a message was deleted where it was written; its place stays, and its words are shown no more.
import { Injectable } from '@nestjs/common';
import { removePart } from './album.js';
import { MessageDeleted } from './events.js';
import { ReviseLine } from './revise-line.js';

@Injectable()
export class DeleteMessage {
  constructor(private readonly revise: ReviseLine) {}

  /** `externalId`: which part of an album it was; the rest stays. */
  async run(order: { workspaceId: string; messageId: string; externalId?: string }): Promise<void> {
    await this.revise.run(order, (message, at) => {
      const { id: messageId, album, deletedAt } = message;
      if (deletedAt) return null;
      // A part that went before is no part any more: deleting it again must not take the rest along.
      if (album && !album.parts.some((part) => part.externalId === order.externalId)) return null;
      const left = album ? removePart(message, order.externalId!) : null;
      return { patch: left ?? { deletedAt: at }, fact: MessageDeleted.of(at, { messageId }) };
    });
  }
}
