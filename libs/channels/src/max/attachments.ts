// Part of understanding an update (path A): the files that stand in a MAX message, and the words for what is no file.
import { type Fields, fieldsOf, idOf, listOf, textOf } from '../exact-json.js';
import type { InboundAttachment } from '../inbound-event.js';
import { placeWords } from '../place-words.js';

export interface Content {
  /** Lines for what is no file. */
  lines: string[];
  attachments: InboundAttachment[];
  /** A telephone number that the sender gave of themselves. */
  phone: string | null;
}

/** What stands in a message's body. `senderId`: to know their own card among cards. */
export function contentOf(body: Fields | null, senderId: string): Content {
  const content: Content = { lines: [], attachments: [], phone: null };
  for (const each of listOf(body?.attachments)) {
    const attachment = fieldsOf(each);
    if (attachment) read(attachment, content, senderId);
  }
  return content;
}

function read(attachment: Fields, content: Content, senderId: string): void {
  const type = textOf(attachment.type) ?? '';
  const payload = fieldsOf(attachment.payload) ?? {};
  const url = textOf(payload.url);
  const { lines, attachments } = content;
  switch (type) {
    case 'image':
      attachments.push(kept('photo', `photo-${idOf(payload.photo_id) ?? 'file'}.jpg`, 'image/jpeg', url));
      break;
    case 'video':
      attachments.push(kept('video', `video-${idOf(payload.id) ?? 'file'}.mp4`, 'video/mp4', url));
      break;
    case 'audio': {
      attachments.push(kept('voice', `voice-${idOf(payload.id) ?? 'file'}.mp3`, 'audio/mpeg', url));
      const said = textOf(attachment.transcription);
      if (said) lines.push(`🎤 ${said}`);
      break;
    }
    case 'file': {
      const name = textOf(attachment.filename) ?? 'file';
      const file = kept('file', name, '', url);
      attachments.push({ ...file, size: Number(attachment.size) || null });
      break;
    }
    case 'sticker':
      attachments.push(kept('sticker', `sticker-${idOf(payload.code) ?? 'file'}.png`, 'image/png', url));
      break;
    case 'contact':
      readContact(payload, content, senderId);
      break;
    case 'location':
      lines.push(placeWords({ latitude: attachment.latitude, longitude: attachment.longitude }));
      attachments.push(kept('location', 'location', '', null));
      break;
    case 'share':
      lines.push(['🔗', textOf(attachment.title), url].filter(Boolean).join(' '));
      attachments.push(kept('share', 'share', '', null));
      break;
    // A keyboard is how a bot's message looks, nothing that anybody said.
    case 'inline_keyboard':
    case 'reply_keyboard':
      break;
    default:
      lines.push(`📎 ${type}`);
  }
}

function readContact(payload: Fields, content: Content, senderId: string): void {
  const person = fieldsOf(payload.max_info) ?? fieldsOf(payload.tam_info);
  const card = textOf(payload.vcf_info) ?? '';
  const number = /^TEL[^:\r\n]*:([^\r\n]+)/im.exec(card)?.[1]?.trim() ?? null;
  const name = /^FN[^:\r\n]*:([^\r\n]+)/im.exec(card)?.[1]?.trim() ?? (person && nameOf(person));
  const phone = number && /^\d{11,}$/.test(number) ? `+${number}` : number;
  if (phone && person && idOf(person.user_id) === senderId) content.phone = phone;
  content.lines.push(['👤', name, phone].filter(Boolean).join(' '));
  if (card === '') return;
  const bytes = new TextEncoder().encode(card);
  const file = kept('contact', 'contact.vcf', 'text/vcard', null);
  content.attachments.push({ ...file, size: bytes.length, content: bytes });
}

export const nameOf = (person: Fields): string | null =>
  [textOf(person.first_name), textOf(person.last_name)].filter(Boolean).join(' ') || textOf(person.name);

const kept = (kind: string, name: string, contentType: string, ref: string | null): InboundAttachment => ({
  name,
  contentType,
  size: null,
  inline: false,
  contentId: null,
  kind,
  ref,
  content: null,
});
