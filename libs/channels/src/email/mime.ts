// Part of reading a mail (path A): a mail's bytes become a tree of parts, in time linear in their number.
// Our own splitter and not a library's: postal-mime takes 74 s for 10 MB of two-byte lines; its words and addresses we use.
import { charsetByHead } from './charset-witness.js';
import { type Header, readHeaders, readStructured, type Structured } from './mime-header.js';
import { decodeBase64, decodeQuotedPrintable, decodeUu } from './transfer-encoding.js';

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

/** A mail of old Macs ends its lines with CR alone; the servers on its way put lines of their own above and below. */
function mendLineEnds(bytes: Buffer): Buffer {
  if (!bytes.includes(0x0d) || (bytes.includes(0x0a) && !hidesHeaders(bytes))) return bytes;
  const copy = Buffer.from(bytes);
  for (let i = copy.indexOf(0x0d); i >= 0; i = copy.indexOf(0x0d, i + 1)) if (copy[i + 1] !== 0x0a) copy[i] = 0x0a;
  return copy;
}

/** Whether, of the headers that every mail has, two stand behind a CR alone and none where it should. */
function hidesHeaders(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 64 * 1024);
  const end = /\n\r?\n/.exec(start)?.index ?? start.length;
  const head = start.slice(0, end);
  const hidden = head.match(/\r(?:from|to|subject|date|message-id|mime-version)[ \t]*:/gi) ?? [];
  return hidden.length > 1 && !/\n(?:to|subject|date|message-id|mime-version)[ \t]*:/i.test(head);
}

function readPart(bytes: Buffer, depth: number, fallback: string, budget: { left: number }): MimePart {
  budget.left--;
  const { headers, bodyStart } = readHeaders(bytes);
  const declared = headers.find((header) => header.name === 'content-type')?.value;
  let type = declared ? readStructured(declared) : { value: fallback, params: {} };
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(type.value)) type = { value: mended(type.value, fallback), params: type.params };
  const body = bytes.subarray(bodyStart);
  // Called text, and yet it begins with the delimiter that its header names.
  if (type.value.startsWith('text/') && type.params.boundary && beginsWith(body, `--${type.params.boundary}`))
    type = { value: 'multipart/mixed', params: type.params };
  if (type.value === 'text/plain' && !type.params.charset) {
    const charset = charsetByHead(bytes.subarray(0, bodyStart), body);
    if (charset) type = { value: type.value, params: { ...type.params, charset } };
  }
  const disposition = headers.find((header) => header.name === 'content-disposition')?.value;
  const part: MimePart = {
    headers,
    type,
    disposition: disposition ? readStructured(disposition) : EMPTY,
    raw: body,
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

/** A type without its second half, or with a star for it. */
function mended(type: string, fallback: string): string {
  if (/^multipart(?:\/|$)/.test(type)) return 'multipart/mixed';
  return type === 'text' ? 'text/plain' : fallback;
}

const beginsWith = (body: Buffer, delimiter: string): boolean =>
  body.toString('latin1', 0, 400).trimStart().startsWith(delimiter.slice(0, 200));

/** Each child: between delimiter lines, the line break before a delimiter belonging to it. */
function childrenOf(body: Buffer, boundary: string): Buffer[] {
  const delimiter = Buffer.from(`--${boundary}`, 'utf8');
  const children: Buffer[] = [];
  let open = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    // Looked at first: in one endless line of delimiters each would be followed to its end.
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    const after = at + delimiter.length;
    const found = body.indexOf(0x0a, after);
    const lineEnd = found < 0 ? body.length : found;
    const tail = body.toString('latin1', after, Math.min(lineEnd, after + 200)).trim();
    if (tail !== '' && !tail.startsWith('--')) continue;
    if (open >= 0) children.push(body.subarray(open, trimBreak(body, at, open)));
    // What closes may be the delimiter of an inner container that bears the same name: then more follows.
    open = tail.startsWith('--') ? -1 : Math.min(lineEnd + 1, body.length);
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
