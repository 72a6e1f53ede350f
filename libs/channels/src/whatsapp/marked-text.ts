// Part of rendering for WhatsApp (path B): marks become *bold*, _italic_, ~struck~ and `code`, in pieces that it takes.
import { plainOf } from '../meta/words.js';
import { splitOffsets, splitText } from '../split-text.js';
import { type Entity, type RichText, sliceRichText } from '../telegram/rich-text.js';

const MARKS: Partial<Record<Entity['type'], string>> = {
  bold: '*',
  italic: '_',
  strikethrough: '~',
  code: '`',
  pre: '```',
};

/** Pieces no longer than `limit`, marks included. */
export function markedPieces(rich: RichText, limit: number): string[] {
  // The marks make a piece longer: cut shorter until all of them fit.
  for (let length = limit; length > limit / 4; length = Math.floor(length * 0.8)) {
    const pieces = splitOffsets(rich.text, length).map(([start, end]) => marked(sliceRichText(rich, start, end)));
    if (pieces.every((piece) => piece.length <= limit)) return pieces;
  }
  return splitText(plainOf(rich), limit);
}

/** A mark works within one line and stands close to its words. */
export function marked({ text, entities }: RichText): string {
  const before = new Map<number, string>();
  const after = new Map<number, string>();
  for (const entity of entities) {
    const end = entity.offset + entity.length;
    if (entity.type === 'text_link') after.set(end, ` (${entity.url})${after.get(end) ?? ''}`);
    const mark = MARKS[entity.type];
    if (!mark) continue;
    const spans = entity.type === 'pre' ? [[entity.offset, end] as const] : linesWithin(text, entity.offset, end);
    for (const [from, to] of spans) {
      before.set(from, (before.get(from) ?? '') + mark);
      after.set(to, mark + (after.get(to) ?? ''));
    }
  }
  const quotes = entities.filter((entity) => entity.type === 'blockquote');
  let out = '';
  for (let at = 0; at <= text.length; at++) {
    out += after.get(at) ?? '';
    const lineBegins = at < text.length && (at === 0 || text[at - 1] === '\n');
    if (lineBegins && quotes.some(({ offset, length }) => at >= offset && at < offset + length)) out += '> ';
    out += (before.get(at) ?? '') + (text[at] ?? '');
  }
  return out;
}

/** The words of each line between two places, without the white space around them. */
function linesWithin(text: string, start: number, end: number): [number, number][] {
  const spans: [number, number][] = [];
  let from = start;
  for (const line of text.slice(start, end).split('\n')) {
    const words = line.trim();
    const at = from + line.indexOf(words);
    if (words !== '') spans.push([at, at + words.length]);
    from += line.length + 1;
  }
  return spans;
}
