// Path B for Viber: a message becomes the bodies of send_message that say it, in order. Viber fetches files by their link.
import { cardAsText, wordsBeside } from '../card-words.js';
import type { Card, Config, OutboundFile, OutboundMessage, Part } from '../channel.js';
import { splitText } from '../split-text.js';
import { keyboardOf } from './buttons.js';
import { senderOf } from './settings.js';

export const MAX_TEXT = 7000;
const MAX_CAPTION = 768;
const MAX_PICTURE = 1024 * 1024;
const MAX_VIDEO = 26 * 1024 * 1024;
const MAX_FILE_NAME = 256;
/** Since this version a pressed button need not be shown as words. */
const SILENT_SINCE = 6;

/** What client.send reads: the body of send_message but for its receiver; null for a file that has no link. */
export interface Call {
  body: Record<string, unknown> | null;
}

export function render(message: OutboundMessage, config: Config): Part[] {
  const bodies: (Record<string, unknown> | null)[] = [];
  const words = wordsBeside(message);
  const [first] = message.files;
  const captioned = message.files.length === 1 && first && isPicture(first) && words.length <= MAX_CAPTION;
  if (!captioned) bodies.push(...splitText(words, MAX_TEXT).map((text) => ({ type: 'text', text })));
  for (const file of message.files) bodies.push(fileBody(file, captioned ? words : ''));
  if (message.card) bodies.push(...cardBodies(message.card));
  const sender = senderOf(config);
  return bodies.map((body) => ({ payload: { body: body && { sender, ...body } } satisfies Call, files: [] }));
}

const isPicture = (file: OutboundFile): boolean =>
  ['image/jpeg', 'image/png', 'image/gif'].includes(file.contentType) && file.size <= MAX_PICTURE;

function fileBody(file: OutboundFile, text: string): Record<string, unknown> | null {
  const { link: media, size } = file;
  if (!media) return null;
  if (isPicture(file)) return { type: 'picture', text, media };
  if (file.contentType === 'video/mp4' && size <= MAX_VIDEO) return { type: 'video', media, size };
  return { type: 'file', media, size, file_name: file.name.slice(-MAX_FILE_NAME) };
}

function cardBodies(card: Card): Record<string, unknown>[] {
  const keyboard = keyboardOf(card);
  const text = keyboard ? [card.text.trim(), card.footer?.trim()].filter(Boolean).join('\n\n') : cardAsText(card);
  const bodies: Record<string, unknown>[] = splitText(text, MAX_TEXT).map((each) => ({ type: 'text', text: each }));
  const last = bodies.at(-1);
  if (last && keyboard) Object.assign(last, { keyboard, min_api_version: SILENT_SINCE });
  return bodies;
}
