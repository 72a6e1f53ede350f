// Part of render (path B): a survey's question where there are no buttons for it.
import type { Card, OutboundMessage } from './channel.js';

/** The question with the address of the page that asks it. */
export function cardAsText(card: Card): string {
  return [card.text.trim(), card.url, card.footer?.trim()].filter(Boolean).join('\n\n');
}

/** The words beside a card; the plain fallback of the same question is left out. */
export function wordsBeside(message: Pick<OutboundMessage, 'text' | 'card'>): string {
  const text = message.text.trim();
  return message.card && text.includes(message.card.text.trim()) ? '' : text;
}
