// Part of reading a mail (path A): files that stand uuencoded in a text, and the armour of a signed one.
// yEnc is left as it stands: it is of newsgroups, its bytes do not survive mail, and no customer sends it.
import { decodeUu } from './transfer-encoding.js';

export interface Within {
  text: string;
  files: { name: string; content: Buffer }[];
}

const BEGIN = /^begin(?:-base64)? [0-7]{3,4} (\S.{0,200})$/gm;
const MOST_FILES = 50;

/** The text without its uuencoded files, and these. Linear. */
export function withoutUuencoded(text: string): Within {
  if (!text.includes('begin ')) return { text, files: [] };
  const files: Within['files'] = [];
  const kept: string[] = [];
  let at = 0;
  BEGIN.lastIndex = 0;
  for (let match = BEGIN.exec(text); match && files.length < MOST_FILES; match = BEGIN.exec(text)) {
    const from = match.index + match[0].length + 1;
    const end = bodyEnd(text, from);
    if (end === null) continue;
    kept.push(text.slice(at, match.index));
    files.push({ name: match[1]!.trim(), content: decodeUu(Buffer.from(text.slice(from, end.body), 'latin1')) });
    at = BEGIN.lastIndex = end.after;
  }
  return { text: files.length === 0 ? text : kept.join('') + text.slice(at), files };
}

/** Where lines of the right length end: at "end", or where the mail was cut. Null when they are no uuencoded lines. */
function bodyEnd(text: string, from: number): { body: number; after: number } | null {
  let at = from;
  let lines = 0;
  while (at < text.length) {
    const found = text.indexOf('\n', at);
    const stop = found < 0 ? text.length : found;
    const line = text.slice(at, Math.min(stop, at + 90)).trimEnd();
    if (line === 'end') return { body: at, after: Math.min(stop + 1, text.length) };
    const groups = Math.ceil(((line.charCodeAt(0) - 32) & 63) / 3);
    // A program that trims blanks shortens the line; one that pads adds a letter.
    const fits = line === '' || (line.length <= 1 + groups * 4 + 2 && /^[\x20-\x60]+$/.test(line));
    if (!fits) return lines > 1 ? { body: at, after: at } : null;
    lines++;
    at = stop + 1;
  }
  return lines > 0 ? { body: text.length, after: text.length } : null;
}

const SIGNED = /^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z-]{1,30}:.{0,200}\n){0,10}[ \t]*\n/m;

/** The words of a clear-signed text (RFC 9580), without its armour. */
export function withoutArmour(text: string): string {
  const begin = text.includes('-----BEGIN PGP SIGNED') ? SIGNED.exec(text) : null;
  if (!begin) return text;
  const from = begin.index + begin[0].length;
  const signature = text.indexOf('\n-----BEGIN PGP SIGNATURE-----', from);
  if (signature < 0) return text;
  const closing = '-----END PGP SIGNATURE-----';
  const end = text.indexOf(closing, signature);
  const words = text.slice(from, signature).replace(/^- (?=[-F])/gm, '');
  return text.slice(0, begin.index) + words + (end < 0 ? '' : text.slice(end + closing.length));
}
