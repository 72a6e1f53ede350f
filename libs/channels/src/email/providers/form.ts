// Part of reading a mail service's call (path A): its form, as fields of bytes, and its files.

export interface FormPart {
  name: string;
  /** null for a plain field. */
  fileName: string | null;
  contentType: string;
  bytes: Buffer;
}

const MOST_PARTS = 1000;

/** The parts of a multipart/form-data or urlencoded body, in order; nothing for any other. */
export function formParts(body: Buffer, contentType: string): FormPart[] {
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    return [...new URLSearchParams(body.toString('utf8'))].slice(0, MOST_PARTS).map(([name, value]) => ({
      name,
      fileName: null,
      contentType: 'text/plain',
      bytes: Buffer.from(value),
    }));
  }
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  return /^multipart\/form-data/i.test(contentType) && mark ? multipartParts(body, mark) : [];
}

function multipartParts(body: Buffer, boundary: string): FormPart[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let at = body.indexOf(mark);
  while (at >= 0 && parts.length < MOST_PARTS) {
    const start = at + mark.length;
    // Two hyphens end it all.
    if (body[start] === 0x2d && body[start + 1] === 0x2d) break;
    const next = nextMark(body, mark, start);
    const part = readPart(body.subarray(start, next < 0 ? body.length : next));
    if (part) parts.push(part);
    at = next < 0 ? -1 : body.indexOf(mark, next);
  }
  return parts;
}

/** Where the line break before the next mark stands; the mark inside a line is part of the content. */
function nextMark(body: Buffer, mark: Buffer, from: number): number {
  for (let at = body.indexOf(mark, from); at >= 0; at = body.indexOf(mark, at + 1)) {
    if (body[at - 1] === 0x0a) return body[at - 2] === 0x0d ? at - 2 : at - 1;
  }
  return -1;
}

function readPart(bytes: Buffer): FormPart | null {
  const blank = /\r?\n\r?\n/.exec(bytes.subarray(0, 16 * 1024).toString('latin1'));
  if (!blank) return null;
  const head = bytes.subarray(0, blank.index).toString('utf8');
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const name = parameterIn(disposition, 'name');
  if (name === null) return null;
  return {
    name,
    fileName: parameterIn(disposition, 'filename'),
    contentType: (/^content-type:\s*(.*?)\s*$/im.exec(head)?.[1] ?? 'text/plain').slice(0, 200),
    bytes: bytes.subarray(blank.index + blank[0].length),
  };
}

function parameterIn(disposition: string, name: string): string | null {
  const extended = new RegExp(`;\\s*${name}\\*=utf-8''([^;]+)`, 'i').exec(disposition)?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended.trim());
    } catch {
      return extended;
    }
  }
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition);
  const value = found?.[1]?.replace(/\\(["\\])/g, '$1') ?? found?.[2];
  return value === undefined ? null : value.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
}
