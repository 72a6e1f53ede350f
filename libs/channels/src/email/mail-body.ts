// Part of reading a mail (path A): the tree of parts becomes a body in text, a body in HTML, and files.
import { escapeHtml } from '../escape-html.js';
import { cleanText } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { decodeBytes } from './charset.js';
import { decodeWordsSafely } from './encoded-words.js';
import { contentOf, headerOf, type MimePart } from './mime.js';

export interface MailBody {
  /** From text/plain parts; null when there is none. */
  text: string | null;
  /** From text/html parts, not sanitised; null when there is none. */
  html: string | null;
  attachments: InboundAttachment[];
}

/** One stretch of the body, in either form or both. */
interface Stretch {
  text: string | null;
  html: string | null;
}
interface Collected {
  body: Stretch[];
  files: MimePart[];
}

/** Never throws. */
export function bodyOf(root: MimePart): MailBody {
  const collected = collect(root, true);
  const filled = collected.body.filter((each) => each.text?.trim() || each.html?.trim());
  const html = filled.some((each) => each.html !== null)
    ? filled
        .map((each) => each.html ?? `<pre style="white-space:pre-wrap">${escapeHtml(each.text ?? '')}</pre>`)
        .join('\n')
    : null;
  const texts = filled.map((each) => each.text);
  // A stretch that speaks only HTML is not silenced by another that has text: then the HTML speaks for all.
  const text = texts.length > 0 && texts.every((each) => each !== null) ? texts.join('\n') : null;
  const names = new Set<string>();
  return {
    text,
    html,
    attachments: collected.files.map((part) => fileOf(part, html, names)),
  };
}

function collect(part: MimePart, root: boolean): Collected {
  const { value: type } = part.type;
  if (part.children.length > 0) {
    const children = part.children.map((child) => collect(child, false));
    return type === 'multipart/alternative' ? bestOf(children) : joined(children);
  }
  if (type.startsWith('multipart/')) return { body: [], files: [] };
  const named = fileNameOf(part) !== null;
  const isFile = part.disposition.value === 'attachment' || (named && !root);
  if (
    !isFile &&
    (type === 'text/html' || type === 'text/plain' || type === 'text/enriched' || type === 'text/richtext')
  ) {
    return { body: [stretchOf(part, type)], files: [] };
  }
  // The same words for machines, or for one program alone.
  if (type === 'text/x-amp-html' || type === 'text/watch-html') return { body: [], files: [] };
  return { body: [], files: part.raw.length > 0 || named || part.disposition.value === 'attachment' ? [part] : [] };
}

function stretchOf(part: MimePart, type: string): Stretch {
  const charset = part.type.params.charset ?? null;
  // Line ends are mended on the bytes: on ten megabytes of short lines a text replacement costs seconds.
  const wide = /utf-?16|utf-?32|ucs-?2|unicode$/i.test(charset ?? '');
  const decoded = decodeBytes(wide ? contentOf(part) : withLineFeeds(contentOf(part)), charset);
  const text = cleanText(wide ? decoded.replace(/\r\n?/g, '\n') : decoded);
  if (type === 'text/html') return { text: null, html: text };
  if (type !== 'text/plain')
    return { text: text.replace(/<<|<[^<>]{0,80}>/g, (tag) => (tag === '<<' ? '<' : '')), html: null };
  return {
    text: /^flowed$/i.test(part.type.params.format ?? '')
      ? unflow(text, /^yes$/i.test(part.type.params.delsp ?? ''))
      : text,
    html: null,
  };
}

/** CRLF and CR become LF. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (!bytes.includes(0x0d)) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  let to = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte !== 0x0d) out[to++] = byte;
    else if (bytes[i + 1] !== 0x0a) out[to++] = 0x0a;
  }
  return out.subarray(0, to);
}

/** Alternatives say the same: one text, the last HTML, everybody's files. */
function bestOf(children: Collected[]): Collected {
  const stretches = children.map((child) => mergedStretch(child.body));
  const text =
    stretches.find((each) => each?.text?.trim())?.text ?? stretches.find((each) => each?.text != null)?.text ?? null;
  const html = stretches.findLast((each) => each?.html?.trim())?.html ?? null;
  return {
    body: text === null && html === null ? [] : [{ text, html }],
    files: children.flatMap((child) => child.files),
  };
}

function mergedStretch(body: Stretch[]): Stretch | null {
  if (body.length === 0) return null;
  const join = (values: (string | null)[]) =>
    values.every((value) => value === null) ? null : values.map((value) => value ?? '').join('\n');
  return { text: join(body.map((each) => each.text)), html: join(body.map((each) => each.html)) };
}

const joined = (children: Collected[]): Collected => ({
  body: children.flatMap((child) => child.body),
  files: children.flatMap((child) => child.files),
});

/** Beyond this, flowed text is left as it came: joining lines is a courtesy. */
const MOST_FLOWED = 2_000_000;

/** RFC 3676: a line that ends with a space goes on in the next, at the same depth of quoting. */
function unflow(text: string, delSp: boolean): string {
  if (text.length > MOST_FLOWED) return text;
  const out: string[] = [];
  let open: { depth: number; words: string[] } | null = null;
  for (const line of text.split('\n')) {
    let depth = 0;
    while (line[depth] === '>') depth++;
    const content = line[depth] === ' ' ? line.slice(depth + 1) : line.slice(depth);
    const isSignature = content === '-- ';
    const goesOn = content.endsWith(' ') && !isSignature;
    if (open && (open.depth !== depth || isSignature)) {
      out.push(flowedLine(open.depth, open.words));
      open = null;
    }
    const words: string[] = open?.words ?? [];
    words.push(goesOn && delSp ? content.slice(0, -1) : content);
    if (goesOn) open = { depth, words };
    else {
      out.push(flowedLine(depth, words));
      open = null;
    }
  }
  if (open) out.push(flowedLine(open.depth, open.words));
  return out.join('\n');
}

const flowedLine = (depth: number, words: string[]): string =>
  (depth > 0 ? `${'>'.repeat(depth)} ` : '') + words.join('');

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/vcard': 'vcf',
  'application/zip': 'zip',
  'message/rfc822': 'eml',
  'application/json': 'json',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'video/mp4': 'mp4',
  'application/pgp-signature': 'asc',
  'application/pkcs7-signature': 'p7s',
};

function fileNameOf(part: MimePart): string | null {
  const given = part.disposition.params.filename ?? part.type.params.name;
  if (!given) return null;
  const name = decodeWordsSafely(given).split(/[\\/]/).at(-1)!;
  return (
    cleanText(name.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/g, ''))
      .trim()
      .slice(0, 300) || null
  );
}

function fileOf(part: MimePart, html: string | null, names: Set<string>): InboundAttachment {
  const content = contentOf(part);
  const contentId = headerOf(part, 'content-id')?.replace(/^[\s<]+|[\s>]+$/g, '') || null;
  const shown =
    contentId !== null &&
    html !== null &&
    (html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`));
  const type = part.type.value;
  const base =
    fileNameOf(part) ??
    `${type.startsWith('image/') ? 'image' : type === 'message/rfc822' ? 'message' : type === 'text/calendar' ? 'invite' : 'attachment'}.${EXTENSIONS[type] ?? 'bin'}`;
  return {
    name: uniqueName(base, names),
    contentType: type,
    size: content.length,
    inline: shown,
    contentId,
    kind: 'file',
    ref: null,
    // A copy: the parser's buffer, often many times larger, must not live as long as the file.
    content: new Uint8Array(content),
  };
}

function uniqueName(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let n = 2; taken.has(candidate); n++) {
    const dot = name.lastIndexOf('.');
    candidate = dot > 0 ? `${name.slice(0, dot)}-${n}${name.slice(dot)}` : `${name}-${n}`;
  }
  taken.add(candidate);
  return candidate;
}
