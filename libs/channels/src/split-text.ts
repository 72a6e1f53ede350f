// Part of every render (path B): one long text becomes pieces that a channel takes, cut where a reader would cut.

/**
 * Where to cut `text` so that no piece is longer than `limit` UTF-16 units: at the last paragraph, line, sentence or word
 * that fits, and never inside a surrogate pair.
 * @returns pieces as [start, end) offsets; white space between two pieces belongs to neither. Empty text: no piece.
 */
export function splitOffsets(text: string, limit: number): [start: number, end: number][] {
  const pieces: [number, number][] = [];
  let start = skipSpace(text, 0);
  while (start < text.length) {
    let end = text.length - start <= limit ? text.length : cut(text, start, limit);
    const next = skipSpace(text, end);
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    if (end > start) pieces.push([start, end]);
    start = next;
  }
  return pieces;
}

/** The pieces themselves. */
export const splitText = (text: string, limit: number): string[] =>
  splitOffsets(text, limit).map(([start, end]) => text.slice(start, end));

function cut(text: string, start: number, limit: number): number {
  const furthest = start + limit;
  // A cut in the first half wastes the message: rather cut at a lesser border further on.
  const earliest = start + Math.floor(limit / 2);
  for (const border of ['\n\n', '\n', '. ', ' ']) {
    const at = text.lastIndexOf(border, furthest - border.trimEnd().length);
    if (at >= earliest) return at + border.trimEnd().length;
  }
  const anySpace = text.lastIndexOf(' ', furthest);
  if (anySpace > start) return anySpace;
  const code = text.charCodeAt(furthest - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return splitsPair && furthest - 1 > start ? furthest - 1 : furthest;
}

function skipSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}

const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xa0;
