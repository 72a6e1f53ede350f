// Part of reading a mail (path A): a mail's bytes become a tree of parts, in time linear in their number.
// Our own splitter and not a library's: postal-mime takes 74 s for 10 MB of two-byte lines; its words and addresses we use.
import { type Header, readHeaders, readStructured, type Structured } from './mime-header.js';

export interface MimePart {
  headers: Header[];
  type: Structured;
  disposition: Structured;
  /** Bytes as they stand in the mail, transfer encoding and all. */
  raw: Buffer;
  children: MimePart[];
}

const DEEPEST = 20;
const MOST_PARTS = 500;
const EMPTY: Structured = { value: '', params: {} };

/** Parses a whole mail. Never throws: what cannot be a part is text. */
export function parseMime(bytes: Uint8Array): MimePart {
  const mended = mendLineEnds(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  let start = 0;
  while (start < mended.length && (mended[start] === 0x0a || mended[start] === 0x0d)) start++;
  if (mended[start] === 0xef && mended[start + 1] === 0xbb && mended[start + 2] === 0xbf) start += 3;
  return readPart(mended.subarray(start), 0, 'text/plain', { left: MOST_PARTS });
}

/** A mail of old Macs ends its lines with CR alone. */
function mendLineEnds(bytes: Buffer): Buffer {
  if (bytes.includes(0x0a) || !bytes.includes(0x0d)) return bytes;
  const copy = Buffer.from(bytes);
  for (let i = copy.indexOf(0x0d); i >= 0; i = copy.indexOf(0x0d, i + 1)) copy[i] = 0x0a;
  return copy;
}

function readPart(bytes: Buffer, depth: number, fallback: string, budget: { left: number }): MimePart {
  budget.left--;
  const { headers, bodyStart } = readHeaders(bytes);
  const declared = headers.find((header) => header.name === 'content-type')?.value;
  let type = declared ? readStructured(declared) : { value: fallback, params: {} };
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(type.value))
    type = { value: type.value === 'text' ? 'text/plain' : fallback, params: type.params };
  const disposition = headers.find((header) => header.name === 'content-disposition')?.value;
  const part: MimePart = {
    headers,
    type,
    disposition: disposition ? readStructured(disposition) : EMPTY,
    raw: bytes.subarray(bodyStart),
    children: [],
  };
  if (type.value.startsWith('multipart/') && depth < DEEPEST) {
    const boundary = type.params.boundary || guessBoundary(part.raw);
    const inner = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    for (const child of boundary ? childrenOf(part.raw, boundary) : []) {
      if (budget.left <= 0) break;
      part.children.push(readPart(child, depth + 1, inner, budget));
    }
    // A container without its delimiters: its body is still somebody's words.
    if (part.children.length === 0) part.type = { value: 'text/plain', params: type.params };
  }
  return part;
}

/** Each child: between delimiter lines, the line break before a delimiter belonging to it. */
function childrenOf(body: Buffer, boundary: string): Buffer[] {
  const delimiter = Buffer.from(`--${boundary}`, 'utf8');
  const children: Buffer[] = [];
  let open = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const after = at + delimiter.length;
    const found = body.indexOf(0x0a, after);
    const lineEnd = found < 0 ? body.length : found;
    const tail = body.toString('latin1', after, Math.min(lineEnd, after + 200)).trim();
    const atLineStart = at === 0 || body[at - 1] === 0x0a;
    if (!atLineStart || (tail !== '' && !tail.startsWith('--'))) continue;
    if (open >= 0) children.push(body.subarray(open, trimBreak(body, at, open)));
    open = tail.startsWith('--') ? -1 : Math.min(lineEnd + 1, body.length);
    if (open < 0) break;
  }
  if (open >= 0 && open < body.length) children.push(body.subarray(open));
  return children;
}

function trimBreak(body: Buffer, at: number, floor: number): number {
  let end = at;
  if (end > floor && body[end - 1] === 0x0a) end--;
  if (end > floor && body[end - 1] === 0x0d) end--;
  return Math.max(end, floor);
}

/** The delimiter of a multipart that does not name it: the first line of the kind, followed by a header. */
function guessBoundary(body: Buffer): string | null {
  const head = body.toString('latin1', 0, 64 * 1024);
  return /(?:^|\n)--([^\r\n]{1,70}?)[ \t]*\r?\n(?:Content-[A-Za-z-]+:|\r?\n)/i.exec(head)?.[1] ?? null;
}

export const headerOf = (part: MimePart, name: string): string | null =>
  part.headers.find((header) => header.name === name)?.value ?? null;
export const headersOf = (part: MimePart, name: string): string[] =>
  part.headers.filter((header) => header.name === name).map((header) => header.value);

/** The part's content, transfer encoding undone. */
export function contentOf(part: MimePart): Buffer {
  const encoding = (headerOf(part, 'content-transfer-encoding') ?? '').toLowerCase();
  if (encoding.includes('base64')) return decodeBase64(part.raw);
  if (encoding.includes('quoted')) return decodeQuotedPrintable(part.raw);
  if (encoding.includes('uue')) return decodeUu(part.raw);
  return part.raw;
}

/** Padding may stand in the middle where several encoders wrote one after another. */
function decodeBase64(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const padding = text.indexOf('=');
  if (padding < 0 || !/[A-Za-z0-9+/]/.test(text.slice(padding))) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

function decodeQuotedPrintable(raw: Buffer): Buffer {
  const out = Buffer.allocUnsafe(raw.length);
  let to = 0;
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i]!;
    if (byte !== 0x3d) {
      out[to++] = byte;
      continue;
    }
    const [high, low] = [hexOf(raw[i + 1]), hexOf(raw[i + 2])];
    if (high >= 0 && low >= 0) {
      out[to++] = high * 16 + low;
      i += 2;
      continue;
    }
    // A soft break: "=", blanks, end of line. Anything else is a stray sign and stays.
    let next = i + 1;
    while (raw[next] === 0x20 || raw[next] === 0x09 || raw[next] === 0x0d) next++;
    if (next >= raw.length || raw[next] === 0x0a) i = next;
    else out[to++] = byte;
  }
  return out.subarray(0, to);
}

function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function decodeUu(raw: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (const line of raw.toString('latin1').split(/\r?\n/)) {
    if (line === '' || line.startsWith('begin ') || line === 'end' || line === '`') continue;
    const count = (line.charCodeAt(0) - 32) & 63;
    const bytes: number[] = [];
    for (let i = 1; i < line.length; i += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63) as [
        number,
        number,
        number,
        number,
      ];
      bytes.push(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255);
    }
    chunks.push(Buffer.from(bytes.slice(0, count)));
  }
  return Buffer.concat(chunks);
}
