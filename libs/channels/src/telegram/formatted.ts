// Part of understanding an update (path A): Telegram's entities become simple HTML, however they overlap.
import { escapeHtml } from '../escape-html.js';
import { type Fields, fieldsOf, listOf, textOf } from '../exact-json.js';

interface Span {
  start: number;
  end: number;
  open: string;
  close: string;
}

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
  const given = listOf(textOf(message.text) === null ? message.caption_entities : message.entities);
  const spans = given.map((each) => spanOf(fieldsOf(each), text.length)).filter((each) => each !== null);
  if (spans.length === 0 && above === null) return null;
  const head = above === null ? '' : `<p><i>${escapeHtml(above)}</i></p>`;
  if (text === '') return head || null;
  // A paragraph holds no blocks.
  const frame = spans.some(({ open }) => open === '<pre>' || open === '<blockquote>') ? 'div' : 'p';
  return `${head}<${frame}>${marked(text, spans)}</${frame}>`;
}

/** Spans are opened and closed so that tags nest: one that is crossed is closed and opened anew. */
function marked(text: string, spans: Span[]): string {
  const ordered = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const borders = [...new Set([0, text.length, ...ordered.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  let html = '';
  let opened: Span[] = [];
  for (const [i, at] of borders.entries()) {
    const firstEnding = opened.findIndex((span) => span.end <= at);
    if (firstEnding >= 0) {
      const crossed = opened.splice(firstEnding);
      for (const span of crossed.toReversed()) html += span.close;
      for (const span of crossed.filter((each) => each.end > at)) {
        html += span.open;
        opened.push(span);
      }
    }
    const starting = ordered.filter((span) => span.start === at);
    for (const span of starting) html += span.open;
    opened = [...opened, ...starting];
    html += escapeHtml(text.slice(at, borders[i + 1] ?? at)).replaceAll('\n', '<br>');
  }
  return html;
}

function spanOf(entity: Fields | null, length: number): Span | null {
  const start = Number(entity?.offset);
  const end = start + Number(entity?.length);
  if (!(Number.isInteger(start) && start >= 0 && end > start && end <= length)) return null;
  const type = textOf(entity?.type) ?? '';
  const url = textOf(entity?.url) ?? '';
  if (type === 'text_link' && /^https?:\/\//i.test(url)) {
    const open = `<a href="${escapeHtml(url)}" rel="noopener noreferrer nofollow" target="_blank">`;
    return { start, end, open, close: '</a>' };
  }
  const tag = Object.hasOwn(TAGS, type) ? TAGS[type] : null;
  return tag ? { start, end, open: `<${tag}>`, close: `</${tag}>` } : null;
}
