// Part of understanding a message (path A): words with marks on them become simple HTML, however the marks overlap.
import { escapeHtml } from './escape-html.js';

/** A mark on the words from `start` to `end`, in UTF-16 units. */
export interface Mark {
  start: number;
  end: number;
  open: string;
  close: string;
}

export const tagMark = (tag: string, start: number, end: number): Mark => ({
  start,
  end,
  open: `<${tag}>`,
  close: `</${tag}>`,
});

/** Null for an address that is no web page. */
export function linkMark(url: string, start: number, end: number): Mark | null {
  if (!/^https?:\/\//i.test(url)) return null;
  const open = `<a href="${escapeHtml(url)}" rel="noopener noreferrer nofollow" target="_blank">`;
  return { start, end, open, close: '</a>' };
}

/** Marks that lie outside the words, or begin or end within one character, are left out. A block, for it may hold paragraphs; null when no mark is left. */
export function markedHtml(text: string, marks: (Mark | null)[]): string | null {
  const held = marks.filter((mark) => mark !== null).filter(({ start, end }) => liesWithin(start, end, text));
  if (held.length === 0) return null;
  // A paragraph holds no blocks.
  const frame = held.some(({ open }) => open === '<pre>' || open === '<blockquote>') ? 'div' : 'p';
  return `<${frame}>${markedWords(text, held)}</${frame}>`;
}

const liesWithin = (start: number, end: number, text: string): boolean =>
  Number.isInteger(start) &&
  Number.isInteger(end) &&
  start >= 0 &&
  end > start &&
  end <= text.length &&
  !cutsCharacter(text, start) &&
  !cutsCharacter(text, end);

/** An emoji is two units: between them there is no place. */
const cutsCharacter = (text: string, at: number): boolean => {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
};

/** Tags nest: one that is crossed is closed and opened anew. `newLine`: how the other side writes one. */
export function markedWords(text: string, marks: Mark[], newLine = '<br>'): string {
  const ordered = marks.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const all = new Set([0, text.length, ...ordered.flatMap(({ start, end }) => [start, end])]);
  const borders = [...all].sort((a, b) => a - b);
  let html = '';
  let opened: Mark[] = [];
  for (const [i, at] of borders.entries()) {
    const firstEnding = opened.findIndex((mark) => mark.end <= at);
    if (firstEnding >= 0) {
      const crossed = opened.splice(firstEnding);
      for (const mark of crossed.toReversed()) html += mark.close;
      for (const mark of crossed.filter((each) => each.end > at)) {
        html += mark.open;
        opened.push(mark);
      }
    }
    const starting = ordered.filter((mark) => mark.start === at);
    for (const mark of starting) html += mark.open;
    opened = [...opened, ...starting];
    html += escapeHtml(text.slice(at, borders[i + 1] ?? at)).replaceAll('\n', newLine);
  }
  return html;
}
