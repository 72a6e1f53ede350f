// Part of understanding an update (path A): the files and things that stand in a Telegram message.
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { nameOf } from './people.js';
import { THINGS } from './words-of-message.js';

/** What Telegram calls the file → its extension and type, when the message does not say. */
const KINDS: Record<string, [extension: string, contentType: string]> = {
  document: ['bin', 'application/octet-stream'],
  animation: ['mp4', 'video/mp4'],
  video: ['mp4', 'video/mp4'],
  video_note: ['mp4', 'video/mp4'],
  voice: ['ogg', 'audio/ogg'],
  audio: ['mp3', 'audio/mpeg'],
  sticker: ['webp', 'image/webp'],
};

/** The files of a message; Telegram keeps them, `ref` is the file id. Things that are no files are named without one. */
export function attachmentsOf(message: Fields): InboundAttachment[] {
  const attachments: InboundAttachment[] = [];
  const photo = largest(listOf(message.photo));
  if (photo) attachments.push(file('photo', photo, 'jpg', 'image/jpeg'));
  for (const [kind, [extension, contentType]] of Object.entries(KINDS)) {
    const found = fieldsOf(message[kind]);
    // An animation is repeated as a document for old clients.
    if (!found || (kind === 'document' && fieldsOf(message.animation))) continue;
    if (kind === 'sticker') attachments.push(sticker(found));
    else attachments.push(file(kind, found, extension, contentType));
  }
  const paid = fieldsOf(message.paid_media);
  for (const each of listOf(paid?.paid_media)) {
    const media = fieldsOf(each);
    const paidPhoto = largest(listOf(media?.photo));
    const paidVideo = fieldsOf(media?.video);
    if (paidPhoto) attachments.push(file('photo', paidPhoto, 'jpg', 'image/jpeg'));
    if (paidVideo) attachments.push(file('video', paidVideo, 'mp4', 'video/mp4'));
  }
  const contact = fieldsOf(message.contact);
  if (contact) attachments.push(contactCard(contact));
  const files = attachments.filter((each) => each.ref !== null || each.content !== null);
  return [...files, ...THINGS.filter((name) => fieldsOf(message[name])).map(thing)];
}

const thing = (kind: string): InboundAttachment => ({
  name: kind,
  contentType: '',
  size: null,
  inline: false,
  contentId: null,
  kind,
  ref: null,
  content: null,
});

function largest(sizes: unknown[]): Fields | null {
  let best: Fields | null = null;
  let bestArea = -1;
  for (const each of sizes) {
    const size = fieldsOf(each);
    const area = Number(size?.width) * Number(size?.height) || 0;
    if (size && area >= bestArea) [best, bestArea] = [size, area];
  }
  return best;
}

function file(kind: string, found: Fields, extension: string, contentType: string): InboundAttachment {
  const size = Number(found.file_size);
  return {
    name: textOf(found.file_name) ?? `${kind}-${textOf(found.file_unique_id) ?? 'file'}.${extension}`,
    contentType: textOf(found.mime_type) ?? contentType,
    size: Number.isFinite(size) && size > 0 ? size : null,
    inline: false,
    contentId: null,
    kind,
    ref: idOf(found.file_id),
    content: null,
  };
}

function sticker(found: Fields): InboundAttachment {
  if (found.is_video === true) return file('sticker', found, 'webm', 'video/webm');
  if (found.is_animated === true) return file('sticker', found, 'tgs', 'application/x-tgsticker');
  return file('sticker', found, 'webp', 'image/webp');
}

/** A shared contact as a vCard: agents can open it anywhere. */
function contactCard(contact: Fields): InboundAttachment {
  const name = nameOf(contact);
  const given = textOf(contact.vcard);
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:${escapeCard(name)}`,
    `TEL:${escapeCard(textOf(contact.phone_number) ?? '')}`,
    'END:VCARD',
  ];
  const content = new TextEncoder().encode(given ?? `${lines.join('\r\n')}\r\n`);
  return {
    name: 'contact.vcf',
    contentType: 'text/vcard',
    size: content.length,
    inline: false,
    contentId: null,
    kind: 'contact',
    ref: null,
    content,
  };
}

const escapeCard = (text: string) => text.replace(/[\r\n]+/g, ' ').replace(/[\\,;]/g, '\\$&');
