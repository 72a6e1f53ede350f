// Part of reading a mail (path A): encoded words of a header (RFC 2047) become text, as mails write them and not only as they should.
import { decodeBytes } from './charset.js';
import { decodeBase64 } from './transfer-encoding.js';

interface Word {
  charset: string;
  bytes: Buffer;
  /** As it stands, for when it cannot be read. */
  raw: string;
}

/** Decodes a header's value; words that a program cut through a letter are joined first. Linear, never throws. */
export function decodeWordsSafely(value: string): string {
  if (!value.includes('=?')) return value.replaceAll('\0', '');
  const out: string[] = [];
  let waiting: Word[] = [];
  let at = 0;
  const flush = () => {
    if (waiting.length > 0) out.push(readable(waiting));
    waiting = [];
  };
  // Beyond the last "?=" nothing can be a word: without this, a million openings would each be sought an end.
  const last = value.lastIndexOf('?=');
  for (let open = value.indexOf('=?'); open >= 0 && open < last; open = value.indexOf('=?', open)) {
    const word = wordAt(value, open);
    if (!word) {
      open += 2;
      continue;
    }
    const between = value.slice(at, open);
    // White space between two words belongs to neither.
    if (between.trim() !== '' || (at === 0 && between !== '')) {
      flush();
      out.push(between);
    }
    if (waiting.length > 0 && waiting[0]!.charset !== word.charset) flush();
    waiting.push(word);
    at = open = word.end;
  }
  flush();
  out.push(value.slice(at));
  return out.join('').replaceAll('\0', '');
}

/** Longer names of charsets are none. */
const MOST_CHARSET = 60;

/** The encoded word that begins here: `=?charset*language?Q?text?=`. */
function wordAt(value: string, open: number): (Word & { end: number }) | null {
  const first = value.indexOf('?', open + 2);
  if (first < 0 || first - open > MOST_CHARSET || value[first + 2] !== '?') return null;
  const encoding = value[first + 1]!.toUpperCase();
  if (encoding !== 'B' && encoding !== 'Q') return null;
  const from = first + 3;
  let close = value.indexOf('?=', from);
  // "?==20" is a question mark and not the end, where programs forget to encode it.
  while (encoding === 'Q' && close >= 0 && /^[0-9A-F]{2}[^\s]*\?=/.test(value.slice(close + 2, close + 80))) {
    const next = value.indexOf('?=', close + 2);
    if (next < 0 || value.slice(close + 2, next).includes(' ') || value.slice(close + 2, next).includes('=?')) break;
    close = next;
  }
  if (close < 0) return null;
  const charset = value
    .slice(open + 2, first)
    .split('*')[0]!
    .trim();
  if (charset === '' || /[\s<>@]/.test(charset)) return null;
  const text = value.slice(from, close);
  const bytes = encoding === 'B' ? decodeBase64(Buffer.from(text, 'latin1')) : bytesOfQ(text, charset);
  return { charset: charset.toLowerCase(), bytes, raw: value.slice(open, close + 2), end: close + 2 };
}

/** Letters that came raw inside a word are kept by writing them in the word's own charset where that is possible. */
function bytesOfQ(text: string, charset: string): Buffer {
  const utf8 = /^utf-?8/i.test(charset);
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5f) out.push(0x20);
    else if (code === 0x3d && /^[0-9a-f]{2}$/i.test(text.slice(i + 1, i + 3))) {
      out.push(Number.parseInt(text.slice(i + 1, i + 3), 16));
      i += 2;
    } else if (code <= 0x7f || (code <= 0xff && !utf8)) out.push(code);
    else {
      const char = String.fromCodePoint(text.codePointAt(i)!);
      out.push(...Buffer.from(char, 'utf8'));
      if (char.length === 2) i++;
    }
  }
  return Buffer.from(out);
}

/** Words of one charset, decoded together. What decodes to holes and control signs is shown as it came. */
function readable(words: Word[]): string {
  const text = decodeBytes(Buffer.concat(words.map((word) => word.bytes)), words[0]!.charset);
  const holes = text.match(/\ufffd/g)?.length ?? 0;
  const controls = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/.test(text);
  return controls || holes * 4 > text.length ? words.map((word) => word.raw).join(' ') : text;
}
