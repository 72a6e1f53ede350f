// Path B for Telegram: a message becomes the calls of the Bot API that say it, in order.
import type { Card, OutboundFile, OutboundMessage, Part } from '../channel.js';
import { splitOffsets } from '../split-text.js';
import { numberIn } from './place.js';
import { type RichText, richTextOf, sliceRichText } from './rich-text.js';

export const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_PHOTO = 10 * 1024 * 1024;
const MAX_ALBUM = 10;
const MAX_CALLBACK_BYTES = 64;

/** What client.send reads: the method, its JSON fields, and the fields that the part's files go into. */
export interface Call {
  method: 'sendMessage' | 'sendPhoto' | 'sendDocument' | 'sendMediaGroup';
  fields: Record<string, unknown>;
  fileFields: string[];
}

type Filled = { call: Call; files: OutboundFile[] };

export function render(message: OutboundMessage): Part[] {
  const rich = richOf(message);
  const calls: Filled[] = [];
  const captioned = !message.card && message.files.length > 0 && rich.text.length <= MAX_CAPTION;
  const groups = groupsOf(message.files);
  if (captioned && groups.length === 1) calls.push(filesCall(groups[0]!, rich));
  else {
    for (const [start, end] of splitOffsets(rich.text, MAX_TEXT)) {
      const piece = sliceRichText(rich, start, end);
      calls.push({ call: textCall(piece), files: [] });
    }
    for (const group of groups) calls.push(filesCall(group, { text: '', entities: [] }));
    if (message.card) calls.push(...cardCalls(message.card));
  }
  const answered = numberIn(message.replyToExternalId, message.conversation);
  const first = calls[0];
  if (first && answered !== null) {
    first.call.fields.reply_parameters = { message_id: answered, allow_sending_without_reply: true };
  }
  return calls.map(({ call, files }) => ({ payload: call, files }));
}

/** The words above a card or file; a card brings its own words, so the plain fallback of the same question is left out. */
function richOf(message: OutboundMessage): RichText {
  const rich = message.html ? richTextOf(message.html) : { text: message.text.trim(), entities: [] };
  if (message.card && (rich.text === '' || rich.text.includes(message.card.text.trim())))
    return { text: '', entities: [] };
  return rich.text === '' ? { text: message.text.trim(), entities: [] } : rich;
}

function textCall(rich: RichText): Call {
  const fields: Record<string, unknown> = { text: rich.text, link_preview_options: { is_disabled: true } };
  if (rich.entities.length > 0) fields.entities = rich.entities;
  return { method: 'sendMessage', fields, fileFields: [] };
}

const isPhoto = (file: OutboundFile) =>
  ['image/jpeg', 'image/png'].includes(file.contentType) && file.size <= MAX_PHOTO;

/** Photos that follow each other make albums; any other file goes alone. */
function groupsOf(files: OutboundFile[]): OutboundFile[][] {
  const groups: OutboundFile[][] = [];
  for (const file of files) {
    const last = groups.at(-1);
    if (last && last.length < MAX_ALBUM && isPhoto(file) && isPhoto(last[0]!)) last.push(file);
    else groups.push([file]);
  }
  return groups;
}

function filesCall(files: OutboundFile[], caption: RichText): Filled {
  const words: Record<string, unknown> = {};
  if (caption.text !== '') words.caption = caption.text;
  if (caption.entities.length > 0) words.caption_entities = caption.entities;
  const [file] = files;
  if (files.length === 1 && file) {
    const photo = isPhoto(file);
    const method = photo ? 'sendPhoto' : 'sendDocument';
    return { call: { method, fields: words, fileFields: [photo ? 'photo' : 'document'] }, files };
  }
  // The words of the first photo stand below the whole album.
  const media = files.map((_, i) => ({ type: 'photo', media: `attach://file${i}`, ...(i === 0 ? words : {}) }));
  return { call: { method: 'sendMediaGroup', fields: { media }, fileFields: files.map((_, i) => `file${i}`) }, files };
}

/** The same call with its pictures sent as files, which Telegram takes in any shape; null when it has none. */
export function withoutPhotos(call: Call): Call | null {
  if (call.method === 'sendPhoto') return { ...call, method: 'sendDocument', fileFields: ['document'] };
  if (call.method !== 'sendMediaGroup') return null;
  const media = (call.fields.media as object[]).map((each) => ({ ...each, type: 'document' }));
  return { ...call, fields: { ...call.fields, media } };
}

function cardCalls(card: Card): Filled[] {
  const text = [card.text.trim(), card.footer?.trim()].filter(Boolean).join('\n\n');
  const pieces = splitOffsets(text, MAX_TEXT).map(([start, end]) =>
    textCall({ text: text.slice(start, end), entities: [] }),
  );
  const last = pieces.at(-1);
  if (last) last.fields.reply_markup = { inline_keyboard: keyboard(card) };
  return pieces.map((call) => ({ call, files: [] }));
}

/** Short labels (1 to 10, stars) stand in rows; words get a row each. */
function keyboard(card: Card): Record<string, string>[][] {
  const buttons = card.buttons.map(
    (button): Record<string, string> =>
      Buffer.byteLength(button.data) <= MAX_CALLBACK_BYTES
        ? { text: button.label, callback_data: button.data }
        : { text: button.label, url: button.url },
  );
  const longest = Math.max(0, ...card.buttons.map((button) => button.label.length));
  const perRow = longest <= 3 ? (buttons.length <= 8 ? 8 : 6) : longest <= 6 ? 4 : 1;
  const rows: Record<string, string>[][] = [];
  for (let i = 0; i < buttons.length; i += perRow) rows.push(buttons.slice(i, i + perRow));
  return rows;
}
