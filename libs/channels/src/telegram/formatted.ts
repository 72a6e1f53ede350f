// Part of understanding an update (path A): Telegram's entities become simple HTML.
import { escapeHtml } from '../escape-html.js';
import { type Fields, fieldsOf, listOf, textOf } from '../exact-json.js';
import { linkMark, type Mark, markedHtml, tagMark } from '../marked-html.js';

const TAGS: Record<string, string> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

/** The words with their formatting and hidden links, or null when there is none. `above`: a line to stand before them. */
export function formattedHtml(message: Fields, above: string | null): string | null {
  const text = textOf(message.text) ?? textOf(message.caption) ?? '';
  const entities = listOf(textOf(message.text) === null ? message.caption_entities : message.entities);
  const html = markedHtml(text, entities.map(fieldsOf).map(markOf));
  if (above === null) return html;
  const plain = text === '' ? '' : `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
  return `<p><i>${escapeHtml(above)}</i></p>${html ?? plain}`;
}

function markOf(entity: Fields | null): Mark | null {
  const start = Number(entity?.offset);
  const end = start + Number(entity?.length);
  const type = textOf(entity?.type) ?? '';
  if (type === 'text_link') return linkMark(textOf(entity?.url) ?? '', start, end);
  return Object.hasOwn(TAGS, type) ? tagMark(TAGS[type]!, start, end) : null;
}
