// How a card that nobody has been sent will look in mail and in Telegram: for the rooms above, which know no channels.
import { Injectable } from '@nestjs/common';
import { channelOf, type OutboundMessage, previewMail, previewTelegram } from '@otklik/channels';
import type { ClaimedMessage } from '../tickets/claim-message.js';
import { cardOfMessage } from './card-of-message.js';

type StoredCard = NonNullable<ClaimedMessage['message']['card']>;

@Injectable()
export class PreviewCard {
  /** The mail is a whole HTML document. */
  run(
    words: string,
    stored: StoredCard,
    locale: string,
  ): { mail: string; telegram: { text: string; rows: { labels: string[] }[] } } {
    const message = (kind: string): OutboundMessage => ({
      id: stored.invitationId,
      conversation: '',
      ...cardOfMessage(words, stored, { buttons: channelOf(kind)?.abilities.buttons ?? false }),
      html: null,
      files: [],
      replyToExternalId: null,
      locale,
      template: null,
      mail: null,
    });
    return { mail: previewMail(message('email')), telegram: previewTelegram(message('telegram')) };
  }
}
