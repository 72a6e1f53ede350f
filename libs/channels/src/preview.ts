// How a message with a card will look, for whoever words it: the mail as it is made, the messenger's words and keyboard.
import type { OutboundMessage } from './channel.js';
import { htmlBody } from './email/compose.js';
import { type Call, render as renderTelegram } from './telegram/render.js';

/** The mail's HTML part, a whole document. */
export const previewMail = (message: OutboundMessage): string => htmlBody(message, null);

/** The last part, which carries the buttons: its words and its rows. */
export function previewTelegram(message: OutboundMessage): { text: string; rows: { labels: string[] }[] } {
  const calls = renderTelegram(message).map(({ payload }) => payload as Call);
  const keyboard = calls.at(-1)?.fields.reply_markup as { inline_keyboard: { text: string }[][] } | undefined;
  return {
    text: calls.map(({ fields }) => String(fields.text ?? '')).join('\n\n'),
    rows: (keyboard?.inline_keyboard ?? []).map((row) => ({ labels: row.map(({ text }) => text) })),
  };
}
