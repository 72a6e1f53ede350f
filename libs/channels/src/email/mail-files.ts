// Part of reading a mail (path A): a part becomes a file with a name that people can read, and files in files are unpacked.
import { cleanText } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { decodeWordsSafely } from './encoded-words.js';
import { contentOf, headerOf, type MimePart } from './mime.js';
import { readHeaders } from './mime-header.js';

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

/** The name that the sender gave, without its path; of two names the one that has no holes. */
export function fileNameOf(part: MimePart): string | null {
  const names = [part.disposition.params.filename, part.type.params.name].filter((name) => name?.trim());
  const given = names.find((name) => !/\?{2,}|\ufffd/.test(name!)) ?? names[0];
  if (!given) return null;
  const name = withoutPercents(decodeWordsSafely(given)).split(/[\\/]/).at(-1)!;
  return (
    cleanText(name.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/g, ''))
      .trim()
      .slice(0, 300) || null
  );
}

/** "%D0%A7%D0%B5%D0%BA.pdf", as some web mailers write a name that they forget to mark. */
function withoutPercents(name: string): string {
  if (!/(?:%[89a-f][0-9a-f]){2}/i.test(name)) return name;
  return readableId(name);
}

/** As it stands in links: some encode it, some do not. */
export function readableId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export function fileOf(part: MimePart, shown: Set<string>, names: Set<string>): InboundAttachment {
  const content = contentOf(part);
  const contentId = headerOf(part, 'content-id')?.replace(/^[\s<]+|[\s>]+$/g, '') || null;
  const type = part.type.value;
  const base = fileNameOf(part) ?? madeUpName(type, content);
  return {
    name: uniqueName(base, names),
    contentType: type,
    size: content.length,
    inline: contentId !== null && shown.has(readableId(contentId)),
    contentId,
    kind: 'file',
    ref: null,
    // A copy: the parser's buffer, often many times larger, must not live as long as the file.
    content: new Uint8Array(content),
  };
}

/** For a file without a name: what it is, or what the mail inside is about. */
function madeUpName(type: string, content: Buffer): string {
  const subject = type === 'message/rfc822' ? subjectIn(content) : '';
  const kinds: Record<string, string> = { 'message/rfc822': 'message', 'text/calendar': 'invite' };
  const kind = kinds[type] ?? (type.startsWith('image/') ? 'image' : 'attachment');
  return `${subject || kind}.${EXTENSIONS[type] ?? 'bin'}`;
}

function subjectIn(mail: Buffer): string {
  const subject =
    readHeaders(mail.subarray(0, 16 * 1024)).headers.find((header) => header.name === 'subject')?.value ?? '';
  return cleanText(
    decodeWordsSafely(subject).replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\\/:*?"<>|]+/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .trim();
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

/** A file that was found inside another part, as a part of its own. */
export function partOf(name: string, contentType: string, content: Buffer, contentId: string | null = null): MimePart {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType.toLowerCase() : typeByName(name);
  return {
    headers: contentId === null ? [] : [{ name: 'content-id', value: contentId }],
    type: { value: type, params: {} },
    disposition: { value: 'attachment', params: name === '' ? {} : { filename: name } },
    raw: content,
    children: [],
  };
}

function typeByName(name: string): string {
  const extension = /\.([a-z\d]{1,5})$/i.exec(name)?.[1]?.toLowerCase().replace('jpeg', 'jpg');
  return Object.entries(EXTENSIONS).find(([, each]) => each === extension)?.[0] ?? 'application/octet-stream';
}
