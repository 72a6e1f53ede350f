// Path B for the API channel: a message becomes the events that their server is posted.
import { wordsBeside } from '../card-words.js';
import type { OutboundFile, OutboundMessage, Part } from '../channel.js';
import { splitText } from '../split-text.js';

export const MAX_TEXT = 20_000;
/** Files of a message together, in bytes, that stand in one post; more come one by one. */
export const MAX_FILES = 10 * 1024 * 1024;

/** What client.send reads: the event but for its files, and the key by which they know a repeat. */
export interface Said {
  key: string;
  event: Record<string, unknown>;
}

export function render(message: OutboundMessage): Part[] {
  const texts = splitText(wordsBeside(message), MAX_TEXT);
  const together = message.files.reduce((sum, { size }) => sum + size, 0) <= MAX_FILES;
  const html = texts.length === 1 && !message.card ? message.html : null;
  const last = texts.length - 1;
  const events: { text: string; html: string | null; files: OutboundFile[]; withCard: boolean }[] = texts.map(
    (text, i) => ({ text, html, files: together && i === last ? message.files : [], withCard: i === last }),
  );
  const alone = texts.length === 0 && (message.card || (together && message.files.length > 0));
  if (alone) events.push({ text: '', html: null, files: together ? message.files : [], withCard: true });
  if (!together)
    for (const file of message.files) events.push({ text: '', html: null, files: [file], withCard: false });
  const { id, conversation, locale, card } = message;
  return events.map((each, i) => {
    const shown = card && { text: card.text, buttons: card.buttons, url: card.url, footer: card.footer ?? null };
    const event = {
      type: 'message',
      id,
      conversation,
      text: each.text,
      html: each.html,
      card: each.withCard ? shown : null,
      replyTo: i === 0 ? message.replyToExternalId : null,
      locale,
    };
    return { payload: { key: `${id}:${i}`, event } satisfies Said, files: each.files };
  });
}
