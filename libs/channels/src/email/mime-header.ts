// Part of reading a mail (path A): header lines become names and values; structured ones become a value and parameters.
import { decodeBytes } from './charset.js';

export interface Header {
  /** Lower case. */
  name: string;
  /** Unfolded, charset mended; encoded words are still encoded. */
  value: string;
}

export interface Structured {
  /** Lower case. */
  value: string;
  params: Record<string, string>;
}

const NAME = /^([!-9;-~]+)[ \t]*:/;
/** Beyond this many bytes of headers in one part only the first few of those that matter are kept: ten thousand copied are enough. */
const MOST_HEADER_BYTES = 256 * 1024;
const MOST_LATE = 50;
const MATTERS =
  /^(?:from|to|cc|subject|date|message-id|in-reply-to|references|reply-to|auto-submitted|precedence|mime-version|content-[a-z-]+)[ \t]*:/i;
/** Beyond these the rest is taken for body: no honest mail has them. */
const MOST_SCANNED = 8 * 1024 * 1024;

/** A structured header longer than this is an attack or an accident; what it says is said by then. */
const MOST_STRUCTURED = 16 * 1024;

/**
 * Reads the header block that `bytes` begin with.
 * @returns the headers and where the body begins. A line that is no header ends the block, unless a header follows it.
 */
export function readHeaders(bytes: Buffer): { headers: Header[]; bodyStart: number } {
  const raw: Buffer[][] = [];
  let at = 0;
  let kept = 0;
  let late = 0;
  let keeps = true;
  while (at < bytes.length && at < MOST_SCANNED) {
    const { line: whole, next } = lineAt(bytes, at);
    // A blank before the very first header folds nothing.
    const line = raw.length === 0 && isBlank(whole[0]) ? trimmed(whole) : whole;
    if (line.length === 0) {
      at = next;
      break;
    }
    const isFold = isBlank(line[0]) && raw.length > 0;
    const head = isFold ? '' : line.toString('latin1', 0, 80);
    if (isFold) {
      keeps &&= kept < MOST_HEADER_BYTES;
      if (keeps) raw.at(-1)!.push(line);
    } else if (NAME.test(head)) {
      keeps = kept < MOST_HEADER_BYTES || (MATTERS.test(head) && late++ < MOST_LATE);
      if (keeps) raw.push([line]);
    } else if (!isMboxLine(line, at === 0) && !headerFollows(bytes, next)) break;
    if (keeps) kept += line.length;
    at = next;
  }
  const declared = /charset\s*=\s*"?([\w.:-]+)/i.exec(
    raw.map((lines) => Buffer.concat(lines).toString('latin1')).find((line) => /^content-type\s*:/i.test(line)) ?? '',
  )?.[1];
  return { headers: raw.map((lines) => headerOf(lines, declared ?? null)), bodyStart: at };
}

function lineAt(bytes: Buffer, at: number): { line: Buffer; next: number } {
  const found = bytes.indexOf(0x0a, at);
  const stop = found < 0 ? bytes.length : found;
  let last = stop;
  while (last > at && bytes[last - 1] === 0x0d) last--;
  return { line: bytes.subarray(at, last), next: found < 0 ? stop : stop + 1 };
}

const isMboxLine = (line: Buffer, first: boolean) => first && /^>?From /.test(line.toString('latin1', 0, 8));

const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x09;

function trimmed(line: Buffer): Buffer {
  let from = 0;
  while (from < line.length && isBlank(line[from])) from++;
  return line.subarray(from);
}

/** Lines of nonsense amid headers are forgiven so far. */
const MOST_NONSENSE = 8;
const KNOWN =
  /^(?:from|to|cc|subject|date|received|return-path|message-id|in-reply-to|references|reply-to|sender|mime-version|content-[a-z-]+|delivered-to|list-[a-z]+|dkim-signature|[a-z]+-[\w-]+)[ \t]*:/i;

/** Whether the block goes on after a line that is no header: only where a header that everybody knows follows soon. */
function headerFollows(bytes: Buffer, start: number): boolean {
  for (let at = start, n = 0; at < bytes.length && n < MOST_NONSENSE; n++) {
    const { line, next } = lineAt(bytes, at);
    if (line.length === 0) return false;
    if (KNOWN.test(line.toString('latin1', 0, 80))) return true;
    at = next;
  }
  return false;
}

function headerOf(lines: Buffer[], declared: string | null): Header {
  const whole = lines.length === 1 ? lines[0]! : Buffer.concat(lines);
  const colon = whole.indexOf(0x3a);
  const name = whole.toString('latin1', 0, colon).trim().toLowerCase();
  // Raw 8-bit in a header: the body's charset is the best witness, and decodeBytes doubts it where it must.
  const rest = whole.subarray(colon + 1);
  const value = (isPlain(rest) ? rest.toString('latin1').replaceAll('\0', '') : decodeBytes(rest, declared))
    .replace(/[\r\n\t]+/g, ' ')
    .trim();
  return { name, value };
}

function isPlain(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte > 0x7f || byte === 0x1b) return false;
  return true;
}

/** `text/plain; charset="utf-8"; name*0*=utf-8''…` → value and parameters, continuations joined and decoded (RFC 2231). */
export function readStructured(header: string): Structured {
  const [head = '', ...rest] = splitParams(header.slice(0, MOST_STRUCTURED));
  // A semicolon forgotten after the value.
  const [, first = head, glued] = /^\s*([^\s="]+)\s+([\w*-]+\s*=.*)$/.exec(head) ?? [];
  if (glued) rest.unshift(glued);
  const plain: Record<string, string> = {};
  const pieces = new Map<string, { index: number; text: string; encoded: boolean }[]>();
  for (const param of rest) {
    const equals = param.indexOf('=');
    if (equals < 0) continue;
    const name = param.slice(0, equals).trim().toLowerCase();
    const text = unquote(param.slice(equals + 1).trim());
    const [, base, index, star] = /^([^*]+)(?:\*(\d+))?(\*)?$/.exec(name) ?? [];
    if (!base) continue;
    if (index === undefined && !star) plain[name] ??= text;
    else {
      const list = pieces.get(base) ?? [];
      list.push({ index: Number(index ?? 0), text, encoded: star !== undefined });
      pieces.set(base, list);
    }
  }
  for (const [name, list] of pieces) plain[name] = joinPieces(list);
  return {
    value: first
      .replace(/\([^()]*\)/g, '')
      .trim()
      .toLowerCase(),
    params: plain,
  };
}

/** Splits at semicolons outside quotes. */
function splitParams(header: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let i = 0; i < header.length; i++) {
    const char = header[i];
    if (char === '\\' && quoted) i++;
    else if (char === '"') quoted = !quoted;
    else if (char === ';' && !quoted) {
      parts.push(header.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(header.slice(from));
  return parts;
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text.replace(/\s+\([^)]*\)$/, '');
  const close = text.lastIndexOf('"');
  return text.slice(1, close > 0 ? close : undefined).replace(/\\(["\\])/g, '$1');
}

function joinPieces(list: { index: number; text: string; encoded: boolean }[]): string {
  list.sort((a, b) => a.index - b.index);
  const charset = /^([\w.:-]*)'[^']*'/.exec(list[0]?.encoded ? list[0].text : '');
  const bytes = list.map(({ text, encoded }, i) => {
    const body = i === 0 && charset ? text.slice(charset[0].length) : text;
    return encoded ? percentBytes(body) : Buffer.from(body, 'utf8');
  });
  return decodeBytes(Buffer.concat(bytes), charset?.[1] || null);
}

function percentBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const hex = bytes[i] === 0x25 ? bytes.toString('latin1', i + 1, i + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      out.push(Number.parseInt(hex, 16));
      i += 2;
    } else out.push(bytes[i]!);
  }
  return Buffer.from(out);
}
