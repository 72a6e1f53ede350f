// Path B for Messenger and Instagram: a message becomes the calls of the Send API that say it, in order.
import { cardAsText } from '../card-words.js';
import type { Card, OutboundFile, OutboundMessage, Part } from '../channel.js';
import { linksOf, plainOf, richOf, shortened } from './words.js';

const MOST_REPLIES = 13;
const MAX_REPLY = 20;

/** What client.send reads. */
export interface SendCall {
  message: Record<string, unknown>;
  /** The part's file goes along as this kind of attachment. */
  media: string | null;
  /** The words of a person: may go out for seven days where Meta has allowed it. */
  human: boolean;
}

export interface SendManners {
  /** Cuts a text into pieces that the channel takes. */
  split: (text: string) => string[];
  /** The kind of attachment a file goes as; null: it does not, and its link is told instead. */
  mediaOf: (file: OutboundFile) => string | null;
}

export function renderForSendApi(message: OutboundMessage, manners: SendManners): Part[] {
  const human = message.card === null;
  const links = linksOf(message, (file) => manners.mediaOf(file) !== null);
  const words = [plainOf(richOf(message)), ...links].filter(Boolean).join('\n\n');
  const texts = manners.split(words).map((text): Part => said({ text }, human));
  const files = message.files.flatMap((file): Part[] => {
    const media = manners.mediaOf(file);
    return media ? [{ payload: { message: {}, media, human } satisfies SendCall, files: [file] }] : [];
  });
  const parts = [...texts, ...files, ...(message.card ? cardParts(message.card, manners) : [])];
  const first = parts[0]?.payload as SendCall | undefined;
  if (first && message.replyToExternalId) first.message.reply_to = { mid: message.replyToExternalId };
  return parts;
}

const said = (message: Record<string, unknown>, human: boolean): Part => ({
  payload: { message, media: null, human } satisfies SendCall,
  files: [],
});

/** Quick replies vanish when another message comes: the card is the last part. */
function cardParts(card: Card, { split }: SendManners): Part[] {
  if (card.buttons.length === 0 || card.buttons.length > MOST_REPLIES)
    return split(cardAsText(card)).map((text) => said({ text }, false));
  const pieces = split([card.text.trim(), card.footer?.trim()].filter(Boolean).join('\n\n'));
  const replies = card.buttons.map(({ label, data }) => ({
    content_type: 'text',
    title: shortened(label, MAX_REPLY),
    payload: data,
  }));
  return pieces.map((text, at) => said(at === pieces.length - 1 ? { text, quick_replies: replies } : { text }, false));
}
