// Path B for VK: a message becomes the calls of messages.send that say it, in order.
import { createHash } from 'node:crypto';
import { cardAsText, wordsBeside } from '../card-words.js';
import type { Card, OutboundFile, OutboundMessage, Part } from '../channel.js';
import { splitText } from '../split-text.js';

export const MAX_TEXT = 4096;
const MAX_FILES = 10;
/** Inline keyboards hold no more; VK calls an eleventh an error. */
const MAX_BUTTONS = 10;
const MAX_PER_ROW = 5;
const MAX_LABEL = 40;
const MAX_PAYLOAD = 255;

/** What client.send reads: the fields of messages.send but for the recipient and the files. */
export interface Call {
  fields: Record<string, string>;
}

export function render(message: OutboundMessage): Part[] {
  const calls: { fields: Record<string, string>; files: OutboundFile[] }[] = [];
  for (const text of splitText(wordsBeside(message), MAX_TEXT)) calls.push({ fields: { message: text }, files: [] });
  for (let at = 0; at < message.files.length; at += MAX_FILES) {
    const files = message.files.slice(at, at + MAX_FILES);
    const last = calls.at(-1);
    if (at === 0 && last) last.files = files;
    else calls.push({ fields: {}, files });
  }
  if (message.card) for (const fields of cardFields(message.card)) calls.push({ fields, files: [] });
  const forward = answeredJson(message);
  if (forward && calls[0]) calls[0].fields.forward = forward;
  return calls.map(({ fields, files }, i) => ({
    payload: { fields: { ...fields, dont_parse_links: '1', random_id: randomId(message.id, i) } } satisfies Call,
    files,
  }));
}

/** The same message always has the same number: VK knows a repeat by it for an hour, and does not show it twice. */
function randomId(messageId: string, part: number): string {
  const number = createHash('sha256').update(`${messageId}:${part}`).digest().readUInt32BE(0) >>> 1;
  return String(number || 1);
}

function cardFields(card: Card): Record<string, string>[] {
  const fits =
    card.buttons.length > 0 &&
    card.buttons.length <= MAX_BUTTONS &&
    card.buttons.every(({ label, data }) => label.length <= MAX_LABEL && payloadOf(data).length <= MAX_PAYLOAD);
  const text = fits ? [card.text.trim(), card.footer?.trim()].filter(Boolean).join('\n\n') : cardAsText(card);
  const all: Record<string, string>[] = splitText(text, MAX_TEXT).map((message) => ({ message }));
  const last = all.at(-1);
  if (last && fits) last.keyboard = JSON.stringify({ inline: true, buttons: rowsOf(card) });
  return all;
}

const payloadOf = (data: string): string => JSON.stringify({ otklik: data });

/** Numbers stand in rows; words get a row each while there is room. */
function rowsOf(card: Card): object[][] {
  const buttons = card.buttons.map(({ label, data }) => ({
    action: { type: 'callback', label, payload: payloadOf(data) },
  }));
  const longest = Math.max(...card.buttons.map(({ label }) => label.length));
  const perRow = longest <= 6 ? MAX_PER_ROW : Math.max(1, Math.ceil(buttons.length / MAX_PER_ROW));
  const rows: object[][] = [];
  for (let i = 0; i < buttons.length; i += perRow) rows.push(buttons.slice(i, i + perRow));
  return rows;
}

/** Our external ids are `peer:number`; only a message of this very conversation can be answered. */
function answeredJson(message: OutboundMessage): string | null {
  const [peer, number] = message.replyToExternalId?.split(':') ?? [];
  if (peer !== message.conversation || !/^\d+$/.test(number ?? '')) return null;
  return JSON.stringify({ peer_id: Number(peer), conversation_message_ids: [Number(number)], is_reply: true });
}
