// Path B for MAX: a message becomes the bodies of POST /messages that say it, in order.
import { cardAsText, wordsBeside } from '../card-words.js';
import type { Card, OutboundFile, OutboundMessage, Part } from '../channel.js';
import { linkMark, type Mark, markedWords, tagMark } from '../marked-html.js';
import { splitOffsets, splitText } from '../split-text.js';
import { type Entity, type RichText, richTextOf, sliceRichText } from '../telegram/rich-text.js';

export const MAX_TEXT = 4000;
/** Formatting is counted with the words; so much room is left for it. */
const MAX_MARKED_TEXT = 3000;
const MAX_PICTURES = 10;
const MAX_PER_ROW = 7;
const MAX_ROWS = 30;
const MAX_LABEL = 128;
const MAX_PAYLOAD = 1024;

/** What client.send reads: the body of POST /messages, to which the uploaded files are added. */
export interface Call {
  body: Record<string, unknown>;
}

export function render(message: OutboundMessage): Part[] {
  const calls: { body: Record<string, unknown>; files: OutboundFile[] }[] = [];
  for (const body of wordsOf(message)) calls.push({ body, files: [] });
  for (const [i, files] of groupsOf(message.files).entries()) {
    const last = calls.at(-1);
    if (i === 0 && last) last.files = files;
    else calls.push({ body: {}, files });
  }
  if (message.card) for (const body of cardBodies(message.card)) calls.push({ body, files: [] });
  if (message.replyToExternalId && calls[0]) calls[0].body.link = { type: 'reply', mid: message.replyToExternalId };
  return calls.map(({ body, files }) => ({ payload: { body } satisfies Call, files }));
}

function wordsOf(message: OutboundMessage): Record<string, unknown>[] {
  const plain = wordsBeside(message);
  const rich = message.html && !message.card ? richTextOf(message.html) : null;
  if (!rich || rich.entities.length === 0 || rich.text === '') {
    return splitText(rich?.text || plain, MAX_TEXT).map((text) => ({ text }));
  }
  return splitOffsets(rich.text, MAX_MARKED_TEXT).map(([start, end]) => markedBody(sliceRichText(rich, start, end)));
}

/** Words whose formatting would make them too long go without it. */
function markedBody({ text, entities }: RichText): Record<string, unknown> {
  const marks = entities.map(markOf).filter((mark) => mark !== null);
  const html = markedWords(text, marks, '\n');
  return marks.length > 0 && html.length <= MAX_TEXT ? { text: html, format: 'html' } : { text };
}

const TAGS: Partial<Record<Entity['type'], string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

function markOf({ type, offset, length, url }: Entity): Mark | null {
  const end = offset + length;
  if (url !== undefined) {
    const mark = linkMark(url, offset, end);
    return mark && { ...mark, open: mark.open.replace(/ rel=.*$/, '>') };
  }
  const tag = TAGS[type];
  return tag ? tagMark(tag, offset, end) : null;
}

export const isPicture = (file: Pick<OutboundFile, 'contentType'>): boolean =>
  /^image\/(jpeg|png|gif|webp|bmp|tiff|heic)$/.test(file.contentType);

/** Pictures may stand together; MAX takes any other file only by itself. */
function groupsOf(files: OutboundFile[]): OutboundFile[][] {
  const groups: OutboundFile[][] = [];
  for (const file of files) {
    const last = groups.at(-1);
    if (last && last.length < MAX_PICTURES && isPicture(file) && isPicture(last[0]!)) last.push(file);
    else groups.push([file]);
  }
  return groups;
}

function cardBodies(card: Card): Record<string, unknown>[] {
  const rows = rowsOf(card);
  const text = rows ? [card.text.trim(), card.footer?.trim()].filter(Boolean).join('\n\n') : cardAsText(card);
  const bodies: Record<string, unknown>[] = splitText(text, MAX_TEXT).map((each) => ({ text: each }));
  const last = bodies.at(-1);
  if (last && rows) last.attachments = [{ type: 'inline_keyboard', payload: { buttons: rows } }];
  return bodies;
}

/** Null when the buttons do not fit. */
function rowsOf({ buttons }: Card): object[][] | null {
  if (buttons.length === 0 || buttons.some(({ label, data }) => label.length > MAX_LABEL || data.length > MAX_PAYLOAD))
    return null;
  const all = buttons.map(({ label, data }) => ({ type: 'callback', text: label, payload: data }));
  const longest = Math.max(...buttons.map(({ label }) => label.length));
  const perRow = longest <= 3 ? (all.length <= MAX_PER_ROW ? MAX_PER_ROW : 6) : longest <= 6 ? 4 : 1;
  const rows: object[][] = [];
  for (let i = 0; i < all.length; i += perRow) rows.push(all.slice(i, i + perRow));
  return rows.length <= MAX_ROWS ? rows : null;
}
