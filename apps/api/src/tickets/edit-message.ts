// Path A, afterwards: a message was edited where it was written; the new words show, and the earlier ones stay to be looked at.
import { Injectable } from '@nestjs/common';
import { editPart } from './album.js';
import { MessageEdited } from './events.js';
import { ReviseLine } from './revise-line.js';

/** More wordings than this are not kept: the oldest go. */
const MOST_VERSIONS = 50;

@Injectable()
export class EditMessage {
  constructor(private readonly revise: ReviseLine) {}

  /** `externalId`: which part of an album it was. The same words again change nothing. */
  async run(order: {
    workspaceId: string;
    messageId: string;
    externalId?: string;
    text: string;
    html: string | null;
  }): Promise<void> {
    await this.revise.run(order, (message, at) => {
      const { id: messageId, album, versions } = message;
      const part = album?.parts.find((one) => one.externalId === order.externalId);
      if (part && part.text === order.text) return null;
      const words = { text: order.text, html: order.html };
      const { text, html, album: nextAlbum } = part ? editPart(message, part.externalId, words) : { ...words, album };
      if (text === message.text && html === message.html) return null;
      const earlier = { text: message.text, html: message.html, at: at.toISOString() };
      return {
        patch: {
          text,
          html,
          editedAt: at,
          versions: [...versions, earlier].slice(-MOST_VERSIONS),
          ...(part ? { album: nextAlbum } : {}),
        },
        fact: MessageEdited.of(at, { messageId }),
      };
    });
  }
}
