// Part of reading a mail (path A): the tree of parts becomes a body in text, a body in HTML, and files.
import { escapeHtml } from '../escape-html.js';
import { cleanText } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { decodeBytes } from './charset.js';
import { textOfInvite } from './invite-text.js';
import { fileNameOf, fileOf, partOf, readableId } from './mail-files.js';
import { contentOf, type MimePart, parseMime } from './mime.js';
import { signedContent } from './signed-within.js';
import { withoutArmour, withoutUuencoded } from './text-within.js';
import { isTnef, readTnef, type TnefFile } from './tnef.js';

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
  /** Only for when nobody else speaks. */
  spare?: boolean;
}
interface Collected {
  body: Stretch[];
  files: MimePart[];
}

/** Never throws. */
export function bodyOf(root: MimePart): MailBody {
  const collected = collect(root, true);
  if (!collected.body.some((each) => each.text?.trim() || each.html?.trim()))
    collected.body = inviteIn(collected.files);
  const spoken = collected.body.filter((each) => each.text?.trim() || each.html?.trim());
  const filled = spoken.some((each) => !each.spare) ? spoken.filter((each) => !each.spare) : spoken;
  const html = filled.some((each) => each.html !== null)
    ? filled
        .map((each) => each.html ?? `<pre style="white-space:pre-wrap">${escapeHtml(each.text ?? '')}</pre>`)
        .join('\n')
    : null;
  const texts = filled.map((each) => each.text);
  // A stretch that speaks only HTML is not silenced by another that has text: then the HTML speaks for all.
  const text = texts.length > 0 && texts.every((each) => each !== null) ? texts.join('\n') : null;
  const names = new Set<string>();
  const shown = new Set(html?.match(/cid:[^"'\s<>)\\]{1,500}/gi)?.map((link) => readableId(link.slice(4))));
  return {
    text,
    html,
    attachments: collected.files.map((part) => fileOf(part, shown, names)),
  };
}

/** Signatures around signatures are followed so deep. */
const MOST_WRAPPINGS = 3;

function collect(part: MimePart, root: boolean, wrappings = 0): Collected {
  const { value: type } = part.type;
  if (part.children.length > 0) {
    // Of a file for the Macintosh the half that only a Macintosh reads is left out.
    const parts = part.children.filter(
      (child) => type !== 'multipart/appledouble' || child.type.value !== 'application/applefile',
    );
    const children = parts.map((child) => collect(child, false, wrappings));
    return type === 'multipart/alternative' ? bestOf(children, parts) : joined(children);
  }
  if (type.startsWith('multipart/')) return { body: [], files: [] };
  const named = fileNameOf(part) !== null;
  const isFile = part.disposition.value === 'attachment' || (named && !root);
  if (
    !isFile &&
    (type === 'text/html' || type === 'text/plain' || type === 'text/enriched' || type === 'text/richtext')
  ) {
    return wordsOf(part, type);
  }
  if (
    type === 'application/ms-tnef' ||
    type === 'application/vnd.ms-tnef' ||
    /^winmail\.dat$/i.test(fileNameOf(part) ?? '')
  ) {
    const unpacked = unpack(contentOf(part));
    if (unpacked) return unpacked;
  }
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type) && wrappings < MOST_WRAPPINGS) {
    const signed = signedContent(contentOf(part));
    if (signed) return joined([collect(parseMime(signed), false, wrappings + 1), { body: [], files: [part] }]);
  }
  // The same words for machines, or for one program alone.
  if (type === 'text/x-amp-html' || type === 'text/watch-html') return { body: [], files: [] };
  return { body: [], files: part.raw.length > 0 || named || part.disposition.value === 'attachment' ? [part] : [] };
}

/** The words of a text part, without the files that stand in them. */
function wordsOf(part: MimePart, type: string): Collected {
  const stretch = stretchOf(part, type);
  if (type !== 'text/plain' || !stretch.text) return { body: [stretch], files: [] };
  const { text, files } = withoutUuencoded(withoutArmour(stretch.text));
  return { body: [{ text, html: null }], files: files.map(({ name, content }) => partOf(name, '', content)) };
}

/** What Outlook hides in winmail.dat; null when it hides nothing. */
function unpack(bytes: Buffer): Collected | null {
  if (!isTnef(bytes)) return null;
  const { text, html, files } = readTnef(bytes);
  if (!text?.trim() && !html?.trim() && files.length === 0) return null;
  return {
    // Its body is the same letter once more: it counts where there is no other (see bodyOf).
    body:
      text?.trim() || html?.trim()
        ? [{ text: text && cleanText(text.replace(/\r\n?/g, '\n')), html: html && cleanText(html), spare: true }]
        : [],
    files: files.flatMap((file) => partsOf(file, 0)),
  };
}

/** A mail attached to the mail is a winmail.dat again: its words become a file beside its files. */
function partsOf({ name, contentType, contentId, content }: TnefFile, depth: number): MimePart[] {
  if (!isTnef(content) || depth >= MOST_WRAPPINGS) return [partOf(name, contentType, content, contentId)];
  const { text, html, files } = readTnef(content);
  const words = text ?? html;
  const own =
    words === null ? [] : [partOf(`${name || 'message'}.${text === null ? 'html' : 'txt'}`, '', Buffer.from(words))];
  return [...own, ...files.flatMap((file) => partsOf(file, depth + 1))];
}

function inviteIn(files: MimePart[]): Stretch[] {
  const calendar = files.find((part) => part.type.value === 'text/calendar');
  const text = calendar ? textOfInvite(stretchOf(calendar, 'text/plain').text ?? '') : null;
  return text === null ? [] : [{ text, html: null }];
}

function stretchOf(part: MimePart, type: string): Stretch {
  const charset = part.type.params.charset ?? (type === 'text/html' ? charsetInPage(contentOf(part)) : null);
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

/** What a page says of itself, where the mail says nothing. */
const charsetInPage = (bytes: Buffer): string | null =>
  /<meta[^>]{0,200}charset\s*=\s*["']?([\w:.-]{2,40})/i.exec(bytes.toString('latin1', 0, 2048))?.[1] ?? null;

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
function bestOf(children: Collected[], parts: MimePart[]): Collected {
  const stretches = children.map((child) => mergedStretch(child.body));
  const plain = stretches.filter((each) => each?.text?.trim());
  // Several texts and not one HTML are no alternatives, whatever the container is called.
  const several = parts.every((part) => part.type.value === 'text/plain');
  const text = several
    ? [...new Set(plain.map((each) => each!.text))].join('\n') ||
      (stretches.find((each) => each?.text != null)?.text ?? null)
    : (plain[0]?.text ?? stretches.find((each) => each?.text != null)?.text ?? null);
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
