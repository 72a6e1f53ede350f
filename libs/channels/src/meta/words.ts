// Part of rendering for Meta's messengers (path B): an agent's HTML as the plain or lightly marked words that they show.
import type { OutboundFile, OutboundMessage } from '../channel.js';
import { type RichText, richTextOf } from '../telegram/rich-text.js';

/** The words of a message and their marks; the plain fallback of a card's own question is left out. */
export function richOf(message: OutboundMessage): RichText {
  const rich = message.html ? richTextOf(message.html) : { text: '', entities: [] };
  const said = rich.text === '' ? { text: message.text.trim(), entities: [] } : rich;
  return message.card && said.text.includes(message.card.text.trim()) ? { text: '', entities: [] } : said;
}

/** A rich text as plain words: a link that hides behind words stands after them. */
export function plainOf(rich: RichText): string {
  let { text } = rich;
  for (const link of rich.entities.filter((each) => each.type === 'text_link').reverse()) {
    const end = link.offset + link.length;
    text = `${text.slice(0, end)} (${link.url})${text.slice(end)}`;
  }
  return text;
}

/** A line for each file that the channel does not take: its name and where to fetch it. */
export const linksOf = (message: OutboundMessage, isTaken: (file: OutboundFile) => boolean): string[] =>
  message.files.filter((file) => !isTaken(file)).map(({ name, link }) => [name, link].filter(Boolean).join(': '));

/** Cut so that a reader sees it was cut; never inside a character. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${[...text.slice(0, limit - 1).toWellFormed()]
    .join('')
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}
