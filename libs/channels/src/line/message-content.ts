// Part of understanding an event (path A): the words and files of a LINE message.
import { type Fields, fieldsOf, idOf, listOf, numberOf, textOf } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { placeWords } from '../place-words.js';

/** What LINE calls it → extension and type; only a file says more. */
const KINDS: Record<string, [extension: string, contentType: string]> = {
  image: ['jpg', 'image/jpeg'],
  video: ['mp4', 'video/mp4'],
  audio: ['m4a', 'audio/mp4'],
  file: ['bin', 'application/octet-stream'],
};
const BY_EXTENSION: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  csv: 'text/csv',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Text, or what stands for it: a place, a sticker. Empty when it says nothing. */
export function wordsOf(message: Fields): string {
  switch (message.type) {
    case 'text':
      return textOf(message.text) ?? '';
    case 'location':
      return placeWords({
        title: textOf(message.title),
        address: textOf(message.address),
        latitude: message.latitude,
        longitude: message.longitude,
      });
    case 'sticker': {
      // A message sticker carries what the person wrote on it; another is told by its first keywords.
      const written = textOf(message.text);
      if (written) return written;
      const keywords = listOf(message.keywords).map(textOf).filter(Boolean).slice(0, 3);
      return keywords.length > 0 ? `[${keywords.join(', ')}]` : '[sticker]';
    }
    default:
      return '';
  }
}

/** LINE keeps the files; `ref` is the message id, or the address where a third party keeps it. */
export function attachmentsOf(message: Fields): InboundAttachment[] {
  const kind = textOf(message.type) ?? '';
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  const messageId = idOf(message.id);
  if (!known || !messageId) return [];
  const [extension, contentType] = known;
  const provider = fieldsOf(message.contentProvider);
  const elsewhere = provider?.type === 'external' ? textOf(provider.originalContentUrl) : null;
  const name = textOf(message.fileName) ?? `${kind}-${messageId}.${extension}`;
  const size = numberOf(message.fileSize);
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return [
    {
      name,
      contentType: kind === 'file' && Object.hasOwn(BY_EXTENSION, ending) ? BY_EXTENSION[ending]! : contentType,
      size: Number.isFinite(size) && size > 0 ? size : null,
      inline: false,
      contentId: null,
      kind,
      ref: elsewhere ?? messageId,
      content: null,
    },
  ];
}
