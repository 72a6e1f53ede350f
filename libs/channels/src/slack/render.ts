// Path B for Slack: a message becomes posts in its thread; a question becomes blocks with buttons.
import { wordsBeside } from '../card-words.js';
import type { Card, OutboundMessage, Part } from '../channel.js';
import { splitOffsets, splitText } from '../split-text.js';
import { type RichText, richTextOf, sliceRichText } from '../telegram/rich-text.js';
import { escaped, mrkdwnOf } from './mrkdwn.js';

/** Slack recommends no more, and cuts at ten times as much. */
export const MAX_TEXT = 4000;
const MAX_SECTION = 3000;
const MOST_BUTTONS = 25;
const MAX_LABEL = 75;
const MAX_DATA = 2000;

/** What client.send reads: the fields of chat.postMessage, or a file of the part to upload. */
export type Post = { post: Record<string, unknown> } | { upload: true };

export function render(message: OutboundMessage): Part[] {
  const text = wordsBeside(message);
  const rich: RichText = message.html && text !== '' ? richTextOf(message.html) : { text, entities: [] };
  const whole = rich.text === '' ? { text, entities: [] } : rich;
  const posts = splitOffsets(whole.text, MAX_TEXT).map(([start, end]) => postOf(sliceRichText(whole, start, end)));
  if (message.card) posts.push(cardPost(message.card));
  const said: Part[] = posts.map((post) => ({ payload: { post } satisfies Post, files: [] }));
  const files: Part[] = message.files.map((file) => ({ payload: { upload: true } satisfies Post, files: [file] }));
  return message.card ? [...files, ...said] : [...said, ...files];
}

/** Words without marks of ours are shown as they are: no star of theirs makes anything bold. */
const postOf = (piece: RichText): Record<string, unknown> =>
  piece.entities.length > 0 ? { text: mrkdwnOf(piece) } : { text: escaped(piece.text), mrkdwn: false };

function cardPost(card: Card): Record<string, unknown> {
  const words = splitText(card.text, MAX_SECTION);
  const sections = words.map((text) => ({ type: 'section', text: { type: 'plain_text', text } }));
  const buttons = card.buttons.map(({ label, data, url }, i) => ({
    type: 'button',
    action_id: `answer-${i}`,
    text: { type: 'plain_text', text: label.slice(0, MAX_LABEL) },
    ...(data.length <= MAX_DATA ? { value: data } : { url }),
  }));
  const rows: object[] = [];
  for (let i = 0; i < buttons.length; i += MOST_BUTTONS)
    rows.push({ type: 'actions', elements: buttons.slice(i, i + MOST_BUTTONS) });
  const footer = card.footer ? [{ type: 'context', elements: [{ type: 'plain_text', text: card.footer }] }] : [];
  // The text is for notices and for those who cannot see blocks.
  const fallback = escaped(`${card.text}\n${card.url}`.slice(0, MAX_TEXT));
  return { text: fallback, blocks: [...sections, ...rows, ...footer], unfurl_links: false };
}
