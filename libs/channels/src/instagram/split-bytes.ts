// Part of rendering for Instagram (path B): its limit counts bytes of UTF-8, and a Cyrillic letter is two of them.
import { splitText } from '../split-text.js';

/** Pieces of at most `limit` bytes each, cut where a reader would cut. */
export function splitBytes(text: string, limit: number): string[] {
  return splitText(text, limit).flatMap((piece) => {
    const bytes = Buffer.byteLength(piece);
    if (bytes <= limit) return [piece];
    // The share of it that fits if its letters are evenly heavy; heavier ones are cut again.
    const share = Math.max(1, Math.min(piece.length - 1, Math.floor((piece.length * limit) / bytes)));
    return splitText(piece, share).flatMap((part) => (part.length < piece.length ? splitBytes(part, limit) : [part]));
  });
}
