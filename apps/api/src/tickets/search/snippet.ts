// What a result shows: the part of a text around the words that were found, in marked pieces, never as HTML. Pure.

export interface SnippetPiece {
  text: string;
  hit: boolean;
}

/** What PostgreSQL puts before and after a word it found. */
export const MARK = { start: '\u0002', stop: '\u0003' };
const LONGEST = 180;
const LEAD = 48;

/**
 * @param text as it was written
 * @param marked the same text, character by character, with marks around the words found (and perhaps е for ё)
 */
export function snippetOf(text: string, marked: string, longest = LONGEST): SnippetPiece[] {
  const hits = hitsOf(marked, text.length) ?? [];
  let start = Math.max(0, (hits[0]?.[0] ?? 0) - LEAD);
  if (text.length <= longest) start = 0;
  // Never in the middle of a word, unless the word has no end.
  if (start > 0) start += Math.max(0, text.slice(start, start + LEAD).search(/\s/) + 1);
  let end = Math.min(text.length, start + longest);
  if (end < text.length) {
    const space = text.lastIndexOf(' ', end);
    if (space > start + longest / 2) end = space;
  }
  const pieces: SnippetPiece[] = [];
  const add = (from: number, to: number, hit: boolean) => {
    const piece = text.slice(from, to).replace(/\s+/g, ' ');
    if (piece) pieces.push({ text: piece, hit });
  };
  let at = start;
  for (const [from, to] of hits) {
    if (from < start || to > end) continue;
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  if (start > 0) pieces.unshift({ text: '… ', hit: false });
  if (end < text.length) pieces.push({ text: ' …', hit: false });
  return pieces;
}

/** Where the marks stand; null when the two texts are not the same length. */
function hitsOf(marked: string, length: number): [number, number][] | null {
  const hits: [number, number][] = [];
  let at = 0;
  let from: number | null = null;
  for (const char of marked.split('')) {
    if (char === MARK.start) from = at;
    else if (char === MARK.stop) {
      if (from !== null) hits.push([from, at]);
      from = null;
    } else at += 1;
  }
  return at === length ? hits : null;
}
