// Path B for LINE: a message becomes the messages of a push, each with the key by which LINE knows a repeat.
import { createHash } from 'node:crypto';
import { wordsBeside } from '../card-words.js';
import type { Card, OutboundFile, OutboundMessage, Part } from '../channel.js';
import { splitText } from '../split-text.js';

export const MAX_TEXT = 5000;
const MAX_PICTURE = 10 * 1024 * 1024;
const MOST_QUICK_REPLIES = 13;
const MAX_LABEL = 20;
const MAX_DATA = 300;

/** What client.send reads. */
export interface Push {
  retryKey: string;
  message: Record<string, unknown>;
}

export function render(message: OutboundMessage): Part[] {
  const said: Record<string, unknown>[] = [
    ...splitText(wordsBeside(message), MAX_TEXT).map((text) => ({ type: 'text', text })),
    ...message.files.map(fileMessage),
    ...(message.card ? cardMessages(message.card) : []),
  ];
  return said.map((each, i) => {
    const push: Push = { retryKey: retryKey(message.id, i), message: each };
    return { payload: push, files: [] };
  });
}

/** LINE takes no uploads: it fetches pictures by itself, and anything else the person opens by its link. */
function fileMessage(file: OutboundFile): Record<string, unknown> {
  const link = file.link ?? '';
  const shown = ['image/jpeg', 'image/png'].includes(file.contentType) && file.size <= MAX_PICTURE;
  if (shown && link.startsWith('https://') && link.length <= 2000)
    return { type: 'image', originalContentUrl: link, previewImageUrl: link };
  return { type: 'text', text: `📎 ${[file.name, link].filter(Boolean).join('\n')}`.slice(0, MAX_TEXT) };
}

/** Quick replies are shown on phones only: the page's address stands below for the others. */
function cardMessages(card: Card): Record<string, unknown>[] {
  const text = [card.text.trim(), card.footer?.trim(), card.url].filter(Boolean).join('\n\n');
  const fits = card.buttons.length <= MOST_QUICK_REPLIES && card.buttons.every(({ data }) => data.length <= MAX_DATA);
  const items = card.buttons.map(({ label, data }) => ({
    type: 'action',
    action: { type: 'postback', label: label.slice(0, MAX_LABEL), data, displayText: label.slice(0, MAX_LABEL) },
  }));
  const pieces: Record<string, unknown>[] = splitText(text, MAX_TEXT).map((piece) => ({ type: 'text', text: piece }));
  const last = pieces.at(-1);
  if (last && fits && items.length > 0) last.quickReply = { items };
  return pieces;
}

/** The same part of the same message has the same UUID however often it is sent; LINE takes it once in 24 hours. */
function retryKey(messageId: string, part: number): string {
  const hex = createHash('sha256').update(`${messageId}:${part}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
