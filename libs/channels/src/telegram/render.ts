// Path B for Telegram: a message becomes the calls of the Bot API that say it, in order.
import type { Card, OutboundFile, OutboundMessage, Part } from '../channel.js';
import { splitOffsets } from '../split-text.js';
import { type RichText, richTextOf, sliceRichText } from './rich-text.js';

export const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_PHOTO = 10 * 1024 * 1024;
const MAX_CALLBACK_BYTES = 64;

/** What client.send reads: the method, its JSON fields, and the field that the part's file goes into. */
export interface Call {
  method: 'sendMessage' | 'sendPhoto' | 'sendDocument';
  fields: Record<string, unknown>;
  fileField: 'photo' | 'document' | null;
}

export function render(message: OutboundMessage): Part[] {
  const rich = richOf(message);
  const [onlyFile] =
    message.files.length === 1 && !message.card && rich.text.length <= MAX_CAPTION ? message.files : [];
  const calls: { call: Call; files: OutboundFile[] }[] = [];
  if (onlyFile) calls.push(fileCall(onlyFile, rich));
  else {
    for (const [start, end] of splitOffsets(rich.text, MAX_TEXT)) {
      const piece = sliceRichText(rich, start, end);
      calls.push({ call: textCall(piece), files: [] });
    }
    for (const each of message.files) calls.push(fileCall(each, { text: '', entities: [] }));
    if (message.card) calls.push(...cardCalls(message.card));
  }
  const answered = answeredId(message);
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
  const fields: Record<string, unknown> = { text: rich.text };
  if (rich.entities.length > 0) fields.entities = rich.entities;
  return { method: 'sendMessage', fields, fileField: null };
}

function fileCall(file: OutboundFile, caption: RichText): { call: Call; files: OutboundFile[] } {
  const fields: Record<string, unknown> = {};
  if (caption.text !== '') fields.caption = caption.text;
  if (caption.entities.length > 0) fields.caption_entities = caption.entities;
  const isPhoto = ['image/jpeg', 'image/png'].includes(file.contentType) && file.size <= MAX_PHOTO;
  const call: Call = isPhoto
    ? { method: 'sendPhoto', fields, fileField: 'photo' }
    : { method: 'sendDocument', fields, fileField: 'document' };
  return { call, files: [file] };
}

function cardCalls(card: Card): { call: Call; files: OutboundFile[] }[] {
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

/** Our external ids are `chat:message`; only an id of this very chat can be answered. */
function answeredId(message: OutboundMessage): number | null {
  const [chat, id] = message.replyToExternalId?.split(':') ?? [];
  return chat === message.conversation && id && /^\d+$/.test(id) ? Number(id) : null;
}
